import { incidentKinds, type ResidentAnswer, type ResidentTick, residentNeeds } from './check-in.ts';
import type { Instant } from './clinic-calendar.ts';
import type { TaskKind } from './human-task-kinds.ts';

/** What a home says has happened when it comes by itself, at any hour. */
export const reportableEvents = [
  'incident',
  'curfew missed',
  'bed at risk',
  'not residing',
  'concern',
] as const;
export type ReportableEvent = (typeof reportableEvents)[number];

/** Something that a home said about one resident and that somebody must see to. */
export interface HomeReport {
  /** `<episodeId>:rp…` */
  id: string;
  episodeId: string;
  homeId: string;
  /** The contact who said it. */
  by: string;
  at: Instant;
  via: 'check-in' | 'standing link';
  said: ResidentAnswer | ReportableEvent;
  ticks: ResidentTick[];
  comment: string;
}

/** Whose task a report becomes, and why, in codes that the page puts into words. */
export interface ReportDuty {
  kind: Extract<
    TaskKind,
    'incident-report' | 'bed-at-risk' | 'resident-report' | 'resident-needs' | 'bed-risk-decision'
  >;
  reason: string;
}

type Said = Pick<HomeReport, 'said' | 'ticks'>;

/**
 * Whom a report goes to. An incident is the counselor’s and a bed at risk the case manager’s and the clinician’s, at
 * once; a curfew, a concern, an absence or a missing medication is the case manager’s the same day; what the resident
 * needs comes with the digest. Nothing that is said leads to more than its own task.
 */
export function dutiesOfReport({ said, ticks }: Said): ReportDuty[] {
  const duties: ReportDuty[] = [];
  const isIncident = said === 'incident' || ticks.some((tick) => isIncidentKind(tick));
  if (isIncident) duties.push({ kind: 'incident-report', reason: 'incident' });
  if (said === 'bed at risk')
    duties.push(
      { kind: 'bed-at-risk', reason: 'bed at risk' },
      { kind: 'bed-risk-decision', reason: 'bed at risk' },
    );
  const sameDay = sameDayReason({ said, ticks });
  if (sameDay) duties.push({ kind: 'resident-report', reason: sameDay });
  const canWait = ticks.some(
    (tick) => tick === 'meeting missed' || residentNeeds.some((need) => need === tick),
  );
  if (canWait && !sameDay) duties.push({ kind: 'resident-needs', reason: 'needs something' });
  return duties;
}

function sameDayReason({ said, ticks }: Said): string | undefined {
  if (said === 'concern' || said === 'not residing' || said === 'curfew missed') return said;
  return ticks.find((tick) => tick === 'curfew missed' || tick === 'medication');
}

function isIncidentKind(tick: ResidentTick): boolean {
  return incidentKinds.some((kind) => kind === tick);
}

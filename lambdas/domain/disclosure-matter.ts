import { addDays, type Instant, type LocalDate } from './clinic-calendar.ts';
import type { TaskKind } from './human-task-kinds.ts';
import { breachClock, requestClocks } from './notices.ts';

/** What a client asks for behind the client's own link. */
export const clientRequests = ['access', 'amendment'] as const;
export type ClientRequest = (typeof clientRequests)[number];

/** What keeps being asked until it is done, whoever stays silent: a record, an assessment, a client's request, an ending. */
export type MatterKind = Extract<
  TaskKind,
  | 'emergency-record'
  | 'breach-assessment'
  | 'record-access'
  | 'record-amendment'
  | 'death-confirmation'
  | 'discharge-sign-off'
  | 'arrival-check'
>;

/** Something about a client's records that must be settled by a day. */
export interface Matter {
  /** `<episodeId>:m-<number>` */
  id: string;
  episodeId: string;
  kind: MatterKind;
  openedAt: Instant;
  openedBy: string;
  /** The last day to settle it; null where it is due at once. */
  dueOn: LocalDate | null;
  /** What happened or what is asked for, in the words of whoever opened it. */
  text: string;
  /** What else it is about: `{ emergencyId }`, `{ mailId }`. */
  about: Record<string, string>;
  /** How often it was put to somebody: the first time when it was opened. */
  timesAsked: number;
  /** On which day it was put to somebody last. */
  lastAskedOn: LocalDate;
  settled: { at: Instant; as: string } | null;
}

/** A matter that waits, filed in one place, so that the clinic's day finds all that are open in one small read. */
export interface OpenMatter {
  /** `open:<matter id>` */
  id: string;
  matterId: string;
}

export const openMatters = 'open';

export function openMatterId(matterId: string): string {
  return `${openMatters}:${matterId}`;
}

export const requestKinds = {
  access: 'record-access',
  amendment: 'record-amendment',
} as const satisfies Record<ClientRequest, MatterKind>;

/**
 * The last day to settle a matter that is opened today. Sources: 45 CFR §164.524 and §164.526 for a client's request,
 * 42 CFR §2.16 with 45 CFR §164.404 for a breach, counted from its discovery.
 */
export function dueDayOf(kind: MatterKind, from: LocalDate): LocalDate | null {
  if (kind === 'record-access') return addDays(from, requestClocks.accessDays);
  if (kind === 'record-amendment') return addDays(from, requestClocks.amendmentDays);
  return kind === 'breach-assessment' ? addDays(from, breachClock.notifyDays) : null;
}

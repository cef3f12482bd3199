import type { ResidentTick } from './check-in.ts';
import { addHours, type Instant, type LocalDate } from './clinic-calendar.ts';

/** What kind of crisis it is, as far as whoever reports it knows. */
export const crisisKinds = [
  'overdose',
  'suicidal words',
  'violence',
  'medical emergency',
  'missing',
  'other',
] as const;
export type CrisisKind = (typeof crisisKinds)[number];

/** How a crisis was reported. */
export type CrisisSource = 'staff' | 'home' | 'on-call link';

/** One report of a crisis; a later one about the same client joins the first. */
export interface CrisisReport {
  at: Instant;
  by: string;
  via: CrisisSource;
  kind: CrisisKind;
  homeId?: string;
  /** Short, for the clinician's page behind the passcode; never in a page, an email, the audit or a state. */
  facts: string;
}

/**
 * Somebody has it: by the link with a passcode, by the signed reply of the paging service, or because there is nobody to
 * help any more.
 */
export interface Acknowledgement {
  by: string;
  at: Instant;
  how: 'link' | 'pager' | 'death confirmed';
}

/** climbing: somebody is asked. unanswered: a climb has ended in silence. acknowledged: somebody has it; a debrief is owed. */
export type CrisisStatus = 'climbing' | 'unanswered' | 'acknowledged' | 'closed';

export interface Crisis {
  /** `<episodeId>:cr-<n>`, or `clinic:cr-<n>` for one without a client. */
  id: string;
  episodeId?: string;
  clientId?: string;
  status: CrisisStatus;
  /** The first is the one that opened it. */
  reports: CrisisReport[];
  /** How often the ladder's machine was started. */
  climb: number;
  /** The round of this climb, counted from 1. */
  round: number;
  /** The last round that was begun and the last that was over, as `climb.round`: a repeated step says neither twice. */
  begun: string;
  over: string;
  /** When the ladder is begun again unless somebody acknowledges; null when the clinic's day sees to it. */
  nextClimbAt: Instant | null;
  /** The question that asks who has it, of the latest round. */
  taskId: string | null;
  /** The latest question for a debrief. */
  debriefTaskId: string | null;
  /** In the order of coming; the first is who has it. */
  acknowledgements: Acknowledgement[];
  /** How often the debrief was asked for, and on which day last. */
  debriefsAsked: number;
  lastAskedOn: LocalDate | null;
  /** The debrief's question and when it was given. */
  closed: { at: Instant; by: string; taskId: string } | null;
}

/**
 * Filed in one place, so that the clinic's day finds what is open in one small read, and so that a client has one
 * crisis at a time: two reports at once meet at this record.
 */
export interface OpenCrisis {
  /** `open:<clientId>`; without a client `open:<homeId>`, or `open:<crisisId>` where no home is named either. */
  id: string;
  crisisId: string;
}

export const openCrises = 'open';

export function openCrisisId({ id, clientId, reports }: Pick<Crisis, 'id' | 'clientId' | 'reports'>): string {
  return `${openCrises}:${clientId ?? reports[0]?.homeId ?? id}`;
}

/** Rounds of one climb: on-call, backup, clinician and director, four times within about five hours. */
export const roundsPerClimb = 4;
/** Climbs that follow one another by themselves, a day and a night together; then the clinic's day begins them. */
export const climbsInARow = 5;
/** When the ladder begins again if its machine is not heard of: a little after a climb's last round. */
const nextClimbHours = 5.5;
/** After a round that failed, the ladder begins again soon; the director is told at once. */
const afterFailureHours = 0.25;

export interface NewCrisis {
  id: string;
  episodeId?: string;
  clientId?: string;
  report: CrisisReport;
}

export function newCrisis({ id, episodeId, clientId, report }: NewCrisis): Crisis {
  return {
    id,
    ...(episodeId !== undefined && { episodeId }),
    ...(clientId !== undefined && { clientId }),
    status: 'climbing',
    reports: [report],
    climb: 1,
    round: 1,
    begun: '',
    over: '',
    nextClimbAt: addHours(report.at, nextClimbHours),
    taskId: null,
    debriefTaskId: null,
    acknowledgements: [],
    debriefsAsked: 0,
    lastAskedOn: null,
    closed: null,
  };
}

/** True while nobody has it. */
export function isUnacknowledged({ status }: Pick<Crisis, 'status'>): boolean {
  return status === 'climbing' || status === 'unanswered';
}

/** Who has it; undefined while nobody does. After a later report the last acknowledgement counts. */
export function whoHasIt(crisis: Crisis): Acknowledgement | undefined {
  return isUnacknowledged(crisis) ? undefined : crisis.acknowledgements[0];
}

/**
 * A later report joins the open crisis. While somebody is asked already nobody new is; what comes when somebody has
 * it, or when a climb has ended in silence, begins the ladder again: a second overdose must not go unseen.
 */
export function joined(crisis: Crisis, report: CrisisReport): { crisis: Crisis; climbs: boolean } {
  const reports = [...crisis.reports, report];
  if (crisis.status === 'climbing') return { crisis: { ...crisis, reports }, climbs: false };
  return { crisis: climbingAgain({ ...crisis, reports }, report.at), climbs: true };
}

/** The ladder from the top once more, under the next climb's number. */
export function climbingAgain(crisis: Crisis, at: Instant): Crisis {
  return {
    ...crisis,
    status: 'climbing',
    climb: crisis.climb + 1,
    round: 1,
    nextClimbAt: addHours(at, nextClimbHours),
  };
}

/** A round's name in the record: the climb and the round of it. */
export function roundKey({ climb, round }: Pick<Crisis, 'climb' | 'round'>): string {
  return `${climb}.${round}`;
}

/** What a round of the ladder came to, as the machine is told. */
export type RoundOutcome = 'settled' | 'again' | 'ended';

/**
 * What follows a round. An acknowledgement ends the climb whatever the round says; silence begins the next round, and
 * after the last one the next climb; a round that failed ends the climb, and the next begins soon.
 *
 * @param round counted from 1 within the climb
 */
export function afterRound(
  crisis: Crisis,
  { climb, round, outcome, at }: { climb: number; round: number; outcome: string; at: Instant },
): { outcome: RoundOutcome; crisis: Crisis } {
  if (!isUnacknowledged(crisis) || crisis.climb !== climb) return { outcome: 'settled', crisis };
  if (outcome === 'failed')
    return { outcome: 'ended', crisis: { ...crisis, nextClimbAt: addHours(at, afterFailureHours) } };
  if (crisis.round > round) return { outcome: 'again', crisis };
  if (round < roundsPerClimb) return { outcome: 'again', crisis: { ...crisis, round: round + 1 } };
  const nextClimbAt = climb < climbsInARow ? at : null;
  return { outcome: 'ended', crisis: { ...crisis, status: 'unanswered', nextClimbAt } };
}

/** What an acknowledgement does: the first one counts, a later one by somebody else is kept beside it. */
export function acknowledged(
  crisis: Crisis,
  given: Acknowledgement,
): { outcome: 'first' | 'later' | 'repeated'; crisis: Crisis } {
  if (crisis.status === 'closed') return { outcome: 'repeated', crisis };
  if (isUnacknowledged(crisis)) {
    const acknowledgements = [given, ...crisis.acknowledgements];
    return {
      outcome: 'first',
      crisis: { ...crisis, status: 'acknowledged', acknowledgements, nextClimbAt: null },
    };
  }
  if (crisis.acknowledgements.some(({ by }) => by === given.by)) return { outcome: 'repeated', crisis };
  const acknowledgements = [...crisis.acknowledgements, given];
  return { outcome: 'later', crisis: { ...crisis, acknowledgements } };
}

/** What a home can tick that is a crisis, however the rest of its report reads. */
const crisisOfTick: Partial<Record<ResidentTick, CrisisKind>> = {
  overdose: 'overdose',
  'suicidal words': 'suicidal words',
  violence: 'violence',
  'medical emergency': 'medical emergency',
};

/** The crisis that a home's report is; undefined when it is none. The gravest of what is ticked counts. */
export function crisisInReport({ ticks }: { ticks: readonly string[] }): CrisisKind | undefined {
  return crisisKinds.find((kind) =>
    Object.entries(crisisOfTick).some(([tick, known]) => known === kind && ticks.includes(tick)),
  );
}

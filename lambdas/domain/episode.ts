import type { Instant, LocalDate } from './clinic-calendar.ts';
import type { WorkHours } from './collection-window.ts';
import { type DeathReport, isHeld } from './death-report.ts';
import type { EndingFacts } from './ending-rules.ts';
import type { HandoffClosing, OpenHandoff } from './handoff.ts';
import type { Leave } from './leave.ts';
import type { Override } from './override.ts';
import type { OpenReview } from './review.ts';
import type { ScheduleOverride } from './schedule-override.ts';
import type { Residence } from './sober-home.ts';
import type { TestRate } from './test-rate.ts';

export const endings = [
  'completed',
  'completed early',
  'stepped up',
  'transferred',
  'left against advice',
  'lost to contact',
  'discharged administratively',
  'deceased',
] as const;
export type Ending = (typeof endings)[number];

/** How a referral can end without treatment. */
export const nonAdmissions = [
  'not suitable',
  'client declined',
  'no place',
  'not placed',
  'no show at intake',
  'no answer from staff',
  'cancelled',
] as const;
export type NonAdmission = (typeof nonAdmissions)[number];

/** Where an episode is in its journey. `closed` is reached only when no handoff or follow-up is open. */
export type Stage = 'admission' | 'treatment' | 'follow-up' | 'closed';

/** One admission of a client, from referral to last follow-up. A readmission is a new episode. */
export interface Episode {
  id: string;
  clientId: string;
  programId: string;
  programVersion: string;
  plannedDays: number;
  /** When the client attends; who attends in the evening is taken to be at work by day. */
  track: 'day' | 'evening';
  /** When the client works, as far as it is known. */
  workHours: WorkHours;
  stage: Stage;
  referredAt: Instant;
  counselorId: string;
  caseManagerId: string;
  /** Homes in the client's order of choice; one is asked at a time, within the consent. */
  homeChoices: string[];
  homesDeclined: string[];
  residence: Residence | null;
  receiverChoices: string[];
  receiversDeclined: string[];
  waitlisted: boolean;
  /** Set by the counselor's "admit", so that an admission that begins again does not ask for it twice. */
  intakePassed: boolean;
  /** The question of the intake to which the client did not come; the second time ends the referral. */
  missedIntakeTaskId?: string;
  /** Another program of the clinic that the client is to move to as soon as it has a place. */
  transferWish?: TransferWish | null;
  /** The episode on another program of the clinic that this one goes on from. */
  transferredFrom?: string;
  admittedOn: LocalDate | null;
  phaseIndex: number;
  phaseStartedOn: LocalDate | null;
  /** The planned last day of treatment; moves with hold and step-up. */
  plannedEndOn: LocalDate | null;
  nextReviewOn: LocalDate | null;
  nextMilestonesOn: LocalDate | null;
  /** Asked for by staff or decided in a review; treatment ends with it as soon as it looks. */
  endingRequested: { ending: Ending; reason: string; by: string; facts?: EndingFacts } | null;
  /** What the record says of the ending beside its reason. */
  endingFacts?: EndingFacts;
  /** Set while an administrative discharge waits for its signature; treatment goes on meanwhile. */
  dischargeAsked?: { by: string; reason: string; at: Instant; matterId: string } | null;
  /** Set from the first report of a death on; null again when it was refuted. */
  deathReport?: DeathReport | null;
  testRate: TestRate;
  /** The review that waits for its answer. */
  openReview?: OpenReview | null;
  /** The day of the last decision in a review. */
  lastReviewedOn?: LocalDate;
  /** When something recorded last brought a review forward. */
  signalledOn?: LocalDate;
  /** When the director was last told that nobody has reviewed the client. */
  overdueReviewToldOn?: LocalDate;
  /** What clinicians have set for this client otherwise than the program, oldest first. */
  overrides?: Override[];
  lastTestOn: LocalDate | null;
  /** Dates on which the client is excused from testing, each with its reason in the audit. */
  excusedDates: LocalDate[];
  /** Dates on which the client is excused from sessions, each with its reason in the audit. */
  excusedSessionDates?: LocalDate[];
  /** Approved days away, by their first day. */
  leaves?: Leave[];
  /** A clinician's decision on which sessions this client attends. */
  schedule?: ScheduleOverride;
  ending: Ending | NonAdmission | null;
  endedOn: LocalDate | null;
  handoff: HandoffState;
  followUpsDone: number;
  /** The episode that a readmission after this one opened. */
  readmittedAs?: string;
  /** Attempt numbers of executions per stage or purpose; a closed name is never reused. */
  attempts: Record<string, number>;
  closedAt: Instant | null;
}

/** What a transfer within the clinic is to be, as it was agreed with the client. */
export interface TransferWish {
  /** The episode that it will open. */
  newEpisodeId: string;
  programId: string;
  programVersion: string;
  plannedDays: number;
  track: 'day' | 'evening';
  reason: string;
  by: string;
  at: Instant;
}

export type HandoffState =
  | { status: 'not started' }
  | OpenHandoff
  | {
      status: HandoffClosing | 'not applicable';
      receiverId: string | null;
      /** A provider without links that had taken the client on. */
      otherReceiver?: string;
      /** The day of the visit that was agreed last. */
      visitOn?: LocalDate | null;
    };

export function isEnded(episode: Episode): boolean {
  return episode.ending !== null;
}

/** Endings after which a person is no longer contacted at all. */
export function stopsAllContact(ending: Episode['ending']): boolean {
  return ending === 'deceased';
}

/** In treatment, and nothing stands in the way of asking about the client: no report of a death waits for a second word. */
export function isInTreatment(episode: Episode): boolean {
  return isUnderTreatment(episode) && !isHeld(episode);
}

/** In treatment, whatever is asked meanwhile: what staff answer counts, also while a report of a death is looked into. */
export function isUnderTreatment(episode: Episode): boolean {
  return (
    episode.stage === 'treatment' &&
    !isEnded(episode) &&
    !episode.endingRequested &&
    episode.admittedOn !== null
  );
}

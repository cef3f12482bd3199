import type { AftercarePlan } from './aftercare-plan.ts';
import type { AttendanceRecord } from './attendance.ts';
import { addDays, daysBetween, type Instant, type LocalDate, localDateOf } from './clinic-calendar.ts';
import { type DrugTest, isCollected } from './drug-test.ts';
import type { Episode } from './episode.ts';
import type { FollowUp } from './follow-up.ts';
import type { HumanTask } from './human-task.ts';
import { type TaskKind, taskRules } from './human-task-kinds.ts';
import type { Program } from './program.ts';
import { type Review, reviewDecisions } from './review.ts';

/** Both days belong to it. */
export interface Period {
  from: LocalDate;
  to: LocalDate;
}

/** Everything on record about an episode that a figure is counted from. */
export interface EpisodeRecords {
  episode: Episode;
  program: Program;
  tasks: readonly HumanTask[];
  reviews: readonly Review[];
  followUps: readonly FollowUp[];
  tests: readonly DrugTest[];
  attendance: readonly AttendanceRecord[];
  plans: readonly AftercarePlan[];
}

export function isIn({ from, to }: Period, date: LocalDate | null): boolean {
  return date !== null && from <= date && date <= to;
}

/** The answers of staff that name the day of a visit which was agreed on the phone. */
const agreedByPhone: Partial<Record<TaskKind, string>> = {
  'find-receiver': 'arranged with another provider',
  're-engage': 'new visit agreed',
};

/**
 * The first day on which a first visit was agreed with somebody who had taken the client on: with a receiver's yes, with
 * a provider found by phone, or by a plan that names the day.
 */
export function appointedOn({ tasks, plans }: EpisodeRecords, timeZone: string): LocalDate | undefined {
  const yes = tasks.flatMap(({ kind, status, answer }) =>
    kind === 'handoff-referral' && status === 'answered' && answer?.choice === 'accept' ? [answer] : [],
  );
  const agreed = yes.filter((answer) => {
    const planned = planAt(plans, answer.at)?.appointment;
    return answer.fields?.visitOn || (planned && planned.on >= localDateOf(timeZone, answer.at));
  });
  const byPhone = tasks.flatMap(({ kind, answer }) =>
    agreedByPhone[kind] !== undefined && answer?.choice === agreedByPhone[kind] && answer.fields?.visitOn
      ? [answer]
      : [],
  );
  const planned = plans.filter(
    ({ appointment, decision, at }) =>
      appointment && (decision === 'arranged with another provider' || yes.some((answer) => answer.at <= at)),
  );
  return [...agreed, ...byPhone, ...planned].map(({ at }) => localDateOf(timeZone, at)).sort()[0];
}

function planAt(plans: readonly AftercarePlan[], at: Instant): AftercarePlan | undefined {
  return plans.find((plan) => plan.at <= at && (plan.supersededAt === null || plan.supersededAt > at));
}

/** The day of the first visit at which the client was, as it was agreed last. */
export function visitedOn({ episode: { handoff } }: EpisodeRecords): LocalDate | undefined {
  return handoff.status === 'arrived' ? (handoff.visitOn ?? undefined) : undefined;
}

const spokenWith = ['doing well', 'in trouble', 'wants to come back', 'needs higher care', 'readmitted'];

/** True when somebody spoke with the client at the follow-up of a day, or the client was in the program again. */
export function wasReached({ followUps }: EpisodeRecords, day: number): boolean {
  return followUps.some((call) => call.day === day && spokenWith.includes(call.outcome));
}

/** Whole days in treatment, the first and the last among them; 0 for who ended before the first. */
export function daysInTreatment({ admittedOn, endedOn }: Episode): number {
  return admittedOn === null || endedOn === null ? 0 : Math.max(0, daysBetween(admittedOn, endedOn) + 1);
}

/** Days of a period on which the client was in treatment. */
export function treatmentDaysIn({ admittedOn, endedOn }: Episode, period: Period, today: LocalDate): number {
  if (admittedOn === null) return 0;
  const from = admittedOn > period.from ? admittedOn : period.from;
  const to = [period.to, endedOn ?? today, today].sort()[0] ?? today;
  return Math.max(0, daysBetween(from, to) + 1);
}

/** A day on which a review was done, or on which its absence became overdue. */
export interface ReviewDue {
  on: LocalDate;
  isInTime: boolean;
}

/**
 * Reviews done, each in time when it came within the program's days of the one before (or of the admission), and at
 * most one that is missing: overdue since a day of the treatment.
 */
export function reviewsDue({ episode, program, reviews }: EpisodeRecords, today: LocalDate): ReviewDue[] {
  if (episode.admittedOn === null) return [];
  const { overdueAfterDays } = program.reviews;
  const done = reviews
    .filter(({ decision }) => reviewDecisions.some((known) => known === decision))
    .map(({ date }) => date)
    .sort();
  const due: ReviewDue[] = [];
  let last = episode.admittedOn;
  for (const on of done) {
    due.push({ on, isInTime: daysBetween(last, on) <= overdueAfterDays });
    last = on;
  }
  const overdueOn = addDays(last, overdueAfterDays + 1);
  if (overdueOn <= (episode.endedOn ?? today)) due.push({ on: overdueOn, isInTime: false });
  return due;
}

/** What a random test says about coming: given, not given, or neither (excused, never told, not recorded yet). */
export function wasGiven({ outcome }: DrugTest): boolean | undefined {
  if (outcome === 'missed' || outcome === 'refused' || outcome === 'unable') return false;
  return outcome !== 'pending' && isCollected(outcome) ? true : undefined;
}

/** How a partner dealt with one question: hours until its own answer, or null when it gave none. */
export interface Response {
  openedAt: Instant;
  hours: number | null;
}

/** Questions whose answer is awaited; a list of news is none. */
const notAwaited = ['home-notice'];

/**
 * Settled questions to homes, or to receivers. A question that was withdrawn or could not be sent is not the partner's
 * to answer. What staff answered in the partner's place, or the partner after the last reminder had run out, is
 * unanswered.
 */
export function responsesOf(tasks: readonly HumanTask[], asks: 'sober-home' | 'aftercare'): Response[] {
  return tasks.flatMap((task) => {
    const { kind, status, openedAt } = task;
    if (taskRules[kind].asks !== asks || notAwaited.includes(kind)) return [];
    if (status !== 'answered' && status !== 'given up') return [];
    return [{ openedAt, hours: hoursToAnswer(task) }];
  });
}

const hourMs = 3_600_000;

/** From the question to the first answer that was the partner's own. */
function hoursToAnswer({ status, openedAt, ownerId, answer, superseded }: HumanTask): number | null {
  const first = superseded.find(({ because }) => because === 'corrected') ?? answer;
  if (status !== 'answered' || !first?.by.startsWith(`${ownerId}.`)) return null;
  return (Date.parse(first.at) - Date.parse(openedAt)) / hourMs;
}

/** When somebody joined the waitlist and, if ever, was first offered a place; undefined for who never waited. */
export interface Wait {
  joinedOn: LocalDate;
  /** Null while no place has been offered. */
  daysToOffer: number | null;
  isWaiting: boolean;
}

export function waitOf({ episode, tasks }: EpisodeRecords, timeZone: string): Wait | undefined {
  const offers = tasks.filter(({ kind }) => kind === 'waitlist-offer').map(({ openedAt }) => openedAt);
  const [first] = offers.sort();
  if (!episode.waitlisted && first === undefined) return undefined;
  const joinedOn = localDateOf(timeZone, episode.referredAt);
  const daysToOffer = first === undefined ? null : daysBetween(joinedOn, localDateOf(timeZone, first));
  return { joinedOn, daysToOffer, isWaiting: first === undefined && episode.ending === null };
}

/** Minutes that were due in a period and those of them that were attended; more than was due counts for nothing. */
export function attendanceIn(
  { attendance }: EpisodeRecords,
  period: Period,
): { dueMinutes: number; attendedMinutes: number } {
  const within = attendance.filter(({ date, outcome }) => isIn(period, date) && outcome !== 'excused');
  const sum = (minutesOf: (record: AttendanceRecord) => number) =>
    within.reduce((total, record) => total + minutesOf(record), 0);
  const dueMinutes = sum(({ plannedMinutes }) => plannedMinutes);
  return {
    dueMinutes,
    attendedMinutes: Math.min(
      dueMinutes,
      sum(({ attendedMinutes }) => attendedMinutes),
    ),
  };
}

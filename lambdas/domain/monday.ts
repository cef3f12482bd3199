import type { AftercarePlan } from './aftercare-plan.ts';
import type { Authorization } from './authorization.ts';
import type { Caseload, WaitlistEntry } from './caseload.ts';
import {
  addDays,
  type ClinicCalendar,
  daysBetween,
  type Instant,
  isOpenOn,
  type LocalDate,
} from './clinic-calendar.ts';
import { type Crisis, whoHasIt } from './crisis.ts';
import type { Matter } from './disclosure-matter.ts';
import type { DrawDay } from './draw-day.ts';
import { type Episode, isInTreatment } from './episode.ts';
import { hasReceiver, planLateOn } from './handoff.ts';
import type { HumanTask } from './human-task.ts';
import { type TaskKind, taskRules } from './human-task-kinds.ts';
import { policyOf } from './override.ts';
import type { Program } from './program.ts';
import { type StaffMember, type StaffRole, staffRoles } from './staff.ts';

/** How far ahead the director looks on a Monday, and how far back. */
const aheadDays = 14;
const backDays = 7;

/** What the director's page is made from, read in one go. */
export interface MondayRecords {
  now: Instant;
  today: LocalDate;
  calendar: ClinicCalendar;
  staff: readonly StaffMember[];
  /** Those that are not closed, each with its program. */
  episodes: readonly { episode: Episode; program: Program }[];
  /** Questions that somebody was asked and that are open. */
  tasks: readonly HumanTask[];
  matters: readonly Matter[];
  crises: readonly Crisis[];
  authorizations: readonly Authorization[];
  /** Of those whose handoff is open. */
  plans: readonly AftercarePlan[];
  drawDays: readonly DrawDay[];
  queues: readonly { program: Program; caseload: Caseload; entries: readonly WaitlistEntry[] }[];
}

/** Something that was to be done by a moment that is over. */
export interface Overdue {
  kind: TaskKind;
  /** Of a question: its id. Of a matter that nobody is asked about just now: the matter's. */
  id: string;
  episodeId: string | undefined;
  reason: string | undefined;
  dueAt: Instant;
  /** Whose it is: who was asked first; null where nobody was. */
  ownerId: string | null;
  /** Who is asked now. */
  askedId: string | null;
  /** It was sent at once, because it cannot wait. */
  isUrgent: boolean;
}

export type Uncovered =
  | { why: 'draw too late' | 'not drawn' | 'clinic closed'; date: LocalDate }
  | { why: 'cover is away too'; date: LocalDate; staffId: string; coverId: string }
  | { why: 'nobody at work'; date: LocalDate; role: StaffRole };

export interface AuthorizationEnding {
  episodeId: string;
  payer: string;
  endsOn: LocalDate;
  plannedEndOn: LocalDate;
  /** Staff said that nothing follows. */
  isAccepted: boolean;
}

export interface MondayLists {
  overdue: Overdue[];
  authorizations: AuthorizationEnding[];
  /** Planned endings without a first visit. */
  endings: { episodeId: string; endsOn: LocalDate }[];
  /** Aftercare plans that are not made though it is time; `endedOn` where treatment is over already. */
  latePlans: { episodeId: string; lateOn: LocalDate; endedOn: LocalDate | null }[];
  uncovered: Uncovered[];
  queues: { programId: string; used: number; cap: number | null; waiting: WaitlistEntry[] }[];
  reviews: { episodeId: string; lastOn: LocalDate; days: number }[];
  crises: {
    crisisId: string;
    episodeId: string | undefined;
    openedAt: Instant;
    status: Crisis['status'];
    hasItId: string | null;
  }[];
}

/** Everything that a director should see on a Monday, each list with what is most urgent first. */
export function mondayLists(records: MondayRecords): MondayLists {
  return {
    overdue: overdueIn(records),
    authorizations: authorizationsEnding(records),
    endings: endingsWithoutVisit(records),
    latePlans: latePlans(records),
    uncovered: [...uncoveredDraws(records), ...uncoveredAhead(records)],
    queues: records.queues.map(({ program, caseload, entries }) => ({
      programId: program.id,
      used: caseload.count,
      cap: program.caseload.hardCap,
      waiting: [...entries].sort(byText(({ arrivedAt }) => arrivedAt)),
    })),
    reviews: overdueReviews(records),
    crises: records.crises
      .map((crisis) => ({
        crisisId: crisis.id,
        episodeId: crisis.episodeId,
        openedAt: crisis.reports[0]?.at ?? records.now,
        status: crisis.status,
        hasItId: whoHasIt(crisis)?.by ?? null,
      }))
      .sort(byText(({ openedAt }) => openedAt)),
  };
}

/** True when nothing on the page waits for anybody. Free beds and free places are no work. */
export function isNothing(lists: MondayLists): boolean {
  const { queues, ...others } = lists;
  return (
    Object.values(others).every((list) => list.length === 0) &&
    queues.every(({ waiting }) => waiting.length === 0)
  );
}

function byText<Item>(textOf: (item: Item) => string) {
  return (a: Item, b: Item) => (textOf(a) < textOf(b) ? -1 : textOf(a) > textOf(b) ? 1 : 0);
}

/** What cannot wait first, then what has waited longest. */
function overdueIn({ tasks, matters, now, today }: MondayRecords): Overdue[] {
  const asked = tasks
    .filter(({ status, dueAt }) => status === 'open' && dueAt !== null && dueAt < now)
    .map(
      (task): Overdue => ({
        kind: task.kind,
        id: task.id,
        episodeId: task.episodeId,
        reason: task.reason,
        dueAt: task.dueAt ?? now,
        ownerId: task.ownerId,
        askedId: task.asked.at(-1) ?? null,
        isUrgent: taskRules[task.kind].delivery === 'now',
      }),
    );
  const unasked = matters
    .filter(({ dueOn, settled }) => settled === null && dueOn !== null && dueOn < today)
    .filter(
      ({ kind, episodeId }) => !asked.some((task) => task.kind === kind && task.episodeId === episodeId),
    )
    .map(
      ({ id, kind, episodeId, dueOn }): Overdue => ({
        kind,
        id,
        episodeId,
        reason: undefined,
        dueAt: `${dueOn}T23:59:59.000Z`,
        ownerId: null,
        askedId: null,
        isUrgent: true,
      }),
    );
  return [...asked, ...unasked].sort(
    byText(({ isUrgent, dueAt, id }) => `${isUrgent ? 0 : 1} ${dueAt} ${id}`),
  );
}

function inTreatment({ episodes }: MondayRecords) {
  return episodes.filter(({ episode }) => isInTreatment(episode));
}

/** Cover that ends soon and before the planned end, with nothing after it. */
function authorizationsEnding(records: MondayRecords): AuthorizationEnding[] {
  const until = addDays(records.today, aheadDays);
  return inTreatment(records)
    .flatMap(({ episode: { id, plannedEndOn } }) => {
      const [last] = records.authorizations
        .filter(({ episodeId }) => episodeId === id)
        .sort(byText(({ endsOn }) => endsOn))
        .slice(-1);
      if (!last || !plannedEndOn || last.endsOn >= plannedEndOn || last.endsOn > until) return [];
      const { payer, endsOn, endAccepted } = last;
      return [{ episodeId: id, payer, endsOn, plannedEndOn, isAccepted: endAccepted !== undefined }];
    })
    .sort(byText(({ endsOn }) => endsOn));
}

function endingsWithoutVisit(records: MondayRecords): MondayLists['endings'] {
  const { today } = records;
  return inTreatment(records)
    .flatMap(({ episode: { id, plannedEndOn, handoff } }) => {
      const isSoon = plannedEndOn !== null && plannedEndOn < addDays(today, aheadDays);
      const hasNone =
        handoff.status === 'not started' ||
        (handoff.status === 'open' && !(hasReceiver(handoff) && handoff.visitOn));
      return isSoon && hasNone ? [{ episodeId: id, endsOn: plannedEndOn }] : [];
    })
    .sort(byText(({ endsOn }) => endsOn));
}

function latePlans({ episodes, plans, calendar, today }: MondayRecords): MondayLists['latePlans'] {
  return episodes
    .flatMap(({ episode }) => {
      const { id, handoff, endedOn } = episode;
      if (handoff.status !== 'open' || handoff.planWaived) return [];
      const lateOn = planLateOn(calendar, episode, today);
      const isMade = plans.some(({ episodeId, supersededAt }) => episodeId === id && supersededAt === null);
      return !isMade && lateOn <= today ? [{ episodeId: id, lateOn, endedOn }] : [];
    })
    .sort(byText(({ lateOn }) => lateOn));
}

/** Days of the last week on which no client could be called, although the clinic was open. */
function uncoveredDraws({ drawDays, calendar, today }: MondayRecords): Uncovered[] {
  const first = drawDays.map(({ id }) => id).sort()[0];
  return dates(addDays(today, -backDays), backDays).flatMap((date): Uncovered[] => {
    if (first === undefined || date < first || !isOpenOn(calendar, date)) return [];
    const status = drawDays.find(({ id }) => id === date)?.status;
    if (status === 'too late') return [{ why: 'draw too late', date }];
    return status === 'drawn' || status === 'closed' ? [] : [{ why: 'not drawn', date }];
  });
}

/** Closed dates, absences whose cover is away too, and roles without anybody at work, of the days to come. */
function uncoveredAhead({ calendar, staff, today }: MondayRecords): Uncovered[] {
  return dates(today, aheadDays).flatMap((date): Uncovered[] => {
    if (calendar.closures.includes(date)) return [{ why: 'clinic closed', date }];
    if (!isOpenOn(calendar, date)) return [];
    const present = staff.filter(({ leftOn }) => leftOn === undefined || leftOn > date);
    const isAway = (staffId: string) =>
      !present.some(
        ({ id, absences }) => id === staffId && !absences.some(({ from, to }) => from <= date && date <= to),
      );
    const uncovered = present.flatMap(({ id: staffId, absences }): Uncovered[] =>
      absences
        .filter(({ from, to, coverId }) => from <= date && date <= to && isAway(coverId))
        .map(({ coverId }) => ({ why: 'cover is away too', date, staffId, coverId })),
    );
    const unstaffed = staffRoles
      .filter((role) => role !== 'auditor')
      .filter((role) => present.some(({ roles }) => roles.includes(role)))
      .filter((role) => present.every(({ id, roles }) => !roles.includes(role) || isAway(id)))
      .map((role): Uncovered => ({ why: 'nobody at work', date, role }));
    return [...uncovered, ...unstaffed];
  });
}

function dates(from: LocalDate, count: number): LocalDate[] {
  return Array.from({ length: count }, (_, day) => addDays(from, day));
}

/** Clients whose last review (or admission) is longer ago than their program, or a clinician for them, allows. */
function overdueReviews(records: MondayRecords): MondayLists['reviews'] {
  const { today } = records;
  return inTreatment(records)
    .flatMap(({ episode, program }) => {
      const lastOn = episode.lastReviewedOn ?? episode.admittedOn ?? today;
      const days = daysBetween(lastOn, today);
      const { overdueAfterDays } = policyOf(program, episode, today).reviews;
      return days > overdueAfterDays ? [{ episodeId: episode.id, lastOn, days }] : [];
    })
    .sort(byText(({ lastOn }) => lastOn));
}

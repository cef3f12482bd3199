import { daysBetween, type Instant } from '../../lambdas/domain/clinic-calendar.ts';
import type { Episode } from '../../lambdas/domain/episode.ts';
import { partnerIdOf } from '../../lambdas/domain/partner.ts';
import type { Play } from '../play.ts';

const weekMs = 7 * 86_400_000;

/** What one role, or one kind of partner, had to do. Means are per person (per home for a partner) and week. */
export interface RoleLoad {
  role: string;
  people: number;
  emailsPerWeek: number;
  emailsInBusiestWeek: number;
  questionsPerWeek: number;
  unanswered: number;
}

export interface EpisodeCost {
  transitionsMean: number;
  /** An equal share of what the clinic's days run for everybody. */
  transitionsShared: number;
  transitionsWorst: number;
  eventsMean: number;
  eventsWorst: number;
  /** The longest single execution: what the service's limit of 25,000 events is about. */
  eventsOfLongestExecution: number;
  largestPayloadBytes: number;
}

export interface Workload {
  clients: number;
  /** More than clients when somebody came back. */
  episodesOpened: number;
  days: number;
  /** Weeks in which somebody was in treatment for the first time: the ones that the means are over. */
  treatmentWeeks: number;
  /** Episodes whose treatment began. */
  admitted: number;
  /** Days of treatment of those, on average. */
  treatmentDaysMean: number;
  randomTests: number;
  forCauseTests: number;
  roles: RoleLoad[];
  episodes: EpisodeCost;
  endings: Record<string, number>;
  open: number;
  /** Executions that failed or timed out: none, unless something is wrong. */
  failedExecutions: number;
}

/** Counts what a play has asked of people and machines up to now. */
export function workloadOf(play: Play, startedAt: Instant): Workload {
  const { clinic, clinicId } = play;
  const episodes = clinic.store.all(clinicId, 'episode');
  const startMs = Date.parse(startedAt);
  const readmissions = new Set(episodes.map(({ readmittedAs }) => readmittedAs));
  const lastDay =
    episodes
      .filter(({ id }) => !readmissions.has(id))
      .map((episode) => episode.endedOn ?? play.today())
      .sort()
      .at(-1) ?? play.today();
  const treatmentWeeks = Math.max(1, (Date.parse(lastDay) - startMs) / weekMs);
  const tests = clinic.store.all(clinicId, 'drugTest');
  const treated = episodes.filter(({ admittedOn }) => admittedOn !== null);
  const treatmentDays = ({ admittedOn, endedOn }: Episode) =>
    daysBetween(admittedOn ?? play.today(), endedOn ?? play.today()) + 1;
  return {
    clients: clinic.store.all(clinicId, 'client').length,
    episodesOpened: episodes.length,
    days: Math.round((Date.parse(clinic.now()) - startMs) / 86_400_000),
    treatmentWeeks: Math.round(treatmentWeeks * 10) / 10,
    admitted: treated.length,
    treatmentDaysMean: mean(treated.map(treatmentDays)),
    randomTests: tests.filter(({ basis }) => basis === 'random').length,
    forCauseTests: tests.filter(({ basis }) => basis === 'for cause').length,
    roles: roleLoads(play, startMs, startMs + treatmentWeeks * weekMs),
    episodes: episodeCost(play),
    endings: countBy(episodes.map((episode) => episode.ending ?? 'open')),
    open: episodes.filter((episode) => episode.closedAt === null).length,
    failedExecutions: failedIn(play),
  };
}

function failedIn({ clinic }: Play): number {
  const { FAILED, TIMED_OUT, ABORTED } = clinic.runner.counts().byStatus;
  return FAILED + TIMED_OUT + ABORTED;
}

function roleLoads(play: Play, startMs: number, endMs: number): RoleLoad[] {
  const { clinic, clinicId } = play;
  const roleOf = rolesByContact(play);
  const mails = clinic.mailbox.mails.flatMap((mail) => {
    const contactId = clinic.store.find(clinicId, 'mail', mail.id)?.contactId ?? '';
    const role = roleOf.get(contactId);
    return role && Date.parse(mail.at) <= endMs
      ? [{ role, week: Math.floor((Date.parse(mail.at) - startMs) / weekMs), contactId }]
      : [];
  });
  const questions = clinic.store.all(clinicId, 'task').filter((task) => Date.parse(task.openedAt) <= endMs);
  const weeks = (endMs - startMs) / weekMs;
  return [...new Set(roleOf.values())].map((role) => {
    const people = countPeople(roleOf, role);
    const own = mails.filter((mail) => mail.role === role);
    const busiest = Math.max(
      0,
      ...Object.values(countBy(own.map(({ week, contactId }) => `${week}|${personOf(role, contactId)}`))),
    );
    const asked = questions.filter((task) => task.asked.some((contactId) => roleOf.get(contactId) === role));
    const unanswered = asked.filter((task) => task.status === 'given up').length;
    const per = (count: number) => Math.round((count / people / weeks) * 10) / 10;
    return {
      role,
      people,
      emailsPerWeek: per(own.length),
      emailsInBusiestWeek: busiest,
      questionsPerWeek: per(asked.length),
      unanswered,
    };
  });
}

/** A home is one reader, whichever of its contacts was written to. */
function personOf(role: string, contactId: string): string {
  return role.startsWith('home') || role.startsWith('aftercare') ? partnerIdOf(contactId) : contactId;
}

function countPeople(roleOf: ReadonlyMap<string, string>, role: string): number {
  return new Set(
    [...roleOf].filter(([, own]) => own === role).map(([contactId]) => personOf(role, contactId)),
  ).size;
}

function rolesByContact({ clinic, clinicId }: Play): Map<string, string> {
  const staff = clinic.store
    .all(clinicId, 'staff')
    .map((member) => [member.id, member.roles[0] ?? 'staff'] as const);
  const partners = clinic.store.all(clinicId, 'partner').flatMap((partner) => {
    const role = partner.kind === 'sober-home' ? 'home' : 'aftercare provider';
    return partner.contacts.map((contact) => [contact.id, role] as const);
  });
  return new Map([...staff, ...partners]);
}

function episodeCost({ clinic }: Play): EpisodeCost {
  const transitions = new Map<string, number>();
  const events = new Map<string, number>();
  let shared = 0;
  for (const execution of clinic.runner.list()) {
    const episodeId = episodeIn(execution.input);
    const counted = clinic.runner.transitions(execution.executionId);
    if (!episodeId) {
      shared += counted.transitions;
      continue;
    }
    transitions.set(episodeId, (transitions.get(episodeId) ?? 0) + counted.transitions);
    events.set(episodeId, (events.get(episodeId) ?? 0) + counted.events);
  }
  const { mostEvents, largestPayloadBytes } = clinic.runner.counts();
  return {
    transitionsMean: mean([...transitions.values()]),
    transitionsShared: Math.round(shared / Math.max(1, transitions.size)),
    transitionsWorst: Math.max(0, ...transitions.values()),
    eventsMean: mean([...events.values()]),
    eventsWorst: Math.max(0, ...events.values()),
    eventsOfLongestExecution: mostEvents,
    largestPayloadBytes,
  };
}

function episodeIn(input: unknown): string | undefined {
  const id =
    typeof input === 'object' && input !== null ? (input as { episodeId?: unknown }).episodeId : undefined;
  return typeof id === 'string' ? id : undefined;
}

function mean(values: readonly number[]): number {
  return values.length === 0 ? 0 : Math.round(values.reduce((sum, value) => sum + value, 0) / values.length);
}

function countBy(keys: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const key of keys) counts[key] = (counts[key] ?? 0) + 1;
  return counts;
}

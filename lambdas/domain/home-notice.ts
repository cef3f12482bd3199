import { addDays, type Instant, instantOf, type LocalDate, type LocalTime } from './clinic-calendar.ts';
import type { DisclosureCategory } from './consent.ts';
import type { DrugTest } from './drug-test.ts';
import type { Episode } from './episode.ts';
import type { Program } from './program.ts';

/** What is new about a resident, as the home is told it: codes and dates, never words. */
export type HomeNews =
  | { news: 'phase begun'; phase: number; phases: number; daysPerWeek: number; from: LocalDate }
  | { news: 'test status'; date: LocalDate; wasGiven: boolean }
  | { news: 'test result'; date: LocalDate; testId: string; result: DefinitiveResult }
  | { news: 'schedule changed'; daysPerWeek: number; from: LocalDate }
  | { news: 'on leave'; from: LocalDate; to: LocalDate }
  | { news: 'bed released'; from: LocalDate }
  | { news: 'discharged'; on: LocalDate };

/** What a home may learn of a test, once its client has heard it. What explains a result is nobody’s but the client’s. */
export type DefinitiveResult = 'definitive positive' | 'negative';

/** The result of a test that a home may be told with consent; undefined while it is presumptive, open or explained. */
export function definitiveResultOf({
  outcome,
  confirmation,
}: Pick<DrugTest, 'outcome' | 'confirmation'>): DefinitiveResult | undefined {
  if (confirmation === 'definitive positive') return 'definitive positive';
  if (confirmation === 'confirmed negative') return 'negative';
  return confirmation === null && outcome === 'negative' ? 'negative' : undefined;
}

/** One thing that a home is told, in the list of its day. */
export interface HomeNotice {
  /** `<homeId>@<day>:<episodeId>/<news>…` */
  id: string;
  homeId: string;
  episodeId: string;
  /** The day whose list it is on. */
  day: LocalDate;
  at: Instant;
  news: HomeNews;
}

const categories: Record<HomeNews['news'], DisclosureCategory> = {
  'phase begun': 'attendance',
  'test status': 'test-status',
  'test result': 'test-results',
  'schedule changed': 'attendance',
  'on leave': 'residence',
  'bed released': 'discharge',
  discharged: 'discharge',
};

/** Why a home is told, as the ledger has it. */
export const noticePurpose = 'to coordinate the stay in the sober home';

/** The phase that an episode is in now, as its home is told it. */
export function phaseNews({ phaseIndex }: Episode, { phases }: Program, from: LocalDate): HomeNews {
  const daysPerWeek = phases[phaseIndex]?.daysPerWeek ?? 0;
  return { news: 'phase begun', phase: phaseIndex + 1, phases: phases.length, daysPerWeek, from };
}

/** What a home learns by a notice: the consent must cover exactly this. */
export function categoryOfNews({ news }: Pick<HomeNews, 'news'>): DisclosureCategory {
  return categories[news];
}

/** News that a home must have even when consent is missing: then a person of the clinic looks what can be said. */
export function needsConsentTask({ news }: Pick<HomeNews, 'news'>): boolean {
  return news === 'discharged' || news === 'bed released';
}

/** A home's list goes out once a day at this hour of the clinic; what comes later is on the next day's. */
const noticesGoOutAt: LocalTime = '17:30';

/** The day whose list takes up news of this moment, and when that list goes out. */
export function listFor(
  timeZone: string,
  today: LocalDate,
  now: Instant,
): { day: LocalDate; goesOutAt: Instant } {
  const todays = instantOf(timeZone, today, noticesGoOutAt);
  if (now < todays) return { day: today, goesOutAt: todays };
  const day = addDays(today, 1);
  return { day, goesOutAt: instantOf(timeZone, day, noticesGoOutAt) };
}

/** What the notices of one home and day are filed under. */
export function noticeList(homeId: string, day: LocalDate): string {
  return `${homeId}@${day}`;
}

/** One notice for one fact: the same news planned twice is one. */
export function noticeOf(notice: Omit<HomeNotice, 'id'>): HomeNotice {
  const { homeId, day, episodeId, news } = notice;
  const which = 'date' in news ? `${news.news}-${news.date}` : news.news;
  return { ...notice, id: `${noticeList(homeId, day)}:${episodeId}/${which.replaceAll(' ', '-')}` };
}

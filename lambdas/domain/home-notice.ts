import { addDays, type Instant, instantOf, type LocalDate, type LocalTime } from './clinic-calendar.ts';
import type { DisclosureCategory } from './consent.ts';

/** What is new about a resident, as the home is told it: codes and dates, never words. */
export type HomeNews =
  | { news: 'phase begun'; phase: number; phases: number; daysPerWeek: number; from: LocalDate }
  | { news: 'test status'; date: LocalDate; wasGiven: boolean }
  | { news: 'test result'; date: LocalDate; result: 'definitive positive' | 'confirmed negative' }
  | { news: 'bed released'; from: LocalDate }
  | { news: 'discharged'; on: LocalDate };

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
  'bed released': 'discharge',
  discharged: 'discharge',
};

/** Why a home is told, as the ledger has it. */
export const noticePurpose = 'to coordinate the stay in the sober home';

/** What a home learns by a notice: the consent must cover exactly this. */
export function categoryOfNews({ news }: Pick<HomeNews, 'news'>): DisclosureCategory {
  return categories[news];
}

/** News that a home must have even when consent is missing: then a person of the clinic looks what can be said. */
export function needsConsentTask({ news }: Pick<HomeNews, 'news'>): boolean {
  return news === 'discharged' || news === 'bed released';
}

/** A home's list goes out once a day at this hour of the clinic; what comes later is on the next day's. */
export const noticesGoOutAt: LocalTime = '17:30';

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

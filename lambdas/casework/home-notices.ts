import type { Clinic } from '../domain/clinic.ts';
import { type Instant, localDateOf } from '../domain/clinic-calendar.ts';
import type { Episode } from '../domain/episode.ts';
import { categoryOfNews, type HomeNews, listFor, needsConsentTask, noticeOf } from '../domain/home-notice.ts';
import type { Transaction } from '../ports.ts';
import { mayDisclose } from './consent-check.ts';
import { executionName } from './execution-name.ts';
import { askSeparately } from './start-later.ts';

/**
 * Puts news about a resident on the home's list of the day, when the consent lets the home know it. The list goes out
 * once, as one question that wants "noted". Nothing is noted for a client without a home. News that a home must have and may not be told becomes a person's task.
 */
export async function noteForHome(
  tx: Transaction,
  clinic: Clinic,
  told: { episode: Episode; homeId: string | undefined; news: HomeNews },
  now: Instant,
): Promise<void> {
  const { episode, homeId, news } = told;
  if (homeId === undefined) return;
  const today = localDateOf(clinic.calendar.timeZone, now);
  const gate = await mayDisclose(tx, episode, homeId, categoryOfNews(news), today);
  if (gate.decision === 'refused')
    return withhold(tx, clinic.id, { episode, homeId, news }, gate.reason, now);
  const { day, goesOutAt } = listFor(clinic.calendar.timeZone, today, now);
  const notice = noticeOf({ homeId, episodeId: episode.id, day, at: now, news });
  tx.put('homeNotice', notice);
  const details = { homeId, news: news.news, day };
  tx.audit({ at: now, what: 'home to be told', by: 'note-for-home', episodeId: episode.id, details });
  askSeparately(tx, goesOutAt, executionName(clinic.id, 'notices', homeId, day), {
    clinicId: clinic.id,
    kind: 'home-notice',
    about: { homeId, day },
  });
}

function withhold(
  tx: Transaction,
  clinicId: string,
  { episode, homeId, news }: { episode: Episode; homeId: string; news: HomeNews },
  reason: string,
  now: Instant,
): void {
  if (!needsConsentTask(news)) return;
  const details = { homeId, news: news.news, because: reason };
  tx.audit({ at: now, what: 'home not told', by: 'note-for-home', episodeId: episode.id, details });
  askSeparately(tx, now, executionName(episode.id, 'untold', homeId, news.news, now), {
    clinicId,
    kind: 'consent-needed',
    episodeId: episode.id,
    about: { homeId, category: categoryOfNews(news) },
    reason,
  });
}

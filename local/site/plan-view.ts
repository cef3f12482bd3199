import type { Clinic } from '../../lambdas/domain/clinic.ts';
import { localDateOf } from '../../lambdas/domain/clinic-calendar.ts';
import type { Episode } from '../../lambdas/domain/episode.ts';
import { inOrder } from '../../lambdas/domain/feedback.ts';
import { isInForce } from '../../lambdas/domain/override.ts';
import type { ClientPlan } from '../../lambdas/pages/client-plan.ts';
import type { Laptop } from '../laptop.ts';
import { programOf } from './api-state.ts';
import type { KnownContact } from './contacts.ts';

/** What a client works on, what is set for the client, and what was written, from the records. */
export function planView(
  laptop: Laptop,
  clinic: Clinic,
  episode: Episode,
  people: ReadonlyMap<string, KnownContact>,
): ClientPlan {
  const { store } = laptop.clinic;
  const today = localDateOf(clinic.calendar.timeZone, laptop.clinic.now());
  const nameOf = (id: string) => people.get(id)?.name ?? id;
  const plan = store.find(clinic.id, 'carePlan', episode.id);
  const ofEpisode = ({ episodeId }: { episodeId: string }) => episodeId === episode.id;
  const checks = store.all(clinic.id, 'milestoneCheck').filter(ofEpisode);
  return {
    goals: plan?.goals ?? [],
    needs: plan?.needs ?? [],
    own: (episode.overrides ?? []).map((override) => ({
      override,
      isInForce: isInForce(override, today),
      byName: nameOf(override.by),
    })),
    mutualHelp: {
      expected: programOf(laptop, clinic.id, episode)?.mutualHelp.expected ?? 'encouraged',
      reported: store.all(clinic.id, 'milestones').filter(ofEpisode),
      checks: checks.map((check) => ({ check, byName: nameOf(check.by) })),
    },
    feedback: inOrder(store.all(clinic.id, 'feedback').filter(ofEpisode)).map((feedback) => ({
      feedback,
      byName: nameOf(feedback.by),
    })),
  };
}

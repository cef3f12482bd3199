import * as z from 'zod';
import { noteForHome } from '../casework/home-notices.ts';
import { localDateOf } from '../domain/clinic-calendar.ts';
import { isEnded } from '../domain/episode.ts';
import { slugField } from '../domain/file-fields.ts';
import { episodeField, named, reasonField, refuseField } from '../runtime/action-subject.ts';
import { defineAction } from '../runtime/define-action.ts';

const schema = z.strictObject({
  episodeId: episodeField,
  homeId: slugField(40).nullable().describe('The home; null for a home of the client’s own'),
  reason: reasonField,
});

/** Before admission: one more home to ask. In treatment: where the client lives from today; consent decides what it hears. */
export const action = defineAction({
  name: 'change-home',
  title: 'Change of home',
  description:
    'Before admission it adds a home to ask. In treatment it records where the client lives from today. A new home needs a consent that names it.',
  schema,
  async run({ episodeId, homeId, reason }, actor, { store, clock }) {
    const now = clock.now();
    const summary = await store.transact(actor.clinicId, async (tx) => {
      const episode = await named(tx, 'episode', episodeId, 'episodeId');
      const clinic = await named(tx, 'clinic', actor.clinicId, 'clinic');
      if (isEnded(episode))
        refuseField('episodeId', 'the episode has ended', 'homes change during admission and treatment only');
      if (homeId !== null && (await named(tx, 'partner', homeId, 'homeId')).kind !== 'sober-home')
        refuseField('homeId', 'is not a sober home', 'use a sober home’s id');
      tx.audit({
        at: now,
        what: 'home changed',
        by: actor.by,
        episodeId,
        details: { homeId, from: episode.residence?.homeId ?? null, reason },
      });
      if (episode.admittedOn === null && homeId !== null) {
        const homesDeclined = episode.homesDeclined.filter((declined) => declined !== homeId);
        tx.put('episode', {
          ...episode,
          homeChoices: [...episode.homeChoices.filter((choice) => choice !== homeId), homeId],
          homesDeclined,
        });
        return 'The home will be asked.';
      }
      const since = localDateOf(clinic.calendar.timeZone, now);
      const before = episode.residence?.homeId;
      const moved = { ...episode, residence: homeId === null ? null : { homeId, since } };
      tx.put('episode', moved);
      const news = { news: 'bed released', from: since } as const;
      const left = before === homeId ? undefined : before;
      await noteForHome(tx, clinic, { episode: moved, homeId: left, news }, now);
      return 'The change of home is recorded.';
    });
    return { summary };
  },
});

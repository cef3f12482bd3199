import * as z from 'zod';
import { localDateOf } from '../domain/clinic-calendar.ts';
import { dateField } from '../domain/file-fields.ts';
import { episodeField, named, reasonField, refuseField } from '../runtime/action-subject.ts';
import { defineAction } from '../runtime/define-action.ts';

const schema = z.strictObject({
  episodeId: episodeField,
  dates: z
    .array(dateField)
    .min(1, 'is empty; list at least one date')
    .max(31, 'lists more than 31 dates; excuse a month at a time')
    .describe('Dates on which the client cannot be tested'),
  reason: reasonField,
});

/** Excuses a client from testing on dates. A day that is drawn already is logged as late and never redrawn. */
export const action = defineAction({
  name: 'excuse',
  title: 'Excuse from testing',
  description:
    'The client cannot be tested on these dates. An excuse for a day that is already drawn is kept as late; the draw stands, and collections enter it by their link.',
  schema,
  async run({ episodeId, dates, reason }, actor, { store, clock }) {
    const now = clock.now();
    const late = await store.transact(actor.clinicId, async (tx) => {
      const episode = await named(tx, 'episode', episodeId, 'episodeId');
      const clinic = await named(tx, 'clinic', actor.clinicId, 'clinic');
      if (episode.ending) refuseField('episodeId', 'treatment has ended', 'nothing is left to excuse');
      const today = localDateOf(clinic.calendar.timeZone, now);
      const lateDates: string[] = [];
      for (const date of dates) {
        const day = await tx.get('drawDay', date);
        if (date < today || (day && day.status !== 'ahead')) lateDates.push(date);
      }
      const ahead = dates.filter((date) => !lateDates.includes(date));
      const excusedDates = [...new Set([...episode.excusedDates, ...ahead])].sort();
      tx.put('episode', { ...episode, excusedDates });
      tx.audit({
        at: now,
        what: 'excused from testing',
        by: actor.by,
        episodeId,
        details: { dates: ahead, late: lateDates, reason },
      });
      return lateDates;
    });
    const note = late.length > 0 ? ` Too late for ${late.join(', ')}: those days were drawn already.` : '';
    return { summary: `The excuse is recorded.${note}`, late };
  },
});

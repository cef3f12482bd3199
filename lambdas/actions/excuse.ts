import * as z from 'zod';
import { excuseRecorded } from '../casework/record-attendance.ts';
import { tellWithdrawn } from '../casework/withdraw-questions.ts';
import type { Clinic } from '../domain/clinic.ts';
import { type Instant, type LocalDate, localDateOf } from '../domain/clinic-calendar.ts';
import type { Episode } from '../domain/episode.ts';
import { choiceField, dateField } from '../domain/file-fields.ts';
import type { Transaction } from '../ports.ts';
import { episodeField, named, reasonField, refuseField } from '../runtime/action-subject.ts';
import { defineAction } from '../runtime/define-action.ts';

const schema = z.strictObject({
  episodeId: episodeField,
  dates: z
    .array(dateField)
    .min(1, 'is empty; list at least one date')
    .max(31, 'lists more than 31 dates; excuse a month at a time')
    .describe('Dates on which the client cannot be tested, or cannot attend'),
  from: choiceField(['testing', 'sessions', 'both'])
    .optional()
    .describe('What the client is excused from; testing when left out'),
  reason: reasonField,
});

type Input = z.infer<typeof schema>;

/**
 * Excuses a client from testing, sessions or both on dates. A day that is drawn already is logged as late and never
 * redrawn; a session already recorded as missed becomes excused, and what was asked about it is withdrawn.
 */
export const action = defineAction({
  name: 'excuse',
  title: 'Excuse from testing or sessions',
  description:
    'The client cannot be tested, or cannot attend, on these dates. A session already recorded as missed becomes excused. An excuse for a day that is already drawn is kept as late; the draw stands, and collections enter it by their link.',
  schema,
  async run(input, actor, ports) {
    const at = ports.clock.now();
    const { late, questions } = await ports.store.transact(actor.clinicId, async (tx) => {
      const episode = await named(tx, 'episode', input.episodeId, 'episodeId');
      const clinic = await named(tx, 'clinic', actor.clinicId, 'clinic');
      if (episode.ending) refuseField('episodeId', 'treatment has ended', 'nothing is left to excuse');
      const context = { tx, clinic, by: actor.by, at };
      const from = input.from ?? 'testing';
      const tested = from === 'sessions' ? undefined : await excuseFromTesting(context, episode, input);
      const after = tested?.episode ?? episode;
      const questions = from === 'testing' ? [] : await excuseFromSessions(context, after, input);
      return { late: tested?.late ?? [], questions };
    });
    await tellWithdrawn(ports, actor.clinicId, questions, at);
    const note = late.length > 0 ? ` Too late for ${late.join(', ')}: those days were drawn already.` : '';
    return { summary: `The excuse is recorded.${note}`, late };
  },
});

interface Context {
  tx: Transaction;
  clinic: Clinic;
  by: string;
  at: Instant;
}

async function excuseFromTesting(
  { tx, clinic, by, at }: Context,
  episode: Episode,
  { dates, reason }: Input,
): Promise<{ episode: Episode; late: LocalDate[] }> {
  const today = localDateOf(clinic.calendar.timeZone, at);
  const late: LocalDate[] = [];
  for (const date of dates) {
    const day = await tx.get('drawDay', date);
    if (date < today || (day && day.status !== 'ahead')) late.push(date);
  }
  const ahead = dates.filter((date) => !late.includes(date));
  const excused = { ...episode, excusedDates: [...new Set([...episode.excusedDates, ...ahead])].sort() };
  tx.put('episode', excused);
  const details = { dates: ahead, late, reason };
  tx.audit({ at, what: 'excused from testing', by, episodeId: episode.id, details });
  return { episode: excused, late };
}

async function excuseFromSessions(
  { tx, clinic, by, at }: Context,
  episode: Episode,
  { dates, reason }: Input,
): Promise<string[]> {
  const { id: episodeId } = episode;
  const excusedSessionDates = [...new Set([...(episode.excusedSessionDates ?? []), ...dates])].sort();
  tx.put('episode', { ...episode, excusedSessionDates });
  tx.audit({ at, what: 'excused from sessions', by, episodeId, details: { dates, reason } });
  return excuseRecorded(tx, clinic, { episodeId, dates, by, at, reason });
}

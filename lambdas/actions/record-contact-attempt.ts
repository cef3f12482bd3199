import * as z from 'zod';
import { required } from '../casework/read-records.ts';
import { localDateOf } from '../domain/clinic-calendar.ts';
import { attemptDays, contactWays } from '../domain/contact-attempt.ts';
import { stopsAllContact } from '../domain/episode.ts';
import { choiceField, dateField, slugField } from '../domain/file-fields.ts';
import { episodeField, named, refuseField } from '../runtime/action-subject.ts';
import { defineAction } from '../runtime/define-action.ts';

const schema = z.strictObject({
  episodeId: episodeField,
  on: dateField.describe('On which day the client was tried'),
  how: choiceField(contactWays).describe('How'),
  triedBy: slugField(40).describe('Who tried: a staff id'),
});

/** Records one try to reach a client who does not come any more. "Lost to contact" rests on such tries on different days. */
export const action = defineAction({
  name: 'record-contact-attempt',
  title: 'Record a try to reach a client',
  description:
    'One line for each try to reach a client who does not come any more. “Lost to contact” needs tries on three different days.',
  schema,
  async run({ episodeId, on, how, triedBy }, { clinicId, by }, ports) {
    const at = ports.clock.now();
    const days = await ports.store.transact(clinicId, async (tx) => {
      const episode = await named(tx, 'episode', episodeId, 'episodeId');
      await named(tx, 'staff', triedBy, 'triedBy');
      const { calendar } = await required(tx, 'clinic', clinicId);
      if (on > localDateOf(calendar.timeZone, at))
        refuseField('on', 'is still to come', 'give the day of the try');
      if (stopsAllContact(episode.ending))
        refuseField('episodeId', 'this client is not contacted any more', 'nothing is left to try');
      const known = await tx.list('contactAttempt', { parent: episodeId });
      const id = `${episodeId}:attempt-${known.length + 1}`;
      await tx.get('contactAttempt', id);
      const attempt = { id, episodeId, on, how, triedBy, recordedAt: at };
      tx.put('contactAttempt', attempt);
      tx.audit({ at, what: 'try to reach recorded', by, episodeId, details: { on, how, triedBy } });
      return attemptDays([...known, attempt]);
    });
    return { summary: `Recorded. Tries on ${days === 1 ? '1 day' : `${days} different days`} so far.`, days };
  },
});

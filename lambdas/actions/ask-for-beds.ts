import * as z from 'zod';
import { askSeparately } from '../casework/start-later.ts';
import { type BedRequest, homesThatFit } from '../domain/bed-board.ts';
import { localDateOf } from '../domain/clinic-calendar.ts';
import { choiceField, dateField, wholeField } from '../domain/file-fields.ts';
import { named, refuseField } from '../runtime/action-subject.ts';
import { defineAction } from '../runtime/define-action.ts';

const levels = ['I', 'II', 'III', 'IV'] as const;

const schema = z.strictObject({
  beds: wholeField(1, 20, 'a number of beds').describe('How many beds'),
  from: dateField.describe('From which day on'),
  levels: z
    .array(choiceField(levels))
    .min(1, 'is empty; list the NARR levels that fit')
    .describe('NARR levels that fit'),
});

/** Asks the homes that fit for free beds. Nothing in it is about anyone: a number, a day and a level. */
export const action = defineAction({
  name: 'ask-for-beds',
  title: 'Ask homes for beds',
  description:
    'Asks every home of the chosen levels how many beds are free. No client is named or meant, so no consent is needed; the answers are on the bed board.',
  schema,
  async run({ beds, from, levels: wanted }, actor, { store, clock, ids }) {
    const at = clock.now();
    const request: BedRequest = { beds, from, levels: levels.filter((level) => wanted.includes(level)) };
    const requestId = ids.next('br');
    const homeIds = await store.transact(actor.clinicId, async (tx) => {
      const clinic = await named(tx, 'clinic', actor.clinicId, 'clinic');
      if (from < localDateOf(clinic.calendar.timeZone, at))
        refuseField('from', `${from} is over`, 'give today or a day to come');
      const homes = homesThatFit(await tx.list('partner'), request);
      if (homes.length === 0)
        refuseField(
          'levels',
          'no home of this size and level is on record',
          'choose other levels or fewer beds',
        );
      for (const { id: homeId } of homes)
        askSeparately(tx, at, `${requestId}-${homeId}`, {
          clinicId: clinic.id,
          kind: 'bed-request',
          about: { homeId, beds: `${beds}`, from, levels: request.levels.join(', ') },
        });
      const asked = homes.map(({ id }) => id);
      const details = { homeIds: asked, beds, from, levels: [...request.levels] };
      tx.audit({ at, what: 'beds asked for', by: actor.by, details });
      return asked;
    });
    const count = homeIds.length === 1 ? '1 home is' : `${homeIds.length} homes are`;
    return { summary: `${count} asked; the answers come to the bed board.`, homeIds };
  },
});

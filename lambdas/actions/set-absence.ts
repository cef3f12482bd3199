import * as z from 'zod';
import { addDays, type LocalDate } from '../domain/clinic-calendar.ts';
import { dateField, slugField } from '../domain/file-fields.ts';
import type { Absence } from '../domain/staff.ts';
import { named, refuseField } from '../runtime/action-subject.ts';
import { defineAction } from '../runtime/define-action.ts';

const schema = z.strictObject({
  staffId: slugField(40).describe('Who is away'),
  from: dateField.describe('First day away'),
  to: dateField.describe('Last day away'),
  coverId: slugField(40).describe('Who is asked meanwhile'),
});

/**
 * Records an absence: from its first day on, the cover is asked what the absent person would be. On days that an
 * absence on record covers too, the new one holds; what is left of the other stays.
 */
export const action = defineAction({
  name: 'set-absence',
  title: 'Absence and cover',
  description:
    'While somebody is away, the cover is asked instead. Questions already asked climb to the backup as usual.',
  schema,
  async run({ staffId, from, to, coverId }, actor, { store, clock }) {
    if (to < from) refuseField('to', `${to} is before ${from}`, 'give the last day away');
    if (coverId === staffId) refuseField('coverId', 'is the absent person', 'name somebody else');
    await store.transact(actor.clinicId, async (tx) => {
      const member = await named(tx, 'staff', staffId, 'staffId');
      const cover = await named(tx, 'staff', coverId, 'coverId');
      if (cover.leftOn) refuseField('coverId', 'has left', 'name somebody who is there');
      const others = member.absences.flatMap((known) => outside(known, from, to));
      tx.put('staff', { ...member, absences: [...others, { from, to, coverId }] });
      tx.audit({
        at: clock.now(),
        what: 'absence recorded',
        by: actor.by,
        details: { staffId, from, to, coverId },
      });
    });
    return { summary: 'The absence is recorded; the cover is asked meanwhile.' };
  },
});

/** What an absence on record still covers before and after the days of a new one. */
function outside(known: Absence, from: LocalDate, to: LocalDate): Absence[] {
  if (known.to < from || to < known.from) return [known];
  const parts = [
    { ...known, to: addDays(from, -1) },
    { ...known, from: addDays(to, 1) },
  ];
  return parts.filter((part) => part.from <= part.to);
}

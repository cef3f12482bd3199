import * as z from 'zod';
import { fileHomeLink, homeDoor } from '../casework/home-link.ts';
import { urlOf } from '../casework/links.ts';
import { contactById } from '../casework/recipients.ts';
import { slugField } from '../domain/file-fields.ts';
import { named, refuseField } from '../runtime/action-subject.ts';
import { defineAction } from '../runtime/define-action.ts';

const schema = z.strictObject({ homeId: slugField(40).describe('The sober home') });

/** Makes the standing links by which a home's contacts report at any time; the same ones as often as it is asked. */
export const action = defineAction({
  name: 'home-link',
  title: 'Links for a home’s reports',
  description:
    'Shows the addresses by which each contact of a home can report something at any time. They stay the same, ask for the contact’s passcode, and show nobody to anyone else.',
  schema,
  async run({ homeId }, actor, { store, clock, secrets }) {
    const at = clock.now();
    const links = await store.transact(actor.clinicId, async (tx) => {
      const clinic = await named(tx, 'clinic', actor.clinicId, 'clinic');
      const home = await named(tx, 'partner', homeId, 'homeId');
      if (home.kind !== 'sober-home') refuseField('homeId', 'is not a sober home', 'use a sober home’s id');
      const lines: string[] = [];
      for (const { id } of home.contacts) {
        const contact = await contactById(tx, id);
        if (!contact) continue;
        await fileHomeLink(tx, secrets, clinic.id, contact, at);
        lines.push(`${contact.name}: ${await urlOf(secrets, clinic, homeDoor(clinic.id, contact))}`);
        tx.audit({ at, what: 'standing link shown to staff', by: actor.by, details: { contactId: id } });
      }
      return lines;
    });
    return { summary: `${links.length} links. Give each to its own person only.`, links };
  },
});

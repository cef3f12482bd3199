import * as z from 'zod';
import { sendSoon } from '../casework/mail-out.ts';
import { removeContact } from '../casework/remove-contact.ts';
import { localDateOf } from '../domain/clinic-calendar.ts';
import { wants } from '../domain/file-fields.ts';
import { partnerIdOf } from '../domain/partner.ts';
import { named, reasonField, refuseField } from '../runtime/action-subject.ts';
import { defineAction } from '../runtime/define-action.ts';

const schema = z.strictObject({
  contactId: z
    .string(wants('a contact', 'give a partner’s id with .primary or .backup'))
    .describe('A contact of a partner: home-id.primary, home-id.backup'),
  reason: reasonField,
});

/** A manager has left: passcode, devices and links end at once, and what waited goes to the partner's other contact. */
export const action = defineAction({
  name: 'remove-contact',
  title: 'Remove a partner’s contact',
  description:
    'For somebody who no longer works at a home or provider. Their passcode, devices and links stop working at once, and open questions go to the other contact. Change the clinic’s file too.',
  schema,
  async run({ contactId, reason }, actor, ports) {
    const at = ports.clock.now();
    const { mailIds, isLast } = await ports.store.transact(actor.clinicId, async (tx) => {
      const clinic = await named(tx, 'clinic', actor.clinicId, 'clinic');
      const partner = await tx.get('partner', partnerIdOf(contactId));
      const present = partner?.contacts.filter(({ removedOn }) => removedOn === undefined) ?? [];
      const contact = present.find(({ id }) => id === contactId);
      if (!partner || !contact)
        return refuseField(
          'contactId',
          `there is no contact "${contactId}"`,
          present.length > 0
            ? `use one of: ${present.map(({ id }) => id).join(', ')}`
            : 'use a partner’s id with .primary or .backup',
        );
      const on = localDateOf(clinic.calendar.timeZone, at);
      const mails = await removeContact(tx, ports, clinic.id, { partner, contact, on, at });
      tx.audit({ at, what: 'contact removed', by: actor.by, details: { contactId, reason } });
      return { mailIds: mails, isLast: present.length === 1 };
    });
    for (const mailId of mailIds) await sendSoon(ports, actor.clinicId, mailId);
    const next = isLast
      ? 'Nobody else is on record there: name a new contact in the clinic’s file.'
      : `${mailIds.length} open questions went to the other contact.`;
    return { summary: `${contactId} can open nothing any more. ${next}` };
  },
});

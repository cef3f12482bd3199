import * as z from 'zod';
import { wants } from '../domain/file-fields.ts';
import { partnerIdOf } from '../domain/partner.ts';
import type { Transaction } from '../ports.ts';
import { BadInput, defineAction } from '../runtime/define-action.ts';

const schema = z.strictObject({
  contactId: z
    .string(wants('a contact', 'give a staff id, a client’s id, or a partner’s id with .primary or .backup'))
    .describe('A staff id, a client’s id, or a contact of a partner: home-id.primary, home-id.backup'),
});

/** Gives a contact a new passcode, shown once and kept as a hash; the one before opens nothing any more. */
export const action = defineAction({
  name: 'set-passcode',
  title: 'Set a passcode',
  description:
    'Makes a new passcode for a member of staff, a partner’s contact or a client. It is shown once, to be told by voice; the one before stops working.',
  schema,
  async run({ contactId }, actor, { store, secrets, clock }) {
    const passcode = secrets.newPasscode();
    const hash = await secrets.hashPasscode(passcode);
    const now = clock.now();
    const name = await store.transact(actor.clinicId, async (tx) => {
      const contact = await nameOfContact(tx, contactId);
      tx.put('passcode', { id: contactId, hash, setAt: now });
      tx.audit({ at: now, what: 'passcode set', by: actor.by, details: { contactId } });
      return contact;
    });
    return {
      summary: `A new passcode for ${name}. Tell it by voice; it is not shown again.`,
      contactId,
      passcode,
    };
  },
});

/** The name of somebody who can be asked. @throws BadInput for an unknown, departed or removed contact */
async function nameOfContact(tx: Transaction, contactId: string): Promise<string> {
  const member = await tx.get('staff', contactId);
  if (member && !member.leftOn) return member.name;
  const client = await tx.get('client', contactId);
  if (client) return client.name;
  const partner = await tx.get('partner', partnerIdOf(contactId));
  const contact = partner?.contacts.find(({ id, removedOn }) => id === contactId && !removedOn);
  if (contact) return contact.name;
  const known = partner?.contacts.filter(({ removedOn }) => !removedOn).map(({ id }) => id) ?? [];
  const staff = (await tx.list('staff')).filter(({ leftOn }) => !leftOn).map(({ id }) => id);
  const fix = `use one of: ${(known.length > 0 ? known : staff).join(', ')}, or a partner’s id with .primary or .backup`;
  const problem = member ? `${contactId} has left` : `there is no contact "${contactId}"`;
  throw new BadInput([{ field: 'contactId', problem, fix }]);
}

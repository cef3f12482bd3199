import * as z from 'zod';
import { clientDoor, fileLink, urlOf } from '../casework/links.ts';
import { queueMail, sendSoon } from '../casework/mail-out.ts';
import { required } from '../casework/read-records.ts';
import { stopsAllContact } from '../domain/episode.ts';
import { choiceField, flagField } from '../domain/file-fields.ts';
import { clientDevices } from '../domain/link.ts';
import { episodeField, named, refuseField } from '../runtime/action-subject.ts';
import { defineAction } from '../runtime/define-action.ts';

const schema = z.strictObject({
  episodeId: episodeField,
  on: choiceField(clientDevices).describe(
    'Where the client opens it: the clinic’s tablet (good for four hours) or their own device (30 days)',
  ),
  sendByEmail: flagField
    .default(false)
    .describe('True when the client asks for it: to their own safe address, in neutral words'),
});

/**
 * Makes the link to a client's own pages: to read, sign, copy and revoke consents, to see who was told what, and to ask
 * for access or amendment. Staff hand it over; it opens with the client's passcode.
 */
export const action = defineAction({
  name: 'client-link',
  title: 'Link for a client',
  description:
    'Makes the link to the client’s own pages, in English and Spanish: consents, disclosures, requests. It opens with the client’s passcode.',
  schema,
  async run({ episodeId, on, sendByEmail }, { clinicId, by }, ports) {
    const at = ports.clock.now();
    const made = await ports.store.transact(clinicId, async (tx) => {
      const episode = await named(tx, 'episode', episodeId, 'episodeId');
      const clinic = await named(tx, 'clinic', clinicId, 'clinic');
      const client = await required(tx, 'client', episode.clientId);
      if (stopsAllContact(episode.ending))
        refuseField('episodeId', 'this client is not contacted any more', 'nothing is left to hand over');
      if (!(await tx.get('passcode', client.id)))
        refuseField('episodeId', 'this client has no passcode yet', `set one first, for ${client.id}`);
      if (sendByEmail && on === 'clinic tablet')
        refuseField('sendByEmail', 'goes with the client’s own device', 'hand the tablet over instead');
      if (sendByEmail && !client.email)
        refuseField('sendByEmail', 'the client has no safe address', 'hand the link over in person');
      const door = clientDoor(clinicId, { clientId: client.id, episodeId, on }, at);
      await fileLink(tx, ports.secrets, door, at);
      tx.audit({ at, what: 'client link made', by, episodeId, details: { on, sendByEmail } });
      const mailId = `${episodeId}/client-link-${at}`;
      const message = { kind: 'client-link', episodeId, edition: at } as const;
      if (sendByEmail) queueMail(tx, { id: mailId, contactId: client.id, message, queuedAt: at });
      return { clinic, door, clientId: client.id, mailId: sendByEmail ? mailId : null };
    });
    if (made.mailId !== null) await sendSoon(ports, clinicId, made.mailId);
    return {
      summary: `The link is made${sendByEmail ? ' and on its way to the client’s own address' : '; hand it over'}.`,
      clientId: made.clientId,
      link: await urlOf(ports.secrets, made.clinic, made.door),
    };
  },
});

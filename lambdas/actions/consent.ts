import * as z from 'zod';
import { localDateOf } from '../domain/clinic-calendar.ts';
import { dischargeEvent, disclosureCategories } from '../domain/consent.ts';
import { choiceField, dateField, slugField, textField } from '../domain/file-fields.ts';
import { episodeField, named, refuseField } from '../runtime/action-subject.ts';
import { defineAction } from '../runtime/define-action.ts';

const schema = z
  .strictObject({
    episodeId: episodeField,
    recipientIds: z
      .array(slugField(40))
      .min(1, 'names nobody; list the partners that the client named')
      .describe('The partners that the client named'),
    categories: z
      .array(choiceField(disclosureCategories))
      .min(1, 'covers nothing; list what the client ticked')
      .describe('What may be disclosed; all else stays closed'),
    purpose: textField('the purpose', 300).describe('Why, as the client read it'),
    signature: textField('the signature').describe('The name as signed'),
    expiresOn: dateField.optional().describe('Last day on which it holds'),
    expiresUpon: z.literal(dischargeEvent).optional().describe('Instead of a date: the event that ends it'),
    noticeVersion: textField('the version of the notice', 40).describe(
      'Which notice of rights was handed over',
    ),
  })
  .refine((consent) => consent.expiresOn !== undefined || consent.expiresUpon !== undefined, {
    path: ['expiresOn'],
    message: 'is missing; give the last day, or expiresUpon for an event',
  });

/** Records a Part 2 consent as signed: recipients by name, categories, purpose, expiry, signature (42 CFR §2.31). */
export const action = defineAction({
  name: 'consent',
  title: 'Record a signed consent',
  description: 'Adds a consent that the client has signed. Nothing goes to a partner that no consent names.',
  schema,
  async run(signed, actor, { store, clock }) {
    const now = clock.now();
    const id = await store.transact(actor.clinicId, async (tx) => {
      const episode = await named(tx, 'episode', signed.episodeId, 'episodeId');
      const clinic = await named(tx, 'clinic', actor.clinicId, 'clinic');
      for (const recipientId of signed.recipientIds) await named(tx, 'partner', recipientId, 'recipientIds');
      const today = localDateOf(clinic.calendar.timeZone, now);
      if (signed.expiresOn && signed.expiresOn < today)
        refuseField('expiresOn', `${signed.expiresOn} is over`, 'give a day to come');
      const known = await tx.list('consent', { parent: episode.id });
      const consentId = `${episode.id}:c${known.length + 1}`;
      await tx.get('consent', consentId);
      tx.put('consent', {
        id: consentId,
        episodeId: episode.id,
        clientId: episode.clientId,
        discloser: clinic.name,
        recipientIds: signed.recipientIds,
        categories: signed.categories,
        purpose: signed.purpose,
        expiresOn: signed.expiresOn ?? null,
        expiresUpon: signed.expiresUpon ?? null,
        signedAt: now,
        signature: signed.signature,
        noticeVersion: signed.noticeVersion,
        revocations: [],
      });
      const details = { consentId, recipientIds: signed.recipientIds, categories: signed.categories };
      tx.audit({ at: now, what: 'consent signed', by: actor.by, episodeId: episode.id, details });
      return consentId;
    });
    return { summary: 'The consent is recorded and holds from now on.', consentId: id };
  },
});

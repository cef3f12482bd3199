import * as z from 'zod';
import { tellAnswered } from '../casework/settle-questions.ts';
import { signConsent } from '../casework/sign-consent.ts';
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
    irrevocableUntil: dateField
      .optional()
      .describe(
        'Criminal-justice consents only (42 CFR §2.35), where counsel has so decided: it cannot be revoked through this day',
      ),
  })
  .refine((consent) => consent.expiresOn !== undefined || consent.expiresUpon !== undefined, {
    path: ['expiresOn'],
    message: 'is missing; give the last day, or expiresUpon for an event',
  })
  .refine(
    ({ irrevocableUntil, expiresOn }) =>
      irrevocableUntil === undefined || expiresOn === undefined || irrevocableUntil <= expiresOn,
    {
      path: ['irrevocableUntil'],
      message: 'is after the last day; a consent that has ended needs no revoking, so give expiresOn or less',
    },
  );

/** Records a Part 2 consent as signed: recipients by name, categories, purpose, expiry, signature (42 CFR §2.31). */
export const action = defineAction({
  name: 'consent',
  title: 'Record a signed consent',
  description: 'Adds a consent that the client has signed. Nothing goes to a partner that no consent names.',
  schema,
  async run({ episodeId, ...signed }, actor, ports) {
    const { clinicId, by } = actor;
    const at = ports.clock.now();
    const done = await ports.store.transact(clinicId, async (tx) => {
      const episode = await named(tx, 'episode', episodeId, 'episodeId');
      const clinic = await named(tx, 'clinic', clinicId, 'clinic');
      for (const recipientId of signed.recipientIds) await named(tx, 'partner', recipientId, 'recipientIds');
      const today = localDateOf(clinic.calendar.timeZone, at);
      for (const field of ['expiresOn', 'irrevocableUntil'] as const) {
        const day = signed[field];
        if (day !== undefined && day < today) refuseField(field, `${day} is over`, 'give a day to come');
      }
      return signConsent(tx, clinic, episode, {
        ...signed,
        expiresOn: signed.expiresOn ?? null,
        expiresUpon: signed.expiresUpon ?? null,
        signing: { how: 'on paper', recordedBy: by },
        by,
        at,
      });
    });
    await tellAnswered(ports, clinicId, done.answered, at);
    return {
      summary: 'The consent is recorded and holds from now on.',
      consentId: done.consentId,
      questionsAnswered: done.answered.length,
    };
  },
});

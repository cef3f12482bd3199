import * as z from 'zod';
import { revokeConsent } from '../casework/revoke-consent.ts';
import { tellWithdrawn } from '../casework/withdraw-questions.ts';
import { choiceField, textField } from '../domain/file-fields.ts';
import { episodeField, named, refuseField } from '../runtime/action-subject.ts';
import { defineAction } from '../runtime/define-action.ts';

const schema = z.strictObject({
  episodeId: episodeField,
  recipientId: textField('the recipient', 40).default('all').describe('A partner’s id, or "all"'),
  how: choiceField(['written', 'oral']).describe('How the client said it; an oral revocation counts at once'),
});

/**
 * Takes consents back, for one recipient or all. Open questions to the partner end, live links stop, queued mail is
 * not sent, and the case manager hears; what was already done stands. Source: 42 CFR §2.31(a)(6).
 */
export const action = defineAction({
  name: 'revoke',
  title: 'Revoke consent',
  description:
    'The client takes a consent back. From this moment nothing more is sent or shown to the recipient.',
  schema,
  async run({ episodeId, recipientId, how }, { clinicId, by }, ports) {
    const at = ports.clock.now();
    const done = await ports.store.transact(clinicId, async (tx) => {
      const episode = await named(tx, 'episode', episodeId, 'episodeId');
      const clinic = await named(tx, 'clinic', clinicId, 'clinic');
      return revokeConsent(tx, clinic, episode, { recipientId, how, by, at });
    });
    if (done.outcome === 'nothing to revoke')
      refuseField(
        'recipientId',
        'no consent names this recipient any more',
        'look at the consents on the client’s page',
      );
    if (done.outcome === 'irrevocable')
      refuseField(
        'recipientId',
        `this criminal-justice consent cannot be revoked until ${done.until} is over (42 CFR §2.35)`,
        'ask counsel when in doubt',
      );
    await tellWithdrawn(ports, clinicId, done.questionsEnded, at);
    const rest =
      done.irrevocable === 0 ? '' : ' A criminal-justice consent that cannot be revoked yet still stands.';
    return {
      summary: `The consent is revoked. Nothing more is sent or shown to the recipient.${rest}`,
      questionsEnded: done.questionsEnded.length,
    };
  },
});

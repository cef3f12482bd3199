import * as z from 'zod';
import { readAccounting } from '../casework/consent-accounting.ts';
import { episodeChain, firstBrokenLink } from '../domain/audit.ts';
import { choiceField } from '../domain/file-fields.ts';
import { episodeField, named } from '../runtime/action-subject.ts';
import { defineAction } from '../runtime/define-action.ts';

const schema = z.strictObject({
  episodeId: episodeField,
  copyFor: choiceField(['clinic', 'client'])
    .default('clinic')
    .describe('A client’s copy leaves out what identifies others'),
});

/**
 * Reads everything that was disclosed about a client in the last three years, per recipient (42 CFR §2.25), and whether
 * the audit in which each disclosure stands is whole: `chain` is `whole` or the first link that is not.
 */
export const action = defineAction({
  name: 'accounting',
  title: 'Accounting of disclosures',
  description:
    'Lists who was told what about a client, when, why and under which consent, apart for each recipient. Reads only.',
  schema,
  async run({ episodeId, copyFor }, { clinicId }, { store, clock }) {
    const reader = store.read(clinicId);
    const episode = await named(reader, 'episode', episodeId, 'episodeId');
    const accounting = await readAccounting(reader, clinicId, episode, { copyFor, now: clock.now() });
    const brokenAt = firstBrokenLink(await store.chain(clinicId, episodeChain(episodeId)));
    const count = accounting.recipients.reduce((sum, { lines }) => sum + lines.length, 0);
    const total = count + accounting.emergencies.length;
    return {
      summary: `${total === 1 ? '1 disclosure' : `${total} disclosures`} since ${accounting.since}.`,
      ...accounting,
      chain: brokenAt ?? 'whole',
    };
  },
});

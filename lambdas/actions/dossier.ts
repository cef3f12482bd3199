import * as z from 'zod';
import { readDossier } from '../casework/dossier.ts';
import { dossierText } from '../domain/dossier.ts';
import { flagField } from '../domain/file-fields.ts';
import { episodeField, named } from '../runtime/action-subject.ts';
import { defineAction } from '../runtime/define-action.ts';

const schema = z.strictObject({
  episodeId: episodeField,
  withoutNames: flagField
    .default(false)
    .describe('Leaves out names, addresses and everything that somebody wrote in their own words'),
});

/**
 * Makes the dossier of an episode: who knew what when, chained, as one file. That it was made is itself on record, with
 * the hash of its last entry, so that a file can be held against the clinic's own audit later.
 */
export const action = defineAction({
  name: 'dossier',
  title: 'Dossier of an episode',
  description:
    'One file of who knew what when: questions, answers, mails, consents, disclosures, tests. Chained, to be verified with npm run dossier -- --verify FILE. That it was made is recorded.',
  schema,
  async run({ episodeId, withoutNames }, { clinicId, by }, { store, clock }) {
    const now = clock.now();
    await named(store.read(clinicId), 'episode', episodeId, 'episodeId');
    const names = withoutNames ? 'without names' : 'with names';
    const entries = await readDossier(store, { clinicId, episodeId, madeBy: by, names, now });
    const hash = entries.at(-1)?.hash ?? '';
    await store.transact(clinicId, async (tx) => {
      const details = { names, entries: entries.length, hash };
      tx.audit({ at: now, what: 'dossier made', by, episodeId, details });
    });
    return {
      summary: `The dossier has ${entries.length} entries; its last hash is ${hash}.`,
      hash,
      text: dossierText(entries),
    };
  },
});

import type { Clinic } from '../domain/clinic.ts';
import { type DisclosureCategory, isRevoked } from '../domain/consent.ts';
import { disclosureNotice } from '../domain/notices.ts';
import type { Ports, Transaction } from '../ports.ts';
import { required } from './read-records.ts';
import type { Contact } from './recipients.ts';

/** Something about one client that a partner is about to be shown. */
export interface Telling {
  episodeId: string;
  consentId: string;
  category: DisclosureCategory;
  purpose: string;
  /** What kind of message or page it is. */
  description: string;
}

/** One line in the ledger for each thing that a page shows to a partner, before it shows it (42 CFR §2.25, §2.32). */
async function writeLedger(
  tx: Transaction,
  holder: Contact,
  tellings: readonly Telling[],
  now: string,
): Promise<void> {
  const recipientId = holder.partnerId ?? '';
  const written = new Map<string, number>();
  for (const { episodeId, consentId, category, purpose, description } of tellings) {
    const before = written.get(episodeId) ?? (await tx.list('disclosure', { parent: episodeId })).length;
    written.set(episodeId, before + 1);
    const id = `${episodeId}:${String(before + 1).padStart(5, '0')}`;
    await tx.get('disclosure', id);
    const where = { recipientId, contactId: holder.id, address: holder.email };
    const noticeVersion = disclosureNotice.version;
    tx.put('disclosure', {
      id,
      episodeId,
      at: now,
      ...where,
      category,
      description,
      purpose,
      consentId,
      noticeVersion,
    });
    const details = { recipientId, contactId: holder.id, category, consentId };
    tx.audit({ at: now, what: 'shown to partner', by: holder.id, episodeId, details });
  }
}

/** A line takes four actions of a transaction's hundred: the entry, the two of its audit, and a look at its consent. */
const tellingsPerTransaction = 20;

/**
 * Writes the lines for a page about any number of people, in as many transactions as they need. False when a consent
 * was revoked since the page was read: then it is to be read anew, and nothing of it shown.
 */
export async function enterLedger(
  ports: Ports,
  { clinic, holder }: { clinic: Clinic; holder: Contact },
  tellings: readonly Telling[],
  now: string,
): Promise<boolean> {
  for (let from = 0; from < tellings.length; from += tellingsPerTransaction) {
    const some = tellings.slice(from, from + tellingsPerTransaction);
    const isEntered = await ports.store.transact(clinic.id, async (tx) => {
      for (const { consentId } of some)
        if (isRevoked(await required(tx, 'consent', consentId), holder.partnerId ?? '')) return false;
      await writeLedger(tx, holder, some, now);
      return true;
    });
    if (!isEntered) return false;
  }
  return true;
}

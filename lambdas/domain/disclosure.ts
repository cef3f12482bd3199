import type { Instant } from './clinic-calendar.ts';
import type { DisclosureCategory } from './consent.ts';

/** One message or page that told a partner something about a client. Append-only, accounted for on request (§2.25). */
export interface Disclosure {
  id: string;
  episodeId: string;
  at: Instant;
  recipientId: string;
  contactId: string;
  address: string;
  category: DisclosureCategory;
  description: string;
  purpose: string;
  consentId: string;
  noticeVersion: string;
}

/** One line of an accounting: on which day what was told, why, and under which consent. */
export interface AccountingLine {
  at: Instant;
  category: DisclosureCategory;
  description: string;
  purpose: string;
  consentId: string;
  noticeVersion: string;
  /** Who received it, and where: left out of a client's copy, which tells of nobody else. */
  receivedBy?: { contactId: string; address: string };
}

/** What one recipient was told, apart from every other, oldest first. */
export interface RecipientAccount {
  recipientId: string;
  lines: AccountingLine[];
}

/**
 * The accounting of disclosures, kept apart per recipient, recipients by id. A client's copy leaves out the person at
 * the recipient and their address: the recipient is what the client named. Source: 42 CFR §2.25.
 *
 * @param since the first instant to account for; earlier lines are left out
 */
export function accountingOf(
  disclosures: readonly Disclosure[],
  { since, copyFor }: { since: Instant; copyFor: 'clinic' | 'client' },
): RecipientAccount[] {
  const accounts = new Map<string, AccountingLine[]>();
  const inOrder = disclosures
    .filter(({ at }) => at >= since)
    .sort((a, b) => (a.at === b.at ? (a.id < b.id ? -1 : 1) : a.at < b.at ? -1 : 1));
  for (const { recipientId, contactId, address, ...told } of inOrder) {
    const { at, category, description, purpose, consentId, noticeVersion } = told;
    const line = { at, category, description, purpose, consentId, noticeVersion };
    const kept = copyFor === 'client' ? line : { ...line, receivedBy: { contactId, address } };
    accounts.set(recipientId, [...(accounts.get(recipientId) ?? []), kept]);
  }
  return [...accounts]
    .map(([recipientId, lines]) => ({ recipientId, lines }))
    .sort((a, b) => (a.recipientId < b.recipientId ? -1 : 1));
}

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

/** The notice that goes with each disclosure (42 CFR §2.32(a)(2)); counsel confirms the wording. */
export const disclosureNotice = {
  version: '2026-02-16',
  text: '42 CFR part 2 prohibits unauthorized use or disclosure of these records.',
} as const;

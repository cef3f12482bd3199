import { addDays, type Instant, instantOf, type LocalDate, localDateOf } from '../domain/clinic-calendar.ts';
import { accountingOf, type RecipientAccount } from '../domain/disclosure.ts';
import type { EmergencyDisclosure } from '../domain/emergency.ts';
import type { Episode } from '../domain/episode.ts';
import { accountingText } from '../domain/notices.ts';
import type { Reader } from '../ports.ts';
import { required } from './read-records.ts';

export interface Accounting {
  episodeId: string;
  copyFor: 'clinic' | 'client';
  /** The first day that is accounted for. */
  since: LocalDate;
  madeAt: Instant;
  noticeVersion: string;
  recipients: (RecipientAccount & { recipientName: string })[];
  /** What was told to medical personnel in an emergency, without consent (42 CFR §2.51). */
  emergencies: EmergencyLine[];
}

export interface EmergencyLine {
  emergencyId: string;
  at: Instant | null;
  facility: string | null;
  nature: string | null;
  isClosed: boolean;
  /** Left out of a client's copy. */
  people?: { recipientName: string | null; disclosedBy: string | null };
}

/** At the least: three of them reach back three years whatever the leap days. */
const yearDays = 366;

/** The accounting of one episode's disclosures (42 CFR §2.25). */
export async function readAccounting(
  reader: Reader,
  clinicId: string,
  { id: episodeId }: Pick<Episode, 'id'>,
  { copyFor, now }: { copyFor: 'clinic' | 'client'; now: Instant },
): Promise<Accounting> {
  const { calendar } = await required(reader, 'clinic', clinicId);
  const today = localDateOf(calendar.timeZone, now);
  const since = addDays(today, -accountingText.years * yearDays);
  const from = instantOf(calendar.timeZone, since, '00:00');
  const disclosures = await reader.list('disclosure', { parent: episodeId });
  const emergencies = await reader.list('emergencyDisclosure', { parent: episodeId });
  const accounts = accountingOf(disclosures, { since: from, copyFor });
  return {
    episodeId,
    copyFor,
    since,
    madeAt: now,
    noticeVersion: accountingText.version,
    recipients: await Promise.all(accounts.map((account) => withName(reader, account))),
    emergencies: emergencies
      .filter(({ disclosedAt, openedAt }) => (disclosedAt ?? openedAt) >= from)
      .map((record) => emergencyLine(record, copyFor)),
  };
}

async function withName(reader: Reader, account: RecipientAccount) {
  const partner = await reader.get('partner', account.recipientId);
  return { ...account, recipientName: partner?.name ?? account.recipientId };
}

function emergencyLine(record: EmergencyDisclosure, copyFor: 'clinic' | 'client'): EmergencyLine {
  const { id, disclosedAt, facility, nature, closedAt, recipientName, disclosedBy } = record;
  const line = { emergencyId: id, at: disclosedAt, facility, nature, isClosed: closedAt !== null };
  return copyFor === 'client' ? line : { ...line, people: { recipientName, disclosedBy } };
}

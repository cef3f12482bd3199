import type { Clinic } from '../domain/clinic.ts';
import { type Instant, type LocalDate, localDateOf } from '../domain/clinic-calendar.ts';
import {
  type Consent,
  type ConsentSigning,
  consentThatEndsSoon,
  type DisclosureCategory,
  disclosureCategories,
  holdsFor,
} from '../domain/consent.ts';
import type { Episode } from '../domain/episode.ts';
import type { HumanTask } from '../domain/human-task.ts';
import type { Transaction } from '../ports.ts';
import { settleQuestions } from './settle-questions.ts';

/** What a client has signed, checked: the partners exist, and the last day is not over. */
export interface SignedConsent {
  recipientIds: string[];
  categories: DisclosureCategory[];
  purpose: string;
  expiresOn: LocalDate | null;
  expiresUpon: string | null;
  signature: string;
  noticeVersion: string;
  signing: ConsentSigning;
  irrevocableUntil?: LocalDate;
  /** Staff id, `operator`, or `client`. */
  by: string;
  at: Instant;
}

/**
 * Records a consent with every element of 42 CFR §2.31(a), and answers the questions that waited for exactly it.
 * Call `tellAnswered` with `answered` after the transaction.
 */
export async function signConsent(
  tx: Transaction,
  clinic: Clinic,
  episode: Episode,
  { by, at, ...signed }: SignedConsent,
): Promise<{ consentId: string; answered: string[] }> {
  const known = await tx.list('consent', { parent: episode.id });
  const consentId = `${episode.id}:c${known.length + 1}`;
  await tx.get('consent', consentId);
  const consent: Consent = {
    id: consentId,
    episodeId: episode.id,
    clientId: episode.clientId,
    discloser: clinic.name,
    ...signed,
    signedAt: at,
    revocations: [],
  };
  tx.put('consent', consent);
  tx.audit({
    at,
    what: 'consent signed',
    by,
    episodeId: episode.id,
    details: {
      consentId,
      recipientIds: signed.recipientIds,
      categories: signed.categories,
      how: signed.signing.how,
      irrevocableUntil: signed.irrevocableUntil ?? null,
    },
  });
  const today = localDateOf(clinic.calendar.timeZone, at);
  const tasks = await tx.list('task', { parent: episode.id });
  const waiting = tasks.filter(
    (task) => task.kind === 'consent-needed' && isAnsweredBy(task, episode, consent, today),
  );
  return { consentId, answered: settleQuestions(tx, waiting, { choice: 'signed', by, at }) };
}

/** True when the consent is what the question waited for: it names the partner and covers what is to be asked or told. */
function isAnsweredBy(task: HumanTask, episode: Episode, consent: Consent, today: LocalDate): boolean {
  const need = needOf(task, episode);
  if (!need || !holdsFor(consent, { ...need, today })) return false;
  const neededUntil = episode.plannedEndOn ?? today;
  return task.reason !== 'ends soon' || !consentThatEndsSoon([consent], { ...need, today, neededUntil });
}

/**
 * Which partner a missing consent is for, and what it must cover at the least: the category that the question names, or
 * what the partner would be asked first.
 */
export function needOf(
  { about }: Pick<HumanTask, 'about'>,
  episode: Pick<Episode, 'admittedOn'>,
): { recipientId: string; category: DisclosureCategory } | undefined {
  const asked = disclosureCategories.find((category) => category === about.category);
  const recipientId = about.receiverId ?? about.homeId;
  if (recipientId && asked) return { recipientId, category: asked };
  if (about.receiverId) return { recipientId: about.receiverId, category: 'referral' };
  if (!about.homeId) return undefined;
  return { recipientId: about.homeId, category: episode.admittedOn === null ? 'placement' : 'residence' };
}

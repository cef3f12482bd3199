import { addDays, type Instant, type LocalDate } from './clinic-calendar.ts';

export const disclosureCategories = [
  'placement',
  'residence',
  'attendance',
  'test-status',
  'test-results',
  'incidents',
  'medication',
  'discharge',
  'referral',
] as const;
/** What a consent may cover; each is off unless the client put it in. (42 CFR §2.31(a)(3), §2.13(a)) */
export type DisclosureCategory = (typeof disclosureCategories)[number];

/** A Part 2 consent with the elements of 42 CFR §2.31(a). */
export interface Consent {
  id: string;
  episodeId: string;
  clientId: string;
  /** Who may disclose: the clinic's name as the client read it. */
  discloser: string;
  /** Partner ids of the named recipients; one consent may list several homes. */
  recipientIds: string[];
  categories: DisclosureCategory[];
  purpose: string;
  expiresOn: LocalDate | null;
  /** An event that ends it, e.g. "discharge from the program". One of date and event is always set. */
  expiresUpon: string | null;
  signedAt: Instant;
  signature: string;
  /** Which notice of rights was handed over (42 CFR §2.22). */
  noticeVersion: string;
  /** The consent of an earlier episode that this one is a copy of, after a transfer within the clinic. */
  carriedFrom?: string;
  /** How it was signed; left out where it came with a referral. */
  signing?: ConsentSigning;
  /**
   * Set on a criminal-justice consent only (42 CFR §2.35): until the end of that day it cannot be revoked. Counsel
   * decides whether and until when; left out, it can be revoked at any time.
   */
  irrevocableUntil?: LocalDate;
  revocations: { recipientId: string | 'all'; at: Instant; how: 'written' | 'oral'; recordedBy: string }[];
}

/** How a signature came about: on paper and entered by staff, or typed by the client behind the client's own link. */
export type ConsentSigning =
  | { how: 'on paper'; recordedBy: string }
  | { how: 'client link'; on: 'own device' | 'clinic tablet'; language: 'en' | 'es'; textVersion: string };

export type GateDecision =
  | { decision: 'allowed'; consentId: string }
  | { decision: 'refused'; reason: GateRefusal };
export type GateRefusal =
  | 'no consent'
  | 'expired'
  | 'revoked'
  | 'other recipient'
  | 'category missing'
  | 'episode ended';

export interface GateQuestion {
  recipientId: string;
  category: DisclosureCategory;
  today: LocalDate;
  /** Set when the episode is over: consents that expire upon discharge no longer hold. */
  endedOn?: LocalDate;
}

/**
 * The one gate for every message to a partner, asked at queueing, at sending and when the page is opened.
 * Of several consents one valid for this recipient and category is enough; otherwise the refusal nearest to
 * being valid is named, so that staff know what to mend. Source: 42 CFR §2.31, §2.13(a), §2.31(c).
 */
export function consentGate(consents: readonly Consent[], question: GateQuestion): GateDecision {
  let nearest: GateRefusal = 'no consent';
  for (const consent of consents) {
    const refusal = refusalOf(consent, question);
    if (refusal === undefined) return { decision: 'allowed', consentId: consent.id };
    if (nearness.indexOf(refusal) > nearness.indexOf(nearest)) nearest = refusal;
  }
  return { decision: 'refused', reason: nearest };
}

const nearness: GateRefusal[] = [
  'no consent',
  'other recipient',
  'category missing',
  'episode ended',
  'expired',
  'revoked',
];

function refusalOf(consent: Consent, question: GateQuestion): GateRefusal | undefined {
  if (!consent.recipientIds.includes(question.recipientId)) return 'other recipient';
  if (isRevoked(consent, question.recipientId)) return 'revoked';
  if (consent.expiresOn !== null && consent.expiresOn < question.today) return 'expired';
  if (consent.expiresUpon === dischargeEvent && question.endedOn && question.category !== 'discharge')
    return 'episode ended';
  if (!consent.categories.includes(question.category)) return 'category missing';
  return undefined;
}

/** The event at which a consent given "until discharge" ends; the discharge notice itself is still covered. */
export const dischargeEvent = 'discharge from the program';

export function isRevoked(consent: Consent, recipientId: string): boolean {
  return consent.revocations.some(
    (revoked) => revoked.recipientId === 'all' || revoked.recipientId === recipientId,
  );
}

/** The consent after the client took it back for one recipient or all. What was already done stands. (§2.31(a)(6)) */
export function revoke(consent: Consent, revocation: Consent['revocations'][number]): Consent {
  return { ...consent, revocations: [...consent.revocations, revocation] };
}

/** False until the end of the day up to which a criminal-justice consent stands; true for every other. (§2.35) */
export function canBeRevoked(consent: Consent, today: LocalDate): boolean {
  return consent.irrevocableUntil === undefined || consent.irrevocableUntil < today;
}

/** True when the consent lets this recipient hear of this category today, the episode being under way. */
export function holdsFor(
  consent: Consent,
  question: { recipientId: string; category: DisclosureCategory; today: LocalDate },
): boolean {
  return refusalOf(consent, question) === undefined;
}

/** Days before a consent ends on which staff are asked for the next. */
export const endsSoonDays = 14;

/**
 * The consent that ends within `endsSoonDays` and leaves the recipient without any before `neededUntil`; undefined
 * when none does, or when one that holds lasts long enough.
 */
export function consentThatEndsSoon(
  consents: readonly Consent[],
  need: { recipientId: string; category: DisclosureCategory; today: LocalDate; neededUntil: LocalDate },
): Consent | undefined {
  const holding = consents.filter((consent) => holdsFor(consent, need));
  const [last] = [...holding].sort((a, b) => (lastDay(a) > lastDay(b) ? -1 : 1));
  if (!last || last.expiresOn === null) return undefined;
  const isSoon = last.expiresOn <= addDays(need.today, endsSoonDays);
  return isSoon && last.expiresOn < need.neededUntil ? last : undefined;
}

function lastDay({ expiresOn }: Consent): string {
  return expiresOn ?? '9999-12-31';
}

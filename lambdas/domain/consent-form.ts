import { addDays, type LocalDate } from './clinic-calendar.ts';
import { type DisclosureCategory, dischargeEvent, disclosureCategories } from './consent.ts';

/** Why a client lets the clinic share something; `own` is said in the client's words. */
export const consentPurposes = ['stay', 'aftercare', 'both', 'own'] as const;
export type ConsentPurpose = (typeof consentPurposes)[number];

/** The longest span of a consent that ends on a date, in days: as long as a consent that comes with a referral. */
const longestConsentDays = 1100;
export const purposeMaxLength = 300;
export const signatureMaxLength = 120;

/** A consent's form as a client left it; nothing in it is filled in beforehand. */
export interface ConsentForm {
  recipientIds: string[];
  categories: string[];
  /** One of `consentPurposes`, or empty. */
  purpose: string;
  ownPurpose: string;
  /** `discharge`, `date`, or empty. */
  until: string;
  untilDate: string;
  hasRights: boolean;
  hasAgreed: boolean;
  signature: string;
}

export const emptyConsentForm: ConsentForm = {
  recipientIds: [],
  categories: [],
  purpose: '',
  ownPurpose: '',
  until: '',
  untilDate: '',
  hasRights: false,
  hasAgreed: false,
  signature: '',
};

export type ConsentFormProblem =
  | 'no recipient'
  | 'no category'
  | 'no purpose'
  | 'no end'
  | 'end is over'
  | 'end too far'
  | 'rights not ticked'
  | 'not agreed'
  | 'no signature'
  | 'other name';

/** What the form is read against. */
export interface ConsentFormFacts {
  clientName: string;
  /** Whom a consent may name: the clinic's partners. */
  partnerIds: readonly string[];
  today: LocalDate;
  /** True while the notice of rights has not been handed over in this episode. */
  needsRights: boolean;
  /** The words of each purpose as the page showed them. */
  purposeWords: Record<Exclude<ConsentPurpose, 'own'>, string>;
}

export interface FilledConsent {
  recipientIds: string[];
  categories: DisclosureCategory[];
  purpose: string;
  expiresOn: LocalDate | null;
  expiresUpon: string | null;
  signature: string;
}

export type ConsentFormOutcome =
  | { outcome: 'filled'; consent: FilledConsent }
  | { outcome: 'incomplete'; problems: ConsentFormProblem[] };

/**
 * A client's consent, if the form holds every element of 42 CFR §2.31(a); otherwise everything that is missing, in the
 * order of the page. The typed name must be the client's, whatever its case and accents.
 */
export function readConsentForm(form: ConsentForm, facts: ConsentFormFacts): ConsentFormOutcome {
  const recipientIds = facts.partnerIds.filter((id) => form.recipientIds.includes(id));
  const categories = disclosureCategories.filter((category) => form.categories.includes(category));
  const purpose = purposeOf(form, facts);
  const problems: (ConsentFormProblem | false | undefined)[] = [
    facts.needsRights && !form.hasRights && 'rights not ticked',
    recipientIds.length === 0 && 'no recipient',
    categories.length === 0 && 'no category',
    purpose === '' && 'no purpose',
    endProblem(form, facts.today),
    !form.hasAgreed && 'not agreed',
    signatureProblem(form.signature, facts.clientName),
  ];
  const found = problems.filter((problem) => problem !== false && problem !== undefined);
  if (found.length > 0) return { outcome: 'incomplete', problems: found };
  const isUntilDischarge = form.until === 'discharge';
  return {
    outcome: 'filled',
    consent: {
      recipientIds,
      categories,
      purpose,
      expiresOn: isUntilDischarge ? null : form.untilDate,
      expiresUpon: isUntilDischarge ? dischargeEvent : null,
      signature: form.signature.trim(),
    },
  };
}

function purposeOf({ purpose, ownPurpose }: ConsentForm, { purposeWords }: ConsentFormFacts): string {
  if (purpose === 'own') return ownPurpose.trim().slice(0, purposeMaxLength);
  const known = consentPurposes.find((code) => code === purpose);
  return known && known !== 'own' ? purposeWords[known] : '';
}

function endProblem({ until, untilDate }: ConsentForm, today: LocalDate): ConsentFormProblem | undefined {
  if (until === 'discharge') return undefined;
  if (until !== 'date' || !isDate(untilDate)) return 'no end';
  if (untilDate < today) return 'end is over';
  return untilDate > addDays(today, longestConsentDays) ? 'end too far' : undefined;
}

function isDate(text: string): boolean {
  const at = /^\d{4}-\d\d-\d\d$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : Number.NaN;
  return !Number.isNaN(at) && new Date(at).toISOString().slice(0, 10) === text;
}

function signatureProblem(signature: string, name: string): ConsentFormProblem | undefined {
  if (signature.trim() === '') return 'no signature';
  return plain(signature) === plain(name) ? undefined : 'other name';
}

/** Letters only, without case, accents and spaces. */
function plain(text: string): string {
  return text
    .normalize('NFD')
    .replace(/[^\p{L}]/gu, '')
    .toLowerCase();
}

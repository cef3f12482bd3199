import { datedYear, longDate } from '../../../lambdas/pages/dates.ts';
import { exampleReferrals } from '../../example-clinic.ts';
import type { DatedReferral } from '../journey.ts';

/** What is known of one client, in words that stand nowhere else in the world. */
export interface Canary {
  /** A name is what a partner with a consent may see. */
  names: string[];
  /** Birth date, phone, address, who is called in an emergency: no partner sees any of it. */
  facts: string[];
}

/** Two letters that make each client's words their own. */
const marks = ['qa', 'qe', 'qi', 'qo', 'qu', 'xa', 'xe', 'xo'];

/** A word that staff or partners write about somebody: it goes into the records and nowhere else. */
export const noteCanary = 'zyxnotewort';
/** What people write beside an answer. */
export const commentCanary = 'zyxkommentar';

/** The example's clients, every word about them replaced by one that can be searched for. */
export function canaryReferrals(): DatedReferral[] {
  return exampleReferrals().map((referral, index) => {
    const mark = marks[index] ?? `qq${index}`;
    const name = `Zy${mark}kin Vorx${mark}lund`;
    return {
      ...referral,
      name,
      preferredName: `Zy${mark}pref`,
      birthDate: birthDateOf(index),
      phone: `+1 555 017 31${String(index).padStart(2, '0')}`,
      email: `zy${mark}mail@clients.example`,
      evaluation: evaluationOf(mark),
      attending: { attendsFrom: `Zy${mark}street 4` },
      interpreter: `Zy${mark}tongue`,
      emergencyContact: {
        name: `Zy${mark}kith Vorx${mark}kin`,
        phone: `+1 555 017 47${String(index).padStart(2, '0')}`,
        consented: true,
      },
      consents: referral.consents.map((consent) => ({ ...consent, signature: name })),
    };
  });
}

/** An evaluation in words that stand nowhere else. */
function evaluationOf(mark: string): NonNullable<DatedReferral['evaluation']> {
  return {
    severity: 'moderate',
    coOccurring: true,
    conditions: `Zy${mark}ailment`,
    priorCare: 'residential',
    goals: [`Zy${mark}goal`],
    needs: [`Zy${mark}need`],
    medication: `Zy${mark}medicine`,
    prescriptions: `Zy${mark}prescribed`,
  };
}

/** What to search for of each client of `canaryReferrals`, in their order. */
export function canariesOf(referrals: readonly DatedReferral[]): Canary[] {
  return referrals.map(({ name, preferredName, birthDate, phone, email, emergencyContact, ...more }) => ({
    names: [...name.split(' '), preferredName ?? name],
    facts: [
      ...clinicalWords(more),
      ...spellings(birthDate),
      ...phoneSpellings(phone),
      email ?? '',
      ...(emergencyContact
        ? [...emergencyContact.name.split(' '), ...phoneSpellings(emergencyContact.phone)]
        : []),
    ].filter((text) => text !== ''),
  }));
}

function clinicalWords({
  evaluation = {},
  attending = {},
  interpreter = '',
}: Pick<DatedReferral, 'evaluation' | 'attending' | 'interpreter'>): string[] {
  const { conditions, goals = [], needs = [], medication, prescriptions } = evaluation;
  const texts = [conditions, ...goals, ...needs, medication, prescriptions, attending.attendsFrom];
  return [...texts, interpreter].flatMap((text) => text?.split(' ')[0] ?? []);
}

/** Every canary of every client, and of what was written about them. */
export function allWords(canaries: readonly Canary[]): string[] {
  return [...canaries.flatMap(({ names, facts }) => [...names, ...facts]), noteCanary, commentCanary];
}

/** The words of a list that a text holds, however they are cased or encoded. */
export function wordsIn(text: string, words: readonly string[]): string[] {
  const searched = new RegExp(words.map(escaped).join('|'), 'gi');
  const seen = [text, decoded(text), unescaped(text)].flatMap((one) => one.match(searched) ?? []);
  return [...new Set(seen.map((word) => word.toLowerCase()))];
}

function escaped(word: string): string {
  return word.replaceAll(/[.*+?^${}()|[\]\\/]/g, '\\$&');
}

function birthDateOf(index: number): string {
  return `19${41 + index}-02-${String(11 + index).padStart(2, '0')}`;
}

/** A date as a record has it, as a page shows it, and as people write it. */
function spellings(date: string): string[] {
  const [year = '', month = '', day = ''] = date.split('-');
  const full = (['en', 'es'] as const).flatMap((language) => [
    datedYear(date, language),
    longDate(date, language),
  ]);
  return [date, `${month}/${day}/${year}`, `${Number(month)}/${Number(day)}/${year}`, ...full];
}

function phoneSpellings(phone: string): string[] {
  const digits = phone.replaceAll(/\D/g, '');
  return [phone, phone.slice(3), digits, digits.slice(1)];
}

/** With each percent escape in place of its character. */
function decoded(text: string): string {
  if (!/%[0-9a-f]{2}/i.test(text)) return '';
  return text.replaceAll(/%([0-9a-f]{2})/gi, (_, code: string) =>
    String.fromCharCode(Number.parseInt(code, 16)),
  );
}

function unescaped(text: string): string {
  if (!text.includes('&')) return '';
  const names: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" };
  return text.replaceAll(/&(#?\w+);/g, (whole, name: string) => names[name] ?? whole);
}

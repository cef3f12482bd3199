import * as z from 'zod';
import { type Candidate, criteriaProblems } from './admission-criteria.ts';
import type { LocalDate } from './clinic-calendar.ts';
import { dischargeEvent, disclosureCategories } from './consent.ts';
import { clientsWhoAreContacts } from './contact-is-client.ts';
import {
  type Contradiction,
  choiceField,
  dateField,
  emailField,
  flagField,
  languageField,
  phoneField,
  refuse,
  repeats,
  slugField,
  textField,
  wants,
  wholeField,
} from './file-fields.ts';
import type { Partner } from './partner.ts';
import { admissionRequirements, type Program } from './program.ts';
import { lastDayOf } from './referral-dates.ts';
import {
  attendingSchema,
  authorizationProblems,
  authorizationSchema,
  evaluationSchema,
  overrideSchema,
} from './referral-intake.ts';
import type { StaffMember } from './staff.ts';
import { weekdayNames } from './written-hours.ts';

const partnerList = (what: string) =>
  z.array(slugField(40), wants(`a list of ${what}`, `list the ids of ${what}, or [] for none`));

const consentSchema = z.strictObject({
  recipientIds: partnerList('partners')
    .min(1, 'names nobody; list the partners that the client named')
    .describe('The partners that the client named as recipients'),
  categories: z
    .array(choiceField(disclosureCategories), wants('a list of categories', 'list what the client ticked'))
    .min(1, 'covers nothing; list the categories that the client ticked')
    .describe('What may be disclosed; everything that is not listed stays closed'),
  purpose: textField('the purpose', 300).describe('Why, as the client read it'),
  signedOn: dateField.optional().describe('Date of the signature; the day of the referral when left out'),
  signature: textField('the signature').describe('The name as signed'),
  expiresOn: dateField.optional().describe('Last day on which it holds'),
  expiresAfterDays: wholeField(1, 1100, 'a number of days')
    .optional()
    .describe('Instead of expiresOn: the last day, counted from the signature'),
  expiresUpon: z
    .literal(dischargeEvent, wants(`"${dischargeEvent}"`))
    .optional()
    .describe('The event that ends it'),
  noticeVersion: textField('the version of the notice', 40).describe(
    'Which notice of rights was handed over',
  ),
});

const workFix = 'write "09:00-17:00", beginning before end';
const workField = z
  .string(wants('hours of work', workFix))
  .regex(/^([01]\d|2[0-3]):[0-5]\d-([01]\d|2[0-3]):[0-5]\d$/, `is not hours of work; ${workFix}`)
  .refine((hours) => hours.slice(0, 5) < hours.slice(6), `ends before it begins; ${workFix}`)
  .optional();

const personFields = {
  name: textField('the client’s name').describe('Full name, as on the consent'),
  preferredName: textField('the preferred name')
    .optional()
    .describe('What the client wants to be called; the first name when left out'),
  birthDate: dateField.describe('Date of birth'),
  language: languageField.describe('Language of everything the client reads'),
  interpreter: textField('the language', 40)
    .optional()
    .describe('The language for which an interpreter is needed; left out for none'),
  phone: phoneField.describe('A number of the client’s that is safe to call'),
  voicemail: choiceField(['none', 'number-only'])
    .optional()
    .describe('What a voicemail may say: nothing, or a number to call back; nothing when left out'),
  email: emailField.nullable().describe('The client’s own address; null when there is none'),
  emergencyContact: z
    .strictObject(
      {
        name: textField('the contact’s name').describe('Who to call'),
        phone: phoneField.describe('Their number'),
        consented: flagField.describe('Whether the client agreed to this call in writing'),
      },
      wants('a contact or null', 'give name, phone and consented, or null for nobody'),
    )
    .nullable()
    .describe('Who is called in an emergency; null for nobody'),
};

const referralFields = {
  ...personFields,
  programId: slugField(30).describe('The program that the client is referred to'),
  plannedDays: wholeField(1, 180, 'a number of days').describe('Length of the episode, within the program’s'),
  track: choiceField(['day', 'evening']).describe('When the client can attend'),
  workHours: z
    .strictObject(
      Object.fromEntries(
        weekdayNames.map((day) => [
          day,
          workField.describe(`Hours on ${day}, "09:00-17:00"; left out when free`),
        ]),
      ) as Record<(typeof weekdayNames)[number], typeof workField>,
      wants('hours by weekday', 'list the days of work: mon: "09:00-17:00"'),
    )
    .optional()
    .describe('When the client works or studies, by weekday, so that a test leaves time to come'),
  meets: z
    .array(
      choiceField(admissionRequirements),
      wants('a list', 'list which of the program’s requirements hold, or []'),
    )
    .describe('Which of the program’s admission requirements hold, as the referring clinician attests'),
  evaluation: evaluationSchema.optional(),
  overrides: z
    .array(overrideSchema, wants('a list', 'list the criteria set aside, or leave it out'))
    .max(5, 'more than 5; talk about another program instead')
    .optional()
    .meta({
      title: 'Criteria set aside',
      description: 'By a clinician, with a reason; never those of safety',
    }),
  attending: attendingSchema.optional(),
  authorization: authorizationSchema.optional(),
  homeChoices: partnerList('sober homes').describe(
    'Sober homes in order of choice; [] for a home of their own',
  ),
  receiverChoices: partnerList('aftercare providers').describe('Aftercare providers in order of choice'),
  consents: z
    .array(consentSchema, wants('a list of consents', 'list the signed consents, or [] for none'))
    .max(20, 'more than 20 consents; one consent may name several partners')
    .describe('Consents that the client has signed'),
};

/** What a clinic knows about somebody who is referred to it. */
export const referralSchema = z.strictObject(referralFields).check(refuse(referralContradictions));
export type Referral = z.infer<typeof referralSchema>;
type SignedConsent = Referral['consents'][number];

/** A list of referrals, each with the day on which it comes in, counted from the first. */
export const referralsFileSchema = z
  .strictObject({
    referrals: z
      .array(
        z
          .strictObject({
            day: wholeField(0, 400, 'a number of days').describe('Day of the referral; 0 is the first'),
            ...referralFields,
          })
          .check(refuse(referralContradictions)),
        wants('a list of referrals', 'list at least one under `referrals`'),
      )
      .min(1, 'no referral; list at least one')
      .describe('Referrals; those of one day in the order of the list'),
  })
  .check(refuse(repeatedPeople));
export type ReferralsFile = z.infer<typeof referralsFileSchema>;

function repeatedPeople({ referrals }: ReferralsFile): Contradiction[] {
  return repeats(
    referrals.map(personKey),
    (index) => ['referrals', index, 'name'],
    () => 'the same name and birth date stand further up; refer a person once',
  );
}

function referralContradictions({ consents, homeChoices, receiverChoices }: Referral): Contradiction[] {
  const once = (field: 'homeChoices' | 'receiverChoices', values: string[]) =>
    repeats(
      values,
      (index) => [field, index],
      (id) => `"${id}" is listed twice; list each choice once`,
    );
  return [
    ...once('homeChoices', homeChoices),
    ...once('receiverChoices', receiverChoices),
    ...consents.flatMap((consent, index) => expiryProblems(consent, ['consents', index])),
  ];
}

/** A consent ends on a date or upon an event: 42 CFR §2.31(a)(7). */
function expiryProblems(consent: SignedConsent, path: (string | number)[]): Contradiction[] {
  const { expiresOn, expiresAfterDays, expiresUpon } = consent;
  if (expiresOn !== undefined && expiresAfterDays !== undefined)
    return [{ path: [...path, 'expiresAfterDays'], message: 'stands beside expiresOn; keep one of the two' }];
  if (expiresOn === undefined && expiresAfterDays === undefined && expiresUpon === undefined)
    return [
      {
        path: [...path, 'expiresOn'],
        message: 'the consent never ends; give expiresOn, expiresAfterDays or expiresUpon',
      },
    ];
  return [];
}

/** One key for one person: name without case, accents and extra spaces, and the date of birth. */
export function personKey({ name, birthDate }: { name: string; birthDate: LocalDate }): string {
  const plain = name.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
  return `${plain.replace(/\s+/g, ' ').trim()}|${birthDate}`;
}

/** Where a referral goes: what its fields are checked against. */
export interface ReferralPlace {
  /** The version that new episodes of the program begin with; undefined when the clinic has no such program. */
  program: Program | undefined;
  programIds: readonly string[];
  partners: readonly Partner[];
  staff: readonly StaffMember[];
  today: LocalDate;
}

/** Everything about a referral that does not fit the clinic: unknown ids, bounds of the program, dates. */
export function referralProblems(referral: Referral, place: ReferralPlace): Contradiction[] {
  const { program, programIds, partners } = place;
  const problems = program
    ? [
        ...programProblems(referral, program),
        ...criteriaProblems(candidateOf(referral), program, place.staff),
      ]
    : [{ path: ['programId'], message: `the clinic has no such program; use one of: ${list(programIds)}` }];
  const partnerProblems = (kind: Partner['kind'], field: 'homeChoices' | 'receiverChoices') => {
    const known = askable(partners.filter((partner) => partner.kind === kind));
    return unknownIds(referral[field], known, [field]);
  };
  return [
    ...problems,
    ...partnerProblems('sober-home', 'homeChoices'),
    ...partnerProblems('aftercare', 'receiverChoices'),
    ...referral.consents.flatMap(({ recipientIds }, index) =>
      unknownIds(recipientIds, askable(partners), ['consents', index, 'recipientIds']),
    ),
    ...dateProblems(referral, place.today),
    ...clientsWhoAreContacts(referral, partners),
  ];
}

function programProblems(referral: Referral, program: Program): Contradiction[] {
  const problems: Contradiction[] = [];
  const { min, max } = program.lengthDays;
  if (referral.plannedDays < min || referral.plannedDays > max)
    problems.push({
      path: ['plannedDays'],
      message: `is outside the program’s ${min} to ${max} days; choose a length within it`,
    });
  const tracks = program.tracks ?? ['day'];
  if (!tracks.includes(referral.track))
    problems.push({
      path: ['track'],
      message: `the program has no ${referral.track} track; use one of: ${list(tracks)}`,
    });
  return problems;
}

/** What of a referral the program's criteria go by. */
function candidateOf({ meets, homeChoices, evaluation = {}, overrides = [] }: Referral): Candidate {
  const { severity = null, coOccurring = null, priorCare = null, fellowship = null } = evaluation;
  return { meets, homeChoices, severity, coOccurring, priorCare, fellowship, overrides };
}

function dateProblems({ birthDate, consents, authorization }: Referral, today: LocalDate): Contradiction[] {
  const problems: Contradiction[] = authorization
    ? authorizationProblems(authorization, today, ['authorization'])
    : [];
  if (birthDate >= today)
    problems.push({ path: ['birthDate'], message: 'lies in the future; correct the date of birth' });
  for (const [index, consent] of consents.entries()) {
    const path = ['consents', index];
    const { signedOn = today } = consent;
    const expiresOn = lastDayOf(consent, signedOn);
    if (signedOn > today)
      problems.push({
        path: [...path, 'signedOn'],
        message: 'lies in the future; enter it once it is signed',
      });
    if (expiresOn !== null && expiresOn < today)
      problems.push({
        path: [...path, consent.expiresOn === undefined ? 'expiresAfterDays' : 'expiresOn'],
        message: 'the consent has expired; leave it out, or have a new one signed',
      });
  }
  return problems;
}

function askable(partners: readonly Partner[]): string[] {
  return partners
    .filter(({ contacts }) => contacts.some(({ removedOn }) => removedOn === undefined))
    .map(({ id }) => id);
}

function unknownIds(ids: readonly string[], known: readonly string[], path: (string | number)[]) {
  return ids.flatMap((id, index) =>
    known.includes(id)
      ? []
      : [
          {
            path: [...path, index],
            message: `the clinic works with no such partner "${id}"; use one of: ${list(known)}`,
          },
        ],
  );
}

function list(ids: readonly string[]): string {
  return ids.length > 0 ? ids.join(', ') : 'none is on record';
}

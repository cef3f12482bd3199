import * as z from 'zod';
import { isTimeZone } from './clinic-calendar.ts';
import { facilitatorProblems, facilitatorsField } from './facilitators-file.ts';
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
  timeField,
  wants,
  wholeField,
} from './file-fields.ts';
import { pagerContradictions, pagerField } from './pager-file.ts';
import { agreementField, missingAgreement } from './real-clients.ts';
import { staffRoles } from './staff.ts';
import { weekdayNames } from './written-hours.ts';

/** Roles without which a ladder has no rung; the auditor's is optional. */
const neededRoles = staffRoles.filter((role) => role !== 'auditor');

/** Words that audit entries use for somebody who is not on the staff. */
const reservedIds = ['client', 'operator', 'system'];

const hoursFix = 'write "09:00-17:00", opening before closing, or closed';
const openingField = z
  .string(wants('opening hours', hoursFix))
  .regex(/^(closed|([01]\d|2[0-3]):[0-5]\d-([01]\d|2[0-3]):[0-5]\d)$/, `is not opening hours; ${hoursFix}`)
  .refine(
    (hours) => hours === 'closed' || hours.slice(0, 5) < hours.slice(6),
    `closes before it opens; ${hoursFix}`,
  );

const openingFields = z
  .strictObject(
    {
      mon: openingField.describe('Hours on Mondays, "09:00-17:00" or closed'),
      tue: openingField.describe('Hours on Tuesdays, "09:00-17:00" or closed'),
      wed: openingField.describe('Hours on Wednesdays, "09:00-17:00" or closed'),
      thu: openingField.describe('Hours on Thursdays, "09:00-17:00" or closed'),
      fri: openingField.describe('Hours on Fridays, "09:00-17:00" or closed'),
      sat: openingField.describe('Hours on Saturdays, "09:00-17:00" or closed'),
      sun: openingField.describe('Hours on Sundays, "09:00-17:00" or closed'),
    },
    wants('hours for mon … sun', 'list mon, tue, wed, thu, fri, sat and sun'),
  )
  .refine((opening) => Object.values(opening).some((hours) => hours !== 'closed'), {
    message: 'no weekday is open; give at least one weekday its hours',
  })
  .describe('Opening hours by weekday, "09:00-17:00" or closed; reminders count these hours');

const clinicFields = z.strictObject(
  {
    id: slugField(24).describe('The clinic for ever: part of every key. At most 24 characters'),
    name: textField('the name of the clinic').describe('As clients and partners know it'),
    phone: phoneField.describe('Where staff and partners call'),
    crisisPhone: phoneField.describe('Answered at any hour'),
    timeZone: z
      .string(wants('a time zone', 'use an IANA name such as America/Los_Angeles'))
      .refine(isTimeZone, 'is not a known time zone; use an IANA name such as America/Los_Angeles')
      .describe('IANA name; every deadline is computed in it'),
    opening: openingFields,
    closures: z
      .array(dateField, wants('a list of dates', 'list the closed dates, or [] for none'))
      .describe('Dates on which the clinic is closed although the weekday is open'),
    dayStartsAt: timeField
      .refine(
        (time) => time >= '04:00',
        'lies between 00:00 and 04:00, where a change of clocks can skip or repeat it; choose 04:00 or later',
      )
      .describe('When the clinic’s day begins: the draw and the check-ins. 04:00 or later'),
    digestAt: timeField.describe('When staff get their daily digest on an open day'),
    baseUrl: z
      .string(wants('a web address', 'write it like https://links.clinic.example'))
      .refine(
        isBaseUrl,
        'is not a web address that links can stand on; write https://host, with neither query nor fragment',
      )
      .describe('Where links point: https, or http on this machine only'),
    senderName: textField('the name of the sender', 60).describe(
      'The name that emails come from; a neutral one, for a partner’s inbox must not tell what the clinic treats',
    ),
    senderEmail: emailField.describe('The address that emails come from'),
    collections: z
      .strictObject(
        {
          capacityPerDay: wholeField(1, 1000, 'a number of collections')
            .nullable()
            .describe('Most collections on a day; null for no limit'),
          opens: timeField.describe('First collection of the day'),
          closes: timeField.describe('Last collection of the day'),
        },
        wants('the hours and the capacity of collections', 'give capacityPerDay, opens and closes'),
      )
      .describe('Where and when specimens are collected'),
    facilitators: facilitatorsField.optional(),
    auditor: z
      .strictObject({
        name: textField('the auditor’s name').describe('Person or firm'),
        email: emailField.describe('Where commitments and chain heads are sent'),
      })
      .optional()
      .describe('An outside auditor, who gets the draw’s commitments and its chain heads'),
    pager: pagerField.optional(),
    fictional: flagField.describe(
      'true: nobody in it is real. false needs a deployment with sign-in, and businessAssociateAgreement',
    ),
    businessAssociateAgreement: agreementField.optional(),
  },
  wants('the clinic’s own data', 'give id, name, phone and the other fields of `clinic`'),
);

const absenceFields = z.strictObject({
  from: dateField.describe('First day away'),
  to: dateField.describe('Last day away'),
  coverId: slugField(40).describe('Staff id of who stands in'),
});

const staffFields = z.strictObject({
  id: slugField(40).describe('The person for ever; never given to somebody else'),
  name: textField('the person’s name').describe('As partners read it'),
  email: emailField.describe('Where questions go; one person, one address'),
  phone: phoneField.describe('For the calls that replace an undelivered email'),
  language: languageField.describe('Language of emails and pages'),
  roles: z
    .array(choiceField(staffRoles), wants('a list of roles', `list some of: ${staffRoles.join(', ')}`))
    .min(1, `no role; list some of: ${staffRoles.join(', ')}`)
    .describe('What this person is asked for'),
  backupId: slugField(40).optional().describe('Staff id of who is asked when this person stays silent'),
  absences: z
    .array(absenceFields)
    .optional()
    .describe('All absences; leave it out to keep those that were recorded through the staff page'),
});

const contactFields = z.strictObject(
  {
    name: textField('the contact’s name').describe('Who answers'),
    email: emailField.describe('Where questions go'),
    phone: phoneField.describe('Where the passcode is told, and who is called when nobody answers'),
    language: languageField.describe('Language of emails and pages'),
  },
  wants('a contact', 'give name, email, phone and language'),
);

const partnerFields = {
  id: slugField(30).describe('The partner for ever: consents name it'),
  name: textField('the partner’s name').describe('As a consent names it'),
  phone: phoneField.describe('The partner’s own number'),
  primary: contactFields.describe('Who is asked first'),
  backup: contactFields.optional().describe('Who is asked when the first stays silent'),
};

const soberHomeFields = z.strictObject({
  ...partnerFields,
  narrLevel: choiceField(['I', 'II', 'III', 'IV']).describe('NARR level of support'),
  beds: wholeField(1, 500, 'a number of beds').describe('Beds in the home'),
  checkInWeekday: choiceField(weekdayNames).describe(
    'Weekday on which the home is asked about its residents',
  ),
});

const aftercareFields = z.strictObject({
  ...partnerFields,
  levelOfCare: textField('the level of care').describe('What the provider offers, e.g. outpatient'),
});

/** A clinic as its engineer writes it, programs by the paths of their files. */
export const clinicFileSchema = z
  .strictObject({
    clinic: clinicFields.describe('The clinic itself'),
    staff: z
      .array(staffFields, wants('a list of people', 'list the members of staff'))
      .describe('Everybody who works here; whoever is taken out of the list has left'),
    soberHomes: z
      .array(soberHomeFields, wants('a list of sober homes', 'list them, or [] for none'))
      .describe('Partner residences'),
    aftercareProviders: z
      .array(aftercareFields, wants('a list of providers', 'list them, or [] for none'))
      .describe('Who takes clients on after the program'),
    programs: z
      .array(
        z.string().regex(/\.ya?ml$/, 'is not a YAML file; give a path ending in .yaml'),
        wants('a list of files', 'list the programs’ YAML files, relative to this file'),
      )
      .min(1, 'no program; list at least one YAML file, relative to this one')
      .describe('The YAML files of the clinic’s programs, relative to this file'),
  })
  .check(refuse(clinicContradictions));

export type ClinicFile = z.infer<typeof clinicFileSchema>;

function clinicContradictions(file: ClinicFile): Contradiction[] {
  return [
    ...clinicTimes(file.clinic),
    ...agreementProblems(file.clinic),
    ...repeats(
      file.clinic.closures,
      (index) => ['clinic', 'closures', index],
      (date) => `${date} is listed twice; keep it once`,
    ),
    ...pagerContradictions(file.clinic.pager, file.staff),
    ...rolesWithoutStaff(file.staff),
    ...facilitatorProblems(file.clinic.facilitators ?? [], file.staff),
    ...staffIdentities(file.staff),
    ...file.staff.flatMap((member, index) => standInProblems(file.staff, member, ['staff', index])),
    ...partnerIdentities(file),
    ...repeats(
      file.programs,
      (index) => ['programs', index],
      () => 'is listed twice; keep it once',
    ),
  ];
}

function clinicTimes({ collections, dayStartsAt }: ClinicFile['clinic']): Contradiction[] {
  const problems: Contradiction[] = [];
  if (collections.closes <= collections.opens)
    problems.push({
      path: ['clinic', 'collections', 'closes'],
      message: 'is not after the opening; close collections later than they open',
    });
  if (collections.opens <= dayStartsAt)
    problems.push({
      path: ['clinic', 'dayStartsAt'],
      message: `collections open at ${collections.opens}, before the day’s draw is made; start the day earlier`,
    });
  return problems;
}

function agreementProblems(clinic: ClinicFile['clinic']): Contradiction[] {
  const message = missingAgreement(clinic);
  return message === undefined ? [] : [{ path: ['clinic', 'businessAssociateAgreement'], message }];
}

function rolesWithoutStaff(staff: ClinicFile['staff']): Contradiction[] {
  const filled = new Set(staff.flatMap(({ roles }) => roles));
  return neededRoles
    .filter((role) => !filled.has(role))
    .map((role) => ({
      path: ['staff'],
      message: `nobody has the role ${role}; give it to a member of staff`,
    }));
}

function staffIdentities(staff: ClinicFile['staff']): Contradiction[] {
  return [
    ...staff.flatMap(({ id }, index) =>
      reservedIds.includes(id)
        ? [{ path: ['staff', index, 'id'], message: `"${id}" has a meaning of its own; choose another id` }]
        : [],
    ),
    ...repeats(
      staff.map(({ id }) => id),
      (index) => ['staff', index, 'id'],
      (id) => `two members of staff have the id "${id}"; give each their own`,
    ),
    ...repeats(
      staff.map(({ email }) => email.toLowerCase()),
      (index) => ['staff', index, 'email'],
      () => 'two members of staff share this address; give each their own',
    ),
  ];
}

type StaffFields = ClinicFile['staff'][number];

function standInProblems(
  staff: readonly StaffFields[],
  member: StaffFields,
  at: (string | number)[],
): Contradiction[] {
  const problems: Contradiction[] = [];
  const check = (id: string, path: (string | number)[], what: string) => {
    if (id === member.id)
      problems.push({ path, message: `nobody can be their own ${what}; name another member of staff` });
    else if (!staff.some((other) => other.id === id))
      problems.push({ path, message: `nobody on the staff has the id "${id}"; name a ${what} of this file` });
  };
  if (member.backupId !== undefined) check(member.backupId, [...at, 'backupId'], 'backup');
  for (const [index, absence] of (member.absences ?? []).entries()) {
    const path = [...at, 'absences', index];
    check(absence.coverId, [...path, 'coverId'], 'cover');
    if (absence.to < absence.from)
      problems.push({ path: [...path, 'to'], message: 'is before the first day away; correct the dates' });
  }
  return problems;
}

function partnerIdentities({ staff, soberHomes, aftercareProviders }: ClinicFile): Contradiction[] {
  const taken = [...staff, ...soberHomes, ...aftercareProviders].map(({ id }) => id);
  const partnersFrom = staff.length;
  const problems = repeats(
    taken,
    (index) => {
      const partner = index - partnersFrom;
      const provider = partner - soberHomes.length;
      return provider < 0 ? ['soberHomes', partner, 'id'] : ['aftercareProviders', provider, 'id'];
    },
    (id) => `the id "${id}" is taken; give each partner an id that no partner and no member of staff has`,
  );
  return problems.filter(({ path }) => Number(path[1]) >= 0);
}

/** https, or http on this machine only; a path is allowed, query, fragment and a trailing slash are not. */
function isBaseUrl(text: string): boolean {
  if (!URL.canParse(text) || text.endsWith('/')) return false;
  const { protocol, hostname, search, hash, username } = new URL(text);
  const isHere = hostname === 'localhost' || hostname === '127.0.0.1';
  return (protocol === 'https:' || (protocol === 'http:' && isHere)) && search + hash + username === '';
}

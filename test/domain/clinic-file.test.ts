import { describe, expect, test } from 'vitest';
import { type ClinicFile, clinicFileSchema } from '../../lambdas/domain/clinic-file.ts';
import { clinicOf, partnersOf, staffOf } from '../../lambdas/domain/clinic-from-file.ts';
import { fieldProblem } from '../../lambdas/runtime/define-action.ts';
import { exampleClinic, nth } from '../example-clinic.ts';

function problemsAfter(change: (file: ClinicFile) => void) {
  const file = exampleClinic();
  change(file);
  return clinicFileSchema.safeParse(file).error?.issues.map(fieldProblem) ?? [];
}

test('the example is accepted as it stands', () => {
  expect(clinicFileSchema.safeParse(exampleClinic()).error).toBeUndefined();
});

const refused: [
  situation: string,
  change: (file: ClinicFile) => void,
  field: string,
  problem: string,
  fix: string,
][] = [
  [
    'an unknown time zone',
    (file) => {
      file.clinic.timeZone = 'America/Atlantis';
    },
    'clinic.timeZone',
    'is not a known time zone',
    'use an IANA name such as America/Los_Angeles',
  ],
  [
    'a clinic without a name',
    (file) => {
      Reflect.deleteProperty(file.clinic, 'name');
    },
    'clinic.name',
    'is missing',
    'give the name of the clinic',
  ],
  [
    'an id that is too long',
    (file) => {
      file.clinic.id = 'a'.repeat(25);
    },
    'clinic.id',
    'is longer than 24 characters',
    'choose a shorter id',
  ],
  [
    'an id with capitals',
    (file) => {
      file.clinic.id = 'Harbor';
    },
    'clinic.id',
    'is not an id',
    'use lower-case letters, digits and hyphens, beginning with a letter',
  ],
  [
    'a weekday that closes before it opens',
    (file) => {
      file.clinic.opening.tue = '17:00-09:00';
    },
    'clinic.opening.tue',
    'closes before it opens',
    'write "09:00-17:00", opening before closing, or closed',
  ],
  [
    'a weekday that is left out',
    (file) => {
      Reflect.deleteProperty(file.clinic.opening, 'sun');
    },
    'clinic.opening.sun',
    'is missing',
    'write "09:00-17:00", opening before closing, or closed',
  ],
  [
    'a clinic that never opens',
    (file) => {
      const opening = file.clinic.opening;
      opening.mon = opening.tue = opening.wed = opening.thu = opening.fri = opening.sat = 'closed';
    },
    'clinic.opening',
    'no weekday is open',
    'give at least one weekday its hours',
  ],
  [
    'a day that starts where clocks change',
    (file) => {
      file.clinic.dayStartsAt = '02:30';
    },
    'clinic.dayStartsAt',
    'lies between 00:00 and 04:00, where a change of clocks can skip or repeat it',
    'choose 04:00 or later',
  ],
  [
    'collections that open before the draw is made',
    (file) => {
      file.clinic.dayStartsAt = '08:30';
    },
    'clinic.dayStartsAt',
    'collections open at 08:30, before the day’s draw is made',
    'start the day earlier',
  ],
  [
    'collections that close before they open',
    (file) => {
      file.clinic.collections.closes = '08:00';
    },
    'clinic.collections.closes',
    'is not after the opening',
    'close collections later than they open',
  ],
  [
    'a closure on a date that does not exist',
    (file) => {
      file.clinic.closures = ['2027-02-30'];
    },
    'clinic.closures.0',
    'is not a date that exists',
    'write it as year-month-day: 2026-03-31',
  ],
  [
    'a closure that is listed twice',
    (file) => {
      file.clinic.closures = ['2027-01-01', '2027-01-01'];
    },
    'clinic.closures.1',
    '2027-01-01 is listed twice',
    'keep it once',
  ],
  [
    'links over an open line',
    (file) => {
      file.clinic.baseUrl = 'http://links.harbor.example';
    },
    'clinic.baseUrl',
    'is not a web address that links can stand on',
    'write https://host, with neither query nor fragment',
  ],
  [
    'a field that nobody knows',
    (file) => {
      Object.assign(file.clinic, { fax: '1' });
    },
    'clinic',
    'Unrecognized key: "fax"',
    'remove "fax" or correct the spelling',
  ],
  [
    'a role that nobody has',
    (file) => {
      nth(file.staff, 4).roles = ['counselor'];
    },
    'staff',
    'nobody has the role on-call',
    'give it to a member of staff',
  ],
  [
    'a role that does not exist',
    (file) => {
      nth(file.staff, 0).roles = ['janitor' as never, 'counselor'];
    },
    'staff.0.roles.0',
    'is not one of "counselor", "case-manager", "collections", "on-call", "director", "auditor"',
    'give one of "counselor", "case-manager", "collections", "on-call", "director", "auditor"',
  ],
  [
    'two people with one id',
    (file) => {
      nth(file.staff, 5).id = 'ada-lindqvist';
    },
    'staff.5.id',
    'two members of staff have the id "ada-lindqvist"',
    'give each their own',
  ],
  [
    'two people with one address, in other letters',
    (file) => {
      nth(file.staff, 5).email = 'ADA@harbor.example';
    },
    'staff.5.email',
    'two members of staff share this address',
    'give each their own',
  ],
  [
    'an id that the audit uses for somebody else',
    (file) => {
      nth(file.staff, 5).id = 'operator';
    },
    'staff.5.id',
    '"operator" has a meaning of its own',
    'choose another id',
  ],
  [
    'a person who is their own backup',
    (file) => {
      nth(file.staff, 0).backupId = 'ada-lindqvist';
    },
    'staff.0.backupId',
    'nobody can be their own backup',
    'name another member of staff',
  ],
  [
    'a backup who does not work here',
    (file) => {
      nth(file.staff, 0).backupId = 'zoe';
    },
    'staff.0.backupId',
    'nobody on the staff has the id "zoe"',
    'name a backup of this file',
  ],
  [
    'a cover who does not work here',
    (file) => {
      nth(file.staff, 0).absences = [{ from: '2027-02-01', to: '2027-02-05', coverId: 'zoe' }];
    },
    'staff.0.absences.0.coverId',
    'nobody on the staff has the id "zoe"',
    'name a cover of this file',
  ],
  [
    'an absence that ends before it begins',
    (file) => {
      nth(file.staff, 0).absences = [{ from: '2027-02-05', to: '2027-02-01', coverId: 'ben-okafor' }];
    },
    'staff.0.absences.0.to',
    'is before the first day away',
    'correct the dates',
  ],
  [
    'two homes with one id',
    (file) => {
      nth(file.soberHomes, 1).id = 'cedar-house';
    },
    'soberHomes.1.id',
    'the id "cedar-house" is taken',
    'give each partner an id that no partner and no member of staff has',
  ],
  [
    'a provider with the id of a member of staff',
    (file) => {
      nth(file.aftercareProviders, 1).id = 'fay-moreau';
    },
    'aftercareProviders.1.id',
    'the id "fay-moreau" is taken',
    'give each partner an id that no partner and no member of staff has',
  ],
  [
    'a home without a first contact',
    (file) => {
      Reflect.deleteProperty(nth(file.soberHomes, 0), 'primary');
    },
    'soberHomes.0.primary',
    'is missing',
    'give name, email, phone and language',
  ],
  [
    'no program',
    (file) => {
      file.programs = [];
    },
    'programs',
    'no program',
    'list at least one YAML file, relative to this one',
  ],
  [
    'a program twice',
    (file) => {
      file.programs = ['a.yaml', 'a.yaml'];
    },
    'programs.1',
    'is listed twice',
    'keep it once',
  ],
];

test.each(refused)('%s is refused', (_situation, change, field, problem, fix) => {
  expect(problemsAfter(change)).toEqual([{ field, problem, fix }]);
});

test('every problem is told at once', () => {
  const problems = problemsAfter((file) => {
    file.clinic.timeZone = 'Nowhere';
    nth(file.staff, 0).backupId = 'zoe';
    nth(file.soberHomes, 0).beds = 0;
  });
  expect(problems.map(({ field }) => field)).toEqual(
    expect.arrayContaining(['clinic.timeZone', 'soberHomes.0.beds', 'staff.0.backupId']),
  );
});

describe('records', () => {
  test('the week is kept by ISO weekday, closed days left out', () => {
    const { calendar } = clinicOf(exampleClinic(), {});
    expect(calendar.opening[1]).toEqual({ opens: '08:00', closes: '20:00' });
    expect(calendar.opening[6]).toEqual({ opens: '09:00', closes: '14:00' });
    expect(calendar.opening).not.toHaveProperty('7');
    expect(calendar.timeZone).toBe('America/Los_Angeles');
  });

  test('a contact’s id is the partner’s with its rank', () => {
    const [cedar] = partnersOf(exampleClinic());
    expect(cedar).toMatchObject({ kind: 'sober-home', narrLevel: 'II', checkInWeekday: 1 });
    expect(cedar?.contacts.map(({ id }) => id)).toEqual(['cedar-house.primary', 'cedar-house.backup']);
  });

  test('absences on record stay where the file names none, and give way where it does', () => {
    const away = { from: '2027-02-01', to: '2027-02-05', coverId: 'ben-okafor' };
    const recorded = staffOf(exampleClinic(), []).map((member) => ({ ...member, absences: [away] }));
    const file = exampleClinic();
    nth(file.staff, 1).absences = [];
    const [ada, ben] = staffOf(file, recorded);
    expect(ada?.absences).toEqual([away]);
    expect(ben?.absences).toEqual([]);
  });
});

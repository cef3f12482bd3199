import { describe, expect, test } from 'vitest';
import { partnersOf, staffOf } from '../../lambdas/domain/clinic-from-file.ts';
import { consentGate } from '../../lambdas/domain/consent.ts';
import { programVersion } from '../../lambdas/domain/program.ts';
import {
  personKey,
  type Referral,
  referralProblems,
  referralSchema,
  referralsFileSchema,
} from '../../lambdas/domain/referral.ts';
import { consentsOf } from '../../lambdas/domain/referral-records.ts';
import { fieldProblem } from '../../lambdas/runtime/define-action.ts';
import { exampleClinic, exampleReferral, exampleReferrals, nth, sheerProgram } from '../example-clinic.ts';

const today = '2027-01-04';
const { program } = programVersion(sheerProgram());
const place = {
  program,
  programIds: ['sheer'],
  partners: partnersOf(exampleClinic()),
  staff: staffOf(exampleClinic(), []),
  today,
};

test('the example’s eight referrals are accepted and fit the example’s clinic', () => {
  expect(referralsFileSchema.safeParse({ referrals: exampleReferrals() }).error).toBeUndefined();
  expect(exampleReferrals()).toHaveLength(8);
  for (const referral of exampleReferrals()) expect(referralProblems(referral, place)).toEqual([]);
});

test('the example holds the situations that it promises', () => {
  const referrals = exampleReferrals();
  expect(referrals.filter(({ consents }) => consents.length === 0)).toHaveLength(1);
  expect(referrals.filter(({ language }) => language === 'es')).toHaveLength(1);
  expect(referrals.some(({ track }) => track === 'evening')).toBe(true);
  expect(referrals.some(({ homeChoices }) => homeChoices.length === 0)).toBe(true);
  expect(new Set(referrals.map(({ day }) => day)).size).toBeGreaterThan(5);
  for (const { plannedDays, day } of referrals) {
    expect(plannedDays).toBeGreaterThanOrEqual(30);
    expect(plannedDays).toBeLessThanOrEqual(60);
    expect(day).toBeLessThanOrEqual(20);
  }
});

describe('a form is refused', () => {
  const refused: [
    situation: string,
    change: (referral: Referral) => void,
    field: string,
    problem: string,
    fix: string,
  ][] = [
    [
      'without a birth date',
      (referral) => {
        Reflect.deleteProperty(referral, 'birthDate');
      },
      'birthDate',
      'is missing',
      'write it as year-month-day: 2026-03-31',
    ],
    [
      'without saying whether there is an email',
      (referral) => {
        Reflect.deleteProperty(referral, 'email');
      },
      'email',
      'is missing',
      'write it like name@clinic.example',
    ],
    [
      'with a birth date that does not exist',
      (referral) => {
        referral.birthDate = '1991-02-29';
      },
      'birthDate',
      'is not a date that exists',
      'write it as year-month-day: 2026-03-31',
    ],
    [
      'with a home twice',
      (referral) => {
        referral.homeChoices = ['cedar-house', 'cedar-house'];
      },
      'homeChoices.1',
      '"cedar-house" is listed twice',
      'list each choice once',
    ],
    [
      'with a consent that names nobody',
      (referral) => {
        nth(referral.consents, 0).recipientIds = [];
      },
      'consents.0.recipientIds',
      'names nobody',
      'list the partners that the client named',
    ],
    [
      'with a consent that never ends',
      (referral) => {
        Reflect.deleteProperty(nth(referral.consents, 0), 'expiresAfterDays');
      },
      'consents.0.expiresOn',
      'the consent never ends',
      'give expiresOn, expiresAfterDays or expiresUpon',
    ],
    [
      'with a consent of two last days',
      (referral) => {
        nth(referral.consents, 0).expiresOn = '2027-06-30';
      },
      'consents.0.expiresAfterDays',
      'stands beside expiresOn',
      'keep one of the two',
    ],
  ];
  test.each(refused)('%s', (_situation, change, field, problem, fix) => {
    const referral = exampleReferral();
    change(referral);
    const issues = referralSchema.safeParse(referral).error?.issues ?? [];
    expect(issues.map(fieldProblem)).toEqual([{ field, problem, fix }]);
  });
});

describe('a referral does not fit the clinic', () => {
  const unfit: [situation: string, change: (referral: Referral) => void, path: string, message: RegExp][] = [
    [
      'when it is longer than the program',
      (referral) => {
        referral.plannedDays = 61;
      },
      'plannedDays',
      /outside the program’s 30 to 60 days/,
    ],
    [
      'when it is shorter than the program',
      (referral) => {
        referral.plannedDays = 29;
      },
      'plannedDays',
      /outside the program’s 30 to 60 days/,
    ],
    [
      'when a requirement of the program is not met',
      (referral) => {
        referral.meets = ['stable-residence', 'higher-level-completed'];
      },
      'meets',
      /^the program requires detoxed; /,
    ],
    [
      'when there is neither a stable residence nor a home to go to',
      (referral) => {
        referral.meets = ['detoxed', 'higher-level-completed'];
        referral.homeChoices = [];
      },
      'meets',
      /^the program requires stable-residence; /,
    ],
    [
      'when a choice of home is no home of the clinic',
      (referral) => {
        referral.homeChoices = ['lakeside-outpatient'];
      },
      'homeChoices.0',
      /no such partner "lakeside-outpatient"; use one of: cedar-house, casa-olmo$/,
    ],
    [
      'when a consent names somebody unknown',
      (referral) => {
        nth(referral.consents, 1).recipientIds = ['somewhere'];
      },
      'consents.1.recipientIds.0',
      /no such partner "somewhere"/,
    ],
    [
      'when the birth date lies ahead',
      (referral) => {
        referral.birthDate = '2027-01-05';
      },
      'birthDate',
      /lies in the future/,
    ],
    [
      'when a consent is signed tomorrow',
      (referral) => {
        nth(referral.consents, 0).signedOn = '2027-01-05';
      },
      'consents.0.signedOn',
      /lies in the future/,
    ],
    [
      'when a consent has expired',
      (referral) => {
        nth(referral.consents, 0).signedOn = '2026-01-05';
      },
      'consents.0.expiresAfterDays',
      /has expired/,
    ],
  ];
  test.each(unfit)('%s', (_situation, change, path, message) => {
    const referral = exampleReferral();
    change(referral);
    const problems = referralProblems(referral, place);
    expect(problems.map((problem) => problem.path.join('.'))).toEqual([path]);
    expect(problems[0]?.message).toMatch(message);
  });

  test('when the program has no evening track', () => {
    const { tracks: _tracks, ...dayOnly } = program;
    const evening = exampleReferral(2);
    expect(evening.track).toBe('evening');
    expect(referralProblems(evening, { ...place, program: dayOnly })).toMatchObject([{ path: ['track'] }]);
  });

  test('when the program is not one of the clinic’s', () => {
    expect(referralProblems(exampleReferral(), { ...place, program: undefined })).toEqual([
      { path: ['programId'], message: 'the clinic has no such program; use one of: sheer' },
    ]);
  });

  test('when nobody at the partner is asked any more', () => {
    const partners = place.partners.map((partner) =>
      partner.id === 'cedar-house'
        ? { ...partner, contacts: partner.contacts.map((contact) => ({ ...contact, removedOn: today })) }
        : partner,
    );
    const paths = referralProblems(exampleReferral(), { ...place, partners }).map(({ path }) =>
      path.join('.'),
    );
    expect(paths).toEqual(['homeChoices.0', 'consents.0.recipientIds.0']);
  });
});

test('one person stands in a file once, however the name is written', () => {
  const referrals = exampleReferrals().slice(0, 2);
  const pablo = nth(referrals, 1);
  referrals.push({ ...pablo, name: 'pablo  MUESTRA Véga', day: 9 });
  const issues = referralsFileSchema.safeParse({ referrals }).error?.issues ?? [];
  expect(issues.map(fieldProblem)).toEqual([
    {
      field: 'referrals.2.name',
      problem: 'the same name and birth date stand further up',
      fix: 'refer a person once',
    },
  ]);
  expect(personKey(pablo)).not.toBe(personKey({ ...pablo, birthDate: '1986-09-29' }));
});

describe('consents on record', () => {
  const made = {
    clientId: 'cl_1',
    episodeId: 'ep_1',
    program,
    counselorId: 'ada-lindqvist',
    caseManagerId: 'carmen-ruiz',
    discloser: 'Harbor Example Clinic',
    timeZone: 'America/Los_Angeles',
    now: '2027-01-04T17:00:00.000Z',
    today,
  };

  test('are numbered, end on their last day, and open the gate for whom they name', () => {
    const consents = consentsOf(exampleReferral(), made);
    expect(consents.map(({ id, expiresOn }) => [id, expiresOn])).toEqual([
      ['ep_1:c1', '2027-07-03'],
      ['ep_1:c2', '2027-10-01'],
    ]);
    const ask = (recipientId: string, category: 'placement' | 'referral') =>
      consentGate(consents, { recipientId, category, today }).decision;
    expect(ask('cedar-house', 'placement')).toBe('allowed');
    expect(ask('lakeside-outpatient', 'referral')).toBe('allowed');
    expect(ask('lakeside-outpatient', 'placement')).toBe('refused');
  });

  test('signed earlier keep their date; signed with the referral, its moment', () => {
    const referral = exampleReferral();
    nth(referral.consents, 1).signedOn = '2026-12-30';
    const [first, second] = consentsOf(referral, made);
    expect(first?.signedAt).toBe(made.now);
    expect(second?.signedAt).toBe('2026-12-30T20:00:00.000Z');
  });

  test('that end upon discharge have no last day', () => {
    const [consent] = consentsOf(exampleReferral(7), made);
    expect(consent).toMatchObject({ expiresOn: null, expiresUpon: 'discharge from the program' });
  });
});

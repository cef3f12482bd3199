import { describe, expect, test } from 'vitest';
import { emptyCarePlan, planItems } from '../../lambdas/domain/care-plan.ts';
import type { Consent } from '../../lambdas/domain/consent.ts';
import { carriedConsents } from '../../lambdas/domain/consent-carry.ts';
import { gapsOf, intakeGaps } from '../../lambdas/domain/intake-gaps.ts';
import { programVersion } from '../../lambdas/domain/program.ts';
import { authorizationProblems } from '../../lambdas/domain/referral-intake.ts';
import { carePlanOf, clientOf, withEvaluation } from '../../lambdas/domain/referral-records.ts';
import { exampleReferral, sheerProgram } from '../example-clinic.ts';

const { program } = programVersion(sheerProgram());
const made = {
  clientId: 'cl_1',
  episodeId: 'ep_1',
  program,
  counselorId: 'ada',
  caseManagerId: 'carmen',
  discloser: 'Harbor Example',
  timeZone: 'UTC',
  now: '2027-01-04T12:00:00.000Z',
  today: '2027-01-04',
};

describe('what an intake asks for', () => {
  test('is everything where the referral said nothing', () => {
    const gaps = gapsOf({ emergencyContact: null }, emptyCarePlan('ep_1'), program, false);
    const expected = intakeGaps.filter(
      (gap) => gap !== 'emergency contact’s consent' && gap !== 'place when online',
    );
    expect(gaps).toEqual(expected);
  });

  test('is the place of somebody who attends online, where the program has sessions online', () => {
    const online = { sessions: [{ online: true }] };
    const plan = emptyCarePlan('ep_1');
    expect(gapsOf({ emergencyContact: null }, plan, online, true)).toContain('place when online');
    expect(gapsOf({ emergencyContact: null }, { ...plan, attendsFrom: 'home' }, online, true)).not.toContain(
      'place when online',
    );
  });

  test('is only what is left where the referral said much', () => {
    const referral = exampleReferral();
    const { emergencyContact } = clientOf(referral, made);
    expect(gapsOf({ emergencyContact }, carePlanOf(referral, made), program, true)).toEqual([]);
  });
});

test('a referral without them has a first name to be called by, and a voicemail that says nothing', () => {
  const { preferredName: _name, voicemail: _voicemail, ...partial } = exampleReferral();
  expect(clientOf(partial, made)).toMatchObject({ preferredName: 'Nora', voicemail: 'none' });
});

test('goals that are said again are not listed twice, and keep where they stand', () => {
  const plan = withEvaluation(emptyCarePlan('ep_1'), { goals: ['a job', 'a home'] });
  const met = { ...plan, goals: plan.goals.map((goal) => ({ ...goal, status: 'met' as const })) };
  const next = withEvaluation(met, { goals: ['a home', 'a dog'], severity: 'mild' });
  expect(next.goals).toEqual([
    { id: 'g1', words: 'a job', status: 'met' },
    { id: 'g2', words: 'a home', status: 'met' },
    { id: 'g3', words: 'a dog', status: 'open' },
  ]);
  expect(next.severity).toBe('mild');
  expect(planItems('n', [])).toEqual([]);
});

describe('consents after a transfer', () => {
  const to = { episodeId: 'ep_2', discloser: 'Harbor Example', today: '2027-02-01' };
  const signed: Consent = {
    id: 'ep_1:c4',
    episodeId: 'ep_1',
    clientId: 'cl_1',
    discloser: 'Harbor Example',
    recipientIds: ['cedar-house', 'casa-olmo'],
    categories: ['residence'],
    purpose: 'To coordinate my stay',
    expiresOn: '2027-06-30',
    expiresUpon: null,
    signedAt: '2027-01-04T12:00:00.000Z',
    signature: 'Nora Testwell',
    noticeVersion: '2026-02',
    revocations: [],
  };
  const revoked = (recipientId: string) => ({
    ...signed,
    revocations: [
      { recipientId, at: '2027-01-20T12:00:00.000Z', how: 'oral' as const, recordedBy: 'carmen' },
    ],
  });

  test('are the ones that hold, as they were signed, with where they come from', () => {
    expect(carriedConsents([signed], to)).toEqual([
      { ...signed, id: 'ep_2:c1', episodeId: 'ep_2', carriedFrom: 'ep_1:c4' },
    ]);
  });

  test('keep what was taken back from one recipient taken back', () => {
    expect(carriedConsents([revoked('casa-olmo')], to)[0]?.revocations).toHaveLength(1);
  });

  test.each([
    ['expired', { ...signed, expiresOn: '2027-01-31' }],
    ['taken back for everybody', revoked('all')],
    ['given until the discharge from the program', { ...signed, expiresUpon: 'discharge from the program' }],
    ['of another discloser', { ...signed, discloser: 'Another Clinic' }],
  ])('are not those that are %s', (_why, consent) => {
    expect(carriedConsents([consent], to)).toEqual([]);
  });
});

test('an authorization that has ended, or ends before it begins, is refused by field', () => {
  const given = { payer: 'Fictional', number: '1', unit: 'days', units: 5, endsOn: '2027-01-10' } as const;
  expect(authorizationProblems(given, '2027-01-10', [])).toEqual([]);
  expect(authorizationProblems(given, '2027-01-11', ['authorization'])).toMatchObject([
    { path: ['authorization', 'endsOn'] },
  ]);
  expect(authorizationProblems({ ...given, startsOn: '2027-01-11' }, '2027-01-04', [])).toMatchObject([
    { message: 'lies before startsOn; correct one of the two' },
  ]);
});

import { expect, test } from 'vitest';
import { clinicFileSchema } from '../../lambdas/domain/clinic-file.ts';
import { facilitatorsWithoutSession } from '../../lambdas/domain/facilitators-file.ts';
import { exampleClinic, sheerProgram } from '../example-clinic.ts';

const group = { programId: 'sheer', sessionId: 'day-group', staffId: 'ada-lindqvist' };

function problemsWith(facilitators: (typeof group)[]) {
  const file = exampleClinic();
  const parsed = clinicFileSchema.safeParse({ ...file, clinic: { ...file.clinic, facilitators } });
  return parsed.error?.issues.map(({ path, message }) => `${path.join('.')} ${message}`) ?? [];
}

test('a facilitator is a member of staff, and a session has one', () => {
  expect(problemsWith([group])).toEqual([]);
  expect(problemsWith([{ ...group, staffId: 'zoe' }])).toEqual([
    'clinic.facilitators.0.staffId nobody on the staff has the id "zoe"; name a member of staff of this file',
  ]);
  expect(problemsWith([group, { ...group, staffId: 'ben-okafor' }])).toEqual([
    'clinic.facilitators.1 names somebody for a session that stands further up; keep one',
  ]);
});

test('a facilitator is named for a session that a program of the clinic has', () => {
  const programs = [sheerProgram()];
  expect(facilitatorsWithoutSession(undefined, programs)).toEqual([]);
  expect(facilitatorsWithoutSession([group], programs)).toEqual([]);
  const [noProgram, noSession] = facilitatorsWithoutSession(
    [
      { ...group, programId: 'other' },
      { ...group, sessionId: 'night-group' },
    ],
    programs,
  );
  expect(noProgram).toEqual({
    path: ['clinic', 'clinic', 'facilitators', 0, 'programId'],
    message: 'the clinic has no program "other"; use one of: sheer',
  });
  expect(noSession?.path).toEqual(['clinic', 'clinic', 'facilitators', 1, 'sessionId']);
  expect(noSession?.message).toMatch(/^the program has no session "night-group"; use one of: .*day-group/);
});

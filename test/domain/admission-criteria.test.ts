import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Candidate, criteriaProblems } from '../../lambdas/domain/admission-criteria.ts';
import { priorCares, severities } from '../../lambdas/domain/care-plan.ts';
import { staffOf } from '../../lambdas/domain/clinic-from-file.ts';
import { type Program, programVersion } from '../../lambdas/domain/program.ts';
import { type Criterion, criteria } from '../../lambdas/domain/referral-intake.ts';
import { exampleClinic, sheerProgram } from '../example-clinic.ts';

const staff = staffOf(exampleClinic(), []);
const { program: sheer } = programVersion(sheerProgram());
const clinicianId = 'ada-lindqvist';

const fits: Candidate = {
  meets: ['detoxed', 'stable-residence', 'higher-level-completed'],
  severity: 'mild',
  coOccurring: false,
  priorCare: 'residential',
  fellowship: 'twelve-step',
  homeChoices: [],
  overrides: [],
};

function fieldsOf(changes: Partial<Candidate>, program: Program = sheer): string[] {
  return criteriaProblems({ ...fits, ...changes }, program, staff).map(({ path }) => path.join('.'));
}

const setAside = (criterion: Criterion, by = clinicianId) => ({
  criterion,
  clinicianId: by,
  reason: 'did well at this level before',
});

/** A program into which one may come directly, with nothing asked for but the severity rule. */
const direct: Program = {
  ...sheer,
  admission: { ...sheer.admission, requires: [], severeOnlyAfterHigherLevel: true },
};

describe('what a program asks of those who come', () => {
  test('somebody who meets all of it is admitted', () => {
    expect(fieldsOf({})).toEqual([]);
  });

  test('a requirement that does not hold is named, with its field and what to do', () => {
    const [problem] = criteriaProblems({ ...fits, meets: fits.meets.slice(1) }, sheer, staff);
    expect(problem).toEqual({
      path: ['meets'],
      message: 'the program requires detoxed; add it once it holds, or choose another program',
    });
  });

  test('a chosen sober home is a stable home, and residential care is a higher level', () => {
    expect(fieldsOf({ meets: ['detoxed'], homeChoices: ['cedar-house'] })).toEqual([]);
    expect(fieldsOf({ meets: ['detoxed'], homeChoices: ['cedar-house'], priorCare: 'outpatient' })).toEqual([
      'meets',
    ]);
  });

  test('where a sober home is required, a stable home of one’s own is not enough', () => {
    const required: Program = { ...sheer, residence: 'required' };
    expect(fieldsOf({}, required)).toEqual(['homeChoices']);
    expect(fieldsOf({ overrides: [setAside('sober-home')] }, required)).toEqual([
      'homeChoices',
      'overrides.0.criterion',
    ]);
    expect(fieldsOf({ homeChoices: ['cedar-house'] }, required)).toEqual([]);
  });

  test('direct entry contradicts a completed higher level', () => {
    expect(fieldsOf({ priorCare: 'direct-entry' })).toEqual(['evaluation.priorCare']);
    expect(fieldsOf({ priorCare: 'direct-entry', meets: [] }, direct)).toEqual([]);
  });

  test('a fellowship that the program does not work with is refused; none never is', () => {
    expect(fieldsOf({ fellowship: 'smart' })).toEqual(['evaluation.fellowship']);
    expect(fieldsOf({ fellowship: 'none' })).toEqual([]);
    expect(fieldsOf({ fellowship: null })).toEqual([]);
  });
});

describe('the severity rule', () => {
  test.each([
    { who: 'a mild case', changes: { severity: 'mild' }, refused: [] },
    { who: 'a severe case', changes: { severity: 'severe' }, refused: ['evaluation.priorCare'] },
    { who: 'a co-occurring condition', changes: { coOccurring: true }, refused: ['evaluation.priorCare'] },
    {
      who: 'a severe case after residential care',
      changes: { severity: 'severe', priorCare: 'residential' },
      refused: [],
    },
  ] as const)('$who', ({ changes, refused }) => {
    expect(fieldsOf({ meets: [], priorCare: 'outpatient', ...changes }, direct)).toEqual(refused);
  });

  test('a clinician may set it aside with a reason', () => {
    const severe = { meets: [], priorCare: 'outpatient', severity: 'severe' } as const;
    const overrides = [setAside('severe-after-higher-level')];
    expect(fieldsOf({ ...severe, meets: [], overrides }, direct)).toEqual([]);
  });

  test('where a program has no such rule, a co-occurring condition asks for dual-diagnosis care', () => {
    const plain: Program = {
      ...direct,
      admission: { ...direct.admission, severeOnlyAfterHigherLevel: false },
    };
    const dual: Program = { ...plain, services: ['dual-diagnosis-care'] };
    const candidate = { meets: [], priorCare: 'direct-entry', coOccurring: true } as const;
    expect(fieldsOf({ ...candidate, meets: [] }, plain)).toEqual(['evaluation.coOccurring']);
    expect(fieldsOf({ ...candidate, meets: [] }, dual)).toEqual([]);
  });
});

describe('a criterion set aside', () => {
  test.each([
    ['detoxed', 'overrides.0.criterion'],
    ['no-inpatient-need', 'overrides.0.criterion'],
    ['sober-home', 'overrides.0.criterion'],
  ] as const)('%s is safety, or the rule for everybody: nobody may', (criterion, field) => {
    expect(fieldsOf({ overrides: [setAside(criterion)] })).toEqual([field]);
  });

  test('only a clinician of the clinic may', () => {
    const overrides = [setAside('higher-level-completed', 'carmen-ruiz')];
    const candidate = { meets: ['detoxed', 'stable-residence'], priorCare: 'outpatient', overrides } as const;
    expect(fieldsOf({ ...candidate, meets: [...candidate.meets], overrides })).toEqual([
      'overrides.0.clinicianId',
    ]);
  });
});

test('nobody who is not detoxed is admitted where that is required, whatever is set aside', () => {
  const anyone = fc.record({
    severity: fc.constantFrom(...severities, null),
    coOccurring: fc.constantFrom(true, false, null),
    priorCare: fc.constantFrom(...priorCares, null),
    homeChoices: fc.subarray(['cedar-house', 'casa-olmo']),
    overrides: fc.subarray([...criteria]).map((chosen) => chosen.map((criterion) => setAside(criterion))),
    meets: fc.subarray(['stable-residence', 'higher-level-completed', 'no-inpatient-need']),
  });
  fc.assert(
    fc.property(anyone, (candidate) => {
      const problems = criteriaProblems({ ...fits, ...candidate }, sheer, staff);
      expect(problems.map(({ path }) => path.join('.'))).toContain('meets');
    }),
  );
});

import type { CarePlan } from './care-plan.ts';
import { isHigherLevel } from './care-plan.ts';
import type { Contradiction } from './file-fields.ts';
import type { Program } from './program.ts';
import type { Criterion } from './referral-intake.ts';
import type { StaffMember } from './staff.ts';

/** What is known of somebody who is to be admitted, as far as the program's criteria go by it. */
export interface Candidate
  extends Pick<CarePlan, 'severity' | 'coOccurring' | 'priorCare' | 'fellowship' | 'meets'> {
  homeChoices: readonly string[];
  overrides: readonly { criterion: Criterion; clinicianId: string; reason: string }[];
}

/**
 * Criteria that a clinician may set aside: where a person does best is clinical judgement. Withdrawal and the need of a
 * bed in a hospital are dangers to life, and a home that the program requires is its own rule for everybody.
 */
const judged: readonly Criterion[] = [
  'stable-residence',
  'higher-level-completed',
  'severe-after-higher-level',
  'dual-diagnosis-care',
];

/** Where on the referral's form each criterion is answered. */
const fieldOf: Record<Criterion, string[]> = {
  detoxed: ['meets'],
  'stable-residence': ['meets'],
  'higher-level-completed': ['meets'],
  'no-inpatient-need': ['meets'],
  'severe-after-higher-level': ['evaluation', 'priorCare'],
  'dual-diagnosis-care': ['evaluation', 'coOccurring'],
  'sober-home': ['homeChoices'],
};

/**
 * Everything about a candidate that does not fit a program's way in, each by its field: what the program requires, the
 * severity rule, the sober home, the fellowship, and overrides that nobody may give. Source: seeds 000 (sober living,
 * after full-time treatment), 001 (mild cases may start here), 003 (not as the sole treatment of severe or co-occurring
 * conditions).
 */
export function criteriaProblems(
  candidate: Candidate,
  program: Program,
  staff: readonly StaffMember[],
): Contradiction[] {
  const problems = unmetCriteria(candidate, program)
    .filter(({ criterion }) => !isSetAside(candidate, criterion))
    .map(({ criterion, message }) => ({ path: fieldOf[criterion], message }));
  return [
    ...problems,
    ...priorCareProblems(candidate),
    ...fellowshipProblems(candidate, program),
    ...overrideProblems(candidate, staff),
  ];
}

interface Unmet {
  criterion: Criterion;
  message: string;
}

function unmetCriteria(candidate: Candidate, program: Program): Unmet[] {
  const { admission, residence } = program;
  const isAfterHigher =
    candidate.meets.includes('higher-level-completed') || isHigherLevel(candidate.priorCare);
  const met: string[] = [
    ...candidate.meets,
    ...(candidate.homeChoices.length > 0 ? ['stable-residence'] : []),
    ...(isAfterHigher ? ['higher-level-completed'] : []),
  ];
  const unmet: Unmet[] = admission.requires
    .filter((required) => !met.includes(required))
    .map((required) => ({
      criterion: required,
      message: `the program requires ${required}; add it once it holds, or choose another program`,
    }));
  const needsHigher = needsHigherLevel(candidate);
  if (needsHigher && !isAfterHigher && admission.severeOnlyAfterHigherLevel)
    unmet.push({
      criterion: 'severe-after-higher-level',
      message: `the program admits ${needsHigher} only after a higher level of care; name that care, choose another program, or have a clinician set it aside with a reason`,
    });
  if (candidate.coOccurring && !isAfterHigher && !offersDualCare(program))
    unmet.push({
      criterion: 'dual-diagnosis-care',
      message:
        'the program offers no dual-diagnosis care; choose one that does, or have a clinician set it aside with a reason',
    });
  if (residence === 'required' && candidate.homeChoices.length === 0)
    unmet.push({
      criterion: 'sober-home',
      message: 'the program requires a sober home; choose at least one',
    });
  return unmet;
}

function needsHigherLevel({ severity, coOccurring }: Candidate): string | undefined {
  if (severity === 'severe') return 'a severe condition';
  return coOccurring ? 'a co-occurring condition' : undefined;
}

/** The severity rule covers co-occurring conditions where a program has it. */
function offersDualCare({ services = [], admission }: Program): boolean {
  return services.includes('dual-diagnosis-care') || admission.severeOnlyAfterHigherLevel;
}

function isSetAside({ overrides }: Candidate, criterion: Criterion): boolean {
  return judged.includes(criterion) && overrides.some((override) => override.criterion === criterion);
}

function priorCareProblems({ priorCare, meets }: Candidate): Contradiction[] {
  const isDirect = priorCare === 'direct-entry' && meets.includes('higher-level-completed');
  return isDirect
    ? [
        {
          path: ['evaluation', 'priorCare'],
          message: 'says direct entry beside “higher-level-completed”; correct one of the two',
        },
      ]
    : [];
}

/** A wish that the program cannot meet: each program lists the fellowships that it works with; none is always a wish. */
export function fellowshipProblems(
  { fellowship }: Pick<Candidate, 'fellowship'>,
  { mutualHelp }: Pick<Program, 'mutualHelp'>,
): Contradiction[] {
  const offered: readonly string[] = mutualHelp.fellowships;
  if (fellowship === null || fellowship === 'none' || offered.includes(fellowship)) return [];
  const allowed = [...new Set([...offered, 'none'])].join(', ');
  const message = `the program does not work with "${fellowship}"; use one of: ${allowed}`;
  return [{ path: ['evaluation', 'fellowship'], message }];
}

function overrideProblems({ overrides }: Candidate, staff: readonly StaffMember[]): Contradiction[] {
  return overrides.flatMap(({ criterion, clinicianId }, index) => {
    if (!judged.includes(criterion))
      return [
        {
          path: ['overrides', index, 'criterion'],
          message: `nobody may set "${criterion}" aside; it must hold before admission`,
        },
      ];
    const clinician = staff.find(({ id, leftOn }) => id === clinicianId && !leftOn);
    return clinician?.roles.some((role) => role === 'counselor' || role === 'on-call')
      ? []
      : [
          {
            path: ['overrides', index, 'clinicianId'],
            message: 'is no clinician of the clinic; name a counselor or somebody on call',
          },
        ];
  });
}

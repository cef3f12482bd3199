import type { Clinic } from '../../lambdas/domain/clinic.ts';
import { type LocalDate, localDateOf } from '../../lambdas/domain/clinic-calendar.ts';
import type { TestPolicy, TestTargets } from '../../lambdas/domain/draw-chance.ts';
import { policyWarnings } from '../../lambdas/domain/draw-policy-warnings.ts';
import { DrawInputError, predictability } from '../../lambdas/domain/random-draw.ts';
import { type MeterView, meterPage, type PlanForm } from '../../lambdas/pages/meter.ts';
import type { Laptop } from '../laptop.ts';
import type { SiteContext } from './clinic-choice.ts';
import { clinicPage } from './frame.ts';
import type { SiteRequest, SiteResponse } from './http.ts';

const path = '/meter';
const ownPlan = 'own';
/** As long as a program's gap may be. */
const longestGapDays = 60;

interface Plan {
  id: string;
  label: string;
  targets: TestTargets & Partial<TestPolicy>;
}

/** `GET /meter`: a phase by `?plan=`, or a plan of one's own by `?plan=own&ratePerWeek=…`. */
export async function getMeter(request: SiteRequest, context: SiteContext): Promise<SiteResponse> {
  return clinicPage(request, context, (clinic, frame) =>
    meterPage({ frame, ...viewOf(context.laptop, clinic, request.query) }),
  );
}

function viewOf(laptop: Laptop, clinic: Clinic, query: URLSearchParams): Omit<MeterView, 'frame'> {
  const plans = plansOf(laptop, clinic);
  const typed = query.get('plan') === ownPlan ? typedPlan(query) : undefined;
  const plan = typed ?? plans.find(({ id }) => id === query.get('plan')) ?? plans[0];
  const today = localDateOf(clinic.calendar.timeZone, laptop.clinic.now());
  const closures = clinic.calendar.closures.filter((date) => date >= today);
  const isCounted = query.get('closures') === '1' && closures.length > 0;
  const targets = plan?.targets ?? { ...fallback };
  const shown = figuresOf(targets, isCounted ? closures : []);
  return {
    plans: plans.map(({ id, label }) => ({ label, href: hrefOf(id, isCounted), current: id === plan?.id })),
    title: plan?.label ?? '',
    targets,
    closures: { count: closures.length, isCounted, href: toggled(query, isCounted) },
    meter: shown.meter,
    warnings: shown.warnings,
    form: { ...formOf(targets, query, typed !== undefined), problems: shown.problems },
  };
}

const fallback: TestTargets = {
  ratePerWeek: 2,
  maxGapDays: 7,
  testDays: [1, 2, 3, 4, 5, 6, 7],
  minPerCalendarWeek: 0,
  closureGuard: true,
};

function plansOf(laptop: Laptop, clinic: Clinic): Plan[] {
  const severalPrograms = Object.keys(clinic.programVersions).length > 1;
  return Object.entries(clinic.programVersions).flatMap(([programId, version]) => {
    const program = laptop.clinic.store.find(clinic.id, 'program', `${programId}:${version}`)?.program;
    if (!program) return [];
    const { testDays, minPerCalendarWeek, closureGuard } = program.testing;
    return program.phases.map(({ name, testsPerWeek, maxGapDays }, index) => ({
      id: `${programId}.${index + 1}`,
      label: severalPrograms ? `${programId}: ${name}` : name,
      targets: {
        ratePerWeek: testsPerWeek,
        maxGapDays,
        testDays,
        minPerCalendarWeek,
        closureGuard,
        chancePpm: program.chancesPpm[index],
      },
    }));
  });
}

function typedPlan(query: URLSearchParams): Plan {
  const number = (name: string) => Number(query.get(name)?.trim() || Number.NaN);
  return {
    id: ownPlan,
    label: 'Your plan',
    targets: {
      ratePerWeek: number('ratePerWeek'),
      maxGapDays: number('maxGapDays'),
      testDays: query.getAll('testDays').map(Number),
      minPerCalendarWeek: query.get('weekly') === '1' ? 1 : 0,
      closureGuard: query.get('closureGuard') === '1',
    },
  };
}

type Shown = Pick<MeterView, 'meter' | 'warnings'> & Pick<PlanForm, 'problems'>;

function figuresOf(targets: Plan['targets'], closures: readonly LocalDate[]): Shown {
  if (targets.maxGapDays > longestGapDays)
    return refused(`The longest gap is at most ${longestGapDays} days; give a smaller number.`);
  try {
    const meter = predictability(targets, closures);
    return {
      meter,
      warnings: policyWarnings(targets, { closures }).map(({ message }) => message),
      problems: [],
    };
  } catch (error) {
    if (!(error instanceof DrawInputError)) throw error;
    return refused(problemWords[error.field] ?? error.message);
  }
}

const problemWords: Record<string, string> = {
  'policy.ratePerWeek': 'Tests a week must be a number above 0 and at most 7.',
  'policy.maxGapDays': 'The longest gap must be a whole number of days from 1.',
  'policy.testDays': 'Choose at least one test day.',
};

function refused(problem: string): Shown {
  return { meter: null, warnings: [], problems: [problem] };
}

function formOf(targets: TestTargets, query: URLSearchParams, isTyped: boolean): Omit<PlanForm, 'problems'> {
  const text = (name: string, value: number) => (isTyped ? (query.get(name) ?? '') : String(value));
  return {
    action: `${path}#try`,
    ratePerWeek: text('ratePerWeek', targets.ratePerWeek),
    maxGapDays: text('maxGapDays', targets.maxGapDays),
    testDays: targets.testDays,
    closureGuard: targets.closureGuard,
    isWeekly: targets.minPerCalendarWeek === 1,
  };
}

function hrefOf(id: string, isCounted: boolean): string {
  return `${path}?plan=${id}${isCounted ? '&closures=1' : ''}`;
}

/** The same plan with the closures counted, or left out. */
function toggled(query: URLSearchParams, isCounted: boolean): string {
  const other = new URLSearchParams(query);
  if (isCounted) other.delete('closures');
  else other.set('closures', '1');
  return `${path}?${other}`;
}

import type { Clinic } from '../../domain/clinic.ts';
import { type LocalDate, localDateOf, type Weekday } from '../../domain/clinic-calendar.ts';
import type { TestPolicy, TestTargets } from '../../domain/draw-chance.ts';
import { policyWarnings } from '../../domain/draw-policy-warnings.ts';
import type { Program } from '../../domain/program.ts';
import { DrawInputError, predictability } from '../../domain/random-draw.ts';
import { type MeterView, meterPage, type PlanForm } from '../../pages/meter.ts';
import type { Ports, Reader } from '../../ports.ts';
import { page } from '../console-response.ts';
import type { ConsoleRequest, ConsoleRoute } from '../console-route.ts';
import { frameOf } from '../frame.ts';

const ownPlan = 'own';
/** As long as a program's gap may be. */
const longestGapDays = 60;

interface Plan {
  id: string;
  label: string;
  targets: TestTargets & Partial<TestPolicy>;
}

/** What a client who knows a testing plan can foresee: a phase by `?plan=`, or a plan of one's own. */
export const meterRoutes: ConsoleRoute[] = [
  { method: 'GET', path: '/meter', area: 'draw audit', answer: showMeter },
];

async function showMeter(request: ConsoleRequest, ports: Ports) {
  const { visitor, query, href } = request;
  const { clinic } = visitor;
  const plans = await plansOf(ports.store.read(clinic.id), clinic);
  const today = localDateOf(clinic.calendar.timeZone, ports.clock.now());
  const view = viewOf({ clinic, plans, today, path: href('/meter') }, query);
  return page(meterPage({ frame: frameOf(request, 'draw audit'), ...view }));
}

/** What the page is made from beside what was asked. */
interface Reading {
  clinic: Clinic;
  plans: readonly Plan[];
  today: LocalDate;
  path: string;
}

function viewOf({ clinic, plans, today, path }: Reading, query: URLSearchParams): Omit<MeterView, 'frame'> {
  const typed = query.get('plan') === ownPlan ? typedPlan(query) : undefined;
  const plan = typed ?? plans.find(({ id }) => id === query.get('plan')) ?? plans[0];
  const closures = clinic.calendar.closures.filter((date) => date >= today);
  const isCounted = query.get('closures') === '1' && closures.length > 0;
  const targets = plan?.targets ?? { ...fallback };
  const shown = figuresOf(targets, isCounted ? closures : []);
  return {
    plans: plans.map(({ id, label }) => ({
      label,
      href: hrefOf(path, id, isCounted),
      current: id === plan?.id,
    })),
    title: plan?.label ?? '',
    targets,
    closures: { count: closures.length, isCounted, href: toggled(path, query, isCounted) },
    meter: shown.meter,
    warnings: shown.warnings,
    form: { action: `${path}#try`, ...formOf(targets, query, typed !== undefined), problems: shown.problems },
  };
}

const weekdays: Weekday[] = [1, 2, 3, 4, 5, 6, 7];

const fallback: TestTargets = {
  ratePerWeek: 2,
  maxGapDays: 7,
  testDays: weekdays,
  minPerCalendarWeek: 0,
  closureGuard: true,
};

async function plansOf(reader: Reader, clinic: Clinic): Promise<Plan[]> {
  const versions = Object.entries(clinic.programVersions);
  const found = await Promise.all(versions.map(([id, version]) => reader.get('program', `${id}:${version}`)));
  return found.flatMap((version, index) => {
    const [programId = ''] = versions[index] ?? [];
    return version ? plansOfProgram(programId, version.program, versions.length > 1) : [];
  });
}

function plansOfProgram(programId: string, program: Program, isOneOfSeveral: boolean): Plan[] {
  const { testDays, minPerCalendarWeek, closureGuard } = program.testing;
  return program.phases.map(({ name, testsPerWeek, maxGapDays }, index) => ({
    id: `${programId}.${index + 1}`,
    label: isOneOfSeveral ? `${programId}: ${name}` : name,
    targets: {
      ratePerWeek: testsPerWeek,
      maxGapDays,
      testDays,
      minPerCalendarWeek,
      closureGuard,
      chancePpm: program.chancesPpm[index],
    },
  }));
}

function typedPlan(query: URLSearchParams): Plan {
  const number = (name: string) => Number(query.get(name)?.trim() || Number.NaN);
  return {
    id: ownPlan,
    label: 'Your plan',
    targets: {
      ratePerWeek: number('ratePerWeek'),
      maxGapDays: number('maxGapDays'),
      testDays: weekdays.filter((day) => query.get(`day${day}`) === '1'),
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

function formOf(
  targets: TestTargets,
  query: URLSearchParams,
  isTyped: boolean,
): Omit<PlanForm, 'problems' | 'action'> {
  const text = (name: string, value: number) => (isTyped ? (query.get(name) ?? '') : String(value));
  return {
    ratePerWeek: text('ratePerWeek', targets.ratePerWeek),
    maxGapDays: text('maxGapDays', targets.maxGapDays),
    testDays: targets.testDays,
    closureGuard: targets.closureGuard,
    isWeekly: targets.minPerCalendarWeek === 1,
  };
}

function hrefOf(path: string, id: string, isCounted: boolean): string {
  return `${path}?plan=${id}${isCounted ? '&closures=1' : ''}`;
}

/** The same plan with the closures counted, or left out. */
function toggled(path: string, query: URLSearchParams, isCounted: boolean): string {
  const other = new URLSearchParams(query);
  if (isCounted) other.delete('closures');
  else other.set('closures', '1');
  return `${path}?${other}`;
}

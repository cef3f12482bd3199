import type { Report } from '../../lambdas/casework/figures.ts';
import { endings } from '../../lambdas/domain/episode.ts';
import { type FigureId, figureDefinitions } from '../../lambdas/domain/figure-definitions.ts';
import type { ShownScope } from '../../lambdas/domain/figure-suppression.ts';
import { shareIds, spreadIds } from '../../lambdas/domain/figures.ts';

/** The columns of the file, in order; docs/figures.md says what is in each. */
const columns = [
  'clinic',
  'from',
  'to',
  'counted_at',
  'program',
  'figure',
  'title',
  'measure',
  'value',
  'numerator',
  'denominator',
  'held_back',
] as const;

type Cell = string | number | null;

/** One line for each number of a report. */
interface Line {
  program: string;
  figure: string;
  title: string;
  measure: 'share' | 'median' | '90th percentile' | 'per client-week' | 'count';
  value: number | null;
  numerator: number | null;
  denominator: number | null;
  isHeldBack: boolean;
}

/** A report as comma-separated values (RFC 4180), safe to open in a spreadsheet. */
export function reportCsv({ clinicId, madeAt, figures }: Report): string {
  const { from, to } = figures.period;
  const lines = [figures.all, ...figures.programs].flatMap(linesOf);
  const rows = lines.map((line): Cell[] => [
    clinicId,
    from,
    to,
    madeAt,
    line.program,
    line.figure,
    line.title,
    line.measure,
    rounded(line.value),
    rounded(line.numerator),
    rounded(line.denominator),
    line.isHeldBack ? 'yes' : 'no',
  ]);
  return [columns, ...rows].map((row) => `${row.map(cell).join(',')}\r\n`).join('');
}

function linesOf(scope: ShownScope): Line[] {
  const program = scope.programId ?? 'all';
  const line = (figure: FigureId, measure: Line['measure'], rest: Partial<Line>): Line => ({
    program,
    figure,
    title: figureDefinitions[figure].title,
    measure,
    value: null,
    numerator: null,
    denominator: null,
    isHeldBack: false,
    ...rest,
  });
  const shares = shareIds.map((id) => {
    const { numerator, denominator } = scope.shares[id];
    const value = numerator === null || !denominator ? null : numerator / denominator;
    return line(id, 'share', { numerator, denominator, value, isHeldBack: numerator === null });
  });
  const spreads = spreadIds.flatMap((id) => {
    const { count, median, p90, isHeldBack } = scope.spreads[id];
    return [
      line(id, 'median', { value: median, denominator: count, isHeldBack }),
      line(id, '90th percentile', { value: p90, denominator: count, isHeldBack }),
    ];
  });
  const tests = scope.testsPerWeek;
  const rate = line('tests-per-week', 'per client-week', {
    value: tests && tests.clientWeeks > 0 ? tests.tests / tests.clientWeeks : null,
    numerator: tests?.tests ?? null,
    denominator: tests?.clientWeeks ?? null,
    isHeldBack: tests === null,
  });
  const counts = endings.map((ending): Line => {
    const value = scope.endings[ending];
    const isHeldBack = value === null;
    const [figure, title] = [`ending: ${ending}`, `Discharges: ${ending}`];
    return {
      program,
      figure,
      title,
      measure: 'count',
      value,
      numerator: null,
      denominator: null,
      isHeldBack,
    };
  });
  return [...shares, ...spreads, rate, ...(scope.programId === null ? counts : [])];
}

function rounded(value: number | null): number | null {
  return value === null ? null : Math.round(value * 10_000) / 10_000;
}

/** Text that a spreadsheet would take for a formula begins with an apostrophe; numbers are ours and stay. */
function cell(value: Cell): string {
  if (value === null) return '';
  if (typeof value === 'number') return String(value);
  const safe = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

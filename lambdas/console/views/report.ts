import { action as reportAction } from '../../actions/report.ts';
import type { Report } from '../../casework/figures.ts';
import { addDays, type LocalDate, localDateOf } from '../../domain/clinic-calendar.ts';
import { firstDayOf, lastDayOf, quarterOf } from '../../domain/quarter.ts';
import { policyWith, styleSourceOf } from '../../pages/page-document.ts';
import { reportPage } from '../../pages/report.ts';
import { type ReportPeriodView, reportPeriodPage } from '../../pages/report-period.ts';
import { reportStyle } from '../../pages/report-style.ts';
import type { Ports } from '../../ports.ts';
import { BadInput } from '../../runtime/define-action.ts';
import { page } from '../console-response.ts';
import type { ConsoleRequest, ConsoleRoute } from '../console-route.ts';
import { frameOf } from '../frame.ts';

/** The figures of a period: the question for it, and the report, which is one file that can be kept. */
export const reportRoutes: ConsoleRoute[] = [
  {
    method: 'GET',
    path: '/report',
    area: 'report',
    answer: async (request, ports) => askPeriod(request, ports),
  },
  { method: 'GET', path: '/report/figures', area: 'report', answer: showReport },
];

/** The report brings its own style, and nothing else. */
const reportPolicy = policyWith(styleSourceOf(reportStyle));

function askPeriod(request: ConsoleRequest, ports: Ports, problems: ReportPeriodView['problems'] = []) {
  const today = localDateOf(request.visitor.clinic.calendar.timeZone, ports.clock.now());
  const view: ReportPeriodView = {
    frame: frameOf(request, 'report'),
    figuresHref: request.href('/report/figures'),
    from: request.query.get('from') ?? `${today.slice(0, 4)}-01-01`,
    to: request.query.get('to') ?? today,
    problems,
    ready: readyPeriods(today).map((period) => ({
      ...period,
      href: request.href(`/report/figures?from=${period.from}&to=${period.to}`),
    })),
  };
  return page(reportPeriodPage(view), problems.length > 0 ? 400 : 200);
}

function readyPeriods(today: LocalDate): Omit<ReportPeriodView['ready'][number], 'href'>[] {
  const lastQuarter = quarterOf(addDays(firstDayOf(quarterOf(today)), -1));
  return [
    { name: 'quarter', from: firstDayOf(lastQuarter), to: lastDayOf(lastQuarter) },
    { name: 'year', from: `${today.slice(0, 4)}-01-01`, to: today },
    { name: 'days', from: addDays(today, -89), to: today },
  ];
}

async function showReport(request: ConsoleRequest, ports: Ports) {
  const { clinic, member } = request.visitor;
  const period = { from: request.query.get('from') ?? '', to: request.query.get('to') ?? '' };
  try {
    const { summary: _, ...report } = await reportAction.start(
      period,
      { clinicId: clinic.id, by: member.id },
      ports,
    );
    return page(reportPage(report as unknown as Report), 200, { 'content-security-policy': reportPolicy });
  } catch (error) {
    if (error instanceof BadInput) return askPeriod(request, ports, error.problems);
    throw error;
  }
}

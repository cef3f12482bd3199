import type { Instant } from '../domain/clinic-calendar.ts';
import type { ClinicSigns } from '../domain/clinic-signs.ts';

const namespace = 'stepdown';
const dimension = 'deployment';

const metricNames = {
  agendaLateMinutes: 'AgendaLateMinutes',
  mailLateMinutes: 'MailLateMinutes',
  drawLateMinutes: 'DrawLateMinutes',
  caseloadMismatches: 'CaseloadMismatches',
  brokenChains: 'BrokenChains',
} as const satisfies Record<keyof ClinicSigns, string>;

/**
 * The signs as one log line from which CloudWatch makes metrics (embedded metric format). Numbers only: no clinic, no
 * episode, no name.
 *
 * @param deployment the deployment's name, which alarms ask for
 */
export function metricsLine(signs: ClinicSigns, deployment: string, at: Instant): string {
  const entries = Object.entries(signs) as [keyof ClinicSigns, number][];
  const metrics = entries.map(([sign]) => {
    const name = metricNames[sign];
    return { Name: name, Unit: name.endsWith('Minutes') ? 'None' : 'Count' };
  });
  const values = Object.fromEntries(entries.map(([sign, value]) => [metricNames[sign], value]));
  const directive = { Namespace: namespace, Dimensions: [[dimension]], Metrics: metrics };
  const aws = { Timestamp: Date.parse(at), CloudWatchMetrics: [directive] };
  return `${JSON.stringify({ _aws: aws, [dimension]: deployment, ...values })}\n`;
}

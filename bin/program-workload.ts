import type { RoleLoad, Workload } from '../local/rehearsal/workload.ts';
import { textTable } from './text-table.ts';

/** Above these a rehearsal warns: people stop reading what comes too often. */
const emailsPerWeekLimit = { staff: 15, partner: 8 };

const columns = ['role', 'people', 'emails/week', 'busiest week', 'questions/week', 'unanswered'];

/** A rehearsal's figures for the terminal. */
export function workloadRows(workload: Workload): string[] {
  const { episodes } = workload;
  const endings = Object.entries(workload.endings).map(([ending, count]) => `${ending} ${count}`);
  return [
    `${workload.clients} clients in ${workload.episodesOpened} episodes, ${workload.days} days; means are per person (per partner) over the ${workload.treatmentWeeks} weeks of treatment`,
    '',
    ...roleRows(workload),
    '',
    `tests: ${workload.randomTests} random, ${workload.forCauseTests} for cause`,
    `endings: ${endings.join(', ')}; still open ${workload.open}`,
    `per episode: ${episodes.transitionsMean} state transitions on average, ${episodes.transitionsWorst} at most, and ${episodes.transitionsShared} for the clinic’s days; ${episodes.eventsMean} history events, ${episodes.eventsWorst} at most`,
    `longest execution: ${episodes.eventsOfLongestExecution} events; largest payload ${episodes.largestPayloadBytes} bytes`,
    ...workloadWarnings(workload),
  ];
}

/** What each role is asked for, as a table. */
export function roleRows({ roles }: Workload): string[] {
  return textTable(
    columns,
    roles.map((load) => [
      load.role,
      load.people,
      load.emailsPerWeek,
      load.emailsInBusiestWeek,
      load.questionsPerWeek,
      load.unanswered,
    ]),
  );
}

/** What is wrong with a rehearsal: executions that failed, more emails than people read. */
export function workloadWarnings({ failedExecutions, roles }: Workload): string[] {
  return [
    ...(failedExecutions > 0 ? [`warning: ${failedExecutions} executions failed`] : []),
    ...roles.flatMap(tooManyEmails),
  ];
}

function tooManyEmails({ role, emailsPerWeek }: RoleLoad): string[] {
  const isPartner = role === 'home' || role === 'aftercare provider';
  const limit = isPartner ? emailsPerWeekLimit.partner : emailsPerWeekLimit.staff;
  if (emailsPerWeek <= limit) return [];
  return [`warning: ${role} gets ${emailsPerWeek} emails a week on average, more than ${limit}`];
}

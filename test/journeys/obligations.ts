import type { Journey } from './journey.ts';
import { attendanceUnmet } from './obligations/attendance.ts';
import { chainsBroken } from './obligations/chains.ts';
import { clientsForgotten } from './obligations/clients.ts';
import { drawsWrong } from './obligations/draws.ts';
import { executionsWrong } from './obligations/executions.ts';
import { leftOver } from './obligations/left-over.ts';
import { questionsUnmet } from './obligations/questions.ts';
import { testsUnmet } from './obligations/tests.ts';

/**
 * Everything that a clinic at rest still owes to somebody, in words: a question that neither was answered nor
 * climbed its whole ladder, a test without an outcome, a handoff that nobody closed, an execution that hangs. Empty
 * when every obligation was met or has come to a person.
 */
export async function obligationsUnmet(journey: Journey): Promise<string[]> {
  return [
    ...executionsWrong(journey),
    ...(await questionsUnmet(journey)),
    ...(await clientsForgotten(journey)),
    ...testsUnmet(journey),
    ...attendanceUnmet(journey),
    ...(await drawsWrong(journey)),
    ...leftOver(journey),
    ...(await chainsBroken(journey)),
  ];
}

import type { Clinic } from '../domain/clinic.ts';
import type { AnswerOutcome, GivenAnswer, HumanTask } from '../domain/human-task.ts';
import type { Transaction } from '../ports.ts';
import { executionName } from './execution-name.ts';
import { required } from './read-records.ts';
import { askSeparately } from './start-later.ts';
import { planSheet } from './take-up-sheet.ts';

/** What follows at once from an answer about sessions, in the transaction that saves it. */
export async function followAttendanceAnswer(
  tx: Transaction,
  clinic: Clinic,
  task: HumanTask,
  given: GivenAnswer,
  outcome: AnswerOutcome['outcome'],
): Promise<void> {
  planSheet(tx, task, given.at);
  if (task.kind === 'leave-return' && ['recorded', 'late', 'corrected'].includes(outcome))
    await noteReturn(tx, clinic, task, given);
}

/** A client who is not back after a leave is called, and the director hears of it the same day. */
async function noteReturn(
  tx: Transaction,
  clinic: Clinic,
  { episodeId = '', about, id }: HumanTask,
  { choice, by, at }: GivenAnswer,
): Promise<void> {
  const episode = await required(tx, 'episode', episodeId);
  const isBack = choice === 'back';
  const leaves = (episode.leaves ?? []).map((leave) =>
    leave.from === about.from ? { ...leave, returned: { isBack, at } } : leave,
  );
  tx.put('episode', { ...episode, leaves });
  tx.audit({
    at,
    what: 'return from leave recorded',
    by,
    episodeId,
    details: { from: about.from ?? '', isBack },
  });
  if (isBack) return;
  for (const kind of ['missed-session', 'absent-client'] as const)
    askSeparately(tx, at, executionName(episodeId, 'not-back', id, kind, at), {
      clinicId: clinic.id,
      kind,
      episodeId,
      about: { from: about.from ?? '' },
      reason: 'not back from leave',
    });
}

import { bedsIn, type FreeBeds } from '../domain/bed-board.ts';
import type { AnswerOutcome, GivenAnswer, HumanTask } from '../domain/human-task.ts';
import type { Transaction } from '../ports.ts';
import { planReports } from './home-reports.ts';
import { askSeparately } from './start-later.ts';

/** What follows at once from a home's answer, in the transaction that saves it: reports, free beds, a question back. */
export function followHomeAnswer(
  tx: Transaction,
  clinicId: string,
  task: HumanTask,
  given: GivenAnswer,
  outcome: AnswerOutcome['outcome'],
): void {
  planReports(tx, task, given.at);
  if (outcome === 'withdrawn') return;
  if (outcome === 'asked back' && task.kind === 'placement-request')
    askCaseManager(tx, clinicId, task, given);
  noteFreeBeds(tx, clinicId, task, given);
}

/** The request stays open; the case manager calls, with the question at hand. */
function askCaseManager(tx: Transaction, clinicId: string, task: HumanTask, given: GivenAnswer): void {
  const [, own = task.id] = task.id.split(':');
  askSeparately(tx, given.at, `${own}-question-${task.superseded.length}`, {
    clinicId,
    kind: 'placement-question',
    episodeId: task.episodeId,
    about: { taskId: task.id, homeId: task.ownerId },
  });
}

function noteFreeBeds(tx: Transaction, clinicId: string, task: HumanTask, given: GivenAnswer): void {
  const said = bedsSaid(task, given);
  if (!said) return;
  tx.put('freeBeds', { id: task.ownerId, ...said, asOf: given.at, by: given.by });
  const { freeBeds, via } = said;
  const details = { homeId: task.ownerId, freeBeds, via };
  tx.audit({ at: given.at, what: 'free beds noted', by: given.by, details });
  if (via !== 'bed request' || freeBeds === 0) return;
  const [, own = task.id] = task.id.split(':');
  askSeparately(tx, given.at, `${own}-offer-${task.superseded.length}`, {
    clinicId,
    kind: 'bed-offer',
    about: { homeId: task.ownerId, taskId: task.id },
  });
}

function bedsSaid(
  { kind }: HumanTask,
  { choice, fields }: GivenAnswer,
): Pick<FreeBeds, 'freeBeds' | 'isAtLeast' | 'via'> | undefined {
  if (kind === 'bed-request') {
    const beds = bedsIn(choice);
    return beds && { ...beds, via: 'bed request' };
  }
  if (kind !== 'home-check-in' || !fields?.freeBeds) return undefined;
  return { freeBeds: Math.floor(Number(fields.freeBeds)), isAtLeast: false, via: 'check-in' };
}

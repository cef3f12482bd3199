import type { Clinic } from '../domain/clinic.ts';
import type { Instant } from '../domain/clinic-calendar.ts';
import { confirmationOutcomes, type DrugTest } from '../domain/drug-test.ts';
import type { HumanTask } from '../domain/human-task.ts';
import type { TaskKind } from '../domain/human-task-kinds.ts';
import {
  lastRandomTestOn,
  resultOf,
  whatFollowed,
  withEntryCorrected,
  withLaboratoryCorrected,
} from '../domain/test-correction.ts';
import type { Transaction } from '../ports.ts';
import { openMatter } from './consent-matters.ts';
import { required } from './read-records.ts';
import { askSeparately } from './start-later.ts';
import { withdrawTasks } from './withdraw-questions.ts';

export interface OutcomeCorrection {
  /** The test as it was recorded, and as it should have been. */
  test: DrugTest;
  corrected: DrugTest;
  by: string;
  at: Instant;
  reason: string;
  /** Set when the entry was another person's: theirs, as far as it is known. */
  wrongPerson?: { rightEpisodeId: string | undefined };
}

export interface CorrectionMade {
  followed: string[];
  /** Questions that were withdrawn; tell them after the transaction with `tellWithdrawn`. */
  questions: string[];
}

/** What a wrong result had people do. */
const followingKinds: readonly TaskKind[] = ['send-to-laboratory', 'confirm-specimen', 'clinician-decision'];

/**
 * Puts a test right: the wrong entry is kept as a correction, the draw's history follows, what people were asked
 * because of it is withdrawn, and the counselor is asked to undo the rest. An entry that was another person's opens
 * the assessment of a breach.
 */
export async function correctOutcome(
  tx: Transaction,
  clinic: Clinic,
  correction: OutcomeCorrection,
): Promise<CorrectionMade> {
  const { test, corrected, by, at, reason } = correction;
  const { id: testId, episodeId } = test;
  const episode = await required(tx, 'episode', episodeId);
  const tests = await tx.list('drugTest', { parent: episodeId });
  const number = (await tx.list('correction', { parent: episodeId })).length + 1;
  const correctionId = `${episodeId}:correction-${number}`;
  const followed = whatFollowed(test);
  const [was, now] = [resultOf(test), resultOf(corrected)];
  tx.put('drugTest', corrected);
  const all = tests.map((one) => (one.id === testId ? corrected : one));
  tx.put('episode', { ...episode, lastTestOn: lastRandomTestOn(all) });
  const subject = { kind: 'drug test', id: testId } as const;
  tx.put('correction', { id: correctionId, episodeId, at, by, reason, subject, was, now, followed });
  const wrongPerson = correction.wrongPerson !== undefined;
  const details = { testId, was, now, reason, followed, wrongPerson };
  tx.audit({ at, what: 'test outcome corrected', by, episodeId, details });
  const questions = await withdrawWhatFollowed(tx, correction);
  askSeparately(tx, at, `${testId.replace(':', '-')}-corrected-${number}`, {
    clinicId: clinic.id,
    kind: 'correction-follow-up',
    episodeId,
    about: { testId, correctionId },
    reason: 'a test outcome was corrected',
  });
  if (correction.wrongPerson) await openBreach(tx, clinic, correction, correction.wrongPerson.rightEpisodeId);
  return { followed, questions };
}

/** Questions about the wrong result are withdrawn; a laboratory that still has a presumptive one is waited for. */
async function withdrawWhatFollowed(
  tx: Transaction,
  { test, corrected, by, at }: OutcomeCorrection,
): Promise<string[]> {
  if (corrected.outcome === 'presumptive positive' && corrected.confirmation === null) return [];
  const tasks = await tx.list('task', { parent: test.episodeId });
  const wrong = tasks.filter(({ kind, about }) => followingKinds.includes(kind) && about.testId === test.id);
  return withdrawTasks(tx, wrong, at, by);
}

/** The director assesses whether a record was disclosed; the counselor of whom it belongs to sees that it is entered. */
async function openBreach(
  tx: Transaction,
  clinic: Clinic,
  { test, by, at }: OutcomeCorrection,
  rightEpisodeId: string | undefined,
): Promise<void> {
  const about = { testId: test.id, ...(rightEpisodeId && { rightEpisodeId }) };
  const text = 'A result of another person was recorded for this client.';
  await openMatter(tx, clinic, { episodeId: test.episodeId, kind: 'breach-assessment', text, about, by, at });
  if (!rightEpisodeId) return;
  askSeparately(tx, at, `${rightEpisodeId}-result-elsewhere-${at.slice(0, 10)}`, {
    clinicId: clinic.id,
    kind: 'correction-follow-up',
    episodeId: rightEpisodeId,
    about: {},
    reason: 'a result was recorded for somebody else',
  });
}

/**
 * Takes up a corrected answer about a test's result. Undefined when the test does not hang on this answer (none is
 * recorded yet, or a later collection counts): then the answer is corrected like any other.
 */
export async function correctByAnswer(
  tx: Transaction,
  clinic: Clinic,
  task: HumanTask,
  reason: string,
): Promise<CorrectionMade | undefined> {
  const { testId } = task.about;
  const { answer } = task;
  const test = testId && answer ? await tx.get('drugTest', testId) : undefined;
  if (!test || !answer || test.outcome === 'pending') return undefined;
  const corrected = await correctedTest(tx, clinic, task, test);
  return corrected && correctOutcome(tx, clinic, { test, corrected, by: answer.by, at: answer.at, reason });
}

async function correctedTest(
  tx: Transaction,
  clinic: Clinic,
  { kind, answer, reason }: HumanTask,
  test: DrugTest,
): Promise<DrugTest | undefined> {
  if (!answer) return undefined;
  const entry = { choice: answer.choice, fields: answer.fields ?? {}, at: answer.at };
  if (kind === 'collect-specimen') {
    const counts = test.oralFluidOfferedAt === null || reason === 'unable';
    return counts ? withEntryCorrected(test, entry, clinic.calendar.timeZone) : undefined;
  }
  const confirmation = confirmationOutcomes.find((known) => known === answer.choice);
  if (kind !== 'confirm-specimen' || !confirmation || test.confirmation === null) return undefined;
  const others = await tx.list('drugTest', { parent: test.episodeId });
  return withLaboratoryCorrected(test, confirmation, entry.fields, others);
}

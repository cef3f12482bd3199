import { codesIn, type Fields, fieldsWith } from '../domain/answer-fields.ts';
import type { Clinic } from '../domain/clinic.ts';
import { localDateOf } from '../domain/clinic-calendar.ts';
import { crisisInReport } from '../domain/crisis.ts';
import {
  type AnswerOutcome,
  type GivenAnswer,
  type HumanTask,
  isSettled,
  recordAnswer,
} from '../domain/human-task.ts';
import { taskRules } from '../domain/human-task-kinds.ts';
import type { Ports, Transaction } from '../ports.ts';
import { followAttendanceAnswer } from './attendance-answers.ts';
import { followAuthorizationAnswer } from './authorization-questions.ts';
import { problemByRecords } from './check-answer.ts';
import { gateOfTask } from './consent-check.ts';
import { correctByAnswer } from './correct-outcome.ts';
import { followCrisisAnswer } from './crisis-answers.ts';
import { type AfterEndingAnswer, followEndingAnswer, isOwnWord } from './ending-answers.ts';
import { followTreatmentAnswer } from './follow-treatment-answer.ts';
import { afterLastTry, followHandoffAnswer } from './handoff-answers.ts';
import { followHomeAnswer } from './home-answers.ts';
import { noteRefusedReport, openCrisisAtHome } from './home-reports.ts';
import { markMailsAnswered } from './mail-answered.ts';
import { required } from './read-records.ts';
import { askSeparately } from './start-later.ts';
import { offTheSheet } from './take-up-sheet.ts';
import { planTelling, tellSettledOrLater } from './tell-workflow.ts';
import { closeOpenTask } from './withdraw-questions.ts';

export type GivenOutcome = AnswerOutcome | { outcome: 'consent gone'; task: HumanTask };

/**
 * Saves an answer with its audit entry in one transaction, then tells the workflow that waits; if the telling
 * fails the heartbeat tells it again. What needs staff (late, contradicted, corrected) becomes a question to them.
 */
export async function giveAnswer(
  ports: Ports,
  clinicId: string,
  taskId: string,
  given: GivenAnswer,
): Promise<GivenOutcome> {
  // Outside the transaction, which could not depend on every client of a large group.
  const reader = ports.store.read(clinicId);
  const off = await offTheSheet(reader, await required(reader, 'task', taskId));
  const {
    result,
    hasSettled,
    undone = [],
    afterwards,
  } = await ports.store.transact(clinicId, (tx) => save(tx, ports, { clinicId, taskId, given, off }));
  const settled = hasSettled ? [taskId, ...undone] : undone;
  for (const id of settled) await tellSettledOrLater(ports, clinicId, id, given.at);
  await afterwards?.(ports);
  return result;
}

interface Saved {
  result: GivenOutcome;
  /** True when the workflow that waits is to be told. */
  hasSettled: boolean;
  /** Questions that the correction of an answer withdrew. */
  undone?: string[];
  /** What an answer about an ending has to be followed by. */
  afterwards?: AfterEndingAnswer;
}

async function save(
  tx: Transaction,
  ports: Pick<Ports, 'secrets' | 'ids'>,
  {
    clinicId,
    taskId,
    given,
    off,
  }: { clinicId: string; taskId: string; given: GivenAnswer; off: readonly string[] },
): Promise<Saved> {
  const before = await required(tx, 'task', taskId);
  const clinic = await required(tx, 'clinic', clinicId);
  if (isOwnWord(before, given.by))
    return { result: { outcome: 'not asked', task: before }, hasSettled: false };
  const gate = await gateOfTask(tx, before, localDateOf(clinic.calendar.timeZone, given.at));
  const isPartner = await isPartnerContact(tx, before, given.by);
  if (!gate.allowed && isPartner)
    return { result: consentGone(tx, clinicId, before, given), hasSettled: false };
  const withheld = isPartner ? before.items.filter((item) => !(item in gate.consentIds)) : off;
  const result = await afterLastTry(tx, recordAnswer(before, given, withheld), { clinicId, given });
  if (isPartner) await noteRefused(tx, clinicId, { before, given, withheld });
  // Who has a crisis is noted also where the answer itself is a second one and changes nothing.
  const crisis = await followCrisisAnswer(tx, clinic, before, given, result.outcome);
  if (!('task' in result) || result.task === before) return { result, hasSettled: false, undone: crisis };
  const problem = await problemByRecords(tx, clinic, before, given);
  if (problem) return { result: { outcome: 'invalid', ...problem }, hasSettled: false };
  const { task, outcome } = result;
  tx.put('task', task);
  tx.audit({
    at: given.at,
    what: 'answer recorded',
    by: given.by,
    episodeId: task.episodeId,
    details: {
      taskId,
      kind: task.kind,
      choice: given.choice,
      items: given.items,
      ...codesOf(task, given),
      outcome,
    },
  });
  const { afterwards, alsoSettled } = await follow(tx, ports, { clinic, task, given, outcome });
  const hasSettled = !isSettled(before) && isSettled(task);
  if (hasSettled) {
    closeOpenTask(tx, task);
    planTelling(tx, task, given.at);
    await markMailsAnswered(tx, task, given.by);
  }
  const correction =
    outcome === 'corrected' ? await correctByAnswer(tx, clinic, task, given.reason) : undefined;
  if (!correction && !hasOwnRecord(task, outcome)) askStaffAbout(tx, clinicId, before, outcome, given);
  return {
    result,
    hasSettled,
    undone: [...crisis, ...alsoSettled, ...(correction?.questions ?? [])],
    afterwards,
  };
}

interface Followed {
  clinic: Clinic;
  task: HumanTask;
  given: GivenAnswer;
  outcome: AnswerOutcome['outcome'];
}

/** What follows at once from an answer, in the transaction that saves it. */
async function follow(
  tx: Transaction,
  { secrets, ids }: Pick<Ports, 'secrets' | 'ids'>,
  { clinic, task, given, outcome }: Followed,
): Promise<{ afterwards?: AfterEndingAnswer; alsoSettled: string[] }> {
  const { id: clinicId } = clinic;
  followHomeAnswer(tx, clinicId, task, given, outcome);
  await followAuthorizationAnswer(tx, clinic, task, given, outcome);
  await followAttendanceAnswer(tx, clinic, task, given, outcome);
  await followTreatmentAnswer(tx, secrets, clinicId, task, outcome);
  const newEpisodeId = () => ids.next('ep');
  const alsoSettled = await followHandoffAnswer(tx, clinic, task, given, { outcome, newEpisodeId });
  const { by, at } = given;
  return { afterwards: await followEndingAnswer(tx, { clinicId, task, outcome, by, at }), alsoSettled };
}

/** What a home said of residents whom it may no longer be shown: nothing is kept, but a crisis is looked into. */
async function noteRefused(
  tx: Transaction,
  clinicId: string,
  { before, given, withheld }: { before: HumanTask; given: GivenAnswer; withheld: readonly string[] },
): Promise<void> {
  const { ownerId: homeId } = before;
  const { by, at } = given;
  for (const episodeId of withheld.filter((item) => item in given.items)) {
    noteRefusedReport(tx, clinicId, { episodeId, homeId, by, at });
    const kind = crisisInReport({ ticks: given.ticks?.[episodeId] ?? [] });
    await openCrisisAtHome(tx, clinicId, { kind, homeId, by, at });
  }
}

/** What a sheet or a client's report says is taken up with its corrections; only a contradiction is left to settle. */
function hasOwnRecord({ kind }: HumanTask, outcome: AnswerOutcome['outcome']): boolean {
  return (
    (kind === 'attendance-sheet' || kind === 'milestones' || kind === 'crisis') && outcome !== 'contradicted'
  );
}

/** What was filled in beside the choice, as far as it is codes. */
function codesOf({ kind }: HumanTask, { choice, fields = {} }: GivenAnswer): Record<string, Fields> {
  const rules = taskRules[kind].fields ?? [];
  const codes = codesIn(rules, fieldsWith(rules, choice, fields));
  return Object.keys(codes).length > 0 ? { fields: codes } : {};
}

async function isPartnerContact(tx: Transaction, task: HumanTask, contactId: string): Promise<boolean> {
  return contactId.startsWith(`${task.ownerId}.`) && (await tx.get('partner', task.ownerId)) !== undefined;
}

/** Nothing of the answer is kept; staff hear that somebody tried, and can call. */
function consentGone(tx: Transaction, clinicId: string, task: HumanTask, given: GivenAnswer): GivenOutcome {
  const details = { taskId: task.id, kind: task.kind, because: 'consent no longer holds' };
  tx.audit({ at: given.at, what: 'answer refused', by: given.by, episodeId: task.episodeId, details });
  askSeparately(tx, given.at, `${task.id.split(':')[1] ?? task.id}-refused`, {
    clinicId,
    kind: 'care-concern',
    episodeId: task.episodeId,
    about: { taskId: task.id, partnerId: task.ownerId },
    reason: 'answered without consent',
  });
  return { outcome: 'consent gone', task };
}

const staffReasons: Partial<Record<AnswerOutcome['outcome'], string>> = {
  late: 'a late answer',
  contradicted: 'contradictory answers',
  withdrawn: 'an answer after the question was withdrawn',
};

function askStaffAbout(
  tx: Transaction,
  clinicId: string,
  before: HumanTask,
  outcome: AnswerOutcome['outcome'],
  given: GivenAnswer,
): void {
  const { episodeId } = before;
  const own = before.id.split(':')[1] ?? before.id;
  const about = { taskId: before.id };
  if (outcome === 'corrected') {
    recordCorrection(tx, before, given);
    const name = `${own}-corrected-${before.superseded.length + 1}`;
    askSeparately(tx, given.at, name, {
      clinicId,
      kind: 'correction-follow-up',
      episodeId,
      about,
      reason: 'an answer was corrected',
    });
    return;
  }
  const reason = staffReasons[outcome];
  if (!reason) return;
  const name = `${own}-${outcome}-${before.superseded.length + 1}`;
  askSeparately(tx, given.at, name, { clinicId, kind: 'care-concern', episodeId, about, reason });
}

function recordCorrection(tx: Transaction, before: HumanTask, given: GivenAnswer): void {
  const was = before.answer?.choice ?? '';
  tx.put('correction', {
    id: `${before.episodeId ?? 'clinic'}:${before.id.split(':')[1]}-correction-${before.superseded.length + 1}`,
    episodeId: before.episodeId ?? '',
    at: given.at,
    by: given.by,
    reason: given.reason,
    subject: { kind: 'task answer', id: before.id },
    was,
    now: given.choice,
    followed: [`the workflow went on with "${was}"`],
  });
}

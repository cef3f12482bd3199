import type { Clinic } from '../domain/clinic.ts';
import { type Acknowledgement, acknowledged, isUnacknowledged, openCrisisId } from '../domain/crisis.ts';
import type { AnswerOutcome, GivenAnswer, HumanTask } from '../domain/human-task.ts';
import type { Transaction } from '../ports.ts';
import { askDebrief, putCrisis } from './crisis.ts';
import { executionName } from './execution-name.ts';
import { required } from './read-records.ts';
import { settleQuestions } from './settle-questions.ts';
import { askSeparately } from './start-later.ts';
import { withdrawTasks } from './withdraw-questions.ts';

/** What an acknowledgement came to. */
export interface Acknowledged {
  outcome: 'first' | 'later' | 'repeated';
  /** Who has it. */
  first: Acknowledgement;
  /** Questions to tell after the transaction. */
  settled: string[];
}

/**
 * Somebody has it: the climb stops, the question that is open is settled, and a debrief is asked for. A later
 * acknowledgement is kept beside the first. Its `settled` is to be told after the
 * transaction.
 *
 * @param answering the question that is answered by itself, when there is one
 */
export async function acknowledgeCrisis(
  tx: Transaction,
  clinic: Clinic,
  crisisId: string,
  given: Acknowledgement,
  answering?: string,
): Promise<Acknowledged> {
  const before = await required(tx, 'crisis', crisisId);
  const { outcome, crisis } = acknowledged(before, given);
  const first = crisis.acknowledgements[0] ?? given;
  if (outcome === 'repeated') return { outcome, first, settled: [] };
  const { by, at, how } = given;
  const isFirst = outcome === 'first';
  const details = { crisisId, how, first: first.by };
  tx.audit({
    at,
    what: isFirst ? 'crisis acknowledged' : 'crisis acknowledged again',
    by,
    episodeId: crisis.episodeId,
    details,
  });
  putCrisis(tx, clinic.id, isFirst ? await askDebrief(tx, clinic, crisis, at) : crisis, before);
  const alerts = await withdrawAlerts(tx, crisisId, { by, at });
  if (crisis.taskId === null || crisis.taskId === answering) return { outcome, first, settled: alerts };
  const asked = await tx.get('task', crisis.taskId);
  const choice = 'acknowledged';
  const settled = settleQuestions(tx, asked ? [asked] : [], { choice, by, at });
  return { outcome, first, settled: [...settled, ...alerts] };
}

/** That nobody has it is no news any more once somebody does. */
async function withdrawAlerts(
  tx: Transaction,
  crisisId: string,
  { by, at }: Pick<Acknowledgement, 'by' | 'at'>,
): Promise<string[]> {
  const staff = await tx.list('staff');
  const lists = await Promise.all(staff.map(({ id }) => tx.list('openTask', { parent: id })));
  const ids = new Set(lists.flat().flatMap(({ kind, taskId }) => (kind === 'crisis-alert' ? [taskId] : [])));
  const tasks = await Promise.all([...ids].map((id) => tx.get('task', id)));
  const alerts = tasks.flatMap((task) => (task?.about.crisisId === crisisId ? [task] : []));
  return withdrawTasks(tx, alerts, at, by);
}

/**
 * The client's death was confirmed by two people: nobody is called about the client any more. Who confirmed it is asked
 * for the debrief, which is about what the clinic did. Its ids are to be told after the transaction.
 */
export async function stopCrisisOf(
  tx: Transaction,
  clinic: Clinic,
  clientId: string,
  { by, at }: Pick<Acknowledgement, 'by' | 'at'>,
): Promise<string[]> {
  const open = await tx.get('openCrisis', openCrisisId({ id: '', clientId, reports: [] }));
  const crisis = open && (await tx.get('crisis', open.crisisId));
  if (!crisis || !isUnacknowledged(crisis)) return [];
  return (await acknowledgeCrisis(tx, clinic, crisis.id, { by, at, how: 'death confirmed' })).settled;
}

const counted: readonly AnswerOutcome['outcome'][] = ['recorded', 'late', 'repeated', 'withdrawn'];

/**
 * What follows from an answer to a crisis's question, in the transaction that saves it. An acknowledgement counts
 * whichever round it answers, a late one too. Returns other questions that it settles.
 */
export async function followCrisisAnswer(
  tx: Transaction,
  clinic: Clinic,
  task: HumanTask,
  given: GivenAnswer,
  outcome: AnswerOutcome['outcome'],
): Promise<string[]> {
  const { crisisId } = task.about;
  if (crisisId === undefined || !counted.includes(outcome)) return [];
  if (task.kind === 'crisis-debrief') await close(tx, clinic, crisisId, task, given);
  if (task.kind !== 'crisis') return [];
  const { by, at } = given;
  return (await acknowledgeCrisis(tx, clinic, crisisId, { by, at, how: 'link' }, task.id)).settled;
}

/** Closed with its debrief, and only while somebody has it: what was reported since waits for a debrief of its own. */
async function close(
  tx: Transaction,
  clinic: Clinic,
  crisisId: string,
  { id: taskId }: HumanTask,
  { by, at, fields = {} }: GivenAnswer,
): Promise<void> {
  const crisis = await required(tx, 'crisis', crisisId);
  if (crisis.status !== 'acknowledged') return;
  tx.put('crisis', { ...crisis, status: 'closed', closed: { at, by, taskId } });
  tx.remove('openCrisis', openCrisisId(crisis));
  const { called911 = '', naloxone = '', homeTold = '', followUp = '' } = fields;
  const details = { crisisId, called911, naloxone, homeTold, followUp };
  tx.audit({ at, what: 'crisis closed', by, episodeId: crisis.episodeId, details });
  if (followUp !== 'yes') return;
  askSeparately(tx, at, executionName(crisis.episodeId ?? 'clinic', 'crisis-follow-up', crisisId), {
    clinicId: clinic.id,
    kind: 'care-concern',
    episodeId: crisis.episodeId,
    about: { crisisId },
    reason: 'crisis follow-up',
  });
}

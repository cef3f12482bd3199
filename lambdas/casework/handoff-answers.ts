import type { Clinic } from '../domain/clinic.ts';
import { localDateOf } from '../domain/clinic-calendar.ts';
import { triesOf } from '../domain/follow-up.ts';
import type { OpenHandoff } from '../domain/handoff.ts';
import type { Answer, AnswerOutcome, GivenAnswer, HumanTask } from '../domain/human-task.ts';
import type { TaskKind } from '../domain/human-task-kinds.ts';
import type { Transaction } from '../ports.ts';
import { recordPlan } from './aftercare-plans.ts';
import { readCase, required } from './read-records.ts';
import { readmit } from './readmit.ts';
import { settleQuestions } from './settle-questions.ts';
import { askSeparately } from './start-later.ts';

/** An answer that counts, and where. */
interface Said {
  tx: Transaction;
  clinic: Clinic;
  episodeId: string;
  task: HumanTask;
  given: GivenAnswer;
  newEpisodeId: () => string;
}

type Follow = (said: Said) => Promise<string[]>;

/** What follows from an answer that counts, by the kind of question. */
const follows: Partial<Record<TaskKind, Follow>> = {
  'aftercare-plan': filePlan,
  'late-aftercare-plan': waivePlan,
  'referral-reply': agreeOnTime,
  'handoff-preparation': notePreparation,
  'first-contact': noteContact,
  'receiver-visit': noteContact,
  'handoff-follow-up': noteContactByStaff,
  'follow-up-call': helpClient,
};

/**
 * What follows at once from an answer about a handoff, in the transaction that saves it: the plan is filed, a
 * receiver's question reaches the case manager, records and contact are noted. Returns the questions that were settled
 * by it, to be told after the transaction.
 */
export async function followHandoffAnswer(
  tx: Transaction,
  clinic: Clinic,
  task: HumanTask,
  given: GivenAnswer,
  { outcome, newEpisodeId }: { outcome: AnswerOutcome['outcome']; newEpisodeId: () => string },
): Promise<string[]> {
  const { episodeId } = task;
  if (episodeId === undefined) return [];
  if (outcome === 'asked back') {
    askForReply(tx, clinic.id, task, given);
    return [];
  }
  const follow = follows[task.kind];
  if (!follow || !['recorded', 'late', 'corrected'].includes(outcome)) return [];
  return follow({ tx, clinic, episodeId, task, given, newEpisodeId });
}

/** The referral stays open; the case manager replies, with the question or the times at hand. */
function askForReply(tx: Transaction, clinicId: string, task: HumanTask, given: GivenAnswer): void {
  if (task.kind !== 'handoff-referral') return;
  const [, own = task.id] = task.id.split(':');
  askSeparately(tx, given.at, `${own}-reply-${task.superseded.length}`, {
    clinicId,
    kind: 'referral-reply',
    episodeId: task.episodeId,
    about: { taskId: task.id, partnerId: task.ownerId },
    reason: given.choice === 'question' ? 'the receiver asks something' : 'the receiver proposes times',
  });
}

async function filePlan({ tx, clinic, episodeId, given }: Said): Promise<string[]> {
  const { choice, fields, by, at } = given;
  await recordPlan(tx, clinic, { episodeId, choice, fields, by, at });
  return [];
}

async function waivePlan(said: Said): Promise<string[]> {
  if (said.given.choice !== 'no plan can be made') return [];
  await noteOnHandoff(said, (handoff) => ({ ...handoff, planWaived: true }));
  const { tx, given, episodeId } = said;
  tx.audit({ at: given.at, what: 'no aftercare plan can be made', by: given.by, episodeId });
  return [];
}

/** A time was agreed with a receiver that had proposed some: the referral is accepted with it. */
async function agreeOnTime({ tx, task, given }: Said): Promise<string[]> {
  if (given.choice !== 'time agreed') return [];
  const referral = await tx.get('task', task.about.taskId ?? '');
  if (!referral) return [];
  const { by, at, fields } = given;
  return settleQuestions(tx, [referral], { choice: 'accept', by, at, fields });
}

async function notePreparation(said: Said): Promise<string[]> {
  const { tx, given, episodeId } = said;
  const { warmContact = 'not possible', warmContactOn = null } = given.fields ?? {};
  const how = warmContacts.find((known) => known === warmContact) ?? 'not possible';
  const records = given.choice === 'records sent' ? 'sent' : 'nothing to send';
  await noteOnHandoff(said, (handoff) => ({ ...handoff, records, warmContact: { how, on: warmContactOn } }));
  const details = { records, warmContact: how, warmContactOn };
  tx.audit({ at: given.at, what: 'handoff prepared', by: given.by, episodeId, details });
  return [];
}

const warmContacts = ['joint session', 'call together', 'not possible'] as const;

/** The receiver says whether it is in contact and has the records; what is missing becomes the case manager's. */
async function noteContact(said: Said): Promise<string[]> {
  const { given, task } = said;
  const records = given.fields?.records;
  if (records === 'received' || records === 'not received')
    await noteOnHandoff(said, (handoff) => ({ ...handoff, records }));
  if (given.choice === 'in contact') await contactMade(said);
  if (given.choice === 'arrived') await contactByVisit(said);
  if (records === 'not received') askCaseManager(said, 'records not received');
  if (given.choice === 'not yet' && task.status === 'answered') askCaseManager(said, 'no first contact');
  return [];
}

/** Who came to the visit is in contact, where nobody had said so before. */
async function contactByVisit(said: Said): Promise<void> {
  const { handoff } = await required(said.tx, 'episode', said.episodeId);
  if (handoff.status === 'open' && !handoff.contact?.madeOn) await contactMade(said);
}

async function noteContactByStaff(said: Said): Promise<string[]> {
  if (said.given.choice === 'in contact now') await contactMade(said);
  return [];
}

async function contactMade(said: Said): Promise<void> {
  const { tx, clinic, given, episodeId, task } = said;
  const madeOn = localDateOf(clinic.calendar.timeZone, given.at);
  await noteOnHandoff(said, (handoff) => ({
    ...handoff,
    contact: { askedOn: handoff.contact?.askedOn ?? null, madeOn },
  }));
  const details = { receiverId: task.about.receiverId ?? null, madeOn };
  tx.audit({ at: given.at, what: 'first contact made', by: given.by, episodeId, details });
}

function askCaseManager({ tx, clinic, given, episodeId, task }: Said, reason: string): void {
  const [, own = task.id] = task.id.split(':');
  askSeparately(tx, given.at, `${own}-${reason.replaceAll(' ', '-')}-${task.superseded.length}`, {
    clinicId: clinic.id,
    kind: 'handoff-follow-up',
    episodeId,
    about: { partnerId: task.ownerId },
    reason,
  });
}

async function noteOnHandoff(
  { tx, episodeId }: Said,
  noted: (handoff: OpenHandoff) => OpenHandoff,
): Promise<void> {
  const episode = await required(tx, 'episode', episodeId);
  if (episode.handoff.status === 'open') tx.put('episode', { ...episode, handoff: noted(episode.handoff) });
}

/** Who comes back is referred anew with everything that is known; who needs more than the program is a clinician's at once. */
async function helpClient({ tx, clinic, episodeId, task, given, newEpisodeId }: Said): Promise<string[]> {
  const { choice, by, at } = given;
  const [, own = task.id] = task.id.split(':');
  const question = { clinicId: clinic.id, episodeId, about: { taskId: task.id } };
  if (choice === 'needs higher care')
    askSeparately(tx, at, `${own}-higher-care`, { ...question, kind: 'higher-care' });
  if (choice !== 'wants to come back') return [];
  const isReadmitted = await readmit(tx, clinic, { episodeId, newEpisodeId: newEpisodeId(), by, at });
  if (!isReadmitted)
    askSeparately(tx, at, `${own}-comes-back`, {
      ...question,
      kind: 'care-concern',
      reason: 'wants to come back',
    });
  return [];
}

/**
 * A follow-up call that reached nobody leaves its question open, so that it comes back with the next digest; the
 * program's last try, counted by day and time, answers it. Any other answer is left as it is.
 */
export async function afterLastTry(
  tx: Transaction,
  result: AnswerOutcome,
  { clinicId, given }: { clinicId: string; given: GivenAnswer },
): Promise<AnswerOutcome> {
  if (result.outcome !== 'asked back' || result.task.kind !== 'follow-up-call') return result;
  const { task } = result;
  const { program } = await readCase(tx, clinicId, task.episodeId ?? '', given.at);
  if (triesOf(task) < program.followUpAttempts) return result;
  const last = task.superseded.at(-1);
  if (!last) return result;
  const { because: _, reason: __, ...answer } = last;
  const counted: Answer = answer;
  return {
    outcome: 'recorded',
    task: { ...task, status: 'answered', answer: counted, superseded: task.superseded.slice(0, -1) },
  };
}

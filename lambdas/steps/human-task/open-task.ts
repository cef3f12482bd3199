import { createHash } from 'node:crypto';
import * as z from 'zod/mini';
import { admissionDue } from '../../casework/admission-due.ts';
import { gateOfTask } from '../../casework/consent-check.ts';
import { giveUp } from '../../casework/give-up.ts';
import { planRung } from '../../casework/plan-rung.ts';
import { required } from '../../casework/read-records.ts';
import { ownerOf } from '../../casework/recipients.ts';
import { type Instant, localDateOf } from '../../domain/clinic-calendar.ts';
import { collectionsCloseAt } from '../../domain/collection-window.ts';
import { isDeathConfirmed } from '../../domain/death-report.ts';
import { isEnded, stopsAllContact } from '../../domain/episode.ts';
import { type HumanTask, isSettled, newTask, outcomeOf } from '../../domain/human-task.ts';
import { type TaskKind, taskKinds, taskRules } from '../../domain/human-task-kinds.ts';
import type { Reader, Transaction } from '../../ports.ts';
import { clinicInput, defineStep } from '../../runtime/define-step.ts';

const question = z.extend(clinicInput, {
  kind: z.enum(taskKinds as [TaskKind, ...TaskKind[]]),
  episodeId: z.optional(z.string()),
  about: z._default(z.record(z.string(), z.string()), {}),
  items: z._default(z.array(z.string()), []),
  reason: z.optional(z.string()),
});
type Question = z.infer<typeof question>;

/** Writes the question down, decides whether anybody may be asked, and plans the first rung. */
export const step = defineStep({
  input: z.object({ question, execution: z.string() }),
  run: async ({ question, execution }, ports) => {
    const now = ports.clock.now();
    const id = taskIdOf(question, execution);
    return ports.store.transact(question.clinicId, async (tx) => {
      const task = (await tx.get('task', id)) ?? (await open(tx, question, id, now));
      await noteCrisisQuestion(tx, task);
      if (isSettled(task)) return { outcome: outcomeOf(task), taskId: id };
      const planned = await planRung(tx, question.clinicId, task, Math.max(0, task.rung), now);
      return planned ?? giveUp(tx, question.clinicId, task, now);
    });
  },
});

/** The crisis knows its latest questions: an acknowledgement settles the one, and a debrief is asked for once. */
async function noteCrisisQuestion(tx: Transaction, { id, kind, about }: HumanTask): Promise<void> {
  if (about.crisisId === undefined || (kind !== 'crisis' && kind !== 'crisis-debrief')) return;
  const crisis = await required(tx, 'crisis', about.crisisId);
  const known = kind === 'crisis' ? crisis.taskId : crisis.debriefTaskId;
  if (known !== id) tx.put('crisis', { ...crisis, [kind === 'crisis' ? 'taskId' : 'debriefTaskId']: id });
}

/** One task per execution: a repeated step finds the task it made before. */
function taskIdOf(asked: Question, execution: string): string {
  const own = createHash('sha256').update(execution).digest('hex').slice(0, 16);
  return `${asked.episodeId ?? 'clinic'}:tk-${own}`;
}

async function open(tx: Transaction, asked: Question, id: string, now: Instant): Promise<HumanTask> {
  const episode = asked.episodeId ? await required(tx, 'episode', asked.episodeId) : undefined;
  const clinic = await required(tx, 'clinic', asked.clinicId);
  const today = localDateOf(clinic.calendar.timeZone, now);
  const ownerId = await ownerOf(tx, asked, episode, today);
  const { kind, episodeId, about, items, reason } = asked;
  const dueAt = (await dueAtOf(tx, asked)) ?? (await admissionDue(tx, clinic, { kind, episode }, now));
  const task = newTask({ id, kind, episodeId, about, items, reason, ownerId, openedAt: now, dueAt });
  const isOver =
    episode &&
    (isDeathConfirmed(episode) ||
      (isEnded(episode) && (!taskRules[kind].afterEnding || stopsAllContact(episode.ending))));
  if (isOver) {
    return { ...task, status: 'withdrawn' };
  }
  const gate = await gateOfTask(tx, task, today);
  if (gate.allowed) return task;
  tx.audit({
    at: now,
    what: 'question not sent',
    by: 'open-task',
    episodeId,
    details: { kind, ownerId, because: gate.reason },
  });
  const refused: HumanTask = { ...task, status: 'refused' };
  tx.put('task', refused);
  return refused;
}

/** The outcome of a test is due when collections close on its day; the window to give the specimen ends by then. */
async function dueAtOf(reader: Reader, { clinicId, kind, about }: Question): Promise<Instant | null> {
  if (taskRules[kind].dueBy !== 'closing of collections' || !about.testId) return null;
  const clinic = await required(reader, 'clinic', clinicId);
  const test = await reader.get('drugTest', about.testId);
  return (test && collectionsCloseAt(clinic, test.date)) ?? null;
}

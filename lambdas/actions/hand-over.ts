import * as z from 'zod';
import { agendaItem } from '../domain/clinic.ts';
import type { Instant } from '../domain/clinic-calendar.ts';
import { isEnded } from '../domain/episode.ts';
import { slugField } from '../domain/file-fields.ts';
import type { Ports, Reader, Transaction } from '../ports.ts';
import { named, reasonField, refuseField } from '../runtime/action-subject.ts';
import { type Actor, defineAction } from '../runtime/define-action.ts';

const schema = z.strictObject({
  staffId: slugField(40).describe('Whose work it was'),
  toId: slugField(40).describe('Who takes it over'),
  reason: reasonField,
});
type HandOver = z.infer<typeof schema>;

/** A transaction of the store takes 100 records; moving a question reads and writes four. */
const questionsPerTransaction = 20;
const clientsPerTransaction = 30;

/**
 * Moves everything that waits for a member of staff to another: the open questions, and the clients whose counselor
 * or case manager they are. The workflows go on waiting as they did. Doing it again moves what has come since.
 */
export const action = defineAction({
  name: 'hand-over',
  title: 'Hand over',
  description:
    'Moves the open questions and the clients of somebody who leaves to another, who gets a list at once. Nothing is asked anew.',
  schema,
  async run(input, actor, ports) {
    const { staffId, toId } = input;
    if (toId === staffId) refuseField('toId', 'is the person who leaves', 'name somebody else');
    await requirePeople(ports.store.read(actor.clinicId), input);
    const now = ports.clock.now();
    const clients = await repeated(ports, actor, (tx) => moveClients(tx, input, actor, now));
    const questions = await repeated(ports, actor, (tx) => moveQuestions(tx, input, actor, now));
    return {
      summary: `${counted(questions, 'open question')} and ${counted(clients, 'client')} handed over.`,
      questions,
      clients,
    };
  },
});

async function requirePeople(reader: Reader, { staffId, toId }: HandOver): Promise<void> {
  await named(reader, 'staff', staffId, 'staffId');
  if ((await named(reader, 'staff', toId, 'toId')).leftOn)
    refuseField('toId', 'has left', 'name somebody who is there');
}

/** Runs a piece of work in transactions until it finds nothing more. */
async function repeated(
  { store }: Ports,
  { clinicId }: Actor,
  work: (tx: Transaction) => Promise<number>,
): Promise<number> {
  let total = 0;
  for (;;) {
    const moved = await store.transact(clinicId, work);
    total += moved;
    if (moved === 0) return total;
  }
}

async function moveClients(
  tx: Transaction,
  { staffId, toId, reason }: HandOver,
  { by }: Actor,
  now: Instant,
): Promise<number> {
  const theirs = (await tx.list('episode')).filter(
    (episode) => episode.stage !== 'closed' && [episode.counselorId, episode.caseManagerId].includes(staffId),
  );
  const next = theirs.slice(0, clientsPerTransaction);
  for (const episode of next) {
    const counselorId = episode.counselorId === staffId ? toId : episode.counselorId;
    const caseManagerId = episode.caseManagerId === staffId ? toId : episode.caseManagerId;
    tx.put('episode', { ...episode, counselorId, caseManagerId });
    const details = { from: staffId, to: toId, reason, hasEnded: isEnded(episode) };
    tx.audit({ at: now, what: 'client handed over', by, episodeId: episode.id, details });
  }
  return next.length;
}

async function moveQuestions(
  tx: Transaction,
  { staffId, toId, reason }: HandOver,
  { by }: Actor,
  now: Instant,
): Promise<number> {
  const waiting = await tx.list('openTask', { parent: staffId });
  const next = waiting.slice(0, questionsPerTransaction);
  for (const entry of next) {
    tx.remove('openTask', entry.id);
    const task = await tx.get('task', entry.taskId);
    if (task?.status !== 'open') continue;
    const asked = task.asked.includes(toId) ? task.asked : [...task.asked, toId];
    tx.put('task', { ...task, asked, ownerId: task.ownerId === staffId ? toId : task.ownerId });
    tx.put('openTask', { ...entry, id: `${toId}:${entry.taskId}`, contactId: toId });
  }
  if (next.length === 0) return 0;
  tx.put('agenda', agendaItem(now, { do: 'send-digest', contactId: toId }));
  const taskIds = next.map(({ taskId }) => taskId);
  tx.audit({
    at: now,
    what: 'questions handed over',
    by,
    details: { from: staffId, to: toId, reason, taskIds },
  });
  return next.length;
}

function counted(count: number, what: string): string {
  return count === 1 ? `1 ${what}` : `${count} ${what}s`;
}

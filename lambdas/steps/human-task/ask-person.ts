import * as z from 'zod/mini';
import { askContact } from '../../casework/ask-contact.ts';
import { gateOfTask } from '../../casework/consent-check.ts';
import { holdBack, isHeldBack } from '../../casework/held-questions.ts';
import { sendSoon } from '../../casework/mail-out.ts';
import { required } from '../../casework/read-records.ts';
import { contactForParty } from '../../casework/recipients.ts';
import { closeOpenTask } from '../../casework/withdraw-questions.ts';
import { type Instant, localDateOf } from '../../domain/clinic-calendar.ts';
import { askedOf, type HumanTask, isSettled, outcomeOf } from '../../domain/human-task.ts';
import { taskRules } from '../../domain/human-task-kinds.ts';
import type { Ports, Transaction } from '../../ports.ts';
import { clinicInput, defineStep } from '../../runtime/define-step.ts';

type Asked = { task: HumanTask; mailId?: string };

/** Asks whoever the rung names, through the gate, and leaves the token with the task. */
export const step = defineStep({
  input: z.extend(clinicInput, { taskId: z.string(), rung: z.int(), taskToken: z.string() }),
  run: async ({ clinicId, taskId, rung, taskToken }, ports) => {
    const now = ports.clock.now();
    const { task, mailId } = await ports.store.transact(clinicId, (tx) =>
      ask(tx, ports, { clinicId, taskId, rung, taskToken, now }),
    );
    if (isSettled(task)) await ports.journeys.succeed(taskToken, { outcome: outcomeOf(task), taskId });
    else if (mailId) await sendSoon(ports, clinicId, mailId);
    return { outcome: task.status, taskId };
  },
});

interface Ask {
  clinicId: string;
  taskId: string;
  rung: number;
  taskToken: string;
  now: Instant;
}

async function ask(
  tx: Transaction,
  ports: Ports,
  { clinicId, taskId, rung, taskToken, now }: Ask,
): Promise<Asked> {
  const task = await required(tx, 'task', taskId);
  if (isSettled(task)) return { task };
  if (await isHeldBack(tx, task)) return { task: holdBack(tx, task, taskToken, now) };
  const clinic = await required(tx, 'clinic', clinicId);
  const today = localDateOf(clinic.calendar.timeZone, now);
  const gate = await gateOfTask(tx, task, today);
  if (!gate.allowed) return { task: refuse(tx, task, gate.reason, now) };
  const { party, action } = taskRules[task.kind].ladder[rung] ?? { party: 'director', action: 'escalate' };
  const contact = await contactForParty(tx, task, party, today);
  if (!contact) {
    const unasked = { ...task, token: taskToken };
    tx.put('task', unasked);
    tx.audit({
      at: now,
      what: 'nobody to ask',
      by: 'ask-person',
      episodeId: task.episodeId,
      details: { taskId, party },
    });
    return { task: unasked };
  }
  const asked = askedOf(task, contact.id, taskToken);
  if (task.token !== taskToken) {
    tx.put('task', asked);
    const details = { taskId, kind: task.kind, action, rung, to: contact.id };
    tx.audit({ at: now, what: 'question asked', by: 'ask-person', episodeId: task.episodeId, details });
  }
  return {
    task: asked,
    mailId: await askContact(tx, ports, clinic, { task: asked, contact, rung, action, now }),
  };
}

function refuse(tx: Transaction, task: HumanTask, because: string, now: Instant): HumanTask {
  const refused: HumanTask = { ...task, status: 'refused' };
  tx.put('task', refused);
  closeOpenTask(tx, task);
  const details = { kind: task.kind, ownerId: task.ownerId, because };
  tx.audit({ at: now, what: 'question not sent', by: 'ask-person', episodeId: task.episodeId, details });
  return refused;
}

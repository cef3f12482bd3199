import * as z from 'zod/mini';
import { askContact } from '../../casework/ask-contact.ts';
import { gateOfTask } from '../../casework/consent-check.ts';
import { holdBack, isHeldBack } from '../../casework/held-questions.ts';
import { sendSoon } from '../../casework/mail-out.ts';
import { preparePage, sendPage } from '../../casework/page-out.ts';
import { required } from '../../casework/read-records.ts';
import { contactForParty } from '../../casework/recipients.ts';
import { closeOpenTask } from '../../casework/withdraw-questions.ts';
import { type Instant, localDateOf } from '../../domain/clinic-calendar.ts';
import { askedOf, type HumanTask, isSettled, outcomeOf } from '../../domain/human-task.ts';
import { taskRules } from '../../domain/human-task-kinds.ts';
import type { Ports, Transaction } from '../../ports.ts';
import { clinicInput, defineStep } from '../../runtime/define-step.ts';

type Asked = { task: HumanTask; mailId?: string; isPaged?: boolean };

/** Asks whoever the rung names, through the gate, and leaves the token with the task. */
export const step = defineStep({
  input: z.extend(clinicInput, { taskId: z.string(), rung: z.int(), taskToken: z.string() }),
  run: async ({ clinicId, taskId, rung, taskToken }, ports) => {
    const now = ports.clock.now();
    const { task, ...told } = await ports.store.transact(clinicId, (tx) =>
      ask(tx, ports, { clinicId, taskId, rung, taskToken, now }),
    );
    if (isSettled(task)) await ports.journeys.succeed(taskToken, { outcome: outcomeOf(task), taskId });
    else await tell(ports, clinicId, { task, rung, ...told });
    return { outcome: task.status, taskId };
  },
});

/** The page first, because it wakes people; the email goes out whatever becomes of it. */
async function tell(
  ports: Ports,
  clinicId: string,
  { task, rung, mailId, isPaged }: Asked & { rung: number },
): Promise<void> {
  const [paged] = await Promise.allSettled([isPaged ? sendPage(ports, clinicId, task, rung) : undefined]);
  if (mailId) await sendSoon(ports, clinicId, mailId);
  if (paged?.status === 'rejected') throw paged.reason;
}

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
  const asked = askedOf(task, contact.id, taskToken, now);
  const isPaged = taskRules[task.kind].isPaged === true;
  const isTriedAgain = isPaged && (await preparePage(tx, task, { contactId: contact.id, rung, now }));
  if (task.token !== taskToken) tx.put('task', asked);
  if (task.token !== taskToken && !isTriedAgain) {
    const details = { taskId, kind: task.kind, action, rung, to: contact.id };
    tx.audit({ at: now, what: 'question asked', by: 'ask-person', episodeId: task.episodeId, details });
  }
  return {
    task: asked,
    isPaged,
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

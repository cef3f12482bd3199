import type { HumanTask } from '../domain/human-task.ts';
import { isPartnerTask, taskRules } from '../domain/human-task-kinds.ts';
import type { MailRecord } from '../domain/mail.ts';
import { insteadOf, tasksInMail } from '../domain/mail-delivery.ts';
import type { Transaction } from '../ports.ts';

/**
 * An answer is the surest sign that a mail has arrived: of a settled question's own mails, and of the lists by which
 * whoever answered was asked.
 */
export async function markMailsAnswered(tx: Transaction, task: HumanTask, by: string): Promise<void> {
  const { delivery } = taskRules[task.kind];
  if (delivery === 'now' || isPartnerTask(task.kind)) await markOwnMails(tx, task);
  else await markLists(tx, task, by);
}

async function markOwnMails(tx: Transaction, task: HumanTask): Promise<void> {
  for (let rung = 0; rung <= task.rung; rung += 1) {
    let mail = await tx.get('mail', `${task.id}/rung-${rung}`);
    while (mail) {
      markAnswered(tx, mail);
      mail = mail.insteadAt ? await tx.get('mail', insteadOf(mail.id)) : undefined;
    }
  }
}

async function markLists(tx: Transaction, task: HumanTask, contactId: string): Promise<void> {
  const mails = await tx.list('mail', { parent: contactId });
  for (const mail of mails) if (tasksInMail(mail.message).includes(task.id)) markAnswered(tx, mail);
}

function markAnswered(tx: Transaction, mail: MailRecord): void {
  if (mail.status === 'accepted' || mail.status === 'delivered')
    tx.put('mail', { ...mail, status: 'answered' });
}

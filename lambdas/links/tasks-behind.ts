import { gateOfTask } from '../casework/consent-check.ts';
import { localDateOf } from '../domain/clinic-calendar.ts';
import type { HumanTask } from '../domain/human-task.ts';
import type { Ports } from '../ports.ts';
import type { LinkTarget } from './link-target.ts';

/**
 * The questions that a link shows its holder now: only those the holder was asked, and to a partner only what the
 * gate still lets through.
 */
export async function tasksBehind(ports: Ports, { link, clinic, holder }: LinkTarget): Promise<HumanTask[]> {
  const reader = ports.store.read(clinic.id);
  const today = localDateOf(clinic.calendar.timeZone, ports.clock.now());
  const open = link.scope.to === 'inbox' ? await reader.list('openTask', { parent: holder.id }) : [];
  const ids = link.scope.to === 'task' ? [link.scope.taskId] : byUrgency(open);
  const shown: HumanTask[] = [];
  for (const id of ids) {
    const task = await reader.get('task', id);
    if (!task?.asked.includes(holder.id) || task.status === 'withdrawn' || task.status === 'refused')
      continue;
    const gate = holder.partnerId ? await gateOfTask(reader, task, today) : { allowed: true };
    if (gate.allowed) shown.push(task);
  }
  return shown;
}

function byUrgency(open: readonly { taskId: string; dueAt: string }[]): string[] {
  return [...open].sort((a, b) => (a.dueAt < b.dueAt ? -1 : 1)).map((task) => task.taskId);
}

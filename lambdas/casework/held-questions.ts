import type { Instant } from '../domain/clinic-calendar.ts';
import { isAskedInHold, isHeld } from '../domain/death-report.ts';
import type { HumanTask } from '../domain/human-task.ts';
import type { TaskKind } from '../domain/human-task-kinds.ts';
import { parentOf } from '../domain/records.ts';
import type { Reader, Transaction } from '../ports.ts';

type About = Pick<HumanTask, 'kind' | 'episodeId'>;

/** True for a question about a client of whom a death was reported: nobody is asked or reminded meanwhile. */
export async function isHeldBack(reader: Reader, { kind, episodeId }: About): Promise<boolean> {
  if (episodeId === undefined || isAskedInHold(kind)) return false;
  const episode = await reader.get('episode', episodeId);
  return episode !== undefined && isHeld(episode);
}

/** Those of a person's open questions that may be put to them now. */
export async function withoutHeld<Open extends { kind: TaskKind; taskId: string }>(
  reader: Reader,
  open: readonly Open[],
): Promise<Open[]> {
  const held = new Map<string, boolean>();
  const kept: Open[] = [];
  for (const one of open) {
    const episodeId = parentOf(one.taskId);
    if (isAskedInHold(one.kind) || episodeId === 'clinic') {
      kept.push(one);
      continue;
    }
    const episode = held.has(episodeId) ? undefined : await reader.get('episode', episodeId);
    if (!held.has(episodeId)) held.set(episodeId, episode !== undefined && isHeld(episode));
    if (!held.get(episodeId)) kept.push(one);
  }
  return kept;
}

/** Leaves the token with a question that may not be asked now, so that it can be asked or withdrawn later. */
export function holdBack(tx: Transaction, task: HumanTask, token: string, now: Instant): HumanTask {
  const held: HumanTask = { ...task, token, heldAt: task.heldAt ?? now };
  tx.put('task', held);
  const details = { taskId: task.id, kind: task.kind };
  if (task.heldAt === undefined)
    tx.audit({ at: now, what: 'question held back', by: 'ask-person', episodeId: task.episodeId, details });
  return held;
}

/** The step's outcome while a client's death is neither confirmed nor refuted; a signal ends the wait earlier. */
export const waitInHold = { outcome: 'wait', timeoutSeconds: 86_400 };

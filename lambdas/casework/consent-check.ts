import type { LocalDate } from '../domain/clinic-calendar.ts';
import { consentGate, type DisclosureCategory, type GateDecision } from '../domain/consent.ts';
import { type Episode, isInTreatment } from '../domain/episode.ts';
import type { HumanTask } from '../domain/human-task.ts';
import { taskRules } from '../domain/human-task-kinds.ts';
import type { Reader } from '../ports.ts';

/** Asks the gate with the consents on file now. The same call stands at queueing, at sending and at opening. */
export async function mayDisclose(
  reader: Reader,
  episode: Pick<Episode, 'id' | 'endedOn'>,
  recipientId: string,
  category: DisclosureCategory,
  today: LocalDate,
): Promise<GateDecision> {
  const consents = await reader.list('consent', { parent: episode.id });
  return consentGate(consents, { recipientId, category, today, endedOn: episode.endedOn ?? undefined });
}

/**
 * The gate for a question: whether its partner may be asked at all, or about which of a list's clients. A home is
 * asked only about those who still live there: whoever has left or died since is off the list at once.
 */
export async function gateOfTask(
  reader: Reader,
  task: HumanTask,
  today: LocalDate,
): Promise<{ allowed: boolean; consentIds: Record<string, string>; reason: string }> {
  const { disclosure } = taskRules[task.kind];
  if (!disclosure) return { allowed: true, consentIds: {}, reason: '' };
  const consentIds: Record<string, string> = {};
  let reason = 'no consent';
  for (const episodeId of task.items.length > 0 ? task.items : [task.episodeId ?? '']) {
    const episode = await reader.get('episode', episodeId);
    if (!episode) continue;
    if (task.items.length > 0 && !stillLivesThere(episode, task.ownerId)) {
      reason = 'no longer a resident';
      continue;
    }
    const gate = await mayDisclose(reader, episode, task.ownerId, disclosure.category, today);
    if (gate.decision === 'allowed') consentIds[episodeId] = gate.consentId;
    else reason = gate.reason;
  }
  return { allowed: Object.keys(consentIds).length > 0, consentIds, reason };
}

function stillLivesThere(episode: Episode, homeId: string): boolean {
  return isInTreatment(episode) && episode.residence?.homeId === homeId;
}

import type { LocalDate } from '../domain/clinic-calendar.ts';
import { consentGate, type DisclosureCategory, type GateDecision } from '../domain/consent.ts';
import { isHeld } from '../domain/death-report.ts';
import { type Episode, isInTreatment } from '../domain/episode.ts';
import { categoryOfNews, definitiveResultOf, type HomeNotice, noticeList } from '../domain/home-notice.ts';
import type { HumanTask } from '../domain/human-task.ts';
import { isPartnerTask, taskRules } from '../domain/human-task-kinds.ts';
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

/** What the gate says of a question, with the consent for each client that its partner may be shown. */
interface TaskGate {
  allowed: boolean;
  consentIds: Record<string, string>;
  reason: string;
}

/**
 * The gate for a question: whether its partner may be asked at all, or about which of a list's clients. A home is
 * asked only about those who still live there: whoever has left or died since is off the list at once. A partner's
 * message that names neither a category nor that it tells of nobody is not known here and is never sent.
 */
export async function gateOfTask(reader: Reader, task: HumanTask, today: LocalDate): Promise<TaskGate> {
  const { disclosure, discloses } = taskRules[task.kind];
  if (!isPartnerTask(task.kind) || discloses === 'nobody')
    return { allowed: true, consentIds: {}, reason: '' };
  if (discloses === 'listed notices') return gateOfNotices(reader, task, today);
  if (!disclosure) return { allowed: false, consentIds: {}, reason: 'the gate does not know this message' };
  return gateOfClients(reader, task, disclosure.category, today);
}

async function gateOfClients(
  reader: Reader,
  task: HumanTask,
  category: DisclosureCategory,
  today: LocalDate,
): Promise<TaskGate> {
  const consentIds: Record<string, string> = {};
  let reason = 'no consent';
  for (const episodeId of task.items.length > 0 ? task.items : [task.episodeId ?? '']) {
    const episode = await reader.get('episode', episodeId);
    if (!episode) continue;
    if (isHeld(episode)) {
      reason = 'on hold';
      continue;
    }
    if (task.items.length > 0 && !stillLivesThere(episode, task.ownerId)) {
      reason = 'no longer a resident';
      continue;
    }
    const gate = await mayDisclose(reader, episode, task.ownerId, category, today);
    if (gate.decision === 'allowed') consentIds[episodeId] = gate.consentId;
    else reason = gate.reason;
  }
  return { allowed: Object.keys(consentIds).length > 0, consentIds, reason };
}

/** A home's list of news opens with whatever of it may still be shown. */
async function gateOfNotices(reader: Reader, task: HumanTask, today: LocalDate): Promise<TaskGate> {
  const { allowed, reason } = await allowedNotices(reader, task.about, today);
  const consentIds = Object.fromEntries(
    allowed.map(({ notice, consentId }) => [notice.episodeId, consentId]),
  );
  return { allowed: allowed.length > 0, consentIds, reason };
}

function stillLivesThere(episode: Episode, homeId: string): boolean {
  return isInTreatment(episode) && episode.residence?.homeId === homeId;
}

/** A notice that may be shown now, and the consent that lets it. */
export interface AllowedNotice {
  notice: HomeNotice;
  consentId: string;
}

/** The notices of a home's list that its consents let it see now, oldest first. */
export async function allowedNotices(
  reader: Reader,
  about: Record<string, string>,
  today: LocalDate,
): Promise<{ allowed: AllowedNotice[]; reason: string }> {
  const { homeId = '', day = '' } = about;
  const listed = await reader.list('homeNotice', { parent: noticeList(homeId, day) });
  const allowed: AllowedNotice[] = [];
  let reason = 'nothing is listed';
  for (const notice of listed) {
    const episode = await reader.get('episode', notice.episodeId);
    if (!episode || isHeld(episode) || !(await isStillTrue(reader, notice))) continue;
    const gate = await mayDisclose(reader, episode, homeId, categoryOfNews(notice.news), today);
    if (gate.decision === 'allowed') allowed.push({ notice, consentId: gate.consentId });
    else reason = gate.reason;
  }
  return { allowed: allowed.sort((a, b) => (a.notice.at < b.notice.at ? -1 : 1)), reason };
}

/** A result that was corrected since it was listed is not shown. */
async function isStillTrue(reader: Reader, { news }: HomeNotice): Promise<boolean> {
  if (news.news !== 'test result') return true;
  const test = await reader.get('drugTest', news.testId);
  return test !== undefined && definitiveResultOf(test) === news.result;
}

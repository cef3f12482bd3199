import type { Instant } from '../domain/clinic-calendar.ts';
import { isEnded } from '../domain/episode.ts';
import type { AnswerOutcome, HumanTask } from '../domain/human-task.ts';
import type { Ports, Transaction } from '../ports.ts';
import { tellOffered } from './end-referral.ts';
import { executionName } from './execution-name.ts';
import { readCase } from './read-records.ts';
import { confirmDeath, refuteDeath } from './report-death.ts';
import { requestEnding, tellEnding } from './request-ending.ts';
import { askSeparately } from './start-later.ts';

/** What is to be done after the transaction in which an answer about an ending was taken. */
export type AfterEndingAnswer = (ports: Ports) => Promise<void>;

/** An answer that was just taken, whichever question it belongs to. */
interface Taken {
  clinicId: string;
  task: HumanTask;
  outcome: AnswerOutcome['outcome'];
  by: string;
  at: Instant;
}

/** True when somebody answers a question that was asked because a second person is needed, and is the first. */
export function isOwnWord({ about }: Pick<HumanTask, 'about'>, by: string): boolean {
  return about.notStaffId === by;
}

/**
 * What follows at once from an answer about an ending: a death confirmed or refuted, a discharge signed or refused, a
 * client who did not arrive. Answers to other questions, and answers that do not count, change nothing.
 */
export async function followEndingAnswer(
  tx: Transaction,
  taken: Taken,
): Promise<AfterEndingAnswer | undefined> {
  const { task, outcome } = taken;
  if (task.kind === 'death-confirmation' && outcome === 'corrected') alertOfWrongWord(tx, taken);
  if ((outcome !== 'recorded' && outcome !== 'late') || !task.answer) return undefined;
  if (task.kind === 'death-confirmation') return followDeath(tx, taken, task.answer);
  if (task.kind === 'discharge-sign-off') return followSignature(tx, taken, task.answer.choice);
  if (task.kind === 'arrival-check' && task.answer.choice === 'did not arrive') concern(tx, taken);
  return undefined;
}

async function followDeath(
  tx: Transaction,
  { clinicId, task, by, at }: Taken,
  { choice, fields = {} }: NonNullable<HumanTask['answer']>,
): Promise<AfterEndingAnswer | undefined> {
  const episodeId = task.episodeId ?? '';
  const the = await readCase(tx, clinicId, episodeId, at);
  const word = { by, source: fields.source ?? '' };
  if (choice === 'confirmed') {
    const offered = await confirmDeath(tx, the, word, at);
    return async (ports) => {
      await tellEnding(ports, clinicId, episodeId, at);
      await tellOffered(ports, clinicId, offered, at);
    };
  }
  if (choice === 'not true') refuteDeath(tx, the.episode, word, at);
  return undefined;
}

async function followSignature(
  tx: Transaction,
  taken: Taken,
  choice: string,
): Promise<AfterEndingAnswer | undefined> {
  const { clinicId, task, by, at } = taken;
  const episodeId = task.episodeId ?? '';
  const { episode } = await readCase(tx, clinicId, episodeId, at);
  const asked = episode.dischargeAsked;
  if (!asked || isEnded(episode) || episode.endingRequested) return undefined;
  if (choice === 'sign') {
    const facts = { requestedBy: asked.by };
    const ending = 'discharged administratively';
    requestEnding(tx, episode, { ending, reason: asked.reason, by, facts }, at);
    return (ports) => tellEnding(ports, clinicId, episodeId, at);
  }
  tx.put('episode', { ...episode, dischargeAsked: null });
  const details = { requestedBy: asked.by };
  tx.audit({ at, what: 'discharge not signed', by, episodeId, details });
  const about: Record<string, string> = { taskId: task.id };
  if (await tx.get('staff', asked.by)) about.staffId = asked.by;
  askSeparately(tx, at, executionName(episodeId, 'not-signed', asked.at), {
    clinicId,
    kind: 'care-concern',
    episodeId,
    about,
    reason: 'discharge not signed',
  });
  return undefined;
}

function concern(tx: Transaction, { clinicId, task, at }: Taken): void {
  if (task.episodeId === undefined) return;
  askSeparately(tx, at, executionName(task.episodeId, 'not-arrived', task.id), {
    clinicId,
    kind: 'care-concern',
    episodeId: task.episodeId,
    about: { taskId: task.id },
    reason: 'did not arrive at the facility',
  });
}

/** Somebody takes back what they said of a death: nothing is undone by itself, and the director hears of it. */
function alertOfWrongWord(tx: Transaction, { clinicId, task, at }: Taken): void {
  askSeparately(tx, at, executionName(task.episodeId ?? 'clinic', 'word-taken-back', task.id, at), {
    clinicId,
    kind: 'clinic-alert',
    about: { taskId: task.id },
    reason: 'an ending was corrected',
  });
}

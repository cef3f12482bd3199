import type { AuditEntry } from '../../../lambdas/domain/audit.ts';
import { clinicChain, episodeChain } from '../../../lambdas/domain/audit.ts';
import type { Correction } from '../../../lambdas/domain/correction.ts';
import { ruleOfEnded } from '../../../lambdas/domain/ending-rules.ts';
import { stopsAllContact } from '../../../lambdas/domain/episode.ts';
import { questionsBesideHandoff } from '../../../lambdas/domain/handoff-questions.ts';
import type { HumanTask } from '../../../lambdas/domain/human-task.ts';
import { taskRules } from '../../../lambdas/domain/human-task-kinds.ts';
import type { MailMessage } from '../../../lambdas/domain/mail.ts';
import type { Journey } from '../journey.ts';

/** Functions' clocks may be so far ahead of the mail service's. */
const clockSkewMs = 10 * 60_000;

/** Who asked whom on which rung, as the audit has it. */
interface Asking {
  at: string;
  to: string;
  rung: number;
}

/** What the checks of all questions share, read once. */
interface Evidence {
  journey: Journey;
  audit: AuditEntry[];
  askings: Map<string, Asking[]>;
  /** When each person had a mail that put each question to them: `<contact>|<task>`. */
  reached: Map<string, string[]>;
}

/** Questions that were neither answered, nor withdrawn with cause, nor climbed to the last person of their ladder. */
export async function questionsUnmet(journey: Journey): Promise<string[]> {
  const reached = mailsByQuestion(journey);
  const evidence = new Map<string, Evidence>();
  const unmet: string[] = [];
  for (const task of journey.all('task')) {
    const chain = task.episodeId ? episodeChain(task.episodeId) : clinicChain;
    const known = evidence.get(chain) ?? (await readEvidence(journey, chain, reached));
    evidence.set(chain, known);
    for (const problem of problemsWith(known, task)) unmet.push(`${task.kind} ${task.id}: ${problem}`);
  }
  return unmet;
}

async function readEvidence(
  journey: Journey,
  chain: string,
  reached: Evidence['reached'],
): Promise<Evidence> {
  const links = await journey.play.clinic.store.chain(journey.play.clinicId, chain);
  const audit = links.map((link) => link.body as AuditEntry);
  const askings = new Map<string, Asking[]>();
  for (const { at, what, details } of audit) {
    if (what !== 'question asked') continue;
    const taskId = String(details?.taskId);
    const asking = { at, to: String(details?.to), rung: Number(details?.rung) };
    askings.set(taskId, [...(askings.get(taskId) ?? []), asking]);
  }
  return { journey, audit, askings, reached };
}

/** A mail of their own, a digest or a list: each puts questions to a person. */
function mailsByQuestion({ play }: Journey): Map<string, string[]> {
  const { store, mailbox } = play.clinic;
  const reached = new Map<string, string[]>();
  for (const { id, at } of mailbox.mails) {
    const mail = store.find(play.clinicId, 'mail', id);
    if (!mail) continue;
    for (const taskId of tasksIn(mail.message)) {
      const key = `${mail.contactId}|${taskId}`;
      reached.set(key, [...(reached.get(key) ?? []), at]);
    }
  }
  return reached;
}

function tasksIn(message: MailMessage): readonly string[] {
  if ('taskIds' in message) return message.taskIds;
  return 'taskId' in message ? [message.taskId] : [];
}

function problemsWith(evidence: Evidence, task: HumanTask): string[] {
  if (task.status === 'answered') return task.answer ? [] : ['is answered without an answer'];
  if (task.status === 'given up') return ladderUnclimbed(evidence, task);
  if (task.status === 'refused') return refusedWithoutAsking(evidence, task);
  if (task.status === 'withdrawn') return withdrawnWithoutCause(evidence, task);
  return [`is still ${task.status}`];
}

function ladderUnclimbed({ askings, reached }: Evidence, task: HumanTask): string[] {
  return taskRules[task.kind].ladder.flatMap(({ party }, rung) => {
    const asking = askings.get(task.id)?.find((one) => one.rung === rung);
    if (!asking) return [`gave up without asking rung ${rung}, the ${party}`];
    const mails = reached.get(`${asking.to}|${task.id}`) ?? [];
    return mails.some((at) => Date.parse(at) >= Date.parse(asking.at) - clockSkewMs)
      ? []
      : [`no mail took rung ${rung} to ${asking.to}`];
  });
}

/**
 * What may not be asked of a partner becomes a question about the consent, to the clinic's own people; but for a
 * resident who has gone nobody needs one.
 */
function refusedWithoutAsking({ journey, audit }: Evidence, task: HumanTask): string[] {
  const isGone = audit.some(
    ({ what, details }) =>
      what === 'question not sent' &&
      details?.ownerId === task.ownerId &&
      details.because === 'no longer a resident',
  );
  const episodes = task.items.length > 0 ? task.items : [task.episodeId];
  const wasAsked = (episodeId: string | undefined) =>
    journey
      .tasks('consent-needed')
      .some((other) => other.episodeId === episodeId && Object.values(other.about).includes(task.ownerId));
  return episodes
    .filter((episodeId) => !isGone && !wasAsked(episodeId))
    .map((episodeId) => `was refused and nobody was asked for a consent of ${episodeId}`);
}

/** Withdrawn with cause: the ending made it pointless, the client wants no call, or nobody may be contacted. */
function withdrawnWithoutCause({ journey, audit }: Evidence, task: HumanTask): string[] {
  const episode = journey.all('episode').find((known) => known.id === task.episodeId);
  if (!episode) return ['was withdrawn and belongs to no episode'];
  if (episode.admittedOn === null || stopsAllContact(episode.ending)) return [];
  if (audit.some(({ what }) => what === 'follow-ups declined') && task.kind === 'follow-up-call') return [];
  if (audit.some(({ what }) => what === 'stage restarted')) return [];
  const beside: readonly string[] = questionsBesideHandoff;
  if (beside.includes(task.kind) && audit.some(({ what }) => what === 'handoff closed')) return [];
  if (audit.some(({ what }) => what === 'receiver changed') && task.ownerId !== '') return [];
  const isOfCorrected = ({ subject }: Correction) => subject.id === task.about.testId;
  if (journey.all('correction').some(isOfCorrected)) return [];
  const { afterEnding, stage } = taskRules[task.kind];
  if (stage === 'aftercare' && ruleOfEnded(episode)?.handoff !== 'offered') return [];
  const isPointless = !afterEnding && episode.ending !== null;
  return isPointless ? [] : [`was withdrawn though it matters after the ending`];
}

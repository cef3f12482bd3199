import type { GivenOutcome } from '../casework/give-answer.ts';
import type { HumanTask } from '../domain/human-task.ts';
import { crisisWords } from '../pages/crisis-words.ts';
import type { PostedAnswer } from '../pages/link-fields.ts';
import type { LinkRecordedView, RecordedAnswer } from '../pages/link-recorded.ts';
import type { Ports, Reader } from '../ports.ts';
import { whoHasItWords } from './crisis-facts.ts';
import type { LinkTarget } from './link-target.ts';
import { peopleOf, personAsked } from './shown-people.ts';

export interface SavedAnswer {
  posted: PostedAnswer;
  result: GivenOutcome;
}

export async function recordedView(
  ports: Ports,
  target: LinkTarget,
  saved: readonly SavedAnswer[],
): Promise<LinkRecordedView> {
  const { clinic, holder, link } = target;
  const reader = ports.store.read(clinic.id);
  const answers: RecordedAnswer[] = [];
  for (const one of saved) {
    const answer = await recordedAnswer(reader, target, one, ports.clock.now());
    if (answer) answers.push(answer);
  }
  const waiting = link.scope.to === 'inbox' ? await reader.list('openTask', { parent: holder.id }) : [];
  return {
    language: holder.language,
    clinicName: clinic.name,
    phone: clinic.phone,
    timeZone: clinic.calendar.timeZone,
    holder: { kind: holder.partnerId ? 'partner' : 'staff', name: holder.name },
    answers,
    stillWaiting: waiting.length,
  };
}

async function recordedAnswer(
  reader: Reader,
  target: LinkTarget,
  { posted, result }: SavedAnswer,
  at: string,
): Promise<RecordedAnswer | undefined> {
  if (!('task' in result) || !isShown(result.outcome)) return undefined;
  const { task } = result;
  return {
    kind: task.kind,
    // Staff who note a try are called by nobody: their question comes back by itself.
    outcome: result.outcome === 'asked back' && !target.holder.partnerId ? 'stays open' : result.outcome,
    about: await personAsked(reader, task),
    choice: posted.choice,
    items: (await peopleOf(reader, Object.keys(posted.items))).map(({ episodeId, person }) => ({
      person,
      choice: posted.items[episodeId] ?? '',
      ticks: posted.ticks?.[episodeId] ?? [],
    })),
    missingItems: missingIn(task),
    facts: await hasItFacts(reader, target, task),
    comment: posted.comment,
    at,
  };
}

/** Of a crisis: who came first and has it, whoever acknowledges it later. */
async function hasItFacts(
  reader: Reader,
  target: LinkTarget,
  { kind, about }: HumanTask,
): Promise<{ label: string; value: string }[]> {
  const crisis = kind === 'crisis' && about.crisisId ? await reader.get('crisis', about.crisisId) : undefined;
  const value = crisis ? await whoHasItWords(reader, target, crisis) : null;
  return value === null ? [] : [{ label: crisisWords[target.holder.language].has, value }];
}

function missingIn(task: HumanTask): number {
  return task.status === 'open'
    ? task.items.filter((item) => task.answer?.items[item] === undefined).length
    : 0;
}

function isShown(
  outcome: GivenOutcome['outcome'],
): outcome is Exclude<RecordedAnswer['outcome'], 'stays open'> {
  return [
    'recorded',
    'partly recorded',
    'late',
    'corrected',
    'contradicted',
    'asked back',
    'repeated',
    'withdrawn',
  ].includes(outcome);
}

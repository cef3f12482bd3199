import type { AuditEntry, ChainLink, JsonValue } from '../domain/audit.ts';
import type { HumanTask } from '../domain/human-task.ts';
import { taskKinds, taskRules } from '../domain/human-task-kinds.ts';
import { wordsOfChoice } from '../pages/choice-words.ts';
import type { TimelineEvent, WaitingQuestion } from '../pages/client-timeline.ts';
import { clientWords } from '../pages/console-words-client.ts';
import { factWords } from '../pages/fact-words.ts';
import { type Language, words } from '../pages/words.ts';
import { type ClientRecords, nameOf, partnerName } from './client-records.ts';

/** The question that a kind stands for; what is no kind stays as it is. */
export function titleOf(kind: JsonValue | undefined, language: Language): string {
  const known = taskKinds.find((each) => each === kind);
  return known ? taskRules[known].title[language] : String(kind ?? '');
}

/** A question that nobody has answered yet. */
export function waitingOf(records: ClientRecords, task: HumanTask): WaitingQuestion {
  const { kind, rung, dueAt, asked, ownerId } = task;
  const said = clientWords[records.language];
  const action = taskRules[kind].ladder[rung]?.action;
  return {
    kind,
    to: nameOf(records, asked.at(-1) ?? ownerId),
    dueAt,
    status: asked.length === 0 || !action ? said.notAsked : said.actions[action],
  };
}

/** A line of the episode's audit as the timeline shows it. */
export function eventOf(
  records: ClientRecords,
  { sequence, hash, body }: ChainLink<AuditEntry>,
): TimelineEvent {
  const { at, what, by } = body;
  const said = factWords(body, records.language);
  const event: TimelineEvent = {
    at,
    kind: said.kind,
    what: capitalised(said.what),
    by: nameOf(records, by),
    asked: null,
    answer: null,
    told: null,
    details: [],
    proof: { sequence, hash },
  };
  if (what === 'question asked') return { ...event, ...askedParts(records, body) };
  if (what === 'answer recorded') return { ...event, ...answerParts(records, body) };
  if (what === 'shown to partner') return { ...event, ...toldParts(records, body) };
  return { ...event, details: generalDetails(records, said) };
}

function capitalised(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}

function taskOf({ tasks }: ClientRecords, { details }: AuditEntry): HumanTask | undefined {
  return tasks.get(String(details?.taskId ?? ''));
}

function askedParts(records: ClientRecords, entry: AuditEntry): Partial<TimelineEvent> {
  const { to, action, kind } = entry.details ?? {};
  const { askedTitles } = clientWords[records.language];
  const title = action === 'remind' || action === 'escalate' ? askedTitles[action] : askedTitles.ask;
  const person = records.people.get(String(to));
  const dueAt = action === 'ask' ? (taskOf(records, entry)?.dueAt ?? null) : null;
  return {
    what: `${title}: ${titleOf(kind, records.language)}`,
    asked: { name: person?.name ?? String(to), role: person?.partnerName ?? person?.role ?? '', dueAt },
  };
}

function answerParts(records: ClientRecords, entry: AuditEntry): Partial<TimelineEvent> {
  const { language, episode } = records;
  const { choice, items, kind, outcome } = entry.details ?? {};
  const task = taskOf(records, entry);
  const known = taskKinds.find((each) => each === kind);
  const own = fieldOf(items, episode.id) ?? choice;
  const given = [task?.answer, ...(task?.superseded ?? [])].find((answer) => answer?.at === entry.at);
  return {
    what: `${clientWords[language].answeredTitle}: ${titleOf(kind, language)}`,
    answer: {
      words: known ? wordsOfChoice(known, String(own ?? ''), language).label : String(own ?? ''),
      comment: given?.comment ?? '',
      by: nameOf(records, entry.by),
      isLate: outcome === 'late',
      isSuperseded: task?.superseded.some(({ at, by }) => at === entry.at && by === entry.by) ?? false,
    },
  };
}

function fieldOf(value: JsonValue | undefined, name: string): JsonValue | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? value[name] : undefined;
}

function toldParts(records: ClientRecords, { at, by, details }: AuditEntry): Partial<TimelineEvent> {
  const { recipientId, category, consentId } = details ?? {};
  const line = records.filed.disclosure.find((each) => each.at === at && each.contactId === by);
  const { categories } = words[records.language];
  return {
    what: clientWords[records.language].disclosed,
    told: {
      recipient: partnerName(records, String(recipientId)),
      address: line?.address ?? nameOf(records, by),
      category: line ? categories[line.category] : String(category),
      consentId: String(consentId),
    },
  };
}

function generalDetails(
  records: ClientRecords,
  { who, answer }: ReturnType<typeof factWords>,
): TimelineEvent['details'] {
  const said = clientWords[records.language];
  const named = who
    .split(', ')
    .filter((id) => id !== '')
    .map((id) => records.people.get(id)?.name ?? partnerName(records, id));
  return [
    ...(named.length > 0 ? [{ label: said.who, value: named.join(', ') }] : []),
    ...(answer === '' ? [] : [{ label: said.what, value: answer }]),
  ];
}

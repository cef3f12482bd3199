import {
  type FieldProblem,
  type FieldProblemCode,
  type Fields,
  fieldProblems,
  fieldsWith,
  keptFields,
} from './answer-fields.ts';
import type { Instant } from './clinic-calendar.ts';
import { type TaskKind, type TaskRule, taskRules } from './human-task-kinds.ts';

export interface Answer {
  choice: string;
  /** For a question asked per client of a list: the choice for each item id. */
  items: Record<string, string>;
  /** What was ticked beside the choice, by item id. */
  ticks?: Record<string, string[]>;
  /** What was filled in beside the choice and is kept; left out where nothing was. */
  fields?: Fields;
  comment: string;
  by: string;
  at: Instant;
  /** Given after the ladder ended; saved and shown to staff, but the workflow had gone on. */
  late: boolean;
}

/** Why an answer does not count: it was replaced, contradicted, came too late, or asked something back. */
export type Superseded = 'corrected' | 'contradicted' | 'withdrawn' | 'asked back';

export type TaskStatus = 'open' | 'answered' | 'given up' | 'withdrawn' | 'refused';

/** A question to one person at a time: asked, reminded, escalated, until one answer counts. */
export interface HumanTask {
  id: string;
  kind: TaskKind;
  /** Undefined for a question about the clinic rather than one client. */
  episodeId?: string;
  /** Ids that the question is about, by what they are: `{ testId: '…' }`, `{ homeId: '…' }`. */
  about: Record<string, string>;
  /** Episode ids of a question asked per client. */
  items: string[];
  /** Why it is asked, in codes the page puts into words. */
  reason?: string;
  ownerId: string;
  openedAt: Instant;
  /** Rung that is being asked; -1 before the first. */
  rung: number;
  rungEndsAt: Instant | null;
  dueAt: Instant | null;
  /** Everyone asked so far, in order. Only these may answer. */
  asked: string[];
  /** When each of them was asked first, by contact; not known of questions from before it was kept. */
  askedAt?: Record<string, Instant>;
  status: TaskStatus;
  answer: Answer | null;
  /** Answers that no longer count, oldest first: corrected, contradictory or given after a withdrawal. */
  superseded: (Answer & { because: Superseded; reason: string })[];
  /** The workflow that waits for the answer. Never leaves the server. */
  token: string | null;
  /** How often an answer was refused because its identifiers were not the client's. */
  mismatches?: number;
  /** When it was held back because of the report of a death; it is asked when that is refuted. */
  heldAt?: Instant;
}

export interface NewTask {
  id: string;
  kind: TaskKind;
  ownerId: string;
  openedAt: Instant;
  episodeId?: string;
  about?: Record<string, string>;
  items?: string[];
  reason?: string;
  /** By when it is to be answered, when that is known before it is asked. */
  dueAt?: Instant | null;
}

export function newTask(task: NewTask): HumanTask {
  return {
    about: {},
    items: [],
    ...task,
    rung: -1,
    rungEndsAt: null,
    dueAt: task.dueAt ?? null,
    asked: [],
    status: 'open',
    answer: null,
    superseded: [],
    token: null,
  };
}

/** The task with a rung planned: from now on this rung is the one that is asked, until `endsAt`. */
export function plannedOn(task: HumanTask, index: number, endsAt: Instant): HumanTask {
  return {
    ...task,
    rung: index,
    rungEndsAt: endsAt,
    dueAt: index === 0 ? (task.dueAt ?? endsAt) : task.dueAt,
  };
}

/** By when the person who is asked now is to answer: what is due before the first rung ends is due then. */
export function dueOnList(task: HumanTask, now: Instant): Instant {
  return (task.rung === 0 ? task.dueAt : task.rungEndsAt) ?? now;
}

/** The task as asked: who may answer from now on, since when, and which workflow waits. */
export function askedOf(task: HumanTask, contactId: string, token: string, at: Instant): HumanTask {
  const asked = task.asked.includes(contactId) ? task.asked : [...task.asked, contactId];
  return { ...task, asked, askedAt: { [contactId]: at, ...task.askedAt }, token };
}

export interface GivenAnswer {
  choice: string;
  items: Record<string, string>;
  ticks?: Record<string, string[]>;
  /** What was filled in beside the choice, identifiers among it. */
  fields?: Fields;
  comment: string;
  by: string;
  at: Instant;
  /** Why an earlier answer is replaced; empty on a first answer. */
  reason: string;
}

export type AnswerOutcome =
  | {
      outcome: 'recorded' | 'late' | 'corrected' | 'contradicted' | 'partly recorded' | 'asked back';
      task: HumanTask;
    }
  | { outcome: 'repeated' | 'withdrawn' | 'needs reason' | 'not asked'; task: HumanTask }
  | ({ outcome: 'invalid' } & AnswerProblem);

/** Why an answer is refused. `code` for a field beside the choice. */
interface AnswerProblem {
  field: string;
  problem: string;
  fix: string;
  code?: FieldProblemCode;
}

/**
 * What an answer does to a task. The first answer counts. The same again changes nothing; another choice by the
 * same person with a reason supersedes it; another choice by another person is kept as a contradiction for staff
 * to settle; after the ladder's end it is kept as late; after a withdrawal it is kept and counts for nothing.
 *
 * @param withheld items of the list that the person may no longer see: nothing is taken about them, and the list is
 *   complete without them
 */
export function recordAnswer(
  task: HumanTask,
  given: GivenAnswer,
  withheld: readonly string[] = [],
): AnswerOutcome {
  const invalid = problemWith(task, given, withheld);
  if (invalid) return { outcome: 'invalid', ...invalid };
  if (!task.asked.includes(given.by)) return { outcome: 'not asked', task };
  const answer: Answer = { ...pick(task.kind, given), late: task.status === 'given up' };
  if (task.status === 'withdrawn' || task.status === 'refused')
    return { outcome: 'withdrawn', task: superseding(task, answer, 'withdrawn', '') };
  if (task.status === 'open' && taskRules[task.kind].staysOpen?.includes(given.choice))
    return { outcome: 'asked back', task: superseding(task, answer, 'asked back', '') };
  if (task.answer && sameChoice(task.answer, answer)) return { outcome: 'repeated', task };
  if (task.answer && (task.items.length === 0 || clashOf(task.answer, answer).length > 0))
    return secondAnswer(task, task.answer, given, answer, withheld);
  return added(task, answer, withheld);
}

/** The choices for a list with the one for everybody else written out, where the question has such a choice. */
export function itemsWithRest(
  task: HumanTask,
  items: Record<string, string>,
  rest: string,
  withheld: readonly string[] = [],
): Record<string, string> {
  if (rest !== taskRules[task.kind].restChoice) return items;
  const others = task.items.filter(
    (item) => !(item in items) && !(item in (task.answer?.items ?? {})) && !withheld.includes(item),
  );
  return { ...Object.fromEntries(others.map((item) => [item, rest])), ...items };
}

/** An answer, or the part of one that was still missing. */
function added(task: HumanTask, answer: Answer, withheld: readonly string[]): AnswerOutcome {
  const next = answeredWith(task, answer, withheld);
  if (task.status === 'given up') return { outcome: 'late', task: next };
  return { outcome: next.status === 'answered' ? 'recorded' : 'partly recorded', task: next };
}

/** The task with an answer laid over what was said before; it counts when the question is answered as a whole. */
function answeredWith(task: HumanTask, answer: Answer, withheld: readonly string[]): HumanTask {
  const items = { ...task.answer?.items, ...answer.items };
  const saidNow = Object.keys(answer.items).map((item) => [item, answer.ticks?.[item] ?? []] as const);
  const ticks = { ...task.answer?.ticks, ...Object.fromEntries(saidNow) };
  const filled = task.items.length > 0 ? { ...task.answer?.fields, ...answer.fields } : answer.fields;
  const fields = filled && Object.keys(filled).length > 0 ? { fields: filled } : {};
  const comments = [task.answer?.comment ?? '', answer.comment].filter((comment) => comment !== '');
  const comment = task.items.length > 0 ? [...new Set(comments)].join('\n') : answer.comment;
  const isWhole = task.items.every((item) => item in items || withheld.includes(item));
  const status = task.status === 'open' && isWhole ? 'answered' : task.status;
  return { ...task, status, answer: { ...answer, ...fields, items, ticks, comment } };
}

/** The items of a list that were answered before, and otherwise. */
function clashOf(first: Answer, answer: Answer): string[] {
  return Object.keys(answer.items).filter(
    (item) => first.items[item] !== undefined && saidOf(first, item) !== saidOf(answer, item),
  );
}

/** Choice and ticks for an item, as one text to compare. */
function saidOf(answer: Answer, item: string): string {
  return [answer.items[item], ...[...(answer.ticks?.[item] ?? [])].sort()].join('|');
}

function secondAnswer(
  task: HumanTask,
  first: Answer,
  given: GivenAnswer,
  answer: Answer,
  withheld: readonly string[],
): AnswerOutcome {
  if (first.by !== given.by)
    return { outcome: 'contradicted', task: contradicted(task, first, answer, given.reason, withheld) };
  if (given.reason === '') return { outcome: 'needs reason', task };
  const corrected = superseding(task, first, 'corrected', given.reason);
  return { outcome: 'corrected', task: answeredWith(corrected, answer, withheld) };
}

/** What was said first stands, what was said otherwise is kept beside it, and what was not said yet is added. */
function contradicted(
  task: HumanTask,
  first: Answer,
  answer: Answer,
  reason: string,
  withheld: readonly string[],
): HumanTask {
  const clash = clashOf(first, answer);
  const [otherwise, rest] = [true, false].map((isOther) =>
    Object.fromEntries(Object.entries(answer.items).filter(([item]) => clash.includes(item) === isOther)),
  );
  const kept = superseding(task, { ...answer, items: otherwise ?? {} }, 'contradicted', reason);
  return answeredWith(kept, { ...first, items: rest ?? {} }, withheld);
}

function superseding(task: HumanTask, answer: Answer, because: Superseded, reason: string): HumanTask {
  return { ...task, superseded: [...task.superseded, { ...answer, because, reason }] };
}

function pick(kind: TaskKind, { choice, items, ticks = {}, fields: given, comment, by, at }: GivenAnswer) {
  const rules = taskRules[kind].fields ?? [];
  const fields = keptFields(rules, fieldsWith(rules, choice, given ?? {}));
  return { choice, items, ticks, ...(Object.keys(fields).length > 0 && { fields }), comment, by, at };
}

function sameChoice(a: Answer, b: Answer): boolean {
  return (
    a.choice === b.choice &&
    Object.keys(b.items).every((item) => saidOf(a, item) === saidOf(b, item)) &&
    sameFields(a.fields, b.fields) &&
    sameFields(b.fields, a.fields)
  );
}

function sameFields(a: Fields = {}, b: Fields = {}): boolean {
  return Object.entries(b).every(([name, value]) => a[name] === value);
}

/** Everything that is wrong with what was filled in beside a choice. */
export function fieldProblemsOf(
  kind: TaskKind,
  { choice, fields: given = {} }: Pick<GivenAnswer, 'choice' | 'fields'>,
): FieldProblem[] {
  const { fields: rules = [], contradictions } = taskRules[kind];
  const fields = fieldsWith(rules, choice, given);
  const problems = fieldProblems(rules, choice, fields);
  return problems.length > 0 ? problems : (contradictions?.(choice, fields) ?? []);
}

function problemWith(
  task: HumanTask,
  given: GivenAnswer,
  withheld: readonly string[],
): AnswerProblem | undefined {
  const rule = taskRules[task.kind];
  const fix = `choose one of: ${rule.choices.join(', ')}`;
  if (!rule.perItem) {
    if (given.choice === '') return { field: 'choice', problem: 'nothing was chosen', fix };
    return rule.choices.includes(given.choice)
      ? fieldProblemsOf(task.kind, given)[0]
      : { field: 'choice', problem: `"${given.choice}" is not a choice`, fix };
  }
  const entries = Object.entries(given.items);
  if (entries.length === 0) return { field: 'items', problem: 'nothing was chosen for anyone', fix };
  const stranger = entries.find(([item]) => !task.items.includes(item) || withheld.includes(item));
  if (stranger)
    return {
      field: 'items',
      problem: 'one of the answers is for somebody who is not on this list',
      fix: 'open the link again',
    };
  const wrong = entries.find(([, choice]) => !rule.choices.includes(choice));
  if (wrong) return { field: `items.${wrong[0]}`, problem: `"${wrong[1]}" is not a choice`, fix };
  return (
    problemWithTicks(rule.itemTicks ?? [], given) ??
    problemWithLine(rule.itemContradiction, given) ??
    fieldProblemsOf(task.kind, given)[0]
  );
}

/** What is ticked belongs to a resident for whom an answer is chosen too. */
function problemWithTicks(known: readonly string[], { items, ticks = {} }: GivenAnswer) {
  for (const [item, codes] of Object.entries(ticks)) {
    const field = `ticks.${item}`;
    if (!(item in items))
      return { field, problem: 'nothing was chosen for somebody ticked', fix: 'choose an answer too' };
    const unknown = codes.find((code) => !known.includes(code));
    if (unknown !== undefined)
      return { field, problem: `"${unknown}" is not a choice`, fix: `tick any of: ${known.join(', ')}` };
  }
  return undefined;
}

/** A line of a list whose choice and ticks do not go together. */
function problemWithLine(
  contradiction: TaskRule['itemContradiction'],
  { items, ticks = {} }: GivenAnswer,
): AnswerProblem | undefined {
  for (const [item, choice] of Object.entries(items)) {
    const problem = contradiction?.(choice, ticks[item] ?? []);
    if (problem) return { field: `lines.${item}`, problem, fix: 'tick what goes with the choice' };
  }
  return undefined;
}

/** What the workflow is told: a choice, silence, or why nobody was or will be asked. */
export function outcomeOf(task: HumanTask): string {
  if (task.status === 'answered')
    return taskRules[task.kind].perItem ? 'answered' : (task.answer?.choice ?? 'answered');
  if (task.status === 'withdrawn') return 'withdrawn';
  if (task.status === 'refused') return 'not sent';
  return taskRules[task.kind].silence;
}

/** True when the workflow that opened the task can go on. */
export function isSettled(task: HumanTask): boolean {
  return task.status !== 'open';
}

export function withdrawn(task: HumanTask): HumanTask {
  return task.status === 'open' ? { ...task, status: 'withdrawn' } : task;
}

/** A question that waits for a contact, filed under the contact, so that "what needs me" is one small read. */
export interface OpenTask {
  /** `<contactId>:<taskId>` */
  id: string;
  taskId: string;
  contactId: string;
  kind: TaskKind;
  dueAt: Instant;
}

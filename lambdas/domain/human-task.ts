import type { Instant } from './clinic-calendar.ts';
import { type TaskKind, taskRules } from './human-task-kinds.ts';

export interface Answer {
  choice: string;
  /** For a question asked per client of a list: the choice for each item id. */
  items: Record<string, string>;
  comment: string;
  by: string;
  at: Instant;
  /** Given after the ladder ended; saved and shown to staff, but the workflow had gone on. */
  late: boolean;
}

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
  status: TaskStatus;
  answer: Answer | null;
  /** Answers that no longer count, oldest first: corrected, contradictory or given after a withdrawal. */
  superseded: (Answer & { because: 'corrected' | 'contradicted' | 'withdrawn'; reason: string })[];
  /** The workflow that waits for the answer. Never leaves the server. */
  token: string | null;
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
}

export function newTask(task: NewTask): HumanTask {
  return {
    about: {},
    items: [],
    ...task,
    rung: -1,
    rungEndsAt: null,
    dueAt: null,
    asked: [],
    status: 'open',
    answer: null,
    superseded: [],
    token: null,
  };
}

/** The task with a rung planned: from now on this rung is the one that is asked, until `endsAt`. */
export function plannedOn(task: HumanTask, index: number, endsAt: Instant): HumanTask {
  return { ...task, rung: index, rungEndsAt: endsAt, dueAt: index === 0 ? endsAt : task.dueAt };
}

/** The task as asked: who may answer from now on, and which workflow waits. */
export function askedOf(task: HumanTask, contactId: string, token: string): HumanTask {
  const asked = task.asked.includes(contactId) ? task.asked : [...task.asked, contactId];
  return { ...task, asked, token };
}

export interface GivenAnswer {
  choice: string;
  items: Record<string, string>;
  comment: string;
  by: string;
  at: Instant;
  /** Why an earlier answer is replaced; empty on a first answer. */
  reason: string;
}

export type AnswerOutcome =
  | { outcome: 'recorded' | 'late' | 'corrected' | 'contradicted' | 'partly recorded'; task: HumanTask }
  | { outcome: 'repeated' | 'withdrawn' | 'needs reason' | 'not asked'; task: HumanTask }
  | { outcome: 'invalid'; field: string; problem: string; fix: string };

/**
 * What an answer does to a task. The first answer counts. The same again changes nothing; another choice by the
 * same person with a reason supersedes it; another choice by another person is kept as a contradiction for staff
 * to settle; after the ladder's end it is kept as late; after a withdrawal it is kept and counts for nothing.
 */
export function recordAnswer(task: HumanTask, given: GivenAnswer): AnswerOutcome {
  const invalid = problemWith(task, given);
  if (invalid) return { outcome: 'invalid', ...invalid };
  if (!task.asked.includes(given.by)) return { outcome: 'not asked', task };
  const answer: Answer = { ...pick(given), late: task.status === 'given up' };
  if (task.status === 'withdrawn' || task.status === 'refused')
    return { outcome: 'withdrawn', task: superseding(task, answer, 'withdrawn', '') };
  if (task.answer && task.status !== 'open') return secondAnswer(task, task.answer, given, answer);
  if (task.status === 'given up') return { outcome: 'late', task: { ...task, answer } };
  const merged = { ...answer, items: { ...task.answer?.items, ...answer.items } };
  const complete = task.items.every((item) => merged.items[item] !== undefined);
  return complete
    ? { outcome: 'recorded', task: { ...task, status: 'answered', answer: merged } }
    : { outcome: 'partly recorded', task: { ...task, answer: merged } };
}

function secondAnswer(task: HumanTask, first: Answer, given: GivenAnswer, answer: Answer): AnswerOutcome {
  if (sameChoice(first, answer)) return { outcome: 'repeated', task };
  if (first.by !== given.by)
    return { outcome: 'contradicted', task: superseding(task, answer, 'contradicted', given.reason) };
  if (given.reason === '') return { outcome: 'needs reason', task };
  const corrected = superseding(task, first, 'corrected', given.reason);
  const now = { ...answer, items: { ...first.items, ...answer.items } };
  return { outcome: 'corrected', task: { ...corrected, answer: now } };
}

function superseding(
  task: HumanTask,
  answer: Answer,
  because: 'corrected' | 'contradicted' | 'withdrawn',
  reason: string,
): HumanTask {
  return { ...task, superseded: [...task.superseded, { ...answer, because, reason }] };
}

function pick({ choice, items, comment, by, at }: GivenAnswer) {
  return { choice, items, comment, by, at };
}

function sameChoice(a: Answer, b: Answer): boolean {
  return a.choice === b.choice && Object.entries(b.items).every(([item, choice]) => a.items[item] === choice);
}

function problemWith(
  task: HumanTask,
  given: GivenAnswer,
): { field: string; problem: string; fix: string } | undefined {
  const rule = taskRules[task.kind];
  const fix = `choose one of: ${rule.choices.join(', ')}`;
  if (!rule.perItem) {
    if (given.choice === '') return { field: 'choice', problem: 'nothing was chosen', fix };
    return rule.choices.includes(given.choice)
      ? undefined
      : { field: 'choice', problem: `"${given.choice}" is not a choice`, fix };
  }
  const entries = Object.entries(given.items);
  if (entries.length === 0) return { field: 'items', problem: 'nothing was chosen for anyone', fix };
  const stranger = entries.find(([item]) => !task.items.includes(item));
  if (stranger)
    return {
      field: 'items',
      problem: 'one of the answers is for somebody who is not on this list',
      fix: 'open the link again',
    };
  const wrong = entries.find(([, choice]) => !rule.choices.includes(choice));
  return wrong ? { field: `items.${wrong[0]}`, problem: `"${wrong[1]}" is not a choice`, fix } : undefined;
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

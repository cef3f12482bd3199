import type { Instant } from '../domain/clinic-calendar.ts';
import { type TaskKind, taskKinds, taskRules } from '../domain/human-task-kinds.ts';
import { momentWords } from '../pages/dates.ts';
import type { Language } from '../pages/words.ts';
import type { EmailRow } from './email.ts';
import { emailWords } from './email-words.ts';

/** An open question as a list in an email may know it: its kind and when it is due. */
export interface WaitingTask {
  kind: TaskKind;
  dueAt: Instant;
}

/** When and in which language a list is read. */
export interface ListReading {
  language: Language;
  timeZone: string;
  now: Instant;
}

/** One row for each kind and for what of it is overdue: how many, and the first due time. The most urgent first. */
export function waitingRows(tasks: readonly WaitingTask[], reading: ListReading): EmailRow[] {
  const groups = new Map<string, WaitingTask[]>();
  for (const task of [...tasks].sort(byDue)) {
    const key = `${task.dueAt < reading.now ? 'overdue' : 'open'}/${task.kind}`;
    groups.set(key, [...(groups.get(key) ?? []), task]);
  }
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    return first ? [row(first, group.length, reading)] : [];
  });
}

function byDue(a: WaitingTask, b: WaitingTask): number {
  if (a.dueAt !== b.dueAt) return a.dueAt < b.dueAt ? -1 : 1;
  return taskKinds.indexOf(a.kind) - taskKinds.indexOf(b.kind);
}

function row(
  { kind, dueAt }: WaitingTask,
  count: number,
  { language, timeZone, now }: ListReading,
): EmailRow {
  const said = emailWords[language].digest;
  const title = taskRules[kind].title[language];
  const moment = momentWords(dueAt, timeZone, language);
  const isUrgent = dueAt < now;
  const whenOpen = count === 1 ? said.by(moment) : said.firstBy(moment);
  return {
    label: count === 1 ? title : `${count} × ${title}`,
    detail: isUrgent ? said.overdueSince(moment) : whenOpen,
    isUrgent,
  };
}

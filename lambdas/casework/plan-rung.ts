import type { Clinic } from '../domain/clinic.ts';
import {
  addHours,
  addWorkingHours,
  hoursOn,
  type Instant,
  instantOf,
  localDateOf,
  nextOpenTime,
  timeoutSecondsUntil,
} from '../domain/clinic-calendar.ts';
import { clockedRungEnd } from '../domain/clocked-ladder.ts';
import { type HumanTask, plannedOn } from '../domain/human-task.ts';
import { isPartnerTask, type Rung, taskRules } from '../domain/human-task-kinds.ts';
import type { Transaction } from '../ports.ts';
import { required } from './read-records.ts';
import { contactForParty } from './recipients.ts';

/** What the human-task machine needs to wait on a rung. */
export interface PlannedRung {
  outcome: 'ask';
  taskId: string;
  rung: number;
  timeoutSeconds: number;
  [field: string]: unknown;
}

/**
 * Plans the rung at `index`, or the next one on which somebody can be found, and saves it. Undefined when the
 * ladder has no such rung left: then nobody is left to ask.
 */
export async function planRung(
  tx: Transaction,
  clinicId: string,
  task: HumanTask,
  index: number,
  now: Instant,
): Promise<PlannedRung | undefined> {
  const clinic = await required(tx, 'clinic', clinicId);
  const today = localDateOf(clinic.calendar.timeZone, now);
  for (const [at, rung] of taskRules[task.kind].ladder.entries()) {
    if (at < index || !(await contactForParty(tx, task, rung.party, today))) continue;
    const isPlanned = task.rung === at && task.rungEndsAt !== null;
    const endsAt = isPlanned ? task.rungEndsAt : rungEnd(clinic, task, { rung, at }, now);
    if (!endsAt) return undefined;
    tx.put('task', plannedOn(task, at, endsAt));
    return { outcome: 'ask', taskId: task.id, rung: at, timeoutSeconds: timeoutSecondsUntil(endsAt, now) };
  }
  return undefined;
}

/** Undefined when the question's clock has run out. */
function rungEnd(
  clinic: Clinic,
  task: HumanTask,
  { rung, at: index }: { rung: Rung; at: number },
  now: Instant,
): Instant | undefined {
  const { clock, ladder } = taskRules[task.kind];
  const { openedAt, dueAt } = task;
  const asksAt = deliversAt(clinic, task, now);
  const ownEnd =
    'hours' in rung.wait
      ? addHours(asksAt, rung.wait.hours)
      : addWorkingHours(clinic.calendar, asksAt, rung.wait.workingHours);
  if (!clock || !dueAt) return ownEnd;
  const lastEndsAt = index === ladder.length - 1 ? ownEnd : undefined;
  return clockedRungEnd(clock, { openedAt, dueAt }, { index, asksAt, lastEndsAt }, clinic.calendar);
}

/** A list gathers for five minutes and goes out on the quarter hour, so that what comes together is one mail. */
const listGathersHours = 5 / 60;
const quarterMs = 15 * 60_000;
const beforeClosingHours = 1;

/** When a question planned now reaches its person: at once, with the digest, or with the day's list. */
export function deliversAt(clinic: Clinic, task: HumanTask, now: Instant): Instant {
  const { delivery, batchAt } = taskRules[task.kind];
  if (delivery === 'now' || isPartnerTask(task.kind)) return now;
  if (delivery === 'digest') return nextOpenTime(clinic.calendar, now, clinic.digestAt);
  return batchAt === 'list complete' ? listGathered(now) : beforeClosing(clinic, now);
}

/** When a reminder or an escalation of such a question goes out: with the next digest or the next list. */
export function againAt(clinic: Clinic, task: HumanTask, now: Instant): Instant {
  return taskRules[task.kind].delivery === 'digest' ? deliversAt(clinic, task, now) : listGathered(now);
}

function listGathered(now: Instant): Instant {
  const soonestMs = Date.parse(addHours(now, listGathersHours));
  return new Date(Math.ceil(soonestMs / quarterMs) * quarterMs).toISOString();
}

/** An hour before collections close today, or at once when that is over or the clinic is closed. */
function beforeClosing(clinic: Clinic, now: Instant): Instant {
  const date = localDateOf(clinic.calendar.timeZone, now);
  const at = addHours(
    instantOf(clinic.calendar.timeZone, date, clinic.collections.closes),
    -beforeClosingHours,
  );
  return at > now && hoursOn(clinic.calendar, date) ? at : listGathered(now);
}

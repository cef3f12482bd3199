import { agendaItem, type Clinic } from '../domain/clinic.ts';
import { addDays, type Instant, instantOf } from '../domain/clinic-calendar.ts';
import type { Leave } from '../domain/leave.ts';
import type { Transaction } from '../ports.ts';
import { executionName } from './execution-name.ts';
import { askSeparately } from './start-later.ts';
import { withdrawTasks } from './withdraw-questions.ts';

type Dates = Pick<Leave, 'from' | 'to'>;

function askedAt({ calendar, dayStartsAt }: Clinic, { to }: Dates): Instant {
  return instantOf(calendar.timeZone, addDays(to, 1), dayStartsAt);
}

function nameOf(episodeId: string, { from, to }: Dates): string {
  return executionName(episodeId, 'return', from, to);
}

/** The day after a leave somebody is asked whether the client is back; silence climbs to the director. */
export function planReturnQuestion(
  tx: Transaction,
  clinic: Clinic,
  episodeId: string,
  { from, to }: Dates,
): void {
  askSeparately(tx, askedAt(clinic, { from, to }), nameOf(episodeId, { from, to }), {
    clinicId: clinic.id,
    kind: 'leave-return',
    episodeId,
    about: { from, to },
    reason: 'leave is over',
  });
}

/** Takes back the question of a leave whose end was moved, asked or not. Returns the ids to tell with `tellWithdrawn`. */
export async function withdrawReturnQuestion(
  tx: Transaction,
  clinic: Clinic,
  { episodeId, leave, by, at }: { episodeId: string; leave: Dates; by: string; at: Instant },
): Promise<string[]> {
  const start = { do: 'start-execution', machine: '', name: nameOf(episodeId, leave), input: {} } as const;
  tx.remove('agenda', agendaItem(askedAt(clinic, leave), start).id);
  const tasks = await tx.list('task', { parent: episodeId });
  const asked = tasks.filter(({ kind, about }) => kind === 'leave-return' && about.from === leave.from);
  return withdrawTasks(tx, asked, at, by);
}

import { required } from '../../casework/read-records.ts';
import { addDays, daysBetween, type LocalDate, localDateOf } from '../../domain/clinic-calendar.ts';
import { unannouncedDay } from '../../domain/draw-day.ts';
import { commitmentOf } from '../../domain/draw-keys.ts';
import { lastDayOf, quarterOf } from '../../domain/quarter.ts';
import type { Ports } from '../../ports.ts';
import { dayInput, defineStep } from '../../runtime/define-step.ts';

/** A quarter is published whole, and no later than this before it begins: the longest one has as many days. */
const daysAhead = 92;
/** A transaction holds at most a hundred writes. */
const daysPerTransaction = 45;

/**
 * Publishes the commitments that are missing, from today to the end of the quarter that begins within the next 92
 * days. Today's comes before today's draw; a day that is over never gets one, for it would prove nothing.
 */
export const step = defineStep({
  input: dayInput,
  run: async ({ clinicId }, ports) => {
    const reader = ports.store.read(clinicId);
    const { calendar } = await required(reader, 'clinic', clinicId);
    const today = localDateOf(calendar.timeZone, ports.clock.now());
    const known = new Set((await reader.list('drawDay')).map((day) => day.id));
    const missing = daysToCommit(today).filter((day) => !known.has(day));
    for (let from = 0; from < missing.length; from += daysPerTransaction)
      await commit(ports, clinicId, missing.slice(from, from + daysPerTransaction));
    return { outcome: 'committed', days: missing.length };
  },
});

function daysToCommit(today: LocalDate): LocalDate[] {
  const last = lastDayOf(quarterOf(addDays(today, daysAhead)));
  return Array.from({ length: daysBetween(today, last) + 1 }, (_, ahead) => addDays(today, ahead));
}

async function commit(ports: Ports, clinicId: string, days: LocalDate[]): Promise<void> {
  const committed = await Promise.all(
    days.map(async (day) => ({
      day,
      commitment: commitmentOf(await ports.secrets.drawDayKey(clinicId, day), day),
    })),
  );
  const committedAt = ports.clock.now();
  await ports.store.transact(clinicId, async (tx) => {
    const added: LocalDate[] = [];
    for (const { day, commitment } of committed) {
      if (await tx.get('drawDay', day)) continue;
      tx.put('drawDay', { ...unannouncedDay(day), commitment, committedAt });
      added.push(day);
    }
    const [from, to] = [added[0], added.at(-1)];
    if (!from || !to) return;
    tx.audit({ at: committedAt, what: 'draws committed', by: 'commit-draws', details: { from, to } });
  });
}

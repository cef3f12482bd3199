import { required } from '../../casework/read-records.ts';
import { askSeparately } from '../../casework/start-later.ts';
import { readRoster } from '../../casework/test-roster.ts';
import { drawChain } from '../../domain/audit.ts';
import type { Clinic } from '../../domain/clinic.ts';
import {
  addDays,
  addHours,
  hoursOn,
  type Instant,
  instantOf,
  type LocalDate,
} from '../../domain/clinic-calendar.ts';
import type { DrawDay } from '../../domain/draw-day.ts';
import { chainRecord, type DrawRecord, recordDraw } from '../../domain/draw-record.ts';
import type { Transaction } from '../../ports.ts';
import { codeVersion } from '../../runtime/code-version.ts';
import { dayInput, defineStep } from '../../runtime/define-step.ts';

const closuresKnownDays = 62;

/** Draws the day once: a repeated step finds the record and calls the same clients. */
export const step = defineStep({
  input: dayInput,
  run: async ({ clinicId, date }, ports) => {
    const now = ports.clock.now();
    const dayKey = await ports.secrets.drawDayKey(clinicId, date);
    return ports.store.transact(clinicId, async (tx) => {
      const clinic = await required(tx, 'clinic', clinicId);
      const day = (await tx.get('drawDay', date)) ?? unannounced(date);
      if (day.status !== 'ahead') return called(day);
      if (!hoursOn(clinic.calendar, date)) return closed(tx, day);
      return drawDay(tx, { clinic, day, dayKey, now });
    });
  },
});

function unannounced(date: LocalDate): DrawDay {
  return { id: date, commitment: null, status: 'ahead', calledEpisodeIds: [], revealedKey: null };
}

function called(day: DrawDay) {
  return {
    outcome: day.calledEpisodeIds.length > 0 ? 'called' : day.status,
    episodeIds: day.calledEpisodeIds,
  };
}

function closed(tx: Transaction, day: DrawDay) {
  tx.put('drawDay', { ...day, status: 'closed' });
  return called({ ...day, status: 'closed' });
}

interface DayToDraw {
  clinic: Clinic;
  day: DrawDay;
  dayKey: Uint8Array;
  now: Instant;
}

async function drawDay(tx: Transaction, { clinic, day, dayKey, now }: DayToDraw) {
  const date = day.id;
  const { roster, windowHours } = await readRoster(tx, clinic, date);
  const tooLate = isTooLate(clinic, date, windowHours, now);
  const record = recordDraw({
    clinicId: clinic.id,
    dayKey,
    date,
    roster,
    capacity: clinic.collections.capacityPerDay,
    closures: closuresAround(clinic, date),
    uncovered: tooLate ? 'draw-too-late' : null,
    codeVersion,
  });
  const drawn: DrawDay = { ...day, status: tooLate ? 'too late' : 'drawn', calledEpisodeIds: record.called };
  tx.put('drawDay', drawn);
  await chainOn(tx, record);
  for (const episodeId of record.called) callClient(tx, episodeId, date, now);
  tx.audit({
    at: now,
    what: 'draw made',
    by: 'draw-clients',
    details: { date, called: record.called.length, breaches: record.breaches.length, status: drawn.status },
  });
  if (tooLate || record.breaches.length > 0) {
    const reason = tooLate ? 'draw too late to be fair' : 'tests overdue beyond capacity';
    askSeparately(tx, now, `alert-${clinic.id}-draw-${date}`, {
      clinicId: clinic.id,
      kind: 'clinic-alert',
      reason,
      about: { date },
    });
  }
  return called(drawn);
}

/** A client who cannot be given the whole window before closing is not called: the day is uncovered. */
function isTooLate(clinic: Clinic, date: LocalDate, windowHours: number, now: Instant): boolean {
  return addHours(now, windowHours) > instantOf(clinic.calendar.timeZone, date, clinic.collections.closes);
}

async function chainOn(tx: Transaction, record: DrawRecord): Promise<void> {
  const head = await tx.get('drawHead', 'draws');
  const chained = chainRecord(head?.hash ?? null, record);
  tx.put('drawHead', { id: 'draws', hash: chained.hash });
  await tx.append(drawChain, chained);
}

function callClient(tx: Transaction, episodeId: string, date: LocalDate, now: Instant): void {
  const id = `${episodeId}:test-${date}`;
  const test = { id, episodeId, date, basis: 'random', orderedBy: null, reason: null } as const;
  tx.put('drugTest', { ...test, toldAt: null, collectedOn: null, outcome: 'pending', confirmation: null });
  tx.audit({ at: now, what: 'called for a random test', by: 'draw-clients', episodeId, details: { date } });
}

function closuresAround(clinic: Clinic, date: LocalDate): LocalDate[] {
  const [from, to] = [addDays(date, -closuresKnownDays), addDays(date, closuresKnownDays)];
  return clinic.calendar.closures.filter((closure) => from <= closure && closure <= to);
}

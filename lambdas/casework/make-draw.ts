import { drawChain } from '../domain/audit.ts';
import type { Clinic } from '../domain/clinic.ts';
import {
  addDays,
  addHours,
  daysBetween,
  hoursOn,
  type Instant,
  instantOf,
  type LocalDate,
  localDateOf,
  weekdayOf,
} from '../domain/clinic-calendar.ts';
import { collectionsCloseAt } from '../domain/collection-window.ts';
import { type DrawAlert, type DrawDay, isSettledDay, unannouncedDay } from '../domain/draw-day.ts';
import { chainRecord, type DrawRecord, recordDraw } from '../domain/draw-record.ts';
import { newTest } from '../domain/drug-test.ts';
import { isEnded } from '../domain/episode.ts';
import type { Ports, Reader, Transaction } from '../ports.ts';
import { required } from './read-records.ts';
import { askSeparately } from './start-later.ts';
import { readRoster, type TestRoster } from './test-roster.ts';

/** No deadline lies further ahead than the longest gap a program may have, and the rest of its week. */
const closuresKnownDays = 67;
/** A call takes three writes, and a transaction a hundred. */
const callsPerTransaction = 20;

export interface DrawToMake {
  clinicId: string;
  date: LocalDate;
  /** Written into the record. */
  codeVersion: string;
}

/**
 * Draws a day, once: asked again it is what it was, and a call that got lost on the way is made. Open days before it
 * that an outage kept from being drawn are recorded first, as uncovered, so that the chain has every open day in its
 * order.
 *
 * @throws RangeError for a day that has not begun, for nobody may know a selection ahead; and for one that was never
 *   drawn and lies before the last that was
 */
export async function makeDraw(ports: Ports, draw: DrawToMake): Promise<DrawDay> {
  const { clinicId, date } = draw;
  const reader = ports.store.read(clinicId);
  const { calendar } = await required(reader, 'clinic', clinicId);
  const today = localDateOf(calendar.timeZone, ports.clock.now());
  if (date > today) throw new RangeError(`${date} has not begun at ${clinicId}, where it is ${today}`);
  for (const missed of await unsettledBefore(reader, date)) await settleDay(ports, { ...draw, date: missed });
  const day = await settleDay(ports, draw);
  await callClients(ports, clinicId, day);
  return day;
}

/** The days without a draw since the last one that has one, or since the first commitment. */
async function unsettledBefore(reader: Reader, date: LocalDate): Promise<LocalDate[]> {
  const days = await reader.list('drawDay', { upTo: date });
  const settled = days.filter(isSettledDay).at(-1)?.id;
  const first = settled === undefined ? (days[0]?.id ?? date) : addDays(settled, 1);
  return Array.from({ length: Math.max(0, daysBetween(first, date)) }, (_, index) => addDays(first, index));
}

async function settleDay(ports: Ports, { clinicId, date, codeVersion }: DrawToMake): Promise<DrawDay> {
  const reader = ports.store.read(clinicId);
  const known = await reader.get('drawDay', date);
  if (known && isSettledDay(known)) return known;
  const dayKey = await ports.secrets.drawDayKey(clinicId, date);
  const now = ports.clock.now();
  const begun = await ports.store.transact(clinicId, (tx) => begin(tx, clinicId, date, now));
  if (isSettledDay(begun.day)) return begun.day;
  const { clinic } = begun;
  const expected = await readRoster(reader, clinic, date);
  const isLate = isTooLate(clinic, date, expected, now);
  const record = recordDraw({
    clinicId,
    dayKey,
    date,
    roster: expected.roster,
    capacity: clinic.collections.capacityPerDay,
    closures: closuresAround(clinic, expected.roster, date),
    uncovered: isLate ? 'draw-too-late' : null,
    codeVersion,
  });
  return ports.store.transact(clinicId, (tx) => finish(tx, record, now));
}

/**
 * Marks the day before its roster is read: an excuse from then on is late. A roster can be larger than what one
 * transaction may depend on.
 */
async function begin(tx: Transaction, clinicId: string, date: LocalDate, now: Instant) {
  const clinic = await required(tx, 'clinic', clinicId);
  const day = (await tx.get('drawDay', date)) ?? unannouncedDay(date);
  if (isSettledDay(day)) return { clinic, day };
  const head = await tx.get('drawHead', 'draws');
  if (head && head.date > date)
    throw new RangeError(`${date} cannot be drawn any more: the chain has gone on to ${head.date}`);
  const isOpen = hoursOn(clinic.calendar, date) !== undefined;
  const begun: DrawDay = isOpen ? { ...day, status: 'drawing' } : { ...day, status: 'closed', drawnAt: now };
  tx.put('drawDay', begun);
  return { clinic, day: begun };
}

async function finish(tx: Transaction, record: DrawRecord, now: Instant): Promise<DrawDay> {
  const day = await required(tx, 'drawDay', record.date);
  if (day.status !== 'drawing') return day;
  const status = record.uncovered === null ? 'drawn' : 'too late';
  const drawn: DrawDay = { ...day, status, drawnAt: now, calledEpisodeIds: record.called };
  tx.put('drawDay', drawn);
  await chainOn(tx, record);
  const { date, called, breaches } = record;
  const announced = day.commitment !== null;
  const details = { date, called: called.length, breaches: breaches.length, status, announced };
  tx.audit({ at: now, what: 'draw made', by: 'draw-clients', details });
  for (const { name, reason } of alertsOf(record, day)) {
    const question = { clinicId: record.clinicId, kind: 'clinic-alert', reason, about: { date } } as const;
    askSeparately(tx, now, `alert-${record.clinicId}-${name}-${date}`, question);
  }
  return drawn;
}

async function chainOn(tx: Transaction, record: DrawRecord): Promise<void> {
  const { date, commitment } = record;
  const head = await tx.get('drawHead', 'draws');
  const chained = chainRecord(head?.hash ?? null, record);
  const { sequence } = await tx.append(drawChain, chained);
  tx.put('drawHead', { id: 'draws', date, sequence, commitment, hash: chained.hash });
}

interface NamedAlert {
  name: string;
  reason: DrawAlert;
}

/** What the director hears of a draw. Each is its own question, asked once. */
function alertsOf({ roster, breaches, uncovered, commitment }: DrawRecord, day: DrawDay): NamedAlert[] {
  const alerts: NamedAlert[] = [];
  if (uncovered !== null && roster.length > 0)
    alerts.push({ name: 'draw', reason: 'draw too late to be fair' });
  if (uncovered === null && breaches.length > 0)
    alerts.push({ name: 'draw', reason: 'tests overdue beyond capacity' });
  if (day.commitment === null) alerts.push({ name: 'draw-key', reason: 'draw without a commitment' });
  else if (day.commitment !== commitment)
    alerts.push({ name: 'draw-key', reason: 'draw key is not the committed one' });
  return alerts;
}

/**
 * A client who cannot be given the whole window before collections close, or a fair one before the clinic closes on a
 * short day, is not called: the day is uncovered.
 */
function isTooLate(
  clinic: Clinic,
  date: LocalDate,
  { windowHours, leastWindowHours }: TestRoster,
  now: Instant,
): boolean {
  const closesAt = instantOf(clinic.calendar.timeZone, date, clinic.collections.closes);
  const shutsAt = collectionsCloseAt(clinic, date) ?? closesAt;
  return addHours(now, windowHours) > closesAt || addHours(now, leastWindowHours) > shutsAt;
}

/** Listed closures, and weekdays on which somebody would be tested by a plan made before the clinic closed on them. */
function closuresAround(clinic: Clinic, roster: TestRoster['roster'], date: LocalDate): LocalDate[] {
  const testDays = new Set(roster.flatMap(({ policy }) => policy.testDays));
  const around = Array.from({ length: 2 * closuresKnownDays + 1 }, (_, index) =>
    addDays(date, index - closuresKnownDays),
  );
  const { calendar } = clinic;
  return around.filter(
    (day) => calendar.closures.includes(day) || (testDays.has(weekdayOf(day)) && !hoursOn(calendar, day)),
  );
}

/** Gives everybody called a test to be told of; whoever has one already keeps it. */
async function callClients(ports: Ports, clinicId: string, day: DrawDay): Promise<void> {
  const { calledEpisodeIds } = day;
  for (let from = 0; from < calledEpisodeIds.length; from += callsPerTransaction) {
    const episodeIds = calledEpisodeIds.slice(from, from + callsPerTransaction);
    await ports.store.transact(clinicId, async (tx) => {
      for (const episodeId of episodeIds) await callClient(tx, episodeId, day.id, ports.clock.now());
    });
  }
}

async function callClient(tx: Transaction, episodeId: string, date: LocalDate, now: Instant): Promise<void> {
  const id = `${episodeId}:test-${date}`;
  if (await tx.get('drugTest', id)) return;
  const test = newTest({ id, episodeId, date, basis: 'random', orderedBy: null, reason: null });
  const hasEnded = isEnded(await required(tx, 'episode', episodeId));
  tx.put('drugTest', hasEnded ? { ...test, outcome: 'withdrawn' } : test);
  tx.audit({ at: now, what: 'called for a random test', by: 'draw-clients', episodeId, details: { date } });
}

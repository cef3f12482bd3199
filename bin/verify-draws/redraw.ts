import { createHmac } from 'node:crypto';
import { serialOf, weekdayOf } from './dates.ts';
import type { EntryInFile, RecordInFile } from './shape.ts';

/** What a record must say, recomputed from its roster, its policies, its closures and the day's key. */
export interface Redrawn {
  entries: EntryInFile[];
  exclusions: RecordInFile['exclusions'];
  called: string[];
  forced: string[];
  bumped: string[];
  breaches: string[];
}

type Policy = RecordInFile['policies'][number]['policy'];
type Client = RecordInFile['roster'][number];

interface Ticket {
  clientId: string;
  chancePpm: string;
  k: bigint;
  tickets: bigint;
  threshold: bigint;
  u: bigint;
  /** Days past the deadline; null for a client never tested, who goes before all. */
  overdue: number | null;
  reason: 'closure' | 'weekday' | 'excuse' | null;
}

const full = 1n << 48n;
const million = 10n ** 6n;

/** Recomputes a record. With no key (not yet revealed) the recorded call numbers stand in for the real ones. */
export function redraw(record: RecordInFile, dayKey: Buffer | null): Redrawn {
  const policies = new Map(record.policies.map(({ version, policy }) => [version, policy]));
  const recordedNumbers = new Map(record.entries.map(({ clientId, u }) => [clientId, BigInt(u)]));
  const closed = new Set(record.closures.map(serialOf));
  const tickets = record.roster.map((client) => {
    const policy = policies.get(client.policyVersion);
    if (policy === undefined)
      throw new RangeError(`policy version ${client.policyVersion} is not in the record`);
    const u = dayKey === null ? recordedNumbers.get(client.clientId) : numberOf(dayKey, client.clientId);
    return ticketOf(client, policy, serialOf(record.date), closed, u ?? 0n);
  });
  return select(tickets, record.capacity === null ? tickets.length : record.capacity);
}

function numberOf(dayKey: Buffer, clientId: string): bigint {
  const mac = createHmac('sha256', dayKey).update(`rtdraw/v1/call|${clientId}`, 'utf8').digest('hex');
  return BigInt(`0x${mac.slice(0, 12)}`);
}

function ticketOf(client: Client, policy: Policy, today: number, closed: Set<number>, u: bigint): Ticket {
  const { clientId, lastTestDate, excused } = client;
  const excusedDays = Array.isArray(excused)
    ? new Set(excused.map(serialOf))
    : new Set(excused ? [today] : []);
  const reasonOn = (day: number): Ticket['reason'] => {
    if (closed.has(day)) return 'closure';
    if (!policy.testDays.includes(weekdayOf(day))) return 'weekday';
    return excusedDays.has(day) ? 'excuse' : null;
  };
  const due = lastTestDate === null ? null : dueDay(policy, serialOf(lastTestDate), today);
  const overdue = due === null ? null : today - due;
  const base = { clientId, chancePpm: String(policy.chancePpm), u, overdue, reason: reasonOn(today) };
  if (base.reason !== null) return { ...base, k: 0n, tickets: 0n, threshold: 0n };
  let k = 0n;
  for (let day = today; due !== null && day <= due; day += 1) k += reasonOn(day) === null ? 1n : 0n;
  const alone = reasonOn(today - 1) !== null || reasonOn(today + 1) !== null;
  const tickets = policy.closureGuard && alone ? 2n : 1n;
  return { ...base, k, tickets, threshold: threshold(BigInt(policy.chancePpm), tickets, k) };
}

/** The last day of the gap, or this week's Sunday if the policy wants a test in every calendar week. */
function dueDay(policy: Policy, last: number, today: number): number {
  const endOfGap = last + policy.maxGapDays;
  const sunday = today + 7 - weekdayOf(today);
  const testedThisWeek = last > sunday - 7;
  if (policy.minPerCalendarWeek === 0 || testedThisWeek) return endOfGap;
  return endOfGap < sunday ? endOfGap : sunday;
}

function threshold(p: bigint, tickets: bigint, k: bigint): bigint {
  if (k < 2n) return full;
  const missed = million - p;
  const scale = million ** tickets;
  const chance = ((scale - missed ** tickets) * full) / scale;
  const ramp = k < 4n ? full / k : 0n;
  return chance > ramp ? chance : ramp;
}

function select(tickets: Ticket[], slots: number): Redrawn {
  const eligible = tickets.filter(({ reason }) => reason === null);
  const forced = eligible.filter(({ k }) => k < 2n).sort(mostUrgentFirst);
  const drawn = eligible.filter(({ k, u, threshold: below }) => k >= 2n && u < below).sort(leastShareFirst);
  const free = slots > forced.length ? slots - forced.length : 0;
  const called = [...forced.slice(0, slots), ...drawn.slice(0, free)];
  const bumped = drawn.slice(free);
  const breaches = forced.slice(slots);
  const statuses = new Map<Ticket, EntryInFile['status']>();
  for (const ticket of called) statuses.set(ticket, 'called');
  for (const ticket of bumped) statuses.set(ticket, 'bumped');
  for (const ticket of breaches) statuses.set(ticket, 'breach');
  const entries = tickets.map((ticket) => ({
    clientId: ticket.clientId,
    chancePpm: ticket.chancePpm,
    k: String(ticket.k),
    tickets: String(ticket.tickets),
    threshold: String(ticket.threshold),
    u: String(ticket.u),
    status: statuses.get(ticket) ?? (ticket.reason === null ? 'not-called' : 'excluded'),
  }));
  const exclusions = tickets.flatMap(({ clientId, reason }) =>
    reason === null ? [] : [{ clientId, reason }],
  );
  const lists = { called: ids(called), forced: ids(forced), bumped: ids(bumped), breaches: ids(breaches) };
  return { ...lists, entries, exclusions };
}

function ids(tickets: Ticket[]): string[] {
  return tickets.map(({ clientId }) => clientId).sort();
}

function mostUrgentFirst(a: Ticket, b: Ticket): number {
  const overdueA = a.overdue ?? Number.MAX_SAFE_INTEGER;
  const overdueB = b.overdue ?? Number.MAX_SAFE_INTEGER;
  if (overdueA !== overdueB) return overdueB - overdueA;
  return compare(a.u, b.u) || compare(a.clientId, b.clientId);
}

function leastShareFirst(a: Ticket, b: Ticket): number {
  return compare(a.u * b.threshold, b.u * a.threshold) || compare(a.clientId, b.clientId);
}

function compare<T extends string | bigint>(a: T, b: T): number {
  return a < b ? -1 : Number(a > b);
}

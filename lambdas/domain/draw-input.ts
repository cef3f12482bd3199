import * as z from 'zod';
import type { LocalDate } from './clinic-calendar.ts';
import { type EpochDay, epochDayOf } from './draw-calendar.ts';
import type { TestPolicy } from './draw-chance.ts';
import { dayKeyBytes } from './draw-keys.ts';

/** One client as the draw sees them. */
export interface RosterItem {
  clientId: string;
  policy: TestPolicy;
  /** Date of the last collected test; null when there was none yet. */
  lastTestDate: LocalDate | null;
  /** `true`: today only; dates: those days; `false`: not excused. */
  excused: boolean | readonly LocalDate[];
}

/** Everything a clinic's draw on one date depends on. */
export interface DrawInput {
  /** The date's key, 32 bytes. */
  dayKey: Uint8Array;
  date: LocalDate;
  roster: readonly RosterItem[];
  /** Most collections on that day; null for no limit. */
  capacity: number | null;
  /** Dates without collection: known ones ahead, and yesterday's and today's. */
  closures: readonly LocalDate[];
}

/** A roster item after the check, its dates as day numbers. */
export interface DrawClient {
  clientId: string;
  policy: TestPolicy;
  lastTestDay: EpochDay | null;
  excusedDays: ReadonlySet<EpochDay>;
}

/** A draw's input after the check, its dates as day numbers, clients by id. */
export interface CheckedDrawInput {
  dayKey: Uint8Array;
  today: EpochDay;
  capacity: number | null;
  closedDays: ReadonlySet<EpochDay>;
  clients: DrawClient[];
}

/** Input the draw refuses: which client (if one), which field, what is wrong and what is wanted. */
export class DrawInputError extends Error {
  override readonly name = 'DrawInputError';
  readonly field: string;
  readonly clientId: string | undefined;

  constructor(field: string, wanted: string, got: unknown, clientId?: string) {
    const where = clientId === undefined ? field : `client ${clientId}: ${field}`;
    super(`${where}: must be ${wanted}; got ${describe(got)}`);
    this.field = field;
    this.clientId = clientId;
  }
}

const wantedDate = 'a date "YYYY-MM-DD" that exists';
const wantedId = 'a non-empty text of whole Unicode characters';
const wanted: Record<string, string> = {
  policy: 'an object with the test policy',
  'policy.ratePerWeek': 'a number of tests a week above 0 and at most 7',
  'policy.maxGapDays': 'a whole number of days from 1 to 36500',
  'policy.testDays': 'a list of at least one ISO weekday, each once',
  'policy.testDays[]': 'an ISO weekday, 1 (Monday) to 7 (Sunday)',
  'policy.minPerCalendarWeek': '0 or 1',
  'policy.closureGuard': 'true or false',
  'policy.chancePpm': 'a whole number of parts per million from 1 to 1000000',
};

export const localDateSchema = z.string().refine((date) => epochDayOf(date) !== undefined);
export const clientIdSchema = z.string().refine(isClientId);

const targetFields = {
  ratePerWeek: z.number().positive().max(7),
  maxGapDays: z.int().min(1).max(36_500),
  testDays: z
    .array(z.int().min(1).max(7))
    .min(1)
    .refine((days) => new Set(days).size === days.length),
  minPerCalendarWeek: z.literal([0, 1]),
  closureGuard: z.boolean(),
};

/** A program's wishes for random testing. */
const testTargetsSchema = z.object(targetFields);
/** One version of a test policy, with the chance it was solved to. */
export const testPolicySchema = z.object({ ...targetFields, chancePpm: z.int().min(1).max(1_000_000) });

/**
 * Checks a draw's input and turns its dates into day numbers.
 *
 * @throws DrawInputError naming the client and the field
 */
export function checkDrawInput(input: DrawInput): CheckedDrawInput {
  const { dayKey, date, roster, capacity, closures } = input;
  if (!(dayKey instanceof Uint8Array) || dayKey.length !== dayKeyBytes) {
    throw new DrawInputError('dayKey', `${dayKeyBytes} bytes`, dayKey);
  }
  const today = epochDayOf(date);
  if (today === undefined) throw new DrawInputError('date', wantedDate, date);
  if (capacity !== null && !(Number.isSafeInteger(capacity) && capacity >= 0)) {
    throw new DrawInputError(
      'capacity',
      'a whole number of collections from 0, or null for no limit',
      capacity,
    );
  }
  return {
    dayKey,
    today,
    capacity,
    closedDays: checkClosures(closures),
    clients: checkRoster(roster, today),
  };
}

/**
 * Checks a policy or its targets.
 *
 * @throws DrawInputError naming the field
 */
export function checkTargets(policy: unknown): void {
  const schema = isPolicyWithChance(policy) ? testPolicySchema : testTargetsSchema;
  const result = schema.safeParse(policy);
  if (!result.success) throw firstIssue(result.error, { policy }, ['policy']);
}

function isPolicyWithChance(policy: unknown): boolean {
  return (
    typeof policy === 'object' && policy !== null && 'chancePpm' in policy && policy.chancePpm !== undefined
  );
}

/**
 * Checks a list of closures and turns it into day numbers.
 *
 * @throws DrawInputError naming the place in the list
 */
export function checkClosures(closures: unknown): Set<EpochDay> {
  if (!Array.isArray(closures)) throw new DrawInputError('closures', 'a list of dates', closures);
  return checkDays(closures, 'closures');
}

function checkRoster(roster: unknown, today: EpochDay): DrawClient[] {
  if (!Array.isArray(roster)) throw new DrawInputError('roster', 'a list of clients', roster);
  const checkedPolicies = new Set<unknown>();
  const seen = new Set<string>();
  const clients = roster.map((item: RosterItem, index) => {
    const clientId = checkClientId(item, index, seen);
    if (!checkedPolicies.has(item.policy)) {
      const result = testPolicySchema.safeParse(item.policy);
      if (!result.success) throw firstIssue(result.error, item, ['policy'], clientId);
      checkedPolicies.add(item.policy);
    }
    return checkDates(item, clientId, today);
  });
  return clients.sort((one, other) => compareIds(one.clientId, other.clientId));
}

function checkClientId(item: unknown, index: number, seen: Set<string>): string {
  const clientId =
    typeof item === 'object' && item !== null && 'clientId' in item ? item.clientId : undefined;
  if (!isClientId(clientId)) throw new DrawInputError(`roster[${index}].clientId`, wantedId, clientId);
  if (seen.has(clientId)) {
    throw new DrawInputError('clientId', 'on the roster once', `it again at roster[${index}]`, clientId);
  }
  seen.add(clientId);
  return clientId;
}

function isClientId(value: unknown): value is string {
  return typeof value === 'string' && value !== '' && value.isWellFormed();
}

function checkDates(item: RosterItem, clientId: string, today: EpochDay): DrawClient {
  const { policy, lastTestDate, excused } = item;
  const lastTestDay = lastTestDate === null ? null : epochDayOf(lastTestDate);
  if (lastTestDay === undefined || (lastTestDay !== null && lastTestDay > today)) {
    throw new DrawInputError(
      'lastTestDate',
      `${wantedDate}, not after the draw, or null`,
      lastTestDate,
      clientId,
    );
  }
  return { clientId, policy, lastTestDay, excusedDays: checkExcuse(excused, clientId, today) };
}

const never: ReadonlySet<EpochDay> = new Set();

function checkExcuse(excused: unknown, clientId: string, today: EpochDay): ReadonlySet<EpochDay> {
  if (excused === true) return new Set([today]);
  if (excused === false) return never;
  if (!Array.isArray(excused)) {
    throw new DrawInputError('excused', 'true (today only), false or a list of dates', excused, clientId);
  }
  return checkDays(excused, 'excused', clientId);
}

function checkDays(dates: readonly unknown[], field: string, clientId?: string): Set<EpochDay> {
  const days = new Set<EpochDay>();
  for (const [index, date] of dates.entries()) {
    const day = epochDayOf(date);
    if (day === undefined) throw new DrawInputError(`${field}[${index}]`, wantedDate, date, clientId);
    days.add(day);
  }
  return days;
}

/** Ids in the order of their UTF-16 code units: the same on every machine and in every locale. */
export function compareIds(one: string, other: string): number {
  if (one === other) return 0;
  return one < other ? -1 : 1;
}

function firstIssue(
  error: z.ZodError,
  whole: unknown,
  prefix: readonly PropertyKey[],
  clientId?: string,
): DrawInputError {
  const path = [...prefix, ...(error.issues[0]?.path ?? [])];
  const field = path.map((part) => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`)).join('');
  const rule = wanted[field.slice(1).replace(/\[\d+\]/g, '[]')] ?? 'valid';
  return new DrawInputError(field.slice(1), rule, valueAt(whole, path), clientId);
}

function valueAt(whole: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (value, part) => (typeof value === 'object' && value !== null ? Reflect.get(value, part) : undefined),
    whole,
  );
}

const longestShown = 80;

function describe(got: unknown): string {
  if (got instanceof Uint8Array) return `${got.length} bytes`;
  if (typeof got === 'number' || typeof got === 'bigint') return String(got);
  const text = JSON.stringify(got) ?? 'nothing';
  return text.length > longestShown ? `${text.slice(0, longestShown)}…` : text;
}

import { isDate } from './dates.ts';

/** Turns a parsed value into a typed one, or throws a ShapeError that names the place. */
type Shape<T> = (value: unknown, path: string) => T;
type Shaped<S> = S extends Shape<infer T> ? T : never;

/** A file that is not an export: which field, what it must be, what it is. */
export class ShapeError extends Error {
  override readonly name = 'ShapeError';

  constructor(path: string, wanted: string, got: unknown) {
    const shown = JSON.stringify(got) ?? 'nothing';
    super(`${path}: must be ${wanted}; got ${shown.length > 80 ? `${shown.slice(0, 80)}…` : shown}`);
  }
}

function text(pattern: RegExp, wanted: string): Shape<string> {
  return (value, path) => {
    if (typeof value !== 'string' || !value.isWellFormed() || !pattern.test(value)) {
      throw new ShapeError(path, wanted, value);
    }
    return value;
  };
}

function whole(least: number, most: number): Shape<number> {
  return (value, path) => {
    if (typeof value !== 'number' || !Number.isInteger(value) || value < least || value > most) {
      throw new ShapeError(path, `a whole number from ${least} to ${most}`, value);
    }
    return value;
  };
}

function oneOf<const T extends string | number | boolean>(...options: T[]): Shape<T> {
  return (value, path) => {
    const found = options.find((option) => option === value);
    if (found === undefined) throw new ShapeError(path, options.map(String).join(' or '), value);
    return found;
  };
}

function orNull<T>(shape: Shape<T>): Shape<T | null> {
  return (value, path) => (value === null ? null : shape(value, path));
}

function listOf<T>(shape: Shape<T>): Shape<T[]> {
  return (value, path) => {
    if (!Array.isArray(value)) throw new ShapeError(path, 'a list', value);
    return value.map((item: unknown, index) => shape(item, `${path}[${index}]`));
  };
}

function record<F extends Record<string, Shape<unknown>>>(
  fields: F,
): Shape<{ [K in keyof F]: Shaped<F[K]> }> {
  return (value, path) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      throw new ShapeError(path || 'the file', 'an object', value);
    }
    const extra = Object.keys(value).find((key) => !Object.hasOwn(fields, key));
    if (extra !== undefined)
      throw new ShapeError(join(path, extra), 'absent: exports have no such field', extra);
    const shaped = Object.entries(fields).map(([key, shape]) => [
      key,
      shape(Object.hasOwn(value, key) ? Reflect.get(value, key) : undefined, join(path, key)),
    ]);
    return Object.fromEntries(shaped) as { [K in keyof F]: Shaped<F[K]> };
  };
}

function join(path: string, key: string): string {
  return path === '' ? key : `${path}.${key}`;
}

const date: Shape<string> = (value, path) => {
  if (typeof value !== 'string' || !isDate(value))
    throw new ShapeError(path, 'a date "YYYY-MM-DD" that exists', value);
  return value;
};
const hex = text(/^[0-9a-f]{64}$/, '64 lower-case hex digits');
const id = text(/./s, 'a non-empty text');
const integer = text(/^(0|[1-9]\d{0,15})$/, 'a whole number as decimal text');
const rate: Shape<number> = (value, path) => {
  if (typeof value !== 'number' || !(value > 0 && value <= 7)) {
    throw new ShapeError(path, 'a number above 0 and at most 7', value);
  }
  return value;
};

const policy = record({
  ratePerWeek: rate,
  maxGapDays: whole(1, 36_500),
  testDays: listOf(whole(1, 7)),
  minPerCalendarWeek: oneOf(0, 1),
  closureGuard: oneOf(true, false),
  chancePpm: whole(1, 1_000_000),
});

const excuse: Shape<boolean | string[]> = (value, path) =>
  typeof value === 'boolean' ? value : listOf(date)(value, path);

const drawRecord = record({
  format: oneOf('rtdraw/v1'),
  clinicId: id,
  date,
  commitment: hex,
  capacity: orNull(whole(0, Number.MAX_SAFE_INTEGER)),
  closures: listOf(date),
  uncovered: orNull(oneOf('draw-too-late', 'collection-closed')),
  policies: listOf(record({ version: id, policy })),
  roster: listOf(record({ clientId: id, policyVersion: id, lastTestDate: orNull(date), excused: excuse })),
  exclusions: listOf(record({ clientId: id, reason: oneOf('closure', 'weekday', 'excuse') })),
  entries: listOf(
    record({
      clientId: id,
      chancePpm: integer,
      k: integer,
      tickets: integer,
      threshold: integer,
      u: integer,
      status: oneOf('called', 'not-called', 'bumped', 'breach', 'excluded'),
    }),
  ),
  called: listOf(id),
  forced: listOf(id),
  bumped: listOf(id),
  breaches: listOf(id),
  codeVersion: id,
  previousHash: hex,
  hash: hex,
});

/** Checks that a parsed file is an export. @throws ShapeError naming the first field that is not as it must be */
export const exportShape = record({
  format: oneOf('rtdraw-export/v1'),
  clinicId: id,
  records: listOf(drawRecord),
  commitments: listOf(record({ date, commitment: hex })),
  dayKeys: listOf(record({ date, dayKey: hex })),
  head: hex,
  fileHash: hex,
});

export type ExportFile = Shaped<typeof exportShape>;
export type RecordInFile = ExportFile['records'][number];
export type EntryInFile = RecordInFile['entries'][number];

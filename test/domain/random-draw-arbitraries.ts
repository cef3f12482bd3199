import fc from 'fast-check';
import { type DrawInput, dayKeyFrom, type RosterItem } from '../../lambdas/domain/random-draw.ts';

const dayMs = 86_400_000;

/** The date some days after another. */
export function dateAfter(date: string, days: number): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * dayMs).toISOString().slice(0, 10);
}

/** ISO weekday, Monday = 1. */
export function isoWeekday(date: string): number {
  return new Date(`${date}T00:00:00Z`).getUTCDay() || 7;
}

/** Whether a client can be tested on a date, said without the draw's own code. */
export function canTest(
  client: RosterItem,
  input: Pick<DrawInput, 'date' | 'closures'>,
  date: string,
): boolean {
  const { excused, policy } = client;
  const isExcused = Array.isArray(excused) ? excused.includes(date) : excused === true && date === input.date;
  return policy.testDays.includes(isoWeekday(date)) && !input.closures.includes(date) && !isExcused;
}

/** The last date by which the policy wants a test; null for a client who never had one. */
export function deadlineDate({ lastTestDate, policy }: RosterItem, date: string): string | null {
  if (lastTestDate === null) return null;
  const byGap = dateAfter(lastTestDate, policy.maxGapDays);
  const monday = dateAfter(date, 1 - isoWeekday(date));
  const sunday = dateAfter(monday, 6);
  return policy.minPerCalendarWeek === 1 && lastTestDate < monday && sunday < byGap ? sunday : byGap;
}

/** True when a client who can be tested today has no later testable day up to the deadline. */
export function isDue(client: RosterItem, input: DrawInput): boolean {
  if (!canTest(client, input, input.date)) return false;
  const deadline = deadlineDate(client, input.date);
  if (deadline === null) return true;
  for (let date = dateAfter(input.date, 1); date <= deadline; date = dateAfter(date, 1)) {
    if (canTest(client, input, date)) return false;
  }
  return true;
}

const weekdays = [1, 2, 3, 4, 5, 6, 7];
const testDaysArbitrary = fc.oneof(
  fc.constantFrom(weekdays, weekdays.slice(0, 6), weekdays.slice(0, 5), [1, 3, 5]),
  fc.subarray(weekdays, { minLength: 1 }),
);

export const policyArbitrary = fc.record({
  ratePerWeek: fc.constantFrom(0.5, 1, 2, 3),
  maxGapDays: fc.constantFrom(2, 3, 5, 7, 14, 28),
  testDays: testDaysArbitrary,
  minPerCalendarWeek: fc.constantFrom(0 as const, 1 as const),
  closureGuard: fc.boolean(),
  chancePpm: fc.integer({ min: 20_000, max: 750_000 }),
});

const firstDate = '2026-01-01';

/** A date near another, by offset. */
function datesNear(date: string, from: number, to: number, maxLength: number): fc.Arbitrary<string[]> {
  return fc
    .array(fc.integer({ min: from, max: to }), { maxLength })
    .map((offsets) => offsets.map((offset) => dateAfter(date, offset)));
}

function clientArbitrary(date: string): fc.Arbitrary<Omit<RosterItem, 'clientId'>> {
  return fc.record({
    policy: policyArbitrary,
    lastTestDate: fc.option(
      fc.integer({ min: -12, max: -1 }).map((offset) => dateAfter(date, offset)),
      { freq: 8 },
    ),
    excused: fc.oneof(
      { weight: 4, arbitrary: fc.constant(false) },
      { weight: 1, arbitrary: fc.constant(true) },
      { weight: 2, arbitrary: datesNear(date, -2, 8, 4) },
    ),
  });
}

/** Random clinic-days: mixed policies, closures, excuses, new and overdue clients, slack or binding capacity. */
export const clinicDayArbitrary: fc.Arbitrary<DrawInput> = fc
  .integer({ min: 0, max: 1500 })
  .map((offset) => dateAfter(firstDate, offset))
  .chain((date) =>
    fc.record({
      dayKey: fc.nat().map((number) => dayKeyFrom(`seed ${number}`, 'clinic-oak', date)),
      date: fc.constant(date),
      roster: fc
        .array(clientArbitrary(date), { minLength: 1, maxLength: 14 })
        .map((clients) => clients.map((client, index) => ({ ...client, clientId: `client-${100 + index}` }))),
      capacity: fc.option(fc.integer({ min: 0, max: 6 }), { freq: 2 }),
      closures: datesNear(date, -2, 10, 3),
    }),
  );

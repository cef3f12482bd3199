import { type FieldProblem, type FieldProblemCode, type Fields, fieldProblem } from './answer-fields.ts';
import { type Instant, instantOf } from './clinic-calendar.ts';
import type { DrugTest } from './drug-test.ts';
import { collectionFields, tellingFields } from './test-fields.ts';

/** When something was entered for a test, and what it is held against. */
export interface EnteredAt {
  test: Pick<DrugTest, 'date' | 'toldAt'>;
  /** When the question was opened, which was after the client was called. */
  askedAt: Instant;
  now: Instant;
  timeZone: string;
}

/** When the client was told, by what was entered: a time of the test's day, or just now. */
export function toldAtFrom(fields: Fields, { test, now, timeZone }: Omit<EnteredAt, 'askedAt'>): Instant {
  return fields.toldAt === undefined ? now : instantOf(timeZone, test.date, fields.toldAt);
}

/** A telling lies between the call and now. */
export function tellingTimeProblem(fields: Fields, entered: EnteredAt): FieldProblem | undefined {
  const code = timeProblem(fields.toldAt, entered.askedAt, 'before it was asked', entered);
  return code && fieldProblem(tellingFields, 'toldAt', code);
}

/** A collection lies between the telling and now. */
export function collectionTimeProblem(fields: Fields, entered: EnteredAt): FieldProblem | undefined {
  const from = entered.test.toldAt ?? entered.askedAt;
  const code = timeProblem(fields.collectedAt, from, 'before the telling', entered);
  return code && fieldProblem(collectionFields, 'collectedAt', code);
}

function timeProblem(
  time: string | undefined,
  from: Instant,
  tooEarly: FieldProblemCode,
  { test, now, timeZone }: EnteredAt,
): FieldProblemCode | undefined {
  if (time === undefined) return undefined;
  const at = instantOf(timeZone, test.date, time);
  if (at > now) return 'in the future';
  return at < minuteOf(from) ? tooEarly : undefined;
}

/** Times are entered by the minute. */
function minuteOf(at: Instant): Instant {
  return `${at.slice(0, 16)}:00.000Z`;
}

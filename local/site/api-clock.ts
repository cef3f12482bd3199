import * as z from 'zod';
import {
  addDays,
  type Instant,
  instantOf,
  localDateOf,
  localTimeOf,
} from '../../lambdas/domain/clinic-calendar.ts';
import { dateField } from '../../lambdas/domain/file-fields.ts';
import { BadInput, fieldProblem } from '../../lambdas/runtime/define-action.ts';
import { beginningOf, type Laptop } from '../laptop.ts';
import { clockOf, countsOf } from './api-state.ts';
import { type SiteContext, shownClinicId } from './clinic-choice.ts';
import { json, jsonOf, type SiteRequest, type SiteResponse } from './http.ts';

const longestDays = 1200;
const durationFix = 'write days, hours and minutes like P1D, PT6H or P1DT2H30M';
const momentFix = 'write it like 2027-01-31T09:00 on the clinic’s wall clock, or "end"';

const clockSchema = z
  .strictObject({
    advance: z
      .string(`is not a duration; ${durationFix}`)
      .regex(/^P(?=\d|T\d)(\d{1,4}D)?(T(?=\d)(\d{1,5}H)?(\d{1,6}M)?)?$/, `is not a duration; ${durationFix}`)
      .optional(),
    to: z
      .string(`is not a moment; ${momentFix}`)
      .regex(/^(end|\d{4}-\d\d-\d\dT([01]\d|2[0-3]):[0-5]\d)$/, `is not a moment; ${momentFix}`)
      .refine(
        (to) => to === 'end' || dateField.safeParse(to.slice(0, 10)).success,
        `is not a date that exists; ${momentFix}`,
      )
      .optional(),
  })
  .refine(
    ({ advance, to }) => (advance === undefined) !== (to === undefined),
    'say how far the clock goes; give either advance or to',
  );

const startFix = 'write a date like 2027-01-04, or an instant like 2027-01-04T13:00:00Z';
const resetSchema = z.strictObject({
  seed: z
    .union([z.string(), z.number()], 'is not a seed; give any text or number')
    .refine((seed) => seed !== '', 'is empty; give any text or number')
    .optional(),
  start: z.union([dateField, z.iso.datetime()], `is neither a date nor an instant; ${startFix}`).optional(),
  empty: z.boolean('is not true or false; give true for an empty store').optional(),
});

function checked<Schema extends z.ZodType>(schema: Schema, input: unknown): z.infer<Schema> {
  const result = schema.safeParse(input);
  if (!result.success) throw new BadInput(result.error.issues.map(fieldProblem));
  return result.data;
}

/** `POST /local/clock`: answers when everything that fell due has been done. */
export async function postClock(request: SiteRequest, context: SiteContext): Promise<SiteResponse> {
  const { advance, to } = checked(clockSchema, jsonOf(request));
  const { laptop } = context;
  if (to === 'end') await laptop.toEnd();
  else await laptop.advanceTo(targetOf(context, { advance, to }));
  const clinicId = shownClinicId(context);
  return json({ clock: clockOf(laptop, clinicId), counts: countsOf(laptop, clinicId) });
}

function targetOf(context: SiteContext, { advance, to }: { advance?: string; to?: string }): Instant {
  const { laptop } = context;
  const now = laptop.clinic.now();
  const zone = laptop.timeZoneOf(shownClinicId(context));
  const target = advance === undefined ? momentOf(zone, to ?? '') : after(zone, now, advance);
  const field = advance === undefined ? 'to' : 'advance';
  if (target < now) {
    const local = clockOf(laptop, shownClinicId(context)).local;
    throw new BadInput([
      {
        field,
        problem: `lies before now, ${local}`,
        fix: 'the clock only moves forward; begin again with POST /local/reset',
      },
    ]);
  }
  if (Date.parse(target) - Date.parse(now) > longestDays * 86_400_000)
    throw new BadInput([
      { field, problem: `is more than ${longestDays} days ahead`, fix: 'go in smaller steps' },
    ]);
  return target;
}

function momentOf(zone: string, local: string): Instant {
  return instantOf(zone, local.slice(0, 10), local.slice(11));
}

/** Days are the calendar's: a day on from 9:00 is 9:00, also when the clocks change. */
export function after(zone: string, now: Instant, duration: string): Instant {
  const part = (letter: string) => Number(new RegExp(`(\\d+)${letter}`).exec(duration)?.[1] ?? 0);
  const [days, hours, minutes] = [part('D'), part('H'), part('M')];
  const [date, time] = [localDateOf(zone, now), localTimeOf(zone, now)];
  const shiftMs =
    Date.parse(instantOf(zone, addDays(date, days), time)) - Date.parse(instantOf(zone, date, time));
  return new Date(Date.parse(now) + shiftMs + (hours * 60 + minutes) * 60_000).toISOString();
}

/** `POST /local/reset` */
export async function postReset(request: SiteRequest, context: SiteContext): Promise<SiteResponse> {
  const { seed, start, empty } = checked(resetSchema, jsonOf(request));
  await reset(context, {
    seed: seed === undefined ? undefined : String(seed),
    start,
    isEmpty: empty ?? false,
  });
  const clinicId = shownClinicId(context);
  return json({
    clock: clockOf(context.laptop, clinicId),
    clinics: context.laptop.clinicIds(),
    counts: countsOf(context.laptop, clinicId),
  });
}

/** Begins again; what is left out is as it was. */
export async function reset(
  context: SiteContext,
  to: { seed?: string; start?: string; isEmpty: boolean },
): Promise<void> {
  const { laptop } = context;
  const { seed, startAt } = laptop.beginning;
  context.shown.clinicId = undefined;
  await laptop.begin({
    seed: to.seed ?? seed,
    startAt: startOf(laptop, to.start) ?? startAt,
    isEmpty: to.isEmpty,
  });
}

function startOf({ settings }: Laptop, start: string | undefined): Instant | undefined {
  if (start === undefined) return undefined;
  return start.length === 10 ? beginningOf(settings, start) : new Date(start).toISOString();
}

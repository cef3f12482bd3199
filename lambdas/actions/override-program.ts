import * as z from 'zod';
import { putEpisode } from '../casework/follow-treatment-answer.ts';
import { readCase } from '../casework/read-records.ts';
import { tellSignalOrLater } from '../casework/tell-workflow.ts';
import type { LocalDate } from '../domain/clinic-calendar.ts';
import { DrawInputError } from '../domain/draw-input.ts';
import { type Episode, isEnded } from '../domain/episode.ts';
import { choiceField, dateField, wholeField } from '../domain/file-fields.ts';
import { type OverrideSetting, overridable } from '../domain/override.ts';
import { fieldsOfSetting, settingWords, withOverride } from '../domain/override-effects.ts';
import { ownTestRate } from '../domain/own-test-rate.ts';
import type { Program } from '../domain/program.ts';
import { episodeField, named, reasonField, refuseField } from '../runtime/action-subject.ts';
import { cliniciansOnly } from '../runtime/clinicians-only.ts';
import { defineAction } from '../runtime/define-action.ts';

const longestGapDays = 60;

const schema = z.strictObject({
  episodeId: episodeField,
  what: choiceField(overridable).describe('What is set for this client otherwise than the program'),
  testsPerWeek: z
    .number()
    .positive('is not above 0; give a number above 0 and at most 7')
    .max(7, 'is above 7; give a number above 0 and at most 7')
    .optional()
    .describe('For the test rate: the mean number of random tests a week'),
  maxGapDays: wholeField(1, longestGapDays, 'a number of days')
    .optional()
    .describe('For the test rate: never longer than this without a test'),
  days: wholeField(1, 180, 'a number of days')
    .optional()
    .describe('For everything else: days between, days of the whole episode, or days ahead'),
  from: dateField.optional().describe('The first day on which it holds; today when left out'),
  until: dateField.optional().describe('The last day; until it is withdrawn when left out'),
  reason: reasonField,
});
type Input = z.infer<typeof schema>;

/**
 * Sets something for one client otherwise than the program. A lower test rate set here is the clinician's signature
 * for it; its chance is solved now, and the draw, its record and the verifier read the same number.
 */
export const action = defineAction({
  name: 'override-program',
  title: 'Set a client’s own plan',
  description:
    'Test rate, reviews, milestones, length, check-ins with the home or the start of aftercare, for one client, with a reason, from a day until a day or until it is withdrawn. A clinician decides it.',
  schema,
  async run(input, actor, ports) {
    const now = ports.clock.now();
    const { clinicId, by } = actor;
    const { episodeId, reason } = input;
    const words = await ports.store.transact(clinicId, async (tx) => {
      await cliniciansOnly(tx, actor, 'a client’s own plan');
      await named(tx, 'episode', episodeId, 'episodeId');
      const { episode, program, today } = await readCase(tx, clinicId, episodeId, now);
      if (isEnded(episode) || episode.endingRequested)
        refuseField('episodeId', 'treatment has ended or is ending', 'nothing is left to set');
      const { from, until } = datesOf(input, today);
      const setting = settingOf(input, program, episode);
      const override = { setting, from, until, reason, by, at: now };
      const next = withOverride(episode, program, override, today);
      if (setting.what === 'length' && next.plannedEndOn !== null && next.plannedEndOn <= today)
        refuseField(
          'days',
          'treatment would have ended by now',
          `give more than ${setting.plannedDays} days`,
        );
      putEpisode(tx, { episode, program, at: now }, next);
      const { what } = setting;
      const details = { what, setting: settingWords(setting), from, until, reason };
      tx.audit({ at: now, what: 'program overridden', by, episodeId, details });
      return `${what}: ${settingWords(setting)}, from ${from}${until === null ? '' : ` until ${until}`}`;
    });
    for (const wait of ['treatment', 'aftercare'] as const)
      await tellSignalOrLater(ports, clinicId, { episodeId, wait, at: now });
    return { summary: `Set for this client: ${words}.` };
  },
});

function datesOf(
  { what, from, until }: Input,
  today: LocalDate,
): { from: LocalDate; until: LocalDate | null } {
  if (from !== undefined && from < today)
    refuseField('from', `${from} is over`, `give ${today} or a later day`);
  if (what === 'length' && ((from ?? today) !== today || until !== undefined))
    refuseField(
      from === undefined ? 'until' : 'from',
      'a length holds from today on',
      'leave from and until out',
    );
  const begins = from ?? today;
  if (until !== undefined && until < begins)
    refuseField('until', `${until} lies before ${begins}`, 'give a day from then on, or leave it out');
  return { from: begins, until: until ?? null };
}

function settingOf(input: Input, program: Program, episode: Episode): OverrideSetting {
  const { what } = input;
  for (const field of ['testsPerWeek', 'maxGapDays', 'days'] as const) {
    const isWanted = fieldsOfSetting[what].includes(field);
    if (isWanted && input[field] === undefined) refuseField(field, 'is missing', `give it for: ${what}`);
    if (!isWanted && input[field] !== undefined)
      refuseField(field, `does not go with: ${what}`, 'leave it out');
  }
  const { testsPerWeek = 1, maxGapDays = 1, days = 1 } = input;
  if (what === 'test rate') return testRateOf(program, { testsPerWeek, maxGapDays });
  if (what === 'length') return lengthOf(program, episode, days);
  if (what === 'aftercare') return { what, leadDays: days };
  return { what, everyDays: days };
}

function testRateOf(program: Program, rate: { testsPerWeek: number; maxGapDays: number }): OverrideSetting {
  try {
    return ownTestRate(program, rate);
  } catch (error) {
    if (!(error instanceof DrawInputError)) throw error;
    return refuseField('testsPerWeek', error.message, 'give a rate and a gap that go with the test days');
  }
}

function lengthOf({ lengthDays }: Program, { plannedDays }: Episode, days: number): OverrideSetting {
  const { min, max } = lengthDays;
  if (days < min || days > max)
    refuseField('days', `the program lasts ${min} to ${max} days`, `give ${min} to ${max}`);
  return { what: 'length', plannedDays: days, insteadOfDays: plannedDays };
}

import { addDays, type LocalDate } from './clinic-calendar.ts';
import type { Episode } from './episode.ts';
import { type Overridable, type Override, type OverrideSetting, policyOf } from './override.ts';
import type { Program } from './program.ts';
import { nextDueOn } from './review.ts';

export interface Withdrawal {
  on: LocalDate;
  reason: string;
  by: string;
}

/** The episode with one more setting of its own, and with the days that follow from it. */
export function withOverride(
  episode: Episode,
  program: Program,
  override: Omit<Override, 'id'>,
  today: LocalDate,
): Episode {
  const known = episode.overrides ?? [];
  const overrides = [...known, { ...override, id: `o${known.length + 1}` }];
  return replanned({ ...episode, overrides }, program, override.setting, {
    from: override.from > today ? override.from : today,
    today,
  });
}

/** The episode without a setting from a day on; what the program plans, or an earlier setting, holds again. */
export function withoutOverride(
  episode: Episode,
  program: Program,
  id: string,
  withdrawn: Withdrawal,
): Episode {
  const found = episode.overrides?.find((one) => one.id === id);
  if (!found) return episode;
  const overrides = episode.overrides?.map((one) => (one === found ? { ...one, withdrawn } : one));
  const { setting } = found;
  const next = { ...episode, overrides };
  if (setting.what === 'length') return withLength(next, program, lengthLeft(overrides));
  return replanned(next, program, setting, { from: withdrawn.on, today: withdrawn.on });
}

/** The length that was set last and stands, or the one that was planned before any was set. */
function lengthLeft(overrides: readonly Override[] | undefined = []): number {
  const lengths = overrides.flatMap(({ setting, withdrawn }) =>
    setting.what === 'length' ? [{ setting, withdrawn }] : [],
  );
  const standing = lengths.findLast(({ withdrawn }) => withdrawn === undefined);
  return standing?.setting.plannedDays ?? lengths[0]?.setting.insteadOfDays ?? 0;
}

interface Days {
  /** When the setting begins or ends, today at the earliest. */
  from: LocalDate;
  today: LocalDate;
}

function replanned(episode: Episode, program: Program, setting: OverrideSetting, days: Days): Episode {
  if (setting.what === 'length') return withLength(episode, program, setting.plannedDays);
  const { nextReviewOn, nextMilestonesOn, admittedOn, lastReviewedOn } = episode;
  if (setting.what === 'reviews' && nextReviewOn && admittedOn) {
    const { everyDays } = policyOf(program, episode, days.from).reviews;
    const due = nextDueOn(lastReviewedOn ?? admittedOn, everyDays, episode.plannedDays);
    return { ...episode, nextReviewOn: moved(nextReviewOn, due, days) };
  }
  if (setting.what === 'milestones' && nextMilestonesOn && admittedOn) {
    const { everyDays } = policyOf(program, episode, days.from).milestones;
    const due = nextDueOn(days.today, everyDays, episode.plannedDays);
    return { ...episode, nextMilestonesOn: moved(nextMilestonesOn, due, days) };
  }
  return episode;
}

/** A shorter interval brings a day forward, to its own beginning at the earliest; a longer one moves it once it holds. */
function moved(planned: LocalDate, due: LocalDate, { from, today }: Days): LocalDate {
  const wanted = due < from ? from : due;
  return from > today && planned < wanted ? planned : wanted;
}

/** What was added by holding or stepping up stays added, within the program's longest episode. */
function withLength(episode: Episode, program: Program, plannedDays: number): Episode {
  const { admittedOn, plannedEndOn } = episode;
  if (!admittedOn || !plannedEndOn) return { ...episode, plannedDays };
  const latest = addDays(admittedOn, Math.max(program.lengthDays.max, plannedDays) - 1);
  const end = addDays(plannedEndOn, plannedDays - episode.plannedDays);
  return { ...episode, plannedDays, plannedEndOn: end < latest ? end : latest };
}

/** A setting in codes and figures, for the record and for pages: `2 a week, at most 7 days apart`. */
export function settingWords(setting: OverrideSetting): string {
  switch (setting.what) {
    case 'test rate':
      return `${setting.testsPerWeek} a week, at most ${setting.maxGapDays} days apart`;
    case 'length':
      return `${setting.plannedDays} days`;
    case 'aftercare':
      return `${setting.leadDays} days ahead`;
    default:
      return `every ${setting.everyDays} days`;
  }
}

/** What is given for each thing that can be set, by the name of its field. */
export const fieldsOfSetting: Record<Overridable, readonly ('testsPerWeek' | 'maxGapDays' | 'days')[]> = {
  'test rate': ['testsPerWeek', 'maxGapDays'],
  reviews: ['days'],
  milestones: ['days'],
  length: ['days'],
  'check-ins': ['days'],
  aftercare: ['days'],
};

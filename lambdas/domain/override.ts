import type { LocalDate } from './clinic-calendar.ts';
import type { Episode } from './episode.ts';
import type { Program } from './program.ts';

/** What a clinician can set for one client otherwise than the program. Source: every seed, "individually tailored". */
export const overridable = [
  'test rate',
  'reviews',
  'milestones',
  'length',
  'check-ins',
  'aftercare',
] as const;
export type Overridable = (typeof overridable)[number];

/** What holds instead of the program's setting. */
export type OverrideSetting =
  /** `chancePpm` is solved when it is set, so that each draw reads the same number. */
  | { what: 'test rate'; testsPerWeek: number; maxGapDays: number; chancePpm: number }
  | { what: 'reviews'; everyDays: number }
  | { what: 'milestones'; everyDays: number }
  | { what: 'length'; plannedDays: number; insteadOfDays: number }
  | { what: 'check-ins'; everyDays: number }
  | { what: 'aftercare'; leadDays: number };

/** One setting of one client, by a clinician, with its reason. Kept when it is withdrawn or replaced. */
export interface Override {
  /** `o1`, `o2`, … within the episode. */
  id: string;
  setting: OverrideSetting;
  /** The first day on which it holds. */
  from: LocalDate;
  /** The last day; null until it is withdrawn. */
  until: LocalDate | null;
  reason: string;
  by: string;
  at: string;
  withdrawn?: { on: LocalDate; reason: string; by: string };
}

export type SettingOf<What extends Overridable> = Extract<OverrideSetting, { what: What }>;
type Overridden = Pick<Episode, 'overrides'>;

/** True on the days on which a setting holds; the day on which it is withdrawn is no longer one of them. */
export function isInForce({ from, until, withdrawn }: Override, on: LocalDate): boolean {
  return from <= on && (until === null || on <= until) && (withdrawn === undefined || on < withdrawn.on);
}

/** The setting that holds on a day; of several for one thing the one that was made last. */
export function overrideOf<What extends Overridable>(
  { overrides = [] }: Overridden,
  what: What,
  on: LocalDate,
): SettingOf<What> | undefined {
  const found = overrides.findLast(({ setting, ...one }) =>
    setting.what === what ? isInForce({ setting, ...one }, on) : false,
  );
  return found?.setting as SettingOf<What> | undefined;
}

/** What holds for one client on one day: the program's settings with the client's own in their place. */
export interface Policy {
  testing: {
    testsPerWeek: number;
    maxGapDays: number;
    chancePpm: number;
    /** Names the plan in the draw's record, behind the program's version: one name, one plan. */
    plan: string;
    /** True where a clinician has set it for this client. */
    isOwn: boolean;
  };
  reviews: { everyDays: number; overdueAfterDays: number };
  milestones: { everyDays: number };
  checkIns: { everyDays: number };
  aftercare: { leadDays: number };
}

/**
 * The effective policy of an episode on a day. Whatever reads a setting that can be set for one client reads it here.
 *
 * @throws RangeError for a program without phases
 */
export function policyOf(program: Program, episode: Episode, on: LocalDate): Policy {
  const own = <What extends Overridable>(what: What) => overrideOf(episode, what, on);
  const everyDays = own('reviews')?.everyDays ?? program.reviews.everyDays;
  return {
    testing: testingOf(program, episode, on),
    reviews: { everyDays, overdueAfterDays: Math.max(program.reviews.overdueAfterDays, everyDays) },
    milestones: { everyDays: own('milestones')?.everyDays ?? program.mutualHelp.askEveryDays },
    checkIns: { everyDays: own('check-ins')?.everyDays ?? program.checkIns.everyDays },
    aftercare: { leadDays: own('aftercare')?.leadDays ?? program.aftercare.leadDays },
  };
}

function testingOf(program: Program, episode: Episode, on: LocalDate): Policy['testing'] {
  const own = overrideOf(episode, 'test rate', on);
  if (own) {
    const { testsPerWeek, maxGapDays, chancePpm } = own;
    const plan = `own-${testsPerWeek}-gap-${maxGapDays}-p-${chancePpm}`;
    return { testsPerWeek, maxGapDays, chancePpm, plan, isOwn: true };
  }
  const { phases, chancesPpm } = program;
  const index = Math.min(episode.testRate.phaseIndex, phases.length - 1);
  const phase = phases[index];
  const chancePpm = chancesPpm[index];
  if (!phase || !chancePpm) throw new RangeError(`program ${program.id} has no phase ${index + 1}`);
  const { testsPerWeek, maxGapDays } = phase;
  return { testsPerWeek, maxGapDays, chancePpm, plan: `phase-${index + 1}`, isOwn: false };
}

import { type Contradiction, repeats } from './file-fields.ts';
import type { ProgramFile } from './program.ts';
import { sessionContradictions } from './program-sessions.ts';

/** Nobody attends sessions for longer than this on one day. */
const mostHoursPerDay = 10;

/** Everything in a program's file that contradicts something else in it: where it stands, what is wrong, the fix. */
export function programContradictions(program: ProgramFile): Contradiction[] {
  return [
    ...lengthProblems(program),
    ...phaseProblems(program),
    ...listsWithRepeats(program),
    ...rhythmProblems(program),
    ...mutualHelpProblems(program),
    ...sessionContradictions(program),
  ];
}

function lengthProblems({ lengthDays, phases }: ProgramFile): Contradiction[] {
  const { min, planned, max } = lengthDays;
  const phaseDays = phases.reduce((sum, phase) => sum + phase.days, 0);
  const problems: Contradiction[] = [];
  if (!(min <= planned && planned <= max))
    problems.push({
      path: ['lengthDays'],
      message: `min ${min}, planned ${planned}, max ${max} are out of order; give min <= planned <= max`,
    });
  if (phaseDays !== planned)
    problems.push({
      path: ['phases'],
      message: `the phases last ${phaseDays} days but the program is planned for ${planned}; make the phases’ days add up to lengthDays.planned`,
    });
  return problems;
}

function phaseProblems({ phases }: ProgramFile): Contradiction[] {
  const tooFull = phases.flatMap(({ daysPerWeek, hoursPerWeek }, index) => {
    const most = daysPerWeek * mostHoursPerDay;
    if (hoursPerWeek <= most) return [];
    const week = daysPerWeek === 1 ? '1 day' : `${daysPerWeek} days`;
    const message = `${hoursPerWeek} hours do not fit into ${week} a week; give at most ${most}, or more days`;
    return [{ path: ['phases', index, 'hoursPerWeek'], message }];
  });
  const sameName = repeats(
    phases.map(({ name }) => name),
    (index) => ['phases', index, 'name'],
    (name) => `"${name}" stands further up; give each phase its own name`,
  );
  return [...sameName, ...tooFull];
}

function listsWithRepeats({ tracks = [], services = [], admission, mutualHelp }: ProgramFile) {
  const lists: [path: string[], values: readonly string[]][] = [
    [['tracks'], tracks],
    [['services'], services],
    [['admission', 'requires'], admission.requires],
    [['mutualHelp', 'fellowships'], mutualHelp.fellowships],
    [['mutualHelp', 'milestones'], mutualHelp.milestones ?? []],
  ];
  return lists.flatMap(([path, values]) =>
    repeats(
      values,
      (index) => [...path, index],
      (value) => `"${value}" is listed twice; list it once`,
    ),
  );
}

function rhythmProblems({ reviews, caseload, waitlist, followUpDays }: ProgramFile): Contradiction[] {
  const problems: Contradiction[] = [];
  const say = (path: string[], message: string) => problems.push({ path, message });
  const { everyDays, overdueAfterDays } = reviews;
  if (overdueAfterDays < everyDays)
    say(
      ['reviews', 'overdueAfterDays'],
      `reviews come every ${everyDays} days, so they would be overdue before they are due; raise it`,
    );
  const { softCap, hardCap } = caseload;
  if (softCap !== null && hardCap !== null && softCap > hardCap)
    say(['caseload', 'softCap'], `${softCap} is above the hard cap ${hardCap}; lower it`);
  if (waitlist.offerHours > waitlist.maxDays * 24)
    say(
      ['waitlist', 'offerHours'],
      `an offer of ${waitlist.offerHours} hours outlasts the longest wait of ${waitlist.maxDays * 24} hours; shorten it, or raise maxDays`,
    );
  if (followUpDays.some((day, at) => at > 0 && day <= (followUpDays[at - 1] ?? 0)))
    say(['followUpDays'], 'the days are not in rising order; list each day once, smallest first');
  return problems;
}

function mutualHelpProblems({ mutualHelp }: ProgramFile): Contradiction[] {
  const { fellowships, expected, meetingsPerWeek } = mutualHelp;
  const problems: Contradiction[] = [];
  const none = fellowships.indexOf('none');
  if (expected === 'required' && none >= 0)
    problems.push({
      path: ['mutualHelp', 'fellowships', none],
      message: '"none" can be chosen where mutual help is required; take it out, or set expected: encouraged',
    });
  if (meetingsPerWeek !== null && fellowships.every((fellowship) => fellowship === 'none'))
    problems.push({
      path: ['mutualHelp', 'meetingsPerWeek'],
      message: 'nobody can choose a fellowship whose meetings these would be; list one, or give null',
    });
  return problems;
}

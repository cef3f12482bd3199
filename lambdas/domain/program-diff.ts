import type { ProgramFile, ProgramPhase } from './program.ts';
import type { ProgramSession } from './program-sessions.ts';

/** One setting of something: what it is called, its value, and the unit that follows it. */
interface Setting<Owner> {
  label: string;
  of: (owner: Owner) => unknown;
  unit?: string;
}

const weekdayNames = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];

const settings: readonly Setting<ProgramFile>[] = [
  { label: 'Id:', of: ({ id }) => id },
  { label: 'Name:', of: ({ name }) => name },
  { label: 'Shortest episode:', of: ({ lengthDays }) => lengthDays.min, unit: 'days' },
  { label: 'Planned length:', of: ({ lengthDays }) => lengthDays.planned, unit: 'days' },
  { label: 'Longest episode:', of: ({ lengthDays }) => lengthDays.max, unit: 'days' },
  { label: 'Tracks:', of: ({ tracks }) => tracks },
  { label: 'Clinical hours from:', of: ({ clinicalHours }) => clinicalHours?.opens },
  { label: 'Clinical hours until:', of: ({ clinicalHours }) => clinicalHours?.closes },
  { label: 'Services:', of: ({ services }) => services },
  { label: 'Crisis answered at any hour:', of: ({ crisis }) => crisis.alwaysOpen },
  { label: 'Test days:', of: ({ testing }) => testing.testDays.map(weekdayName) },
  { label: 'Tests in every calendar week, at least:', of: ({ testing }) => testing.minPerCalendarWeek },
  { label: 'Closure guard:', of: ({ testing }) => testing.closureGuard },
  { label: 'Time to give urine:', of: ({ testing }) => testing.windowHours.urine, unit: 'hours' },
  { label: 'Time to give oral fluid:', of: ({ testing }) => testing.windowHours.oralFluid, unit: 'hours' },
  { label: 'Sober home:', of: ({ residence }) => residence },
  { label: 'Soft cap:', of: ({ caseload }) => caseload.softCap, unit: 'clients' },
  { label: 'Hard cap:', of: ({ caseload }) => caseload.hardCap, unit: 'clients' },
  { label: 'Clients to a counselor:', of: ({ caseload }) => caseload.clientsPerCounselor },
  { label: 'An offered place is kept:', of: ({ waitlist }) => waitlist.offerHours, unit: 'hours' },
  { label: 'Longest wait:', of: ({ waitlist }) => waitlist.maxDays, unit: 'days' },
  { label: 'Intake within:', of: ({ admission }) => admission.intakeWithinHours, unit: 'hours' },
  { label: 'Required before admission:', of: ({ admission }) => admission.requires },
  {
    label: 'Severe conditions only after a higher level of care:',
    of: ({ admission }) => admission.severeOnlyAfterHigherLevel,
  },
  {
    label: 'Warning before an authorization ends:',
    of: ({ admission }) => admission.authorizationWarningDays,
    unit: 'days',
  },
  { label: 'Homes are asked every:', of: ({ checkIns }) => checkIns.everyDays, unit: 'days' },
  { label: 'Reviews every:', of: ({ reviews }) => reviews.everyDays, unit: 'days' },
  { label: 'Reviews overdue after:', of: ({ reviews }) => reviews.overdueAfterDays, unit: 'days' },
  { label: 'Fellowships:', of: ({ mutualHelp }) => mutualHelp.fellowships },
  { label: 'Mutual help:', of: ({ mutualHelp }) => mutualHelp.expected },
  { label: 'Meetings:', of: ({ mutualHelp }) => mutualHelp.meetingsPerWeek, unit: 'a week' },
  { label: 'Milestones:', of: ({ mutualHelp }) => mutualHelp.milestones },
  {
    label: 'Milestones are asked about every:',
    of: ({ mutualHelp }) => mutualHelp.askEveryDays,
    unit: 'days',
  },
  { label: 'Aftercare begins:', of: ({ aftercare }) => aftercare.leadDays, unit: 'days before the end' },
  { label: 'A receiver answers within:', of: ({ aftercare }) => aftercare.firstContactHours, unit: 'hours' },
  { label: 'First visit within:', of: ({ aftercare }) => aftercare.visitWithinDays, unit: 'days' },
  { label: 'Receivers asked:', of: ({ aftercare }) => aftercare.attempts },
  { label: 'Follow-up on days:', of: ({ followUpDays }) => followUpDays },
  { label: 'Tries for each follow-up:', of: ({ followUpAttempts }) => followUpAttempts },
  { label: 'Days of tries before “lost to contact”:', of: ({ lostToContactDays }) => lostToContactDays },
];

const phaseSettings: readonly Setting<ProgramPhase>[] = [
  { label: 'called', of: ({ name }) => name },
  { label: 'lasts', of: ({ days }) => days, unit: 'days' },
  { label: 'sessions on', of: ({ daysPerWeek }) => daysPerWeek, unit: 'days a week' },
  { label: '', of: ({ hoursPerWeek }) => hoursPerWeek, unit: 'hours a week' },
  { label: '', of: ({ testsPerWeek }) => testsPerWeek, unit: 'random tests a week' },
  { label: 'at most', of: ({ maxGapDays }) => maxGapDays, unit: 'days without a test' },
];

const sessionSettings: readonly Setting<ProgramSession>[] = [
  { label: 'called', of: ({ name }) => name },
  { label: 'on sheets', of: ({ sheetName }) => sheetName },
  { label: 'kind', of: ({ kind }) => kind },
  { label: 'track', of: ({ track }) => track },
  { label: 'on', of: ({ weekdays }) => weekdays.map(weekdayName) },
  { label: 'begins', of: ({ starts }) => starts },
  { label: 'lasts', of: ({ minutes }) => minutes, unit: 'minutes' },
  { label: 'for', of: ({ phases }) => phases ?? ['all phases'] },
  { label: 'at most', of: ({ maxSize }) => maxSize, unit: 'clients' },
  { label: 'online', of: ({ online }) => online },
];

/**
 * What changes from one program to another, in words: a line for each setting, phases by their names, sessions by
 * their ids. Empty when nothing does. `Phase Foundation: 15 → 12 hours a week`.
 */
export function programDiff(before: ProgramFile, after: ProgramFile): string[] {
  return [
    ...changesOf(settings, before, after),
    ...phaseChanges(before.phases, after.phases),
    ...sessionChanges(before.sessions, after.sessions),
  ];
}

function changesOf<Owner>(of: readonly Setting<Owner>[], before: Owner, after: Owner): string[] {
  return of
    .filter((setting) => shown(setting.of(before)) !== shown(setting.of(after)))
    .map((setting) => sentence(setting, [setting.of(before), setting.of(after)]));
}

function sentence<Owner>({ label, unit }: Setting<Owner>, values: readonly unknown[]): string {
  const isCounted = typeof values.at(-1) === 'number';
  return [label, values.map(shown).join(' → '), isCounted ? unit : undefined].filter(Boolean).join(' ');
}

function shown(value: unknown): string {
  if (value === undefined) return 'left out';
  if (value === null) return 'none';
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (Array.isArray(value)) return value.length === 0 ? 'nothing' : value.join(', ');
  return String(value);
}

interface PhasePair {
  before: ProgramPhase | undefined;
  after: ProgramPhase | undefined;
}

function phaseChanges(before: readonly ProgramPhase[], after: readonly ProgramPhase[]): string[] {
  const order = [before, after].map((phases) => phases.map(({ name }) => name));
  const [orderBefore = [], orderAfter = []] = order;
  const kept = orderBefore.filter((name) => orderAfter.includes(name));
  const keptAfter = orderAfter.filter((name) => orderBefore.includes(name));
  const moved = kept.join() === keptAfter.join() ? [] : [`Phases in another order: ${orderAfter.join(', ')}`];
  return [...phasePairs(before, after).flatMap(phaseLines), ...moved];
}

/** Phases of one name; a phase whose name is gone and one whose name is new, in the same place, are one renamed. */
function phasePairs(before: readonly ProgramPhase[], after: readonly ProgramPhase[]): PhasePair[] {
  const named = (phases: readonly ProgramPhase[], name: string) =>
    phases.find((phase) => phase.name === name);
  const renamedTo = (index: number) => {
    const phase = after[index];
    return phase && !named(before, phase.name) ? phase : undefined;
  };
  const pairs: PhasePair[] = before.map((phase, index) => ({
    before: phase,
    after: named(after, phase.name) ?? renamedTo(index),
  }));
  const added = after.filter((phase) => !pairs.some((pair) => pair.after === phase));
  return [...pairs, ...added.map((phase) => ({ before: undefined, after: phase }))];
}

function phaseLines({ before, after }: PhasePair): string[] {
  if (before && after)
    return changesOf(phaseSettings, before, after).map((change) => `Phase ${before.name}: ${change}`);
  if (before) return [`Phase ${before.name}: is gone`];
  if (!after) return [];
  const facts = phaseSettings.slice(1).map((setting) => sentence(setting, [setting.of(after)]));
  return [`Phase ${after.name}: is new; ${facts.join(', ')}`];
}

function sessionChanges(before: readonly ProgramSession[], after: readonly ProgramSession[]): string[] {
  const changed = before.flatMap((session) => {
    const now = after.find(({ id }) => id === session.id);
    if (!now) return [`${titleOf(session)}: is gone`];
    return changesOf(sessionSettings, session, now).map((change) => `${titleOf(session)}: ${change}`);
  });
  const added = after
    .filter(({ id }) => !before.some((session) => session.id === id))
    .map((session) => {
      const { weekdays, starts, minutes, phases = ['all phases'] } = session;
      const when = `${weekdays.map(weekdayName).join(', ')} at ${starts}, ${minutes} minutes`;
      return `${titleOf(session)}: is new; ${when}, for ${phases.join(', ')}`;
    });
  return [...changed, ...added];
}

function titleOf({ name, id, track }: ProgramSession): string {
  return `Session ${name} (${id}, ${track} track)`;
}

function weekdayName(weekday: number): string {
  return weekdayNames[weekday - 1] ?? '';
}

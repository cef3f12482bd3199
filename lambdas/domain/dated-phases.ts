import type { AuditEntry } from './audit.ts';
import { addDays, daysBetween, type LocalDate } from './clinic-calendar.ts';
import type { Episode } from './episode.ts';
import { phaseSpans } from './phase.ts';
import type { Program } from './program.ts';

/** Days in a phase; both belong to it. */
export interface DatedPhase {
  index: number;
  from: LocalDate;
  to: LocalDate;
}

/**
 * The phases that an episode went through, by its audit, and those still to come by its plan. A hold or a step up
 * begins a phase anew, so a phase can come twice.
 * @param entries the episode's audit in order, each with its date at the clinic
 */
export function phaseSpansOf(
  episode: Episode,
  program: Program,
  entries: readonly { entry: AuditEntry; on: LocalDate }[],
): DatedPhase[] {
  const { admittedOn, endedOn, plannedEndOn } = episode;
  const lastDay = endedOn ?? plannedEndOn;
  if (!admittedOn || !lastDay) return [];
  const starts = pastStarts(admittedOn, entries);
  if (endedOn === null) starts.push(...plannedStarts(episode, program, admittedOn));
  return starts
    .map((start, at) => {
      const next = starts[at + 1]?.from;
      return { ...start, to: next === undefined || next > lastDay ? lastDay : addDays(next, -1) };
    })
    .filter(({ from, to }) => from <= to)
    .reduce(joined, []);
}

type Start = Omit<DatedPhase, 'to'>;

function pastStarts(
  admittedOn: LocalDate,
  entries: readonly { entry: AuditEntry; on: LocalDate }[],
): Start[] {
  let index = 0;
  const starts: Start[] = [{ index, from: admittedOn }];
  for (const { entry, on } of entries) {
    const { what, details } = entry;
    const isBackward = what === 'review taken up' && details?.decision === 'step up';
    if (what === 'phase begun') index = Number(details?.phaseIndex ?? index);
    else if (isBackward) index = Math.max(0, index - 1);
    else continue;
    starts.push({ index, from: on });
  }
  return starts;
}

function plannedStarts(episode: Episode, program: Program, admittedOn: LocalDate): Start[] {
  const spans = phaseSpans(program, admittedOn, episode.plannedDays);
  const starts: Start[] = [];
  let from = episode.phaseStartedOn ?? admittedOn;
  for (const { index, startsOn, endsOn } of spans.slice(episode.phaseIndex)) {
    if (index > episode.phaseIndex) starts.push({ index, from });
    from = addDays(from, daysBetween(startsOn, endsOn) + 1);
  }
  return starts;
}

/** Stretches of one phase that follow each other are one. */
function joined(spans: DatedPhase[], next: DatedPhase): DatedPhase[] {
  const last = spans.at(-1);
  if (last?.index !== next.index) return [...spans, next];
  return [...spans.slice(0, -1), { ...last, to: next.to }];
}

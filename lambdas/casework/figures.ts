import { type Instant, localDateOf } from '../domain/clinic-calendar.ts';
import type { Episode } from '../domain/episode.ts';
import type { EpisodeRecords, Period } from '../domain/figure-facts.ts';
import { type ShownFigures, shownFigures } from '../domain/figure-suppression.ts';
import { type Figures, figuresOf } from '../domain/figures.ts';
import type { Program } from '../domain/program.ts';
import type { Reader } from '../ports.ts';
import { required } from './read-records.ts';

/** What a report is made of: the figures as they may be shown, and the names that stand beside them. */
export interface Report {
  clinicId: string;
  clinicName: string;
  isFictional: boolean;
  timeZone: string;
  madeAt: Instant;
  /** Names of the programs that the figures name by id. */
  programNames: Record<string, string>;
  figures: ShownFigures;
}

/** The figures of a clinic over a period, with what is too small to be shown held back. */
export async function readReport(
  reader: Reader,
  clinicId: string,
  period: Period,
  now: Instant,
): Promise<Report> {
  const { name, calendar, fictional } = await required(reader, 'clinic', clinicId);
  const { figures, programs } = await readFigures(reader, clinicId, period, now);
  return {
    clinicId,
    clinicName: name,
    isFictional: fictional,
    timeZone: calendar.timeZone,
    madeAt: now,
    programNames: Object.fromEntries(programs.map((program) => [program.id, program.name])),
    figures: shownFigures(figures),
  };
}

/** The figures as they are counted, and the programs they are of: for staff who may see the clients themselves. */
export async function readFigures(
  reader: Reader,
  clinicId: string,
  period: Period,
  now: Instant,
): Promise<{ figures: Figures; programs: Program[] }> {
  const { calendar } = await required(reader, 'clinic', clinicId);
  const { timeZone } = calendar;
  const counted = (await reader.list('episode')).filter((episode) => touches(episode, period, timeZone));
  const versions = [...new Set(counted.map(versionOf))];
  const [clinicTasks, ...found] = await Promise.all([
    reader.list('task', { parent: 'clinic' }),
    ...versions.map((version) => required(reader, 'program', version)),
  ]);
  const programs = new Map(found.map(({ program }, index) => [versions[index], program]));
  const episodes = await Promise.all(
    counted.flatMap((episode) => {
      const program = programs.get(versionOf(episode));
      return program ? [recordsOf(reader, episode, program)] : [];
    }),
  );
  const figures = figuresOf({ period, today: localDateOf(timeZone, now), timeZone, episodes, clinicTasks });
  return { figures, programs: [...programs.values()] };
}

function versionOf({ programId, programVersion }: Episode): string {
  return `${programId}:${programVersion}`;
}

/** Nothing of an episode is counted that was referred after the period or closed before it. */
function touches({ referredAt, closedAt }: Episode, { from, to }: Period, timeZone: string): boolean {
  return (
    localDateOf(timeZone, referredAt) <= to && (closedAt === null || localDateOf(timeZone, closedAt) >= from)
  );
}

async function recordsOf(reader: Reader, episode: Episode, program: Program): Promise<EpisodeRecords> {
  const parent = episode.id;
  const [tasks, reviews, followUps, tests, attendance, plans] = await Promise.all([
    reader.list('task', { parent }),
    reader.list('review', { parent }),
    reader.list('followUp', { parent }),
    reader.list('drugTest', { parent }),
    reader.list('attendance', { parent }),
    reader.list('aftercarePlan', { parent }),
  ]);
  return { episode, program, tasks, reviews, followUps, tests, attendance, plans };
}

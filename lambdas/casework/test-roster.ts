import type { Clinic } from '../domain/clinic.ts';
import { isOpenOn, type LocalDate } from '../domain/clinic-calendar.ts';
import type { VersionedRosterItem } from '../domain/draw-record.ts';
import { type Episode, isInTreatment } from '../domain/episode.ts';
import { policyOf } from '../domain/override.ts';
import type { Program } from '../domain/program.ts';
import type { Reader } from '../ports.ts';
import { enrolledEpisodeIds } from './enrolled.ts';
import { required } from './read-records.ts';

export interface TestRoster {
  roster: VersionedRosterItem[];
  /** The longest time that any of these clients must be given from the telling on; 0 for an empty roster. */
  windowHours: number;
  /** The shortest that each of them may be left with where closing cuts it; 0 for an empty roster. */
  leastWindowHours: number;
}

/** Everyone whom a day's draw is about: in treatment since that day or before, with their phase's policy. */
export async function readRoster(reader: Reader, clinic: Clinic, date: LocalDate): Promise<TestRoster> {
  const programs = new Map<string, Program>();
  const roster: VersionedRosterItem[] = [];
  let windowHours = 0;
  let leastWindowHours = 0;
  for (const episodeId of await enrolledEpisodeIds(reader, clinic)) {
    const episode = await required(reader, 'episode', episodeId);
    if (!isInTreatment(episode) || (episode.admittedOn ?? date) > date) continue;
    const version = `${episode.programId}:${episode.programVersion}`;
    const program = programs.get(version) ?? (await required(reader, 'program', version)).program;
    programs.set(version, program);
    const { urine, oralFluid } = program.testing.windowHours;
    windowHours = Math.max(windowHours, urine);
    leastWindowHours = Math.max(leastWindowHours, Math.min(urine, oralFluid));
    const lastTestDate = await lastTestAsOf(reader, episode, date);
    roster.push({ ...rosterItem(clinic, episode, program, date), lastTestDate });
  }
  return { roster, windowHours, leastWindowHours };
}

/** The last random test as it stood on the day: a day that is recorded late must not know of later ones. */
async function lastTestAsOf(
  reader: Reader,
  { id, lastTestOn }: Episode,
  date: LocalDate,
): Promise<LocalDate | null> {
  if (lastTestOn === null || lastTestOn <= date) return lastTestOn;
  const tests = await reader.list('drugTest', { parent: id });
  const collected = tests.flatMap(({ basis, collectedOn }) =>
    basis === 'random' && collectedOn !== null && collectedOn <= date ? [collectedOn] : [],
  );
  return collected.sort().at(-1) ?? null;
}

function rosterItem(
  clinic: Clinic,
  episode: Episode,
  program: Program,
  date: LocalDate,
): Omit<VersionedRosterItem, 'lastTestDate'> {
  const { testDays, minPerCalendarWeek, closureGuard } = program.testing;
  const { testsPerWeek: ratePerWeek, maxGapDays, chancePpm, plan } = policyOf(program, episode, date).testing;
  return {
    clientId: episode.id,
    policyVersion: `${episode.programId}:${episode.programVersion}/${plan}`,
    policy: { ratePerWeek, maxGapDays, testDays, minPerCalendarWeek, closureGuard, chancePpm },
    excused: episode.excusedDates.filter((day) => isOpenOn(clinic.calendar, day)),
  };
}

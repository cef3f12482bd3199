import type { Clinic } from '../domain/clinic.ts';
import { isOpenOn, type LocalDate } from '../domain/clinic-calendar.ts';
import type { VersionedRosterItem } from '../domain/draw-record.ts';
import { type Episode, isInTreatment } from '../domain/episode.ts';
import type { Program } from '../domain/program.ts';
import type { Reader } from '../ports.ts';
import { required } from './read-records.ts';

/** Everyone whom a day's draw is about: in treatment since that day or before, with their phase's policy. */
export async function readRoster(
  reader: Reader,
  clinic: Clinic,
  date: LocalDate,
): Promise<{ roster: VersionedRosterItem[]; windowHours: number }> {
  const roster: VersionedRosterItem[] = [];
  let windowHours = 0;
  for (const programId of Object.keys(clinic.programVersions)) {
    for (const { episodeId } of await reader.list('enrolment', { parent: programId })) {
      const episode = await required(reader, 'episode', episodeId);
      if (!isInTreatment(episode) || (episode.admittedOn ?? date) > date) continue;
      const version = `${episode.programId}:${episode.programVersion}`;
      const { program } = await required(reader, 'program', version);
      windowHours = Math.max(windowHours, program.testing.windowHours.urine);
      roster.push(rosterItem(clinic, episode, program, version));
    }
  }
  return { roster, windowHours };
}

function rosterItem(
  clinic: Clinic,
  episode: Episode,
  program: Program,
  version: string,
): VersionedRosterItem {
  const { testing, phases, chancesPpm } = program;
  const phase = phases[episode.phaseIndex] ?? phases.at(-1);
  const chancePpm = chancesPpm[Math.min(episode.phaseIndex, chancesPpm.length - 1)];
  if (!phase || !chancePpm) throw new RangeError(`program ${version} has no phase ${episode.phaseIndex + 1}`);
  return {
    clientId: episode.id,
    policyVersion: `${version}/phase-${episode.phaseIndex + 1}`,
    policy: {
      ratePerWeek: phase.testsPerWeek,
      maxGapDays: phase.maxGapDays,
      testDays: testing.testDays,
      minPerCalendarWeek: testing.minPerCalendarWeek,
      closureGuard: testing.closureGuard,
      chancePpm,
    },
    lastTestDate: episode.lastTestOn,
    excused: episode.excusedDates.filter((day) => isOpenOn(clinic.calendar, day)),
  };
}

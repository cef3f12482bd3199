import type { Clinic } from '../domain/clinic.ts';
import { type Instant, type LocalDate, localDateOf } from '../domain/clinic-calendar.ts';
import type { Episode } from '../domain/episode.ts';
import type { Program } from '../domain/program.ts';
import type { RecordKind, RecordOf } from '../domain/records.ts';
import type { Reader } from '../ports.ts';

/** Thrown when an id that must exist does not: a wrong id from outside, or a record that was lost. */
class RecordMissing extends Error {
  override name = 'RecordMissing';
  constructor(kind: RecordKind, id: string) {
    super(`there is no ${kind} "${id}"`);
  }
}

export async function required<K extends RecordKind>(
  reader: Reader,
  kind: K,
  id: string,
): Promise<RecordOf<K>> {
  const record = await reader.get(kind, id);
  if (!record) throw new RecordMissing(kind, id);
  return record;
}

/** What most decisions about one client need, read together. */
export interface Case {
  clinic: Clinic;
  episode: Episode;
  program: Program;
  /** The clinic's date at `now`. */
  today: LocalDate;
}

export async function readCase(
  reader: Reader,
  clinicId: string,
  episodeId: string,
  now: Instant,
): Promise<Case> {
  const clinic = await required(reader, 'clinic', clinicId);
  const episode = await required(reader, 'episode', episodeId);
  const version = `${episode.programId}:${episode.programVersion}`;
  const { program } = await required(reader, 'program', version);
  return { clinic, episode, program, today: localDateOf(clinic.calendar.timeZone, now) };
}

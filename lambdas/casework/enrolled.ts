import type { Clinic } from '../domain/clinic.ts';
import type { Reader } from '../ports.ts';

/**
 * The episodes that hold a place in any program, those of a program included that the clinic's file no longer lists:
 * it takes nobody new, and its clients stay.
 */
export async function enrolledEpisodeIds(reader: Reader, clinic: Clinic): Promise<string[]> {
  const counted = (await reader.list('caseload')).map(({ id }) => id);
  const programIds = [...new Set([...Object.keys(clinic.programVersions), ...counted])];
  const places = await Promise.all(programIds.map((parent) => reader.list('enrolment', { parent })));
  return places.flat().map(({ episodeId }) => episodeId);
}

import type { Clinic } from '../domain/clinic.ts';
import { type Episode, isInTreatment } from '../domain/episode.ts';
import type { Reader } from '../ports.ts';
import { required } from './read-records.ts';

/** Clients in treatment by the home they live in. */
export async function residentsByHome(reader: Reader, clinic: Clinic): Promise<Map<string, Episode[]>> {
  const homes = new Map<string, Episode[]>();
  for (const programId of Object.keys(clinic.programVersions)) {
    for (const { episodeId } of await reader.list('enrolment', { parent: programId })) {
      const episode = await required(reader, 'episode', episodeId);
      const homeId = episode.residence?.homeId;
      if (homeId && isInTreatment(episode)) homes.set(homeId, [...(homes.get(homeId) ?? []), episode]);
    }
  }
  return homes;
}

import type { Clinic } from '../domain/clinic.ts';
import { type Episode, isInTreatment } from '../domain/episode.ts';
import type { Reader } from '../ports.ts';
import { enrolledEpisodeIds } from './enrolled.ts';
import { required } from './read-records.ts';

/** Clients in treatment by the home they live in. */
export async function residentsByHome(reader: Reader, clinic: Clinic): Promise<Map<string, Episode[]>> {
  const homes = new Map<string, Episode[]>();
  for (const episodeId of await enrolledEpisodeIds(reader, clinic)) {
    const episode = await required(reader, 'episode', episodeId);
    const homeId = episode.residence?.homeId;
    if (homeId && isInTreatment(episode)) homes.set(homeId, [...(homes.get(homeId) ?? []), episode]);
  }
  return homes;
}

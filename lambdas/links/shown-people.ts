import { required } from '../casework/read-records.ts';
import type { ShownPerson } from '../pages/shown-person.ts';
import type { Reader } from '../ports.ts';

/** The client's name, with what tells people of the same name apart: where they live, since when they live there. */
export async function personOf(reader: Reader, episodeId: string): Promise<ShownPerson> {
  const episode = await required(reader, 'episode', episodeId);
  const client = await required(reader, 'client', episode.clientId);
  return {
    name: client.name,
    apart: episode.residence ? { movedInOn: episode.residence.since } : birthYearOf(client.birthDate),
  };
}

/**
 * Several people of one list by name. Two of one name who moved in on one day are told apart by the year of birth,
 * and nobody else's is shown.
 */
export async function peopleOf(
  reader: Reader,
  episodeIds: readonly string[],
): Promise<{ episodeId: string; person: ShownPerson }[]> {
  const listed = await Promise.all(
    episodeIds.map(async (episodeId) => ({ episodeId, person: await personOf(reader, episodeId) })),
  );
  const apart = await Promise.all(
    listed.map(async (one) => {
      const isAlone = listed.filter(({ person }) => isSame(person, one.person)).length === 1;
      return isAlone ? one : { ...one, person: await byBirthYear(reader, one.episodeId) };
    }),
  );
  return apart.sort((a, b) => (a.person.name < b.person.name ? -1 : a.person.name > b.person.name ? 1 : 0));
}

function isSame(one: ShownPerson, other: ShownPerson): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

async function byBirthYear(reader: Reader, episodeId: string): Promise<ShownPerson> {
  const { clientId } = await required(reader, 'episode', episodeId);
  const client = await required(reader, 'client', clientId);
  return { name: client.name, apart: birthYearOf(client.birthDate) };
}

function birthYearOf(birthDate: string): { birthYear: number } {
  return { birthYear: Number(birthDate.slice(0, 4)) };
}

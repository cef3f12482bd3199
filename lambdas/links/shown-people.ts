import { required } from '../casework/read-records.ts';
import type { HumanTask } from '../domain/human-task.ts';
import { taskRules } from '../domain/human-task-kinds.ts';
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
 * The client whom a question is about. Who takes over after the program is not shown where the client lives or since
 * when: the year of birth tells people of one name apart.
 */
export async function personAsked(
  reader: Reader,
  { kind, episodeId }: Pick<HumanTask, 'kind' | 'episodeId'>,
): Promise<ShownPerson | null> {
  if (!episodeId) return null;
  return taskRules[kind].asks === 'aftercare' ? byBirthYear(reader, episodeId) : personOf(reader, episodeId);
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

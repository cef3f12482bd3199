import {
  type Authorization,
  type AuthorizationUse,
  unitCounter,
  unitsLeft,
} from '../domain/authorization.ts';
import type { LocalDate } from '../domain/clinic-calendar.ts';
import type { Episode } from '../domain/episode.ts';
import type { Reader } from '../ports.ts';
import { required } from './read-records.ts';

/** How an admitted episode uses its authorizations, from what was attended and what is planned. */
export async function authorizationUse(
  reader: Reader,
  episode: Episode,
  today: LocalDate,
): Promise<AuthorizationUse> {
  const { program } = await required(reader, 'program', `${episode.programId}:${episode.programVersion}`);
  const { plannedDays } = episode;
  const admittedOn = episode.admittedOn ?? today;
  const attended = await reader.list('attendance', { parent: episode.id });
  return {
    today,
    plannedDays,
    plannedEndOn: episode.plannedEndOn ?? today,
    warningDays: program.admission.authorizationWarningDays,
    unitsBetween: unitCounter(program, { admittedOn, plannedDays }, attended, today),
  };
}

/** What is left of an episode's authorizations, for the episode in which the client goes on. */
export async function carriedAuthorizations(
  reader: Reader,
  episode: Episode,
  toEpisodeId: string,
  today: LocalDate,
): Promise<Authorization[]> {
  const use = await authorizationUse(reader, episode, today);
  const known = await reader.list('authorization', { parent: episode.id });
  return known
    .map((authorization) => ({ ...authorization, units: Math.floor(unitsLeft(authorization, use)) }))
    .filter(({ endsOn, units }) => endsOn >= today && units > 0)
    .map((authorization, index) => ({
      ...authorization,
      id: `${toEpisodeId}:auth-${index + 1}`,
      episodeId: toEpisodeId,
      startsOn: authorization.startsOn > today ? authorization.startsOn : today,
    }));
}

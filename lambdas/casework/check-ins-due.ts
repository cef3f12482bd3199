import { isAskedOn } from '../domain/check-in.ts';
import type { Clinic } from '../domain/clinic.ts';
import type { LocalDate, Weekday } from '../domain/clinic-calendar.ts';
import type { Episode } from '../domain/episode.ts';
import { policyOf } from '../domain/override.ts';
import type { Reader } from '../ports.ts';
import { required } from './read-records.ts';
import { residentsByHome } from './residents.ts';

/** The residents about whom their homes are to be asked on a date, by home. */
export async function checkInsDue(
  reader: Reader,
  clinic: Clinic,
  date: LocalDate,
): Promise<Map<string, Episode[]>> {
  const due = new Map<string, Episode[]>();
  const residents = await residentsByHome(reader, clinic);
  for (const home of await reader.list('partner')) {
    if (home.kind !== 'sober-home') continue;
    const asked = await dueAtHome(reader, clinic, home, { residents: residents.get(home.id) ?? [], date });
    if (asked.length > 0) due.set(home.id, asked);
  }
  return due;
}

async function dueAtHome(
  reader: Reader,
  { calendar }: Clinic,
  home: { id: string; checkInWeekday: Weekday },
  { residents, date }: { residents: readonly Episode[]; date: LocalDate },
): Promise<Episode[]> {
  if (residents.length === 0) return [];
  const before = await reader.list('checkIn', { parent: home.id });
  const due: Episode[] = [];
  for (const episode of residents) {
    const { program } = await required(reader, 'program', `${episode.programId}:${episode.programVersion}`);
    const { everyDays } = policyOf(program, episode, date).checkIns;
    const lastOn = lastAsked(episode, before, date);
    if (isAskedOn(calendar, home.checkInWeekday, { everyDays, lastOn }, date)) due.push(episode);
  }
  return due;
}

/** A check-in of the day itself is the one that is being made. */
function lastAsked(
  { id, residence, admittedOn }: Episode,
  before: readonly { date: LocalDate; episodeIds: string[]; answers: Record<string, string> }[],
  date: LocalDate,
): LocalDate {
  const about = before.filter(
    ({ date: on, episodeIds, answers }) => on < date && (episodeIds.includes(id) || id in answers),
  );
  const since = [residence?.since ?? '', admittedOn ?? '', ...about.map((checkIn) => checkIn.date)];
  return since.sort().at(-1) || date;
}

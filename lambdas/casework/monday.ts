import type { Clinic } from '../domain/clinic.ts';
import { addHours, type Instant, localDateOf } from '../domain/clinic-calendar.ts';
import { openCrises } from '../domain/crisis.ts';
import { openMatters } from '../domain/disclosure-matter.ts';
import { type Episode, isInTreatment } from '../domain/episode.ts';
import { type MondayLists, type MondayRecords, mondayLists } from '../domain/monday.ts';
import { contactOfRank, type Partner } from '../domain/partner.ts';
import type { Program } from '../domain/program.ts';
import type { MondayHome, MondayView } from '../pages/monday.ts';
import type { Reader } from '../ports.ts';
import { required } from './read-records.ts';

/** A check-in is weekly; what is older than one and a day may no longer be so. */
const oldAfterHours = 8 * 24;

/** What the director's page shows, but for what surrounds it; `clientHref` leads to a client's page by episode id. */
export async function mondayView(
  reader: Reader,
  clinicId: string,
  now: Instant,
  clientHref: (episodeId: string) => string,
): Promise<Omit<MondayView, 'frame'>> {
  const clinic = await required(reader, 'clinic', clinicId);
  const { records, partners } = await read(reader, clinic, now);
  const lists = mondayLists(records);
  const episodes = new Map(records.episodes.map(({ episode }) => [episode.id, episode]));
  const [clients, homes] = await Promise.all([
    clientsNamed(reader, idsIn(lists), episodes, clientHref),
    homesOf(reader, partners, records),
  ]);
  return {
    today: records.today,
    now,
    timeZone: clinic.calendar.timeZone,
    lists,
    clients,
    people: Object.fromEntries([
      ...records.staff.map(({ id, name }) => [id, name] as const),
      ...partners.flatMap((partner) => [
        [partner.id, partner.name] as const,
        ...partner.contacts.map(({ id, name }) => [id, `${name}, ${partner.name}`] as const),
      ]),
    ]),
    programs: Object.fromEntries(records.queues.map(({ program }) => [program.id, program.name])),
    homes,
  };
}

/** The lists alone: what decides whether anybody is told of the page. */
export async function readMonday(reader: Reader, clinic: Clinic, now: Instant): Promise<MondayLists> {
  return mondayLists((await read(reader, clinic, now)).records);
}

async function read(
  reader: Reader,
  clinic: Clinic,
  now: Instant,
): Promise<{ records: MondayRecords; partners: Partner[] }> {
  const today = localDateOf(clinic.calendar.timeZone, now);
  const [staff, partners, matters, crises, drawDays, queues, episodes] = await Promise.all([
    reader.list('staff'),
    reader.list('partner'),
    mattersOpen(reader),
    crisesOpen(reader),
    reader.list('drawDay', { upTo: today }),
    queuesOf(reader, clinic),
    episodesOpen(reader),
  ]);
  const contacts = [...staff, ...partners.flatMap(({ contacts: theirs }) => theirs)];
  const treated = episodes.filter(({ episode }) => isInTreatment(episode));
  const authorizations = treated.map(({ episode }) => reader.list('authorization', { parent: episode.id }));
  const plans = episodes
    .filter(({ episode }) => episode.handoff.status === 'open')
    .map(({ episode }) => reader.list('aftercarePlan', { parent: episode.id }));
  const [tasks, covered, planned] = await Promise.all([
    openTasks(
      reader,
      contacts.map(({ id }) => id),
    ),
    Promise.all(authorizations),
    Promise.all(plans),
  ]);
  const records: MondayRecords = {
    now,
    today,
    calendar: clinic.calendar,
    staff,
    episodes,
    tasks,
    matters,
    crises,
    authorizations: covered.flat(),
    plans: planned.flat(),
    drawDays,
    queues,
  };
  return { records, partners };
}

/** Every episode that is not closed, with the program that it runs on. */
async function episodesOpen(reader: Reader): Promise<{ episode: Episode; program: Program }[]> {
  const open = (await reader.list('episode')).filter(({ closedAt }) => closedAt === null);
  const versionOf = ({ programId, programVersion }: Episode) => `${programId}:${programVersion}`;
  const versions = [...new Set(open.map(versionOf))];
  const found = await Promise.all(versions.map((version) => required(reader, 'program', version)));
  const programs = new Map(found.map(({ program }, index) => [versions[index], program]));
  return open.flatMap((episode) => {
    const program = programs.get(versionOf(episode));
    return program ? [{ episode, program }] : [];
  });
}

async function mattersOpen(reader: Reader): Promise<MondayRecords['matters']> {
  const open = await reader.list('openMatter', { parent: openMatters });
  return Promise.all(open.map(({ matterId }) => required(reader, 'matter', matterId)));
}

async function crisesOpen(reader: Reader): Promise<MondayRecords['crises']> {
  const open = await reader.list('openCrisis', { parent: openCrises });
  return Promise.all(open.map(({ crisisId }) => required(reader, 'crisis', crisisId)));
}

/** Every question that waits for somebody, once, whoever of those asked has it on their list. */
async function openTasks(reader: Reader, contactIds: readonly string[]) {
  const lists = await Promise.all(contactIds.map((parent) => reader.list('openTask', { parent })));
  const taskIds = [...new Set(lists.flat().map(({ taskId }) => taskId))];
  return Promise.all(taskIds.map((taskId) => required(reader, 'task', taskId)));
}

async function queuesOf(reader: Reader, { programVersions }: Clinic): Promise<MondayRecords['queues']> {
  return Promise.all(
    Object.entries(programVersions).map(async ([programId, version]) => ({
      program: (await required(reader, 'program', `${programId}:${version}`)).program,
      caseload: (await reader.get('caseload', programId)) ?? { id: programId, count: 0 },
      entries: await reader.list('waitlist', { parent: programId }),
    })),
  );
}

function idsIn({
  overdue,
  authorizations,
  endings,
  latePlans,
  queues,
  reviews,
  crises,
}: MondayLists): string[] {
  const lists = [
    overdue,
    authorizations,
    endings,
    latePlans,
    reviews,
    crises,
    queues.flatMap(({ waiting }) => waiting),
  ];
  return [...new Set(lists.flat().flatMap(({ episodeId }) => episodeId ?? []))];
}

async function clientsNamed(
  reader: Reader,
  episodeIds: readonly string[],
  known: ReadonlyMap<string, Episode>,
  clientHref: (episodeId: string) => string,
): Promise<MondayView['clients']> {
  const named = episodeIds.map(async (episodeId) => {
    const episode = known.get(episodeId) ?? (await required(reader, 'episode', episodeId));
    const client = await required(reader, 'client', episode.clientId);
    return [episodeId, { name: client.name, href: clientHref(episodeId) }] as const;
  });
  return Object.fromEntries(await Promise.all(named));
}

async function homesOf(
  reader: Reader,
  partners: readonly Partner[],
  { tasks, now }: MondayRecords,
): Promise<MondayHome[]> {
  const homes = partners.flatMap((partner) => (partner.kind === 'sober-home' ? [partner] : []));
  return Promise.all(
    homes.map(async (home) => {
      const said = await reader.get('freeBeds', home.id);
      const asked = tasks.filter(({ kind, ownerId }) => kind === 'bed-request' && ownerId === home.id);
      return {
        name: home.name,
        beds: home.beds,
        phone: contactOfRank(home, 'primary')?.phone ?? home.phone,
        said: said ? { ...said, isOld: said.asOf < addHours(now, -oldAfterHours) } : null,
        askedAt: asked.map(({ openedAt }) => openedAt).sort()[0] ?? null,
      };
    }),
  );
}

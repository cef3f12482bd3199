import { mayStart } from '../../domain/console-access.ts';
import { type Episode, isInTreatment } from '../../domain/episode.ts';
import type { Program } from '../../domain/program.ts';
import {
  caseloadPage,
  type ListedClient,
  type ProgramCaseload,
  type ReferralInAdmission,
  type WaitingClient,
} from '../../pages/caseload.ts';
import type { Ports, Reader } from '../../ports.ts';
import { page } from '../console-response.ts';
import type { ConsoleRequest, ConsoleRoute } from '../console-route.ts';
import { frameOf } from '../frame.ts';

/** Places in use, waitlist and admissions. */
export const caseloadRoutes: ConsoleRoute[] = [
  { method: 'GET', path: '/caseload', area: 'caseload', answer: showCaseload },
];

/** What every program's panel is made of. */
interface Sources {
  reader: Reader;
  request: ConsoleRequest;
  /** Those that are not closed. */
  episodes: ReadonlyMap<string, Episode>;
  /** Names of whoever can be asked, by id. */
  people: ReadonlyMap<string, string>;
}

async function showCaseload(request: ConsoleRequest, ports: Ports) {
  const { clinic, roles } = request.visitor;
  const reader = ports.store.read(clinic.id);
  const [all, staff, partners] = await Promise.all([
    reader.list('episode'),
    reader.list('staff'),
    reader.list('partner'),
  ]);
  const episodes = new Map(
    all.filter(({ closedAt }) => closedAt === null).map((episode) => [episode.id, episode]),
  );
  const people = new Map(
    [...staff, ...partners, ...partners.flatMap(({ contacts }) => contacts)].map(({ id, name }) => [
      id,
      name,
    ]),
  );
  const sources: Sources = { reader, request, episodes, people };
  const programs = await programsIn(reader, clinic.programVersions, [...episodes.values()]);
  return page(
    caseloadPage({
      frame: frameOf(request, 'caseload'),
      now: ports.clock.now(),
      timeZone: clinic.calendar.timeZone,
      referHref: mayStart(roles, 'refer') ? request.href('/actions/refer') : null,
      programs: await Promise.all(programs.map((program) => caseloadOf(sources, program))),
    }),
  );
}

/** The programs that take referrals, as new episodes begin with them; then those that only running episodes are on. */
async function programsIn(
  reader: Reader,
  programVersions: Readonly<Record<string, string>>,
  episodes: readonly Episode[],
): Promise<Program[]> {
  const versions = new Map(Object.entries(programVersions));
  for (const { programId, programVersion } of episodes)
    if (!versions.has(programId)) versions.set(programId, programVersion);
  const found = await Promise.all(
    [...versions].map(([id, version]) => reader.get('program', `${id}:${version}`)),
  );
  return found.flatMap((version) => version?.program ?? []);
}

async function caseloadOf(sources: Sources, program: Program): Promise<ProgramCaseload> {
  const { reader, request, episodes } = sources;
  const { id, name, caseload, waitlist } = program;
  const [count, entries] = await Promise.all([
    reader.get('caseload', id),
    reader.list('waitlist', { parent: id }),
  ]);
  const here = [...episodes.values()].filter(({ programId }) => programId === id);
  const waiting = await Promise.all(
    entries.map(
      async ({
        episodeId,
        arrivedAt,
        offer,
        missedOffers = 0,
        isTransfer = false,
      }): Promise<WaitingClient> => ({
        client: await clientOf(sources, episodeId),
        arrivedAt,
        offerEndsAt: offer?.expiresAt ?? null,
        missedOffers,
        isTransfer,
      }),
    ),
  );
  const inAdmission = here.filter(({ stage, ending }) => stage === 'admission' && ending === null);
  const referrals = await Promise.all(inAdmission.map((episode) => referralOf(sources, episode)));
  return {
    name,
    used: count?.count ?? 0,
    softCap: caseload.softCap,
    hardCap: caseload.hardCap,
    isOpen: request.visitor.clinic.programVersions[id] !== undefined,
    waitsMostDays: waitlist.maxDays,
    clientsPerCounselor: caseload.clientsPerCounselor ?? null,
    counselors: counselorsOf(sources, here),
    waiting,
    referrals: referrals.sort((a, b) => (a.referredAt < b.referredAt ? -1 : 1)),
  };
}

function counselorsOf({ people }: Sources, episodes: readonly Episode[]): ProgramCaseload['counselors'] {
  const clients = new Map<string, number>();
  for (const { counselorId } of episodes.filter(isInTreatment))
    clients.set(counselorId, (clients.get(counselorId) ?? 0) + 1);
  return [...clients]
    .map(([id, count]) => ({ name: people.get(id) ?? id, clients: count }))
    .sort((a, b) => b.clients - a.clients || (a.name < b.name ? -1 : 1));
}

async function referralOf(sources: Sources, episode: Episode): Promise<ReferralInAdmission> {
  const [client, tasks] = await Promise.all([
    clientOf(sources, episode.id),
    sources.reader.list('task', { parent: episode.id }),
  ]);
  return {
    client,
    referredAt: episode.referredAt,
    waitsForPlace: episode.waitlisted,
    questions: tasks
      .filter(({ status, heldAt }) => status === 'open' && !heldAt)
      .map(({ kind, asked, dueAt }) => ({ kind, askedName: nameOf(sources, asked.at(-1)), dueAt })),
  };
}

function nameOf({ people }: Sources, id: string | undefined): string | null {
  return id === undefined ? null : (people.get(id) ?? null);
}

async function clientOf({ reader, request, episodes }: Sources, episodeId: string): Promise<ListedClient> {
  const href = request.href(`/clients/${encodeURIComponent(episodeId)}`);
  const episode = episodes.get(episodeId) ?? (await reader.get('episode', episodeId));
  const client = episode && (await reader.get('client', episode.clientId));
  return { name: client?.name ?? episodeId, href };
}

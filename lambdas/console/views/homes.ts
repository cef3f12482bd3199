import { type CheckIn, needsAttention } from '../../domain/check-in.ts';
import { addHours, type Instant } from '../../domain/clinic-calendar.ts';
import { mayStart } from '../../domain/console-access.ts';
import { type Episode, isInTreatment } from '../../domain/episode.ts';
import type { HumanTask } from '../../domain/human-task.ts';
import { contactOfRank, type Partner } from '../../domain/partner.ts';
import { type BedBoardHome, bedBoard } from '../../pages/bed-board.ts';
import type { Ports, Reader } from '../../ports.ts';
import { page } from '../console-response.ts';
import type { ConsoleRequest, ConsoleRoute } from '../console-route.ts';
import { frameOf } from '../frame.ts';

/** The sober homes: beds, our clients there, what each home last said. */
export const homesRoutes: ConsoleRoute[] = [
  { method: 'GET', path: '/homes', area: 'homes', answer: showHomes },
];

/** A check-in is weekly; what is older than one and a day may no longer be so. */
const oldAfterHours = 8 * 24;

/** What every home's line is made from. */
interface Reading {
  reader: Reader;
  residents: { episode: Episode; name: string }[];
  bedRequests: HumanTask[];
  now: Instant;
  clientHref(episodeId: string): string;
}

async function showHomes(request: ConsoleRequest, ports: Ports) {
  const { visitor, href } = request;
  const { clinic, roles } = visitor;
  const reader = ports.store.read(clinic.id);
  const [partners, episodes, clients, tasks] = await Promise.all([
    reader.list('partner'),
    reader.list('episode'),
    reader.list('client'),
    reader.list('task', { parent: 'clinic' }),
  ]);
  const names = new Map(clients.map(({ id, name }) => [id, name]));
  const reading: Reading = {
    reader,
    residents: episodes
      .filter((episode) => isInTreatment(episode) && episode.residence)
      .map((episode) => ({ episode, name: names.get(episode.clientId) ?? episode.clientId })),
    bedRequests: tasks.filter(({ kind, status }) => kind === 'bed-request' && status === 'open'),
    now: ports.clock.now(),
    clientHref: (episodeId) => href(`/clients/${encodeURIComponent(episodeId)}`),
  };
  const homes = partners.flatMap((partner) =>
    partner.kind === 'sober-home' ? [homeOf(reading, partner)] : [],
  );
  return page(
    bedBoard({
      frame: frameOf(request, 'homes'),
      timeZone: clinic.calendar.timeZone,
      askHref: mayStart(roles, 'ask-for-beds') ? href('/actions/ask-for-beds') : null,
      homes: await Promise.all(homes),
    }),
  );
}

async function homeOf(
  { reader, residents, bedRequests, now, clientHref }: Reading,
  home: Extract<Partner, { kind: 'sober-home' }>,
): Promise<BedBoardHome> {
  const contact = contactOfRank(home, 'primary');
  const [said, checkIns] = await Promise.all([
    reader.get('freeBeds', home.id),
    reader.list('checkIn', { parent: home.id }),
  ]);
  return {
    name: home.name,
    narrLevel: home.narrLevel,
    beds: home.beds,
    contact: contact ? { name: contact.name, phone: contact.phone } : null,
    residents: residents
      .filter(({ episode }) => episode.residence?.homeId === home.id)
      .map(({ episode, name }) => ({
        href: clientHref(episode.id),
        name,
        last: lastAnswer(checkIns, episode.id),
      })),
    said: said ? { ...said, isOld: said.asOf < addHours(now, -oldAfterHours) } : null,
    openRequests: bedRequests
      .filter(({ ownerId }) => ownerId === home.id)
      .map(({ about }) => ({ beds: about.beds ?? '', from: about.from ?? '' })),
  };
}

/** What the home said last about a client; check-ins come in the order of their dates. */
function lastAnswer(
  checkIns: readonly CheckIn[],
  episodeId: string,
): BedBoardHome['residents'][number]['last'] {
  const { date, answers } = checkIns.findLast((checkIn) => checkIn.answers[episodeId]) ?? {};
  const answer = answers?.[episodeId];
  return date && answer ? { on: date, answer, needsAttention: needsAttention(answer) } : null;
}

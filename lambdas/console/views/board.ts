import { addDays, localDateOf } from '../../domain/clinic-calendar.ts';
import { board, boardSorts } from '../../pages/board.ts';
import type { Ports } from '../../ports.ts';
import { boardClients } from '../board-clients.ts';
import { page } from '../console-response.ts';
import type { ConsoleRequest, ConsoleRoute } from '../console-route.ts';
import { frameOf } from '../frame.ts';

/** Every client a bar over the days. */
export const boardRoutes: ConsoleRoute[] = [
  { method: 'GET', path: '/board', area: 'board', answer: showBoard },
];

/** For so long a closed episode stays on the board; earlier ones are shown when asked for. */
const closedShownDays = 60;

async function showBoard(request: ConsoleRequest, ports: Ports) {
  const { visitor, query, href } = request;
  const { clinic, member } = visitor;
  const { timeZone } = clinic.calendar;
  const now = ports.clock.now();
  const today = localDateOf(timeZone, now);
  const shownSince = addDays(today, -closedShownDays);
  const isAll = query.get('all') === '1';
  const { clients, earlier } = await boardClients(ports.store, {
    clinic,
    now,
    language: member.language,
    isShown: ({ closedAt }) => isAll || closedAt === null || localDateOf(timeZone, closedAt) >= shownSince,
    clientHref: (episodeId) => href(`/clients/${encodeURIComponent(episodeId)}`),
  });
  return page(
    board({
      frame: frameOf(request, 'board'),
      today,
      sort: boardSorts.find((sort) => sort === query.get('sort')) ?? 'start',
      boardHref: href('/board'),
      searchHref: href('/board/search'),
      earlier,
      clients,
    }),
  );
}

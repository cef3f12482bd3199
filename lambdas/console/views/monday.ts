import { mondayView } from '../../casework/monday.ts';
import { mondayPage } from '../../pages/monday.ts';
import type { Ports } from '../../ports.ts';
import { page } from '../console-response.ts';
import type { ConsoleRequest, ConsoleRoute } from '../console-route.ts';
import { frameOf } from '../frame.ts';

/** The director's page of the week. */
export const mondayRoutes: ConsoleRoute[] = [
  { method: 'GET', path: '/monday', area: 'monday', answer: showMonday },
];

async function showMonday(request: ConsoleRequest, ports: Ports) {
  const { clinic } = request.visitor;
  const clientHref = (episodeId: string) => request.href(`/clients/${encodeURIComponent(episodeId)}`);
  const view = await mondayView(ports.store.read(clinic.id), clinic.id, ports.clock.now(), clientHref);
  return page(mondayPage({ frame: frameOf(request, 'monday'), ...view }));
}

import { localDateOf } from '../../domain/clinic-calendar.ts';
import { clientSearch } from '../../pages/client-search.ts';
import { careWords } from '../../pages/console-words-care.ts';
import type { Ports } from '../../ports.ts';
import { page } from '../console-response.ts';
import type { ConsoleRequest, ConsoleRoute } from '../console-route.ts';
import { frameOf } from '../frame.ts';

/** Looks for clients by name or id. It changes nothing; it is posted so that no name stands in an address. */
export const searchClients: ConsoleRoute = {
  method: 'POST',
  path: '/board/search',
  area: 'board',
  answer: showMatches,
};

const mostShown = 50;
const longestText = 100;

async function showMatches(request: ConsoleRequest, ports: Ports) {
  const { visitor, form, href } = request;
  const { clinic, member } = visitor;
  const text = (form.get('text') ?? '').trim().slice(0, longestText);
  const reader = ports.store.read(clinic.id);
  const [clients, episodes] = await Promise.all([reader.list('client'), reader.list('episode')]);
  const byId = new Map(clients.map((client) => [client.id, client]));
  const matches = episodes
    .flatMap((episode) => {
      const client = byId.get(episode.clientId);
      const names = client ? [client.name, client.preferredName] : [];
      const fits = isFitting(text, names, [episode.id, episode.clientId]);
      return client && fits ? [{ episode, client }] : [];
    })
    .sort((a, b) => (a.episode.referredAt < b.episode.referredAt ? 1 : -1));
  const { stages } = careWords[member.language];
  return page(
    clientSearch({
      frame: frameOf(request, 'board'),
      boardHref: href('/board'),
      searchHref: href('/board/search'),
      text,
      isCut: matches.length > mostShown,
      matches: matches.slice(0, mostShown).map(({ episode, client }) => ({
        href: href(`/clients/${encodeURIComponent(episode.id)}`),
        name: client.name,
        preferredName: client.preferredName === client.name ? null : client.preferredName || null,
        stage: stages[episode.waitlisted && episode.stage === 'admission' ? 'waitlisted' : episode.stage],
        referredOn: localDateOf(clinic.calendar.timeZone, episode.referredAt),
      })),
    }),
  );
}

/** Every word typed is part of a name, or the whole is an id. Accents and capitals do not matter. */
function isFitting(text: string, names: readonly string[], ids: readonly string[]): boolean {
  if (ids.includes(text)) return true;
  const parts = plain(text).split(/\s+/).filter(Boolean);
  const name = plain(names.join(' '));
  return parts.length > 0 && parts.every((part) => name.includes(part));
}

function plain(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{Mn}/gu, '')
    .toLowerCase();
}

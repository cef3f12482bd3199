import { localDateOf } from '../../domain/clinic-calendar.ts';
import { mayStart } from '../../domain/console-access.ts';
import type { Episode } from '../../domain/episode.ts';
import { type SettingsView, settingsPage } from '../../pages/settings.ts';
import type { Ports, Reader } from '../../ports.ts';
import { page } from '../console-response.ts';
import type { ConsoleRequest, ConsoleRoute } from '../console-route.ts';
import { frameOf } from '../frame.ts';

/** What a director sets, and from where it is changed. */
export const settingsRoutes: ConsoleRoute[] = [
  { method: 'GET', path: '/settings', area: 'settings', answer: showSettings },
];

async function showSettings(request: ConsoleRequest, ports: Ports) {
  const { clinic, roles } = request.visitor;
  const reader = ports.store.read(clinic.id);
  const [staff, partners, passcodes, episodes] = await Promise.all([
    reader.list('staff'),
    reader.list('partner'),
    reader.list('passcode'),
    reader.list('episode'),
  ]);
  const leavers = staff.filter(({ leftOn }) => leftOn).map(({ id }) => id);
  return page(
    settingsPage({
      frame: frameOf(request, 'settings'),
      today: localDateOf(clinic.calendar.timeZone, ports.clock.now()),
      clinic,
      staff,
      openQuestions: await openQuestionsOf(reader, leavers),
      partners,
      passcodes: Object.fromEntries(passcodes.map(({ id, setAt }) => [id, setAt])),
      programs: await programsOf(reader, clinic.programVersions, episodes),
      actionHref: (action) => (mayStart(roles, action) ? request.href(`/actions/${action}`) : null),
      changeHref: request.href('/settings/clinic'),
    }),
  );
}

async function openQuestionsOf(reader: Reader, staffIds: readonly string[]): Promise<Record<string, number>> {
  const counts = staffIds.map(
    async (id) => [id, (await reader.list('openTask', { parent: id })).length] as const,
  );
  return Object.fromEntries(await Promise.all(counts));
}

/** Every version that new episodes begin with or that an episode still runs on, the newest first. */
async function programsOf(
  reader: Reader,
  programVersions: Readonly<Record<string, string>>,
  episodes: readonly Episode[],
): Promise<SettingsView['programs']> {
  const running = new Map<string, number>();
  for (const [id, version] of Object.entries(programVersions)) running.set(`${id}:${version}`, 0);
  for (const { programId, programVersion, ending } of episodes) {
    const version = `${programId}:${programVersion}`;
    if (ending === null) running.set(version, (running.get(version) ?? 0) + 1);
  }
  const found = await Promise.all([...running.keys()].map((id) => reader.get('program', id)));
  const programs = new Map<string, SettingsView['programs'][number]>();
  for (const { id: filed, program } of found.flatMap((one) => one ?? [])) {
    const { id, name, version } = program;
    const known = programs.get(id) ?? { name, isOpen: programVersions[id] !== undefined, versions: [] };
    const isForNew = programVersions[id] === version;
    known.versions.push({ version, isForNew, running: running.get(filed) ?? 0 });
    programs.set(id, known);
  }
  return [...programs.values()];
}

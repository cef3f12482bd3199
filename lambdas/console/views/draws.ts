import { enrolledEpisodeIds } from '../../casework/enrolled.ts';
import { type LocalDate, localDateOf } from '../../domain/clinic-calendar.ts';
import { mayVisit } from '../../domain/console-access.ts';
import type { DrugTest } from '../../domain/drug-test.ts';
import { drawToday, type TestToday } from '../../pages/draw-today.ts';
import type { Ports, Reader } from '../../ports.ts';
import { page } from '../console-response.ts';
import type { ConsoleRequest, ConsoleRoute } from '../console-route.ts';
import { frameOf } from '../frame.ts';

/** Today's tests, for whoever collects. */
export const drawRoutes: ConsoleRoute[] = [
  { method: 'GET', path: '/draws', area: 'draw list', answer: showToday },
];

async function showToday(request: ConsoleRequest, ports: Ports) {
  const { visitor, href } = request;
  const { clinic, roles } = visitor;
  const { timeZone } = clinic.calendar;
  const reader = ports.store.read(clinic.id);
  const today = localDateOf(timeZone, ports.clock.now());
  const [day, episodeIds, questions] = await Promise.all([
    reader.get('drawDay', today),
    enrolledEpisodeIds(reader, clinic),
    waitingFor(reader, request),
  ]);
  const tests = await Promise.all(episodeIds.map((id) => testsOf(reader, id, today)));
  return page(
    drawToday({
      frame: frameOf(request, 'draw list'),
      timeZone,
      today,
      status: day?.status ?? null,
      auditHref: mayVisit(roles, 'draw audit') ? href('/draws/audit') : null,
      tests: tests.flat().map(({ name, test }) => lineOf(name, test, questions)),
    }),
  );
}

/** Pages of the questions that wait for the visitor, by the test that each is about. */
async function waitingFor(
  reader: Reader,
  { visitor, href }: ConsoleRequest,
): Promise<ReadonlyMap<string, string>> {
  const open = await reader.list('openTask', { parent: visitor.member.id });
  const tasks = await Promise.all(open.map(({ taskId }) => reader.get('task', taskId)));
  return new Map(
    tasks.flatMap((task) =>
      task?.about.testId ? [[task.about.testId, href(`/tasks/${encodeURIComponent(task.id)}`)]] : [],
    ),
  );
}

/** A client's tests of the day, and earlier ones without an outcome; the name is read for those who have any. */
async function testsOf(
  reader: Reader,
  episodeId: string,
  today: LocalDate,
): Promise<{ name: string; test: DrugTest }[]> {
  const tests = (await reader.list('drugTest', { parent: episodeId })).filter(
    ({ date, outcome }) => date === today || outcome === 'pending',
  );
  if (tests.length === 0) return [];
  const episode = await reader.get('episode', episodeId);
  const client = episode && (await reader.get('client', episode.clientId));
  return tests.map((test) => ({ name: client?.name ?? episodeId, test }));
}

function lineOf(
  name: string,
  { id, date, basis, toldAt, window, outcome }: DrugTest,
  questions: ReadonlyMap<string, string>,
): TestToday {
  return {
    name,
    date,
    basis,
    toldAt,
    endsAt: window?.endsAt ?? null,
    outcome,
    href: questions.get(id) ?? null,
  };
}

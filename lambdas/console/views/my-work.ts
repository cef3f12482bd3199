import { addDays, instantOf, localDateOf } from '../../domain/clinic-calendar.ts';
import type { OpenTask } from '../../domain/human-task.ts';
import { page as linkPage } from '../../links/link-response.ts';
import { problem } from '../../links/problem.ts';
import { questionsView } from '../../links/questions-view.ts';
import { tasksBehind } from '../../links/tasks-behind.ts';
import { consoleWords } from '../../pages/console-words.ts';
import { linkQuestions } from '../../pages/link-questions.ts';
import { myWork, type WorkItem } from '../../pages/my-work.ts';
import type { Ports, Reader } from '../../ports.ts';
import { page } from '../console-response.ts';
import type { ConsoleRequest, ConsoleRoute } from '../console-route.ts';
import { frameOf } from '../frame.ts';
import { recordViewed } from '../record-viewed.ts';
import { taskTarget } from '../task-target.ts';

/** What waits for whoever is signed in, and the page of each. */
export const myWorkRoutes: ConsoleRoute[] = [
  { method: 'GET', path: '/', area: 'my work', answer: showWork },
  { method: 'GET', path: '/tasks/:task', area: 'my work', answer: showTask },
];

async function showWork(request: ConsoleRequest, ports: Ports) {
  const { clinic, member } = request.visitor;
  const reader = ports.store.read(clinic.id);
  const now = ports.clock.now();
  const { timeZone } = clinic.calendar;
  const open = await reader.list('openTask', { parent: member.id });
  return page(
    myWork({
      frame: frameOf(request, 'my work'),
      language: member.language,
      timeZone,
      now,
      todayEndsAt: instantOf(timeZone, addDays(localDateOf(timeZone, now), 1), '00:00'),
      items: await Promise.all(open.map((task) => itemOf(reader, request, task))),
    }),
  );
}

async function itemOf(
  reader: Reader,
  { href }: ConsoleRequest,
  { taskId, kind, dueAt }: OpenTask,
): Promise<WorkItem> {
  const task = await reader.get('task', taskId);
  const episode = task?.episodeId ? await reader.get('episode', task.episodeId) : undefined;
  const client = episode && (await reader.get('client', episode.clientId));
  return {
    href: href(`/tasks/${encodeURIComponent(taskId)}`),
    kind,
    dueAt,
    about: client?.preferredName ?? null,
    clients: task?.items.length ?? 0,
  };
}

/** The same page that the mail's link opens: signing in stands for the passcode. */
async function showTask(request: ConsoleRequest, ports: Ports) {
  const target = taskTarget(request, ports);
  const tasks = await tasksBehind(ports, target);
  if (tasks.length === 0) return problem(target, 'no longer open', 410);
  const about = new Set(tasks.flatMap(({ episodeId, items }) => (episodeId ? [episodeId] : items)));
  await Promise.all([...about].map((episodeId) => recordViewed(request, ports, episodeId, 'question')));
  const wayBack = {
    href: request.href('/'),
    label: consoleWords[request.visitor.member.language].areas['my work'],
  };
  return linkPage(linkQuestions({ ...(await questionsView(ports, target, tasks, null)), wayBack }));
}

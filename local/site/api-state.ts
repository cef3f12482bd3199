import { localDateOf, localTimeOf } from '../../lambdas/domain/clinic-calendar.ts';
import type { Episode } from '../../lambdas/domain/episode.ts';
import type { HumanTask } from '../../lambdas/domain/human-task.ts';
import { taskRules } from '../../lambdas/domain/human-task-kinds.ts';
import type { Program } from '../../lambdas/domain/program.ts';
import type { Laptop } from '../laptop.ts';
import { clinicOfRequest, type SiteContext } from './clinic-choice.ts';
import { json, type SiteRequest, type SiteResponse } from './http.ts';

/** `GET /local/state` */
export async function getState(request: SiteRequest, context: SiteContext): Promise<SiteResponse> {
  const { laptop } = context;
  const ids = laptop.clinicIds();
  if (ids.length === 0) return json({ clock: clockOf(laptop, undefined), clinics: [], ...nothing(laptop) });
  const clinicId = clinicOfRequest(request, context);
  return json({ clock: clockOf(laptop, clinicId), clinics: ids, clinicId, ...stateOf(laptop, clinicId) });
}

/** The clock as programs read it: the instant, and what the clinic's wall shows. */
export function clockOf(laptop: Laptop, clinicId: string | undefined) {
  const now = laptop.clinic.now();
  const timeZone = laptop.timeZoneOf(clinicId);
  const { seed, startAt } = laptop.beginning;
  return {
    now,
    local: `${localDateOf(timeZone, now)}T${localTimeOf(timeZone, now)}`,
    timeZone,
    startedAt: startAt,
    seed,
    manual: laptop.settings.isManual,
  };
}

function nothing(laptop: Laptop) {
  return {
    clients: [],
    tasks: [],
    executions: executionsOf(laptop),
    passcodes: {},
    counts: countsOf(laptop, undefined),
  };
}

function stateOf(laptop: Laptop, clinicId: string) {
  const { store } = laptop.clinic;
  const clientIds = new Map(store.all(clinicId, 'episode').map(({ id, clientId }) => [id, clientId]));
  return {
    clients: store.all(clinicId, 'episode').map((episode) => clientState(laptop, clinicId, episode)),
    tasks: store.all(clinicId, 'task').map((task) => taskState(task, clientIds)),
    executions: executionsOf(laptop),
    passcodes: Object.fromEntries(laptop.passcodesOf(clinicId)),
    counts: countsOf(laptop, clinicId),
  };
}

/** The program version that an episode was admitted on. */
function programOf({ clinic: { store } }: Laptop, clinicId: string, episode: Episode): Program | undefined {
  return store.find(clinicId, 'program', `${episode.programId}:${episode.programVersion}`)?.program;
}

function clientState(laptop: Laptop, clinicId: string, episode: Episode) {
  const { id: episodeId, clientId, stage, waitlisted, admittedOn, plannedEndOn, phaseIndex } = episode;
  const { programId, ending, endedOn, closedAt, counselorId, residence, handoff } = episode;
  const phase = admittedOn === null ? undefined : programOf(laptop, clinicId, episode)?.phases[phaseIndex];
  return {
    clientId,
    episodeId,
    stage: waitlisted ? 'waitlisted' : stage,
    phase: phase === undefined ? null : { number: phaseIndex + 1, name: phase.name },
    programId,
    admittedOn,
    plannedEndOn,
    homeId: residence?.homeId ?? null,
    counselorId,
    handoff: handoff.status,
    receiverId: 'receiverId' in handoff ? handoff.receiverId : null,
    visitOn: 'visitOn' in handoff ? (handoff.visitOn ?? null) : null,
    ending,
    endedOn,
    closedAt,
  };
}

function taskState(task: HumanTask, clientIds: ReadonlyMap<string, string>) {
  const { id, kind, episodeId, items, about, ownerId, asked, dueAt, openedAt, status, answer } = task;
  return {
    id,
    kind,
    clientId: episodeId === undefined ? null : (clientIds.get(episodeId) ?? null),
    episodeId: episodeId ?? null,
    /** The last one asked; whoever it belongs to while nobody has been. */
    to: asked.at(-1) ?? ownerId,
    asked,
    dueAt,
    openedAt,
    status,
    choices: taskRules[kind].choices,
    items: items.map((item) => ({ episodeId: item, clientId: clientIds.get(item) ?? null })),
    about,
    answer,
  };
}

function executionsOf({ clinic: { runner } }: Laptop) {
  return runner.list().map(({ machine, name, status, startedAtMs, stoppedAtMs, error }) => ({
    machine,
    name,
    status,
    startedAt: new Date(startedAtMs).toISOString(),
    stoppedAt: stoppedAtMs === undefined ? null : new Date(stoppedAtMs).toISOString(),
    error: error ?? null,
  }));
}

/** Figures by which a script sees at once whether something moved. */
export function countsOf(laptop: Laptop, clinicId: string | undefined) {
  const { store, mailbox, runner } = laptop.clinic;
  const episodes = clinicId === undefined ? [] : store.all(clinicId, 'episode');
  const tasks = clinicId === undefined ? [] : store.all(clinicId, 'task');
  const { byStatus, transitions, events } = runner.counts();
  return {
    episodes: episodes.length,
    closedEpisodes: episodes.filter(({ closedAt }) => closedAt !== null).length,
    referralsToCome: laptop.leftToCome(),
    tasks: tasks.length,
    openTasks: tasks.filter(({ status }) => status === 'open').length,
    mails: mailbox.mails.filter((mail) => clinicId === undefined || mail.clinicId === clinicId).length,
    tests: clinicId === undefined ? 0 : store.all(clinicId, 'drugTest').length,
    executions: byStatus,
    transitions,
    historyEvents: events,
  };
}

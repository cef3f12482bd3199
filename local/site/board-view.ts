import type { AuditEntry } from '../../lambdas/domain/audit.ts';
import { episodeChain } from '../../lambdas/domain/audit.ts';
import { type CheckIn, needsAttention } from '../../lambdas/domain/check-in.ts';
import type { Clinic } from '../../lambdas/domain/clinic.ts';
import { addDays, type Instant, type LocalDate, localDateOf } from '../../lambdas/domain/clinic-calendar.ts';
import { phaseSpansOf } from '../../lambdas/domain/dated-phases.ts';
import type { Episode } from '../../lambdas/domain/episode.ts';
import type { HumanTask } from '../../lambdas/domain/human-task.ts';
import type { TaskKind } from '../../lambdas/domain/human-task-kinds.ts';
import type { Program } from '../../lambdas/domain/program.ts';
import type { BoardClient } from '../../lambdas/pages/board.ts';
import type { BoardMark, MarkKind, MarkStatus } from '../../lambdas/pages/board-marks.ts';
import type { Laptop } from '../laptop.ts';
import { programOf } from './api-state.ts';

/** Everything a bar is drawn from. */
interface EpisodeFile {
  episode: Episode;
  program: Program | undefined;
  entries: AuditEntry[];
  tasks: HumanTask[];
  today: LocalDate;
  now: Instant;
  timeZone: string;
}

/** Every episode of a clinic as a client of the board. */
export async function boardClients(laptop: Laptop, clinic: Clinic): Promise<BoardClient[]> {
  const { store } = laptop.clinic;
  const { timeZone } = clinic.calendar;
  const now = laptop.clinic.now();
  const checkIns = store.all(clinic.id, 'checkIn');
  const tasks = Map.groupBy(store.all(clinic.id, 'task'), ({ episodeId }) => episodeId ?? '');
  const episodes = store.all(clinic.id, 'episode').map(async (episode) => {
    const links = await store.chain(clinic.id, episodeChain(episode.id));
    const file: EpisodeFile = {
      episode,
      program: programOf(laptop, clinic.id, episode),
      entries: links.map(({ body }) => body as AuditEntry),
      tasks: tasks.get(episode.id) ?? [],
      today: localDateOf(timeZone, now),
      now,
      timeZone,
    };
    const theirs = checkIns.filter(({ episodeIds }) => episodeIds.includes(episode.id));
    const homeTasks = tasks.get('') ?? [];
    return clientOf(laptop, clinic, file, [
      ...testMarks(laptop, clinic, file),
      ...theirs.map((checkIn) => checkInMark(checkIn, file, homeTasks)),
      ...reviewMarks(laptop, clinic, file),
      ...contactMarks(laptop, clinic, file),
    ]);
  });
  return Promise.all(episodes);
}

function clientOf(laptop: Laptop, clinic: Clinic, file: EpisodeFile, marks: BoardMark[]): BoardClient {
  const { store } = laptop.clinic;
  const { episode, program, timeZone } = file;
  const { admittedOn, stage, waitlisted, phaseIndex, residence, ending, endedOn } = episode;
  const referredOn = localDateOf(timeZone, episode.referredAt);
  return {
    href: `/clients/${episode.id}`,
    name: store.find(clinic.id, 'client', episode.clientId)?.name ?? episode.clientId,
    stage: waitlisted && stage === 'admission' ? 'waitlisted' : stage,
    phaseName: stage === 'treatment' ? (program?.phases[phaseIndex]?.name ?? null) : null,
    homeName: residence ? (store.find(clinic.id, 'partner', residence.homeId)?.name ?? null) : null,
    counselorName: store.find(clinic.id, 'staff', episode.counselorId)?.name ?? episode.counselorId,
    startedOn: admittedOn ?? referredOn,
    spans: spansOf(file, referredOn),
    marks,
    ending: ending ? { label: ending, on: endedOn ?? closedOn(file) ?? file.today } : null,
  };
}

function closedOn({ episode, timeZone }: EpisodeFile): LocalDate | null {
  return episode.closedAt === null ? null : localDateOf(timeZone, episode.closedAt);
}

function spansOf(file: EpisodeFile, referredOn: LocalDate): BoardClient['spans'] {
  const { episode, program, entries, today, timeZone } = file;
  const { admittedOn, endedOn } = episode;
  if (admittedOn === null) {
    const to = endedOn ?? closedOn(file) ?? today;
    return [{ kind: 'wait', phaseIndex: 0, label: 'Before admission', from: referredOn, to }];
  }
  const spans: BoardClient['spans'] = [];
  if (referredOn < admittedOn)
    spans.push({
      kind: 'wait',
      phaseIndex: 0,
      label: 'Before admission',
      from: referredOn,
      to: addDays(admittedOn, -1),
    });
  if (program) {
    const dated = entries.map((entry) => ({ entry, on: localDateOf(timeZone, entry.at) }));
    for (const { index, from, to } of phaseSpansOf(episode, program, dated))
      spans.push({ kind: 'phase', phaseIndex: index, label: program.phases[index]?.name ?? '', from, to });
  }
  const endsOn = endedOn ?? episode.plannedEndOn;
  const lastDay = program?.followUpDays.at(-1);
  if (endsOn && lastDay !== undefined) {
    const to = closedOn(file) ?? addDays(endsOn, lastDay);
    if (to > endsOn)
      spans.push({ kind: 'after', phaseIndex: 0, label: 'Follow-up', from: addDays(endsOn, 1), to });
  }
  return spans;
}

function markOf(kind: MarkKind, on: LocalDate, status: MarkStatus, label: string): BoardMark {
  return { kind, on, status, label };
}

/** A question that is open: waited for, or overdue once its first asking has run out. */
function statusOfOpen(task: HumanTask, now: Instant): MarkStatus {
  return task.dueAt !== null && task.dueAt < now ? 'overdue' : 'due';
}

function openTask(tasks: readonly HumanTask[], fits: (task: HumanTask) => boolean): HumanTask | undefined {
  return tasks.find((task) => task.status === 'open' && fits(task));
}

function testMarks({ clinic: { store } }: Laptop, clinic: Clinic, file: EpisodeFile): BoardMark[] {
  const tests = store.all(clinic.id, 'drugTest').filter(({ episodeId }) => episodeId === file.episode.id);
  return tests.map((test) => {
    const open = openTask(file.tasks, ({ about }) => about.testId === test.id);
    const label = `Drug test: ${test.confirmation ?? test.outcome}`;
    if (!open) return markOf('test', test.date, 'done', label);
    const isOutcomeKnown = test.outcome !== 'pending';
    return markOf('test', test.date, isOutcomeKnown ? 'attention' : statusOfOpen(open, file.now), label);
  });
}

function checkInMark(
  checkIn: CheckIn,
  { episode, now }: EpisodeFile,
  homeTasks: readonly HumanTask[],
): BoardMark {
  const open = openTask(homeTasks, ({ about }) => about.checkInId === checkIn.id);
  const answer = checkIn.answers[episode.id];
  const label = `Check-in: ${answer ?? 'asked'}`;
  if (!open) return markOf('check-in', checkIn.date, 'done', label);
  if (open.kind !== 'home-check-in')
    return markOf('check-in', checkIn.date, answer && needsAttention(answer) ? 'attention' : 'done', label);
  return markOf('check-in', checkIn.date, statusOfOpen(open, now), label);
}

function reviewMarks({ clinic: { store } }: Laptop, clinic: Clinic, file: EpisodeFile): BoardMark[] {
  const { episode, tasks, now, today, timeZone } = file;
  const done = store
    .all(clinic.id, 'review')
    .filter(({ episodeId }) => episodeId === episode.id)
    .map(({ date, decision }) => markOf('review', date, 'done', `Review: ${decision}`));
  const open = openTask(tasks, ({ kind }) => kind === 'review');
  if (open)
    done.push(markOf('review', localDateOf(timeZone, open.openedAt), statusOfOpen(open, now), 'Review'));
  const { nextReviewOn, plannedEndOn, ending } = episode;
  if (!open && !ending && nextReviewOn && nextReviewOn >= today && nextReviewOn <= (plannedEndOn ?? ''))
    done.push(markOf('review', nextReviewOn, 'planned', 'Review'));
  return done;
}

const contactWords: Partial<Record<TaskKind, string>> = {
  intake: 'Intake',
  'first-visit': 'First visit',
  'follow-up-call': 'Follow-up',
};

function contactMarks({ clinic: { store } }: Laptop, clinic: Clinic, file: EpisodeFile): BoardMark[] {
  const { episode, tasks, timeZone, now } = file;
  const called = store
    .all(clinic.id, 'followUp')
    .filter(({ episodeId }) => episodeId === episode.id)
    .map(({ day, date, outcome }) => markOf('contact', date, 'done', `Follow-up, day ${day}: ${outcome}`));
  const asked = tasks.flatMap((task) => {
    const words = contactWords[task.kind];
    if (words === undefined) return [];
    const openedOn = localDateOf(timeZone, task.openedAt);
    if (task.status === 'open') return [markOf('contact', openedOn, statusOfOpen(task, now), words)];
    if (task.kind === 'follow-up-call' || task.answer === null) return [];
    return [
      markOf('contact', localDateOf(timeZone, task.answer.at), 'done', `${words}: ${task.answer.choice}`),
    ];
  });
  return [...called, ...asked, ...plannedCalls(file)];
}

function plannedCalls({ episode, program, tasks }: EpisodeFile): BoardMark[] {
  const endsOn = episode.endedOn ?? episode.plannedEndOn;
  if (!endsOn || episode.closedAt !== null || !program) return [];
  const isAsked = openTask(tasks, ({ kind }) => kind === 'follow-up-call') !== undefined;
  return program.followUpDays
    .slice(episode.followUpsDone + (isAsked ? 1 : 0))
    .map((day) => markOf('contact', addDays(endsOn, day), 'planned', `Follow-up, day ${day}`));
}

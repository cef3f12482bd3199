import { type CheckIn, needsAttention } from '../domain/check-in.ts';
import { addDays, type Instant, type LocalDate, localDateOf } from '../domain/clinic-calendar.ts';
import type { HumanTask } from '../domain/human-task.ts';
import type { TaskKind } from '../domain/human-task-kinds.ts';
import type { BoardMark, MarkKind, MarkStatus } from '../pages/board-marks.ts';
import { wordsOfChoice } from '../pages/choice-words.ts';
import { boardWords } from '../pages/console-words-board.ts';
import { careWords } from '../pages/console-words-care.ts';
import type { EpisodeFile } from './board-clients.ts';

/** What stands on single days of a client's bar: tests, check-ins, reviews, visits and calls. */
export function marksOf(file: EpisodeFile): BoardMark[] {
  return [
    ...testMarks(file),
    ...file.checkIns.map((checkIn) => checkInMark(checkIn, file)),
    ...reviewMarks(file),
    ...contactMarks(file),
  ];
}

function markOf(kind: MarkKind, on: LocalDate, status: MarkStatus, label: string): BoardMark {
  return { kind, on, status, label };
}

/** A question that is open: waited for, or overdue once its first asking has run out. */
function statusOfOpen(task: Pick<HumanTask, 'dueAt'>, now: Instant): MarkStatus {
  return task.dueAt !== null && task.dueAt < now ? 'overdue' : 'due';
}

function openTask(tasks: readonly HumanTask[], fits: (task: HumanTask) => boolean): HumanTask | undefined {
  return tasks.find((task) => task.status === 'open' && fits(task));
}

function testMarks(file: EpisodeFile): BoardMark[] {
  const { outcomes } = careWords[file.language];
  return file.tests.map((test) => {
    const open = openTask(file.tasks, ({ about }) => about.testId === test.id);
    const label = boardWords[file.language].marks.test(outcomes[test.confirmation ?? test.outcome]);
    if (!open) return markOf('test', test.date, 'done', label);
    const isOutcomeKnown = test.outcome !== 'pending';
    return markOf('test', test.date, isOutcomeKnown ? 'attention' : statusOfOpen(open, file.now), label);
  });
}

function checkInMark(checkIn: CheckIn, { episode, now, clinicTasks, language }: EpisodeFile): BoardMark {
  const open = openTask(clinicTasks, ({ about }) => about.checkInId === checkIn.id);
  const answer = checkIn.answers[episode.id];
  const said = boardWords[language].marks;
  const label = said.checkIn(answer ? careWords[language].checkIns[answer] : said.checkInAsked);
  if (!open) return markOf('check-in', checkIn.date, 'done', label);
  if (open.kind !== 'home-check-in')
    return markOf('check-in', checkIn.date, answer && needsAttention(answer) ? 'attention' : 'done', label);
  return markOf('check-in', checkIn.date, statusOfOpen(open, now), label);
}

function reviewMarks({ episode, reviews, tasks, now, today, timeZone, language }: EpisodeFile): BoardMark[] {
  const said = boardWords[language].marks;
  const done = reviews.map(({ date, decision }) =>
    markOf('review', date, 'done', said.reviewed(careWords[language].reviews[decision])),
  );
  const open = openTask(tasks, ({ kind }) => kind === 'review');
  if (open)
    done.push(markOf('review', localDateOf(timeZone, open.openedAt), statusOfOpen(open, now), said.review));
  const { nextReviewOn, plannedEndOn, ending } = episode;
  if (!open && !ending && nextReviewOn && nextReviewOn >= today && nextReviewOn <= (plannedEndOn ?? ''))
    done.push(markOf('review', nextReviewOn, 'planned', said.review));
  return done;
}

function isContact(kind: TaskKind): kind is 'intake' | 'first-visit' | 'follow-up-call' {
  return kind === 'intake' || kind === 'first-visit' || kind === 'follow-up-call';
}

function contactMarks(file: EpisodeFile): BoardMark[] {
  const { tasks, followUps, timeZone, now, language } = file;
  const said = boardWords[language].marks;
  const called = followUps.map(({ day, date, outcome }) => {
    const answer = wordsOfChoice('follow-up-call', outcome, language).label;
    return markOf('contact', date, 'done', said.followedUp(day, answer));
  });
  const asked = tasks.flatMap(({ kind, ...task }) => {
    if (!isContact(kind)) return [];
    if (task.status === 'open')
      return [markOf('contact', localDateOf(timeZone, task.openedAt), statusOfOpen(task, now), said[kind])];
    if (kind === 'follow-up-call' || task.answer === null) return [];
    const answer = wordsOfChoice(kind, task.answer.choice, language).label;
    return [
      markOf('contact', localDateOf(timeZone, task.answer.at), 'done', said.answered(said[kind], answer)),
    ];
  });
  return [...called, ...asked, ...plannedCalls(file)];
}

function plannedCalls({ episode, program, tasks, language }: EpisodeFile): BoardMark[] {
  const endsOn = episode.endedOn ?? episode.plannedEndOn;
  if (!endsOn || episode.closedAt !== null || !program) return [];
  const isAsked = openTask(tasks, ({ kind }) => kind === 'follow-up-call') !== undefined;
  return program.followUpDays
    .slice(episode.followUpsDone + (isAsked ? 1 : 0))
    .map((day) =>
      markOf('contact', addDays(endsOn, day), 'planned', boardWords[language].marks.followUp(day)),
    );
}

import type { Journey } from '../journey.ts';

/** The heartbeat comes every five minutes; what fell due before the last one has been left lying. */
const heartbeatMs = 5 * 60_000;

/** What lies about when everybody has gone: duties overdue, questions on lists, places taken, mails unsent. */
export function leftOver(journey: Journey): string[] {
  return [
    ...dutiesOverdue(journey),
    ...questionsOnLists(journey),
    ...placesTaken(journey),
    ...mailsUnsent(journey),
  ];
}

function dutiesOverdue({ play, all }: Journey): string[] {
  const last = new Date(play.clinic.clock.nowMs() - heartbeatMs).toISOString();
  return all('agenda')
    .filter((item) => item.dueAt < last)
    .map((item) => `agenda item ${item.id} is overdue`);
}

function questionsOnLists({ all }: Journey): string[] {
  const open = all('task').filter((task) => task.status === 'open');
  const listed = all('openTask').filter(({ taskId }) => !open.some((task) => task.id === taskId));
  const closed = new Set(
    all('episode')
      .filter((episode) => episode.closedAt)
      .map((episode) => episode.id),
  );
  const ofClosed = open.filter((task) => [task.episodeId ?? '', ...task.items].some((id) => closed.has(id)));
  return [
    ...ofClosed.map((task) => `question ${task.id} (${task.kind}) is open though the episode is closed`),
    ...listed.map((entry) => `${entry.contactId} still has ${entry.kind} ${entry.taskId} on the list`),
  ];
}

function placesTaken({ all }: Journey): string[] {
  const enrolments = all('enrolment');
  const problems = all('caseload').flatMap(({ id, count }) => {
    const members = enrolments.filter((enrolment) => enrolment.id.startsWith(`${id}:`)).length;
    return members === count ? [] : [`caseload ${id} counts ${count} and has ${members}`];
  });
  const ended = new Set(
    all('episode')
      .filter((episode) => episode.ending)
      .map((episode) => episode.id),
  );
  const held = enrolments.filter((enrolment) => ended.has(enrolment.episodeId));
  const queued = all('waitlist').filter((entry) => ended.has(entry.episodeId));
  const waiting = all('waitlist').map(({ episodeId }) => episodeId);
  const twice = waiting.filter((id, index) => waiting.indexOf(id) < index);
  return [
    ...problems,
    ...held.map((enrolment) => `${enrolment.episodeId} has ended and holds a place`),
    ...queued.map((entry) => `${entry.episodeId} has ended and stands in the queue`),
    ...twice.map((id) => `${id} stands in two queues`),
  ];
}

function mailsUnsent({ all }: Journey): string[] {
  // In place of a mail that did not arrive somebody else was asked.
  return all('mail')
    .filter((mail) => mail.status === 'queued' || (mail.status === 'failed' && !mail.insteadAt))
    .map((mail) => `mail ${mail.id} is ${mail.status}`);
}

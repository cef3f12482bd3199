import { addDays, daysBetween, type LocalDate } from '../../../lambdas/domain/clinic-calendar.ts';
import { ruleOfEnded } from '../../../lambdas/domain/ending-rules.ts';
import { type Episode, stopsAllContact } from '../../../lambdas/domain/episode.ts';
import { policyOf } from '../../../lambdas/domain/override.ts';
import type { Program } from '../../../lambdas/domain/program.ts';
import { nextDueOn } from '../../../lambdas/domain/review.ts';
import type { Journey } from '../journey.ts';
import { holdsOf } from './holds.ts';

/** A question climbs its ladder for this long at most; until then the duty behind it waits its turn. */
const ladderDays = 10;
const reviewAgainDays = 3;
/** The day on which a home is asked may be a closed one; then it is asked on the next open one. */
const mostClosedDays = 4;

/** What was owed to each client, from referral to the last follow-up, and did not happen. */
export async function clientsForgotten(journey: Journey): Promise<string[]> {
  const forgotten: string[] = [];
  for (const episode of journey.all('episode')) {
    const { program } = journey
      .all('program')
      .find(({ id }) => id === `${episode.programId}:${episode.programVersion}`) ?? { program: undefined };
    if (!program) forgotten.push(`${episode.id}: its program is gone`);
    else
      for (const problem of await problemsOf(journey, episode, program))
        forgotten.push(`${episode.id}: ${problem}`);
  }
  return forgotten;
}

async function problemsOf(journey: Journey, episode: Episode, program: Program): Promise<string[]> {
  const ended = [
    ...(episode.ending ? [] : ['has no ending']),
    ...(episode.closedAt ? [] : ['is not closed']),
    ...(await handoffOpen(journey, episode)),
  ];
  if (!episode.admittedOn) return ended;
  return [
    ...ended,
    ...reviewsMissing(journey, episode, program),
    ...followUpsMissing(journey, episode, program),
    ...checkInsMissing(journey, episode, program),
  ];
}

async function handoffOpen(
  journey: Journey,
  { id, handoff, ending, endingFacts, admittedOn }: Episode,
): Promise<string[]> {
  const audit = await journey.audit(journey.all('episode').find((episode) => episode.id === id) as Episode);
  // The other record of a client who was merged goes on, and with it the handoff.
  const isMerged = audit.some(({ what, details }) => what === 'clients merged' && details?.duplicate === id);
  const rule = ruleOfEnded({ ending, endingFacts });
  const isOwed = admittedOn !== null && rule?.handoff === 'offered' && !isMerged;
  if (rule?.handoff === 'to the facility' && admittedOn !== null) return arrivalUnasked(journey, id);
  const closings = audit.filter(({ what }) => what === 'handoff closed');
  // A death that is learned of later leaves a handoff as it was closed.
  const isLate = stopsAllContact(ending) && closings.length === 1;
  if (!isOwed) return handoff.status === 'not applicable' || isLate ? [] : [`handoff is ${handoff.status}`];
  if (!['arrived', 'declined by client', 'lost to contact'].includes(handoff.status))
    return [`handoff is ${handoff.status}`];
  return closings.length === 1 && closings[0]?.details?.status === handoff.status
    ? []
    : [`handoff was closed ${closings.length} times`];
}

/** Whoever goes on to another facility is asked about until somebody knows whether they arrived; a corrected ending may come too late for it. */
function arrivalUnasked(journey: Journey, id: string): string[] {
  const episode = journey.all('episode').find((known) => known.id === id);
  const isCorrected = journey.all('correction').some(({ subject }) => subject.id === id);
  const asked = journey.all('matter', episode).filter(({ kind }) => kind === 'arrival-check');
  const isKnown = asked.length === 1 && asked[0]?.settled !== null;
  return isKnown || isCorrected ? [] : ['nobody knows whether the client arrived at the facility'];
}

/** Every review is done, or asked for again within days; none is forgotten between admission and ending. */
function reviewsMissing(journey: Journey, episode: Episode, program: Program): string[] {
  const { admittedOn, endedOn, plannedDays } = episode;
  if (!admittedOn || !endedOn) return [];
  const reviews = journey.tasks('review', episode);
  const problems: string[] = [];
  const everyDays = (on: LocalDate) => policyOf(program, episode, on).reviews.everyDays;
  let dueOn = nextDueOn(admittedOn, everyDays(admittedOn), plannedDays);
  for (const task of reviews) {
    const openedOn = task.openedAt.slice(0, 10);
    if (daysBetween(dueOn, openedOn) > ladderDays)
      problems.push(`a review due on ${dueOn} came on ${openedOn}`);
    const own = task.id.split(':')[1];
    const review = journey.all('review', episode).find(({ id }) => id === `${episode.id}:review-${own}`);
    if (!review) {
      if (task.status !== 'withdrawn') problems.push(`review ${task.id} was never taken up`);
      continue;
    }
    dueOn =
      review.decision === 'no answer'
        ? addDays(review.date, reviewAgainDays)
        : nextDueOn(review.date, everyDays(review.date), plannedDays);
  }
  if (daysBetween(dueOn, endedOn) > ladderDays) problems.push(`a review due on ${dueOn} never came`);
  return problems;
}

function followUpsMissing(journey: Journey, episode: Episode, program: Program): string[] {
  if (stopsAllContact(episode.ending) || ruleOfEnded(episode)?.followUps === 'none') return [];
  const made = journey.all('followUp', episode).sort((a, b) => a.day - b.day);
  const declined = journey.all('signal', episode).some(({ news }) => news.kind === 'follow-ups declined');
  if (declined || made.some(({ outcome }) => outcome === 'opted out')) return [];
  return program.followUpDays
    .filter((day) => !made.some((followUp) => followUp.day === day))
    .map((day) => `no follow-up on day ${day}`);
}

/** Every week in a home is in a check-in, and each check-in has something to say about every resident. */
function checkInsMissing(journey: Journey, episode: Episode, program: Program): string[] {
  const { residence, admittedOn, endedOn } = episode;
  if (!residence || !admittedOn || !endedOn) return [];
  const own = journey
    .all('checkIn')
    .filter((checkIn) => checkIn.homeId === residence.homeId)
    .filter((checkIn) => checkIn.episodeIds.includes(episode.id) || episode.id in checkIn.answers);
  const dates = own.map((checkIn) => checkIn.date).sort();
  const since = residence.since > admittedOn ? residence.since : admittedOn;
  const gaps = [since, ...dates, endedOn].flatMap((date, index, list) => {
    const next = list[index + 1];
    const isHeld = holdsOf(journey, episode.id).some(({ from, to }) => from <= (next ?? date) && date <= to);
    return next && !isHeld && daysBetween(date, next) > program.checkIns.everyDays + mostClosedDays
      ? [`no check-in between ${date} and ${next}`]
      : [];
  });
  const silent = own.filter((checkIn) => !(episode.id in checkIn.answers));
  return [...gaps, ...silent.map((checkIn) => `check-in ${checkIn.id} says nothing of it`)];
}

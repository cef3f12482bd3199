import { type DrugTest, isCollected, nextAfterCollection } from '../../../lambdas/domain/drug-test.ts';
import type { Journey } from '../journey.ts';

/** Called tests without an outcome, and outcomes that nobody looked at. */
export function testsUnmet(journey: Journey): string[] {
  return [...journey.all('drugTest').flatMap((test) => problemsWith(journey, test)), ...callsLost(journey)];
}

function problemsWith(journey: Journey, test: DrugTest): string[] {
  const { id, outcome, toldAt, episodeId } = test;
  if (outcome === 'pending') return [`test ${id} has no outcome`];
  if (outcome === 'withdrawn') {
    const ended = journey.all('episode').some((episode) => episode.id === episodeId && episode.ending);
    return ended ? [] : [`test ${id} was withdrawn during treatment`];
  }
  const wasThere = isCollected(outcome) || outcome === 'missed';
  const untold = wasThere && !toldAt ? [`test ${id} is ${outcome} and the client was not told`] : [];
  return [...untold, ...unheard(journey, test)];
}

/** A presumptive result goes to the laboratory, whatever is not fine to a clinician: to people, and to nothing else. */
function unheard(journey: Journey, test: DrugTest): string[] {
  const { id, outcome, confirmation } = test;
  if (outcome === 'pending') return [];
  const kinds = journey.all('task').flatMap((task) => (task.about.testId === id ? [task.kind] : []));
  // Whoever is asked to undo what followed from a wrong entry hears of the right one.
  if (kinds.includes('correction-follow-up')) return [];
  const isPresumptive = outcome === 'presumptive positive';
  const next = nextAfterCollection(confirmation ?? outcome);
  const needsClinician = next === 'ask clinician' || (isPresumptive && confirmation === null);
  return [
    ...(isPresumptive && !kinds.includes('send-to-laboratory')
      ? [`nobody was asked to send test ${id} to the laboratory`]
      : []),
    ...(test.sentToLaboratory && !kinds.includes('confirm-specimen')
      ? [`nobody was asked what the laboratory found in test ${id}`]
      : []),
    ...(needsClinician && !kinds.includes('clinician-decision')
      ? [`no clinician heard of test ${id}, ${confirmation ?? outcome}`]
      : []),
  ];
}

/** Clients who were drawn and have no test, and days on which one was called twice. */
function callsLost({ all }: Journey): string[] {
  const tests = all('drugTest').filter((test) => test.basis === 'random');
  return all('drawDay').flatMap((day) =>
    day.calledEpisodeIds.flatMap((episodeId) => {
      const called = tests.filter((test) => test.episodeId === episodeId && test.date === day.id);
      const told = all('task').filter(
        (task) => task.kind === 'tell-client' && task.about.testId === `${episodeId}:test-${day.id}`,
      );
      const problems =
        called.length === 1 ? [] : [`${episodeId} was called on ${day.id} with ${called.length} tests`];
      const hasEnded = called[0]?.outcome === 'withdrawn';
      if (told.length > 1 || (told.length === 0 && !hasEnded))
        problems.push(`collections heard ${told.length} times of the test of ${episodeId} on ${day.id}`);
      return problems;
    }),
  );
}

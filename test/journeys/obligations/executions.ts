import type { Journey } from '../journey.ts';

const mostEvents = 2_000;
const mostPayloadBytes = 4_096;

export interface Sizes {
  /** Events of the longest execution. */
  worstExecution: number;
  /** Events of all executions of the longest episode together. */
  worstEpisode: number;
  largestPayloadBytes: number;
}

/** How long histories have become, and how large what states carry. */
export function sizesOf({ play, all }: Journey): Sizes {
  const { runner } = play.clinic;
  const eventsByEpisode = new Map(all('episode').map((episode) => [episode.id, 0]));
  for (const { executionId, input } of runner.list()) {
    const episodeId = (input as { episodeId?: string }).episodeId ?? '';
    const before = eventsByEpisode.get(episodeId);
    if (before !== undefined) eventsByEpisode.set(episodeId, before + runner.transitions(executionId).events);
  }
  const { mostEvents: worstExecution, largestPayloadBytes } = runner.counts();
  return { worstExecution, worstEpisode: Math.max(0, ...eventsByEpisode.values()), largestPayloadBytes };
}

/** Executions that hang or ended badly, and histories that have grown too long. */
export function executionsWrong(journey: Journey): string[] {
  const { runner } = journey.play.clinic;
  const bad = (['RUNNING', 'FAILED', 'TIMED_OUT', 'ABORTED'] as const).flatMap((status) =>
    runner
      .list({ status })
      .map(({ machine, name, error }) => `execution ${machine} ${name} is ${status} ${error ?? ''}`.trim()),
  );
  const { openCallbacks } = runner.counts();
  if (openCallbacks > 0) bad.push(`${openCallbacks} callbacks wait for an answer`);
  const { worstExecution, largestPayloadBytes } = sizesOf(journey);
  if (worstExecution > mostEvents) bad.push(`an execution has ${worstExecution} events`);
  if (largestPayloadBytes > mostPayloadBytes) bad.push(`a state carries ${largestPayloadBytes} bytes`);
  return bad;
}

import type { HandoffState } from './episode.ts';

export const receiverAnswers = ['accept', 'decline'] as const;
export const visitAnswers = ['arrived', 'no show', 'client declined'] as const;
export type VisitAnswer = (typeof visitAnswers)[number];

/** Only these close a handoff: "sent" is not "arrived". */
export function isHandoffClosed(handoff: HandoffState): boolean {
  return ['arrived', 'declined by client', 'lost to contact', 'not applicable'].includes(handoff.status);
}

export type NextHandoffStep = 'ask receiver' | 'ask for a receiver' | 'confirm visit' | 're-book' | 'closed';

/** What the handoff needs after a first-visit answer, given how many visits were tried and may be. */
export function afterVisit(
  answer: VisitAnswer | 'no answer',
  attempts: number,
  maxAttempts: number,
): NextHandoffStep | 'lost to contact' {
  if (answer === 'arrived' || answer === 'client declined') return 'closed';
  return attempts >= maxAttempts ? 'lost to contact' : 're-book';
}

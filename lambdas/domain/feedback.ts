import type { Instant } from './clinic-calendar.ts';

export const feedbackAnswers = ['agree', 'disagree', 'own words'] as const;
export type FeedbackAnswer = (typeof feedbackAnswers)[number];

/** What may be written to a client at once, and by the client: as long as a comment. */
export const feedbackMaxLength = 500;

/**
 * What a member of staff wrote to a client, and what the client says to it. The words stand here, on the client's own
 * page and on staff's, never in an email, a state, a log or the audit. Source: seed 003, "Receive feedback".
 */
export interface Feedback {
  /** `<episodeId>:fb-1`, … */
  id: string;
  episodeId: string;
  at: Instant;
  by: string;
  words: string;
  /** The review in which it was written; null for any other time. */
  reviewTaskId: string | null;
  /** When the client first opened the page that shows it. */
  readAt: Instant | null;
  answer: { as: FeedbackAnswer; words: string; at: Instant } | null;
}

/** Feedback in the order in which it was given; ids sort as text, `fb-10` before `fb-2`. */
export function inOrder(list: readonly Feedback[]): Feedback[] {
  return [...list].sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
}

/** What a client's answer lacks; undefined when it can be taken. */
export function answerProblem(
  as: string,
  words: string,
): 'nothing chosen' | 'words missing' | 'too long' | undefined {
  if (!feedbackAnswers.some((known) => known === as)) return 'nothing chosen';
  if (words.length > feedbackMaxLength) return 'too long';
  return as === 'own words' && words === '' ? 'words missing' : undefined;
}

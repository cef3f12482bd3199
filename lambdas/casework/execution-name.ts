import { createHash } from 'node:crypto';

/** Ids of an episode and of a partner together do not fit into the 80 characters of an execution's name. */
const digestLength = 16;

/** The name of a question’s execution: the episode, or the clinic, a word that tells what it is about, and a digest of the rest. */
export function executionName(owner: string, word: string, ...parts: string[]): string {
  const digest = createHash('sha256').update(parts.join('|')).digest('hex').slice(0, digestLength);
  return `${owner}-${word}-${digest}`;
}

import type { Instant } from './clinic-calendar.ts';
import type { Episode } from './episode.ts';
import type { TaskKind } from './human-task-kinds.ts';

/**
 * That a client may have died. The first report only holds: nobody is called for a test, asked or told anything
 * about the client but the one question to a second member of staff, until that person confirms or refutes it.
 */
export interface DeathReport {
  status: 'reported' | 'confirmed';
  at: Instant;
  /** The member of staff who reported it; somebody else must confirm. */
  by: string;
  reason: string;
}

type Reported = Pick<Episode, 'deathReport'>;

/** True from the first report on, until it is refuted. */
export function isHeld({ deathReport }: Reported): boolean {
  return deathReport !== undefined && deathReport !== null;
}

/** True while the second word is awaited. */
export function awaitsConfirmation({ deathReport }: Reported): boolean {
  return deathReport?.status === 'reported';
}

/** True once two people have said so. */
export function isDeathConfirmed({ deathReport }: Reported): boolean {
  return deathReport?.status === 'confirmed';
}

/** What is asked about a client all the same: the second word, and a crisis, which may be the very one that was reported. */
const askedInHold: readonly TaskKind[] = ['death-confirmation', 'crisis-alert', 'crisis-debrief'];

export function isAskedInHold(kind: TaskKind): boolean {
  return askedInHold.includes(kind);
}

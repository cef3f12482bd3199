import type { Instant } from './clinic-calendar.ts';

/** A record or answer that was superseded: who, why, and what had already been done because of the wrong one. */
export interface Correction {
  id: string;
  episodeId: string;
  at: Instant;
  by: string;
  reason: string;
  subject: { kind: 'task answer' | 'drug test' | 'attendance' | 'ending'; id: string };
  was: string;
  now: string;
  /** Past-tense facts that followed from the wrong entry and that somebody must look at. */
  followed: string[];
}

import type { Instant } from './clinic-calendar.ts';
import type { Ending } from './episode.ts';

/** The waits of a journey that something may interrupt. */
export type WaitName = 'place' | 'treatment' | 'aftercare' | 'follow-up' | 'operator';

/** Something that interrupts a wait. Stored first; the step that opens a wait takes what is unconsumed. */
export interface Signal {
  id: string;
  episodeId: string;
  wait: WaitName;
  at: Instant;
  news: SignalNews;
  consumed: boolean;
}

export type SignalNews =
  | { kind: 'place offered' }
  | { kind: 'early ending'; ending: Ending; reason: string; by: string }
  | { kind: 'treatment ended' }
  | { kind: 'follow-ups declined' }
  | { kind: 'changed' }
  | { kind: 'restart stage'; stage: string; attempt: number }
  | { kind: 'cancelled'; reason: string; by: string };

/** An open wait: whom to tell when a signal arrives. */
export interface Wait {
  id: string;
  episodeId: string;
  wait: WaitName;
  token: string;
  openedAt: Instant;
}

export function waitId(episodeId: string, wait: WaitName): string {
  return `${episodeId}:${wait}`;
}

import type { Instant } from './clinic-calendar.ts';
import type { Ending } from './episode.ts';

/** The waits of a journey that something may interrupt. */
export type WaitName = 'place' | 'treatment' | 'aftercare' | 'follow-up';

/** The stages that run as executions of their own, which an operator can restart. */
export const stageMachines = ['admission', 'treatment', 'aftercare', 'follow-up'] as const;
export type StageMachine = (typeof stageMachines)[number];

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
  | { kind: 'cancelled'; reason: string; by: string };

/** An open wait: whom to tell when a signal arrives, or when an operator restarts the stage that failed. */
export interface Wait {
  id: string;
  episodeId: string;
  wait: WaitName | 'operator';
  token: string;
  openedAt: Instant;
}

export function waitId(episodeId: string, wait: WaitName): string {
  return `${episodeId}:${wait}`;
}

/** The wait of a journey whose stage has failed. */
export function operatorWaitId(episodeId: string, stage: StageMachine): string {
  return `${episodeId}:operator-${stage}`;
}

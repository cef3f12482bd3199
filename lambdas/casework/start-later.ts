import { agendaItem } from '../domain/clinic.ts';
import type { Instant } from '../domain/clinic-calendar.ts';
import type { TaskKind } from '../domain/human-task-kinds.ts';
import type { Transaction } from '../ports.ts';

/** Puts the start of an execution on the agenda, in the transaction that makes it due; the heartbeat starts it. */
export function startLater(
  tx: Transaction,
  at: Instant,
  start: { machine: string; name: string; input: Record<string, unknown> },
): void {
  tx.put('agenda', agendaItem(at, { do: 'start-execution', ...start }));
}

export interface Question {
  clinicId: string;
  kind: TaskKind;
  episodeId?: string;
  about?: Record<string, string>;
  /** Episode ids of a question asked per client. */
  items?: string[];
  reason?: string;
}

/** A question that no state machine waits for. The name makes it one, however often it is planned. */
export function askSeparately(tx: Transaction, at: Instant, name: string, question: Question): void {
  startLater(tx, at, { machine: 'human-task', name, input: { schema: 1, ...question } });
}

import { agendaItem } from '../domain/clinic.ts';
import type { Instant } from '../domain/clinic-calendar.ts';
import { type Ports, ServiceUnavailable, type Transaction } from '../ports.ts';

/** A journey that is on the agenda. */
export interface PlannedJourney {
  agendaId: string;
  start: { machine: string; name: string; input: Record<string, unknown> };
}

/** Puts an episode's journey on the agenda, in the transaction that opens the episode; the heartbeat starts it. */
export function planJourney(
  tx: Transaction,
  clinicId: string,
  episodeId: string,
  now: Instant,
): PlannedJourney {
  const start = {
    machine: 'client-journey',
    name: `${episodeId}-journey-1`,
    input: { schema: 1, clinicId, episodeId, attempt: 1 },
  };
  const item = agendaItem(now, { do: 'start-execution', ...start });
  tx.put('agenda', item);
  return { agendaId: item.id, start };
}

/** Starts it at once. False when the service cannot be reached now: the heartbeat then begins it. */
export async function beginJourney(
  { journeys, store }: Pick<Ports, 'journeys' | 'store'>,
  clinicId: string,
  { start, agendaId }: PlannedJourney,
): Promise<boolean> {
  try {
    await journeys.start(start.machine, start.name, start.input);
  } catch (error) {
    if (error instanceof ServiceUnavailable) return false;
    throw error;
  }
  await store.transact(clinicId, async (tx) => tx.remove('agenda', agendaId));
  return true;
}

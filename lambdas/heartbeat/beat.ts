import type { AgendaItem } from '../domain/clinic.ts';
import { anyClinic } from '../domain/records.ts';
import type { Ports } from '../ports.ts';
import { logCall } from '../runtime/logger.ts';
import { duties } from './duties.ts';

/** Rounds in one beat: a duty may plan another that is due at once (a day to start, then its execution). */
const maxRounds = 4;

/**
 * Every five minutes, for all clinics: does what the agendas hold that is due. A duty that fails stays on the
 * agenda for the next beat and keeps no other from being done.
 */
export async function beat(ports: Ports): Promise<{ done: number; failed: number }> {
  const total = { done: 0, failed: 0 };
  for (const clinic of await ports.store.read(anyClinic).list('clinic')) {
    const { done, failed } = await beatClinic(ports, clinic.id);
    total.done += done;
    total.failed += failed;
  }
  return total;
}

async function beatClinic(ports: Ports, clinicId: string): Promise<{ done: number; failed: number }> {
  const failed = new Set<string>();
  let done = 0;
  for (let round = 0; round < maxRounds; round += 1) {
    const due = (await dueItems(ports, clinicId)).filter((item) => !failed.has(item.id));
    if (due.length === 0) break;
    for (const item of due) {
      if (await succeeds(ports, clinicId, item)) done += 1;
      else failed.add(item.id);
    }
  }
  return { done, failed: failed.size };
}

/** Ids begin with the due instant, and "~" sorts behind every duty's name. */
async function dueItems(ports: Ports, clinicId: string): Promise<AgendaItem[]> {
  return ports.store.read(clinicId).list('agenda', { upTo: `${ports.clock.now()}/~` });
}

async function succeeds(ports: Ports, clinicId: string, item: AgendaItem): Promise<boolean> {
  try {
    await duties[item.duty.do](ports, clinicId, item);
    return true;
  } catch (error) {
    const name = error instanceof Error ? error.name : 'unknown';
    logCall({
      call: item.duty.do,
      requestId: '',
      outcome: 'duty failed',
      durationMs: 0,
      ids: { clinicId },
      error: name,
    });
    return false;
  }
}

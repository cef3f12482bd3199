import type { AgendaItem } from '../domain/clinic.ts';
import { anyClinic } from '../domain/records.ts';
import { type Ports, Throttled } from '../ports.ts';
import { logCall } from '../runtime/logger.ts';
import { duties } from './duties.ts';
import { inOrder, sendsMail } from './duty-order.ts';
import { watch } from './watch.ts';

/** Rounds in one beat: a duty may plan another that is due at once (a day to start, then its execution). */
const maxRounds = 4;
/** Mails refused one after the other, after which the rest waits for the next beat: asking on only slows the service. */
const throttledEnough = 3;

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
  const pace = { throttledInARow: 0 };
  let done = 0;
  for (let round = 0; round < maxRounds; round += 1) {
    const due = (await dueItems(ports, clinicId)).filter((item) => !failed.has(item.id));
    if (due.length === 0) break;
    for (const item of inOrder(due)) {
      if (await succeeds(ports, clinicId, item, pace)) done += 1;
      else failed.add(item.id);
    }
  }
  return { done, failed: failed.size };
}

/** Ids begin with the due instant, and "~" sorts behind every duty's name. */
async function dueItems(ports: Ports, clinicId: string): Promise<AgendaItem[]> {
  return ports.store.read(clinicId).list('agenda', { upTo: `${ports.clock.now()}/~` });
}

/** How the mail service takes mail in this beat. */
interface Pace {
  throttledInARow: number;
}

async function succeeds(ports: Ports, clinicId: string, item: AgendaItem, pace: Pace): Promise<boolean> {
  const isMail = sendsMail(item.duty);
  if (isMail && pace.throttledInARow >= throttledEnough) return false;
  try {
    await duties[item.duty.do](ports, clinicId, item);
    if (isMail) pace.throttledInARow = 0;
    return true;
  } catch (error) {
    if (error instanceof Throttled) pace.throttledInARow += 1;
    const name = error instanceof Error ? error.name : 'unknown';
    logCall({
      call: item.duty.do,
      requestId: '',
      outcome: error instanceof Throttled ? 'mail later' : 'duty failed',
      durationMs: 0,
      ids: { clinicId },
      error: name,
    });
    return false;
  }
}

/** As deployed: a beat, and then a look at what it left. */
export const heartbeat = { beat, watch };

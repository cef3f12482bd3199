import { agendaItem } from '../domain/clinic.ts';
import { addHours, type Instant } from '../domain/clinic-calendar.ts';
import { type HumanTask, isSettled, outcomeOf } from '../domain/human-task.ts';
import { type Signal, type WaitName, waitId } from '../domain/signal.ts';
import { type Ports, ServiceUnavailable, type Transaction } from '../ports.ts';
import { required } from './read-records.ts';

const tellAgainHours = 5 / 60;

/** Plans the telling in the transaction that settles the task; `tellSettled` does it, else the heartbeat. */
export function planTelling(tx: Transaction, task: HumanTask, now: Instant): void {
  if (task.token) tx.put('agenda', tellingItem(task.id, now));
}

function tellingItem(taskId: string, now: Instant) {
  return agendaItem(addHours(now, tellAgainHours), { do: 'tell-answer', taskId });
}

/** Tells the waiting workflow how its task was settled. A wait that is gone reads the saved answer itself. */
export async function tellSettled(
  ports: Ports,
  clinicId: string,
  taskId: string,
  settledAt: Instant,
): Promise<void> {
  const task = await required(ports.store.read(clinicId), 'task', taskId);
  if (!task.token || !isSettled(task)) return;
  await ports.journeys.succeed(task.token, { outcome: outcomeOf(task), taskId });
  await ports.store.transact(clinicId, async (tx) => tx.remove('agenda', tellingItem(taskId, settledAt).id));
}

/** The same for whoever has done their part: when the workflows cannot be reached, the heartbeat tells them. */
export function tellSettledOrLater(...telling: Parameters<typeof tellSettled>): Promise<void> {
  return orLater(tellSettled(...telling));
}

async function orLater(telling: Promise<void>): Promise<void> {
  try {
    await telling;
  } catch (error) {
    if (!(error instanceof ServiceUnavailable)) throw error;
  }
}

/** Stores a signal; call `tellSignal` after the transaction, or the heartbeat tells it. */
export function raiseSignal(tx: Transaction, signal: Omit<Signal, 'id' | 'consumed'>, id: string): void {
  tx.put('signal', { ...signal, id: `${signal.episodeId}:${id}`, consumed: false });
  tx.put('agenda', signalItem(signal.episodeId, signal.wait, signal.at));
}

function signalItem(episodeId: string, wait: WaitName, at: Instant) {
  return agendaItem(addHours(at, tellAgainHours), { do: 'tell-signal', episodeId, wait });
}

/** Ends the wait that a stored signal is for, if it is open. A wait that opens later finds the signal itself. */
export async function tellSignal(
  ports: Ports,
  clinicId: string,
  signal: { episodeId: string; wait: WaitName; at: Instant },
): Promise<void> {
  const reader = ports.store.read(clinicId);
  const wait = await reader.get('wait', waitId(signal.episodeId, signal.wait));
  const news = await unconsumed(reader, signal.episodeId, signal.wait);
  if (wait && news.length > 0) await ports.journeys.succeed(wait.token, signalled);
  const item = signalItem(signal.episodeId, signal.wait, signal.at);
  await ports.store.transact(clinicId, async (tx) => tx.remove('agenda', item.id));
}

/** The same for whoever raised the signal: when the workflows cannot be reached, the heartbeat tells them. */
export function tellSignalOrLater(...telling: Parameters<typeof tellSignal>): Promise<void> {
  return orLater(tellSignal(...telling));
}

/** What a wait is ended with: no more than that something came. What it is stands in the store. */
export const signalled = { outcome: 'signal' };

export async function unconsumed(
  reader: Pick<Transaction, 'list'>,
  episodeId: string,
  wait: WaitName,
): Promise<Signal[]> {
  const signals = await reader.list('signal', { parent: episodeId });
  return signals.filter((signal) => signal.wait === wait && !signal.consumed);
}

/** The signals that wait to be taken up, marked as taken in this transaction, oldest first. */
export async function takeSignals(tx: Transaction, episodeId: string, wait: WaitName): Promise<Signal[]> {
  const signals = await unconsumed(tx, episodeId, wait);
  for (const signal of signals) tx.put('signal', { ...signal, consumed: true });
  return signals.sort((a, b) => (a.at < b.at ? -1 : 1));
}

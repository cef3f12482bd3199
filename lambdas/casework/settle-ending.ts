import { agendaItem } from '../domain/clinic.ts';
import { addHours, type Instant } from '../domain/clinic-calendar.ts';
import { isDeathConfirmed } from '../domain/death-report.ts';
import type { MatterKind } from '../domain/disclosure-matter.ts';
import { ruleOfEnded } from '../domain/ending-rules.ts';
import { type Episode, isEnded } from '../domain/episode.ts';
import type { HumanTask } from '../domain/human-task.ts';
import type { Ports, Reader, Transaction } from '../ports.ts';
import { settleMatter } from './consent-matters.ts';
import { required } from './read-records.ts';
import { isMeant, tellWithdrawn, type Withdrawn, withdrawTasks } from './withdraw-questions.ts';

const settleAgainHours = 5 / 60;

/** What a transaction may hold at most is 100 records and links; an ending's withdrawals keep well below. */
const recordsPerTransaction = 80;

function settlingItem(episodeId: string, plannedAt: Instant) {
  return agendaItem(addHours(plannedAt, settleAgainHours), { do: 'settle-ending', episodeId });
}

/**
 * Plans what follows an ending in the transaction that makes it so. `settleEnding` does it; whatever of it is left,
 * after a crash too, the heartbeat does.
 */
export function planSettling(tx: Transaction, episodeId: string, now: Instant): void {
  tx.put('agenda', settlingItem(episodeId, now));
}

/** Plans what follows a report of a death that turned out wrong: the heartbeat asks what fell due meanwhile, at once. */
export function planGoingOn(tx: Transaction, episodeId: string, now: Instant, heldSince: Instant): void {
  tx.put('agenda', agendaItem(now, { do: 'settle-ending', episodeId, heldSince }));
}

/**
 * Withdraws what an ending leaves without sense, in as many transactions as it takes: each is whole, and doing it again
 * finds what is left. Resolves to whether the episode ends at all.
 */
export async function settleEnding(
  ports: Ports,
  clinicId: string,
  { episodeId, plannedAt }: { episodeId: string; plannedAt: Instant },
): Promise<boolean> {
  const now = ports.clock.now();
  const which = withdrawnBy(await required(ports.store.read(clinicId), 'episode', episodeId));
  if (which.length > 0) {
    await withdrawAll(ports, clinicId, { episodeId, which, now });
    await settleMatters(ports, clinicId, { episodeId, which, now });
  }
  const { id } = settlingItem(episodeId, plannedAt);
  await ports.store.transact(clinicId, async (tx) => tx.remove('agenda', id));
  return which.length > 0;
}

/** Which open questions the state of an episode makes pointless: none while it goes on. */
function withdrawnBy(episode: Episode): Withdrawn[] {
  const rule = ruleOfEnded(episode);
  if (isDeathConfirmed(episode) || rule?.questions === 'all') return ['all'];
  if (!isEnded(episode) && !episode.endingRequested) return [];
  return [
    'before the ending',
    ...(rule && rule.handoff !== 'offered' ? [{ stage: 'aftercare' } as const] : []),
    ...(rule?.followUps === 'none' ? [{ stage: 'follow-up' } as const] : []),
  ];
}

async function withdrawAll(
  ports: Ports,
  clinicId: string,
  { episodeId, which, now }: { episodeId: string; which: readonly Withdrawn[]; now: Instant },
): Promise<void> {
  for (;;) {
    const part = nextPart(await openQuestions(ports.store.read(clinicId), episodeId, which));
    if (part.length === 0) return;
    const withdrawn = await ports.store.transact(clinicId, async (tx) => {
      const tasks = await Promise.all(part.map(({ id }) => required(tx, 'task', id)));
      return withdrawTasks(tx, tasks, now, 'settle-ending');
    });
    await tellWithdrawn(ports, clinicId, withdrawn, now);
  }
}

async function openQuestions(
  reader: Reader,
  episodeId: string,
  which: readonly Withdrawn[],
): Promise<HumanTask[]> {
  const tasks = await reader.list('task', { parent: episodeId });
  return tasks.filter((task) => task.status === 'open' && which.some((one) => isMeant(task, one)));
}

/** The first questions whose records fit into one transaction: the question, its telling, its link in the audit, each list it is on. */
function nextPart(tasks: readonly HumanTask[]): HumanTask[] {
  let records = 1;
  return tasks.filter(({ asked }, index) => {
    records += 3 + asked.length;
    return index === 0 || records <= recordsPerTransaction;
  });
}

/** What an ending leaves nobody to decide: a discharge that was to be signed, and, after a death, whether the client arrived. */
async function settleMatters(
  ports: Ports,
  clinicId: string,
  { episodeId, which, now }: { episodeId: string; which: readonly Withdrawn[]; now: Instant },
): Promise<void> {
  const pointless: MatterKind[] = which.includes('all')
    ? ['discharge-sign-off', 'arrival-check', 'death-confirmation']
    : ['discharge-sign-off'];
  const matters = await ports.store.read(clinicId).list('matter', { parent: episodeId });
  for (const { id } of matters.filter(({ kind, settled }) => settled === null && pointless.includes(kind))) {
    await ports.store.transact(clinicId, async (tx) => {
      const matter = await required(tx, 'matter', id);
      if (matter.settled === null)
        await settleMatter(tx, matter, { as: 'settled by the ending', by: 'settle-ending', at: now });
    });
  }
}

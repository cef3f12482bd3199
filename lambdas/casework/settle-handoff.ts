import { currentPlan } from '../domain/aftercare-plan.ts';
import type { Instant } from '../domain/clinic-calendar.ts';
import type { Episode } from '../domain/episode.ts';
import { type HandoffClosing, isHandoffClosed } from '../domain/handoff.ts';
import { questionsBesideHandoff } from '../domain/handoff-questions.ts';
import type { StaffMember } from '../domain/staff.ts';
import type { Ports, Reader, Transaction } from '../ports.ts';
import { readCase } from './read-records.ts';
import { withdrawTasks } from './withdraw-questions.ts';

export interface Closing {
  status: HandoffClosing;
  /** The step that closes it. */
  by: string;
  at: Instant;
  /** The clinician who signed for a client who declines. */
  signedOffBy?: string;
}

/**
 * Closes an open handoff. What was asked beside it is withdrawn (the heartbeat tells the executions that wait), and the
 * record says when no plan was ever made.
 */
export async function closeHandoff(tx: Transaction, episode: Episode, closing: Closing): Promise<void> {
  if (isHandoffClosed(episode.handoff)) return;
  const { status, by, at, signedOffBy } = closing;
  const open = episode.handoff.status === 'open' ? episode.handoff : undefined;
  const { receiverId = null, visitOn = null, otherReceiver, tries = [] } = open ?? {};
  tx.put('episode', {
    ...episode,
    handoff: { status, receiverId, visitOn, ...(otherReceiver === undefined ? {} : { otherReceiver }) },
  });
  const details = {
    status,
    receiverId,
    visitOn,
    tries: tries.map(({ on, what }) => `${on} ${what}`),
    ...(signedOffBy ? { signedOffBy } : {}),
  };
  tx.audit({ at, what: 'handoff closed', by, episodeId: episode.id, details });
  const plans = await tx.list('aftercarePlan', { parent: episode.id });
  if (!currentPlan(plans))
    tx.audit({ at, what: 'aftercare plan never made', by, episodeId: episode.id, details: { status } });
  const beside: readonly string[] = questionsBesideHandoff;
  const tasks = await tx.list('task', { parent: episode.id });
  withdrawTasks(
    tx,
    tasks.filter(({ kind }) => beside.includes(kind)),
    at,
    by,
  );
}

/** Closes an open handoff when a closing status is given. Resolves to whether the handoff is closed now. */
export async function settleHandoff(
  ports: Ports,
  settle: { clinicId: string; episodeId: string; status: HandoffClosing | undefined; by: string },
): Promise<boolean> {
  const { clinicId, episodeId, status, by } = settle;
  const at = ports.clock.now();
  return ports.store.transact(clinicId, async (tx) => {
    const { episode } = await readCase(tx, clinicId, episodeId, at);
    if (isHandoffClosed(episode.handoff)) return true;
    if (!status) return false;
    await closeHandoff(tx, episode, { status, by, at });
    return true;
  });
}

/** Who gave an answer when that is a clinician: what a clinician says needs no other's signature. */
export async function clinicianWho(
  reader: Reader,
  answeredBy: string | undefined,
): Promise<string | undefined> {
  const member = answeredBy ? await reader.get('staff', answeredBy) : undefined;
  return member && isClinician(member) ? member.id : undefined;
}

function isClinician({ roles }: StaffMember): boolean {
  return roles.includes('counselor') || roles.includes('on-call');
}

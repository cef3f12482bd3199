import { type AftercarePlan, currentPlan, planOf } from '../domain/aftercare-plan.ts';
import type { Fields } from '../domain/answer-fields.ts';
import type { Clinic } from '../domain/clinic.ts';
import { type Instant, localDateOf } from '../domain/clinic-calendar.ts';
import type { Episode } from '../domain/episode.ts';
import { isHandoffClosed, type OpenHandoff, withoutReceiver } from '../domain/handoff.ts';
import type { Reader, Transaction } from '../ports.ts';
import { required } from './read-records.ts';
import { raiseSignal } from './tell-workflow.ts';
import { withdrawTasks } from './withdraw-questions.ts';

/** The plan that counts now, if one was made. */
export async function planOfEpisode(reader: Reader, episodeId: string): Promise<AftercarePlan | undefined> {
  return currentPlan(await reader.list('aftercarePlan', { parent: episodeId }));
}

export interface PlanMade {
  episodeId: string;
  choice: string;
  fields?: Fields;
  by: string;
  at: Instant;
}

/**
 * Files a plan; the one before it is superseded and kept. The named receiver comes first among the client's choices.
 * Where another one has accepted already it is let go, and the handoff goes on to the named one, whose own consent is
 * needed.
 */
export async function recordPlan(tx: Transaction, clinic: Clinic, made: PlanMade): Promise<AftercarePlan> {
  const { episodeId, by, at } = made;
  const plans = await tx.list('aftercarePlan', { parent: episodeId });
  const plan = planOf(made, { episodeId, number: plans.length + 1, at, by });
  const before = currentPlan(plans);
  if (before) tx.put('aftercarePlan', { ...before, supersededAt: at });
  tx.put('aftercarePlan', plan);
  const { decision, levelOfCare, receiverId, appointment } = plan;
  tx.audit({
    at,
    what: 'aftercare plan recorded',
    by,
    episodeId,
    details: {
      planId: plan.id,
      decision,
      levelOfCare,
      receiverId,
      appointmentOn: appointment?.on ?? null,
      supersedes: before?.id ?? null,
    },
  });
  const episode = await required(tx, 'episode', episodeId);
  if (!isHandoffClosed(episode.handoff)) await applyPlan(tx, clinic, episode, plan);
  return plan;
}

async function applyPlan(
  tx: Transaction,
  clinic: Clinic,
  episode: Episode,
  plan: AftercarePlan,
): Promise<void> {
  const planned = withPlan(episode, plan);
  tx.put('episode', planned);
  const [was, is] = [episode.handoff, planned.handoff];
  if (was.status !== 'open' || is.status !== 'open') return;
  const { at, by } = plan;
  if (was.visitOn !== is.visitOn && is.visitOn !== null) noteAppointment(tx, planned, { by, at });
  if (was.receiverId === null || was.receiverId === is.receiverId) return;
  const tasks = await tx.list('task', { parent: episode.id });
  const toFormer = tasks.filter(({ ownerId }) => ownerId === was.receiverId);
  withdrawTasks(tx, toFormer, at, by);
  const today = localDateOf(clinic.calendar.timeZone, at);
  const details = { receiverId: was.receiverId, to: plan.receiverId ?? 'another provider', on: today };
  tx.audit({ at, what: 'receiver changed', by, episodeId: episode.id, details });
  raiseSignal(tx, { episodeId: episode.id, wait: 'aftercare', at, news: { kind: 'changed' } }, `plan-${at}`);
}

/** The appointment as the record shows it, for whoever asks whether there was one before discharge. */
export function noteAppointment(
  tx: Transaction,
  { id: episodeId, handoff, ending }: Episode,
  { by, at }: { by: string; at: Instant },
): void {
  if (handoff.status !== 'open' || handoff.visitOn === null) return;
  const { receiverId, visitOn, visitAt = null } = handoff;
  const details = { receiverId, visitOn, visitAt, beforeDischarge: ending === null };
  tx.audit({ at, what: 'appointment made', by, episodeId, details });
}

/** The episode as a plan makes it: its receiver first among the choices, its appointment the visit's day. */
export function withPlan(episode: Episode, plan: AftercarePlan): Episode {
  const { receiverId } = plan;
  const named =
    receiverId === null
      ? {}
      : {
          receiverChoices: [receiverId, ...episode.receiverChoices.filter((id) => id !== receiverId)],
          receiversDeclined: episode.receiversDeclined.filter((id) => id !== receiverId),
        };
  const { handoff } = episode;
  return { ...episode, ...named, handoff: handoff.status === 'open' ? handedOn(handoff, plan) : handoff };
}

function handedOn(handoff: OpenHandoff, plan: AftercarePlan): OpenHandoff {
  const { appointment, receiverId, otherReceiver, decision } = plan;
  const visit = appointment ? { visitOn: appointment.on, visitAt: appointment.at } : {};
  if (decision === 'arranged with another provider' && otherReceiver !== null)
    return { ...withoutReceiver(handoff), otherReceiver, ...visit };
  const isOther = receiverId !== null && handoff.receiverId !== null && handoff.receiverId !== receiverId;
  const kept = isOther ? withoutReceiver(handoff) : handoff;
  return kept.receiverId === null ? kept : { ...kept, ...visit };
}

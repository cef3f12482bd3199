import * as z from 'zod/mini';
import { noteAppointment } from '../../casework/aftercare-plans.ts';
import { type Case, readCase } from '../../casework/read-records.ts';
import { clinicianWho, closeHandoff } from '../../casework/settle-handoff.ts';
import type { Instant } from '../../domain/clinic-calendar.ts';
import { afterHandoffAnswer, type HandoffClosing, type OpenHandoff } from '../../domain/handoff.ts';
import { type Answer, isSettled } from '../../domain/human-task.ts';
import type { Transaction } from '../../ports.ts';
import { defineStep, episodeInput } from '../../runtime/define-step.ts';

/**
 * What staff decided when no receiver was left. "Lost to contact" is what the calls to the client show, not a choice
 * that closes: the client is called until the program's attempts are used up.
 */
export const step = defineStep({
  input: z.extend(episodeInput, { outcome: z.string(), taskId: z.optional(z.string()) }),
  run: async ({ schema, clinicId, episodeId, outcome, taskId = '' }, ports) => {
    const now = ports.clock.now();
    return ports.store.transact(clinicId, async (tx) => {
      const the = await readCase(tx, clinicId, episodeId, now);
      const { handoff } = the.episode;
      if (handoff.status !== 'open' || outcome === 'withdrawn') return { outcome: 'closed' };
      const task = await tx.get('task', taskId);
      const answer = task && isSettled(task) ? task.answer : null;
      const said = { taskId, outcome, answer, now };
      if (schema < 2) return closeAsBefore(tx, the, said);
      if (handoff.lastVisitTaskId === taskId) return { outcome: whereTo(outcome) };
      return takeUp(tx, the, handoff, said);
    });
  },
});

function whereTo(outcome: string): 'choose receiver' | 'plan visit' {
  return outcome === 'another receiver chosen' ? 'choose receiver' : 'plan visit';
}

interface Said {
  taskId: string;
  outcome: string;
  answer: Answer | null;
  now: Instant;
}

async function takeUp(tx: Transaction, { episode, program, today }: Case, handoff: OpenHandoff, said: Said) {
  const { taskId, outcome, answer, now: at } = said;
  const by = 'take-up-found-receiver';
  if (outcome === 'another receiver chosen') {
    tx.put('episode', { ...episode, handoff: { ...handoff, lastVisitTaskId: taskId } });
    return { outcome: 'choose receiver' };
  }
  if (outcome === 'arranged with another provider') {
    const { otherReceiver = '', visitOn = null, visitAt = null } = answer?.fields ?? {};
    const arranged = { ...handoff, lastVisitTaskId: taskId, otherReceiver, visitOn, visitAt };
    const handedOn = { ...episode, handoff: { ...arranged, next: 'visit' as const } };
    tx.put('episode', handedOn);
    noteAppointment(tx, handedOn, { by, at });
    return { outcome: 'plan visit' };
  }
  const { attempts } = program.aftercare;
  // A client who cannot be found any more is called from now on; that nobody answered the question is a try itself.
  const after =
    outcome === 'lost to contact'
      ? { outcome: 'go on' as const, handoff: called(handoff, taskId, today) }
      : afterHandoffAnswer(handoff, { taskId, answer: outcome, on: today, appointment: null }, attempts);
  const signedOffBy = await clinicianWho(tx, answer?.by);
  const isSigned = outcome === 'client declines aftercare' && signedOffBy !== undefined;
  const status = isSigned ? 'declined by client' : after.outcome === 'closed' ? after.status : undefined;
  if (status) {
    await closeHandoff(tx, { ...episode, handoff: after.handoff }, { status, by, at, signedOffBy });
    return { outcome: 'closed' };
  }
  tx.put('episode', { ...episode, handoff: after.handoff });
  return { outcome: 'plan visit' };
}

function called(handoff: OpenHandoff, taskId: string, today: string): OpenHandoff {
  return { ...handoff, lastVisitTaskId: taskId, next: 'call', callFrom: today };
}

const closings: Record<string, HandoffClosing> = {
  'client declines aftercare': 'declined by client',
  'lost to contact': 'lost to contact',
  'no answer': 'lost to contact',
};

/** A machine of an earlier release knows no calls and no signature: it closes at once. */
async function closeAsBefore(tx: Transaction, { episode }: Case, { outcome, now }: Said) {
  const status = closings[outcome];
  if (!status) return { outcome: 'choose receiver' };
  await closeHandoff(tx, episode, { status, by: 'take-up-found-receiver', at: now });
  return { outcome: 'closed' };
}

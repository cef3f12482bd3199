import * as z from 'zod/mini';
import { type Case, readCase } from '../../casework/read-records.ts';
import type { HandoffClosing } from '../../casework/settle-handoff.ts';
import type { Instant } from '../../domain/clinic-calendar.ts';
import { afterVisit, visitDate } from '../../domain/handoff.ts';
import type { Transaction } from '../../ports.ts';
import { defineStep, episodeInput } from '../../runtime/define-step.ts';

/** Arrived closes the handoff; a no-show is booked again until the program's attempts are used up. */
export const step = defineStep({
  input: z.extend(episodeInput, { taskId: z.string(), outcome: z.string() }),
  run: async ({ clinicId, episodeId, taskId, outcome }, ports) => {
    const now = ports.clock.now();
    return ports.store.transact(clinicId, async (tx) =>
      takeUp(tx, await readCase(tx, clinicId, episodeId, now), { taskId, outcome, now }),
    );
  },
});

interface VisitAnswer {
  taskId: string;
  outcome: string;
  now: Instant;
}

function takeUp(tx: Transaction, the: Case, { taskId, outcome, now }: VisitAnswer) {
  const { episode, program, clinic, today } = the;
  const { handoff } = episode;
  if (handoff.status !== 'open' || outcome === 'withdrawn') return { outcome: 'closed' };
  if (handoff.lastVisitTaskId === taskId) return { outcome: 're-book' };
  const attempts = handoff.attempts + 1;
  const next = afterVisit(outcome, attempts, program.aftercare.attempts);
  if (next === 're-book') {
    const visitOn = visitDate(clinic.calendar, episode, today, program.aftercare.visitWithinDays);
    tx.put('episode', { ...episode, handoff: { ...handoff, attempts, visitOn, lastVisitTaskId: taskId } });
    tx.audit({
      at: now,
      what: 'first visit booked again',
      by: 'take-up-first-visit',
      episodeId: episode.id,
      details: { outcome, visitOn, attempts },
    });
    return { outcome: 're-book' };
  }
  const status: HandoffClosing = next;
  tx.put('episode', { ...episode, handoff: { status, receiverId: handoff.receiverId } });
  tx.audit({
    at: now,
    what: 'handoff closed',
    by: 'take-up-first-visit',
    episodeId: episode.id,
    details: { status, receiverId: handoff.receiverId },
  });
  return { outcome: 'closed' };
}

import { mayDisclose } from '../../casework/consent-check.ts';
import { waitInHold } from '../../casework/held-questions.ts';
import { type Case, readCase } from '../../casework/read-records.ts';
import { takeSignals } from '../../casework/tell-workflow.ts';
import {
  addDays,
  type Instant,
  instantOf,
  type LocalDate,
  timeoutSecondsUntil,
} from '../../domain/clinic-calendar.ts';
import { awaitsConfirmation } from '../../domain/death-report.ts';
import { hasReceiver, type OpenHandoff, visitAfterTreatment, visitDate } from '../../domain/handoff.ts';
import type { Transaction } from '../../ports.ts';
import { defineStep, episodeInput } from '../../runtime/define-step.ts';

/**
 * What the handoff waits for next: the morning after the visit, then somebody's word whether the client arrived; a
 * call to the client; a clinician's signature; or another receiver. A visit that a later planned end has overtaken
 * moves behind it. A consent that was taken back stops everything with that receiver.
 */
export const step = defineStep({
  input: episodeInput,
  run: async ({ schema, clinicId, episodeId }, ports) => {
    const now = ports.clock.now();
    return ports.store.transact(clinicId, async (tx) => {
      await takeSignals(tx, episodeId, 'aftercare');
      const the = await readCase(tx, clinicId, episodeId, now);
      const { handoff } = the.episode;
      if (handoff.status !== 'open') return { outcome: 'closed' };
      if (awaitsConfirmation(the.episode)) return waitInHold;
      // A machine of an earlier release asks the case manager whether the client arrived, and nothing else.
      if (schema < 2) return waitOr(the, dayAfterVisit(tx, the, handoff), now, { outcome: 'ask' });
      return nextDuty(tx, the, handoff, now);
    });
  },
});

async function nextDuty(tx: Transaction, the: Case, handoff: OpenHandoff, now: Instant) {
  if (handoff.next === 'sign-off') return { outcome: 'sign off' };
  if (handoff.next === 'call') return waitOr(the, handoff.callFrom ?? the.today, now, { outcome: 'call' });
  if (!hasReceiver(handoff)) return { outcome: 'refer' };
  const { receiverId } = handoff;
  const gate =
    receiverId === null ? undefined : await mayDisclose(tx, the.episode, receiverId, 'referral', the.today);
  if (gate?.decision === 'refused' && gate.reason === 'revoked') return { outcome: 'no consent', receiverId };
  const outcome = gate?.decision === 'allowed' ? 'ask receiver' : 'ask';
  return waitOr(the, dayAfterVisit(tx, the, handoff), now, { outcome, receiverId });
}

/** The morning on which somebody can say whether the client arrived. */
function dayAfterVisit(tx: Transaction, the: Case, handoff: OpenHandoff): LocalDate {
  const { episode, clinic, program, today } = the;
  const { visitWithinDays } = program.aftercare;
  const wanted = handoff.visitOn ?? visitDate(clinic.calendar, episode, today, visitWithinDays);
  const visitOn = visitAfterTreatment(clinic.calendar, episode, wanted);
  if (visitOn !== handoff.visitOn) tx.put('episode', { ...episode, handoff: { ...handoff, visitOn } });
  return addDays(visitOn, 1);
}

function waitOr<Asked>({ clinic }: Case, on: LocalDate, now: Instant, asked: Asked) {
  const at = instantOf(clinic.calendar.timeZone, on, clinic.dayStartsAt);
  return at > now ? { outcome: 'wait', timeoutSeconds: timeoutSecondsUntil(at, now) } : asked;
}

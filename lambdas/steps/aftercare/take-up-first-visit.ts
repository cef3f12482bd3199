import * as z from 'zod/mini';
import { noteAppointment } from '../../casework/aftercare-plans.ts';
import { type Case, readCase } from '../../casework/read-records.ts';
import { clinicianWho, closeHandoff } from '../../casework/settle-handoff.ts';
import type { Instant } from '../../domain/clinic-calendar.ts';
import type { Episode } from '../../domain/episode.ts';
import {
  type AfterHandoffAnswer,
  type Appointment,
  afterHandoffAnswer,
  hasReceiver,
  type OpenHandoff,
  visitDate,
} from '../../domain/handoff.ts';
import type { Transaction } from '../../ports.ts';
import { defineStep, episodeInput } from '../../runtime/define-step.ts';

/**
 * What was said about a visit, on a call to the client, or by the clinician who signs. Arrived closes the handoff; what
 * came to nothing is tried again until the program's attempts, on different days, are used up.
 */
export const step = defineStep({
  input: z.extend(episodeInput, { taskId: z.string(), outcome: z.string() }),
  run: async ({ schema, clinicId, episodeId, taskId, outcome }, ports) => {
    const now = ports.clock.now();
    return ports.store.transact(clinicId, async (tx) => {
      const the = await readCase(tx, clinicId, episodeId, now);
      const { handoff } = the.episode;
      if (handoff.status !== 'open' || outcome === 'withdrawn') return { outcome: 'closed' };
      if (handoff.lastVisitTaskId === taskId) return { outcome: whereTo(handoff, schema) };
      const answer = (await tx.get('task', taskId))?.answer;
      const appointment = answer?.fields?.visitOn
        ? { on: answer.fields.visitOn, at: answer.fields.visitAt ?? null }
        : null;
      return takeUp(tx, the, handoff, { taskId, outcome, appointment, answeredBy: answer?.by, now, schema });
    });
  },
});

/** What a repeated step finds is what it wrote before. */
function whereTo(handoff: OpenHandoff, schema: number): 're-book' | 'choose receiver' {
  const isSought = !hasReceiver(handoff) && (handoff.next ?? 'visit') === 'visit';
  return isSought && schema >= 2 ? 'choose receiver' : 're-book';
}

interface Said {
  taskId: string;
  outcome: string;
  appointment: Appointment | null;
  answeredBy: string | undefined;
  now: Instant;
  schema: number;
}

async function takeUp(tx: Transaction, the: Case, handoff: OpenHandoff, said: Said) {
  const { episode, program, today } = the;
  const { taskId, outcome, appointment } = said;
  const after = afterHandoffAnswer(
    handoff,
    { taskId, answer: outcome, on: today, appointment },
    program.aftercare.attempts,
  );
  const signedOffBy = await clinicianWho(tx, said.answeredBy);
  const status = closingOf(after, said, signedOffBy);
  if (status) {
    const closing = { status, by: 'take-up-first-visit', at: said.now };
    await closeHandoff(
      tx,
      { ...episode, handoff: after.handoff },
      status === 'declined by client' ? { ...closing, signedOffBy } : closing,
    );
    return { outcome: 'closed' };
  }
  const next = said.schema >= 2 ? after.handoff : bookedAgain(the, after.handoff);
  const gone = handoff.receiverId !== next.receiverId && handoff.receiverId !== null;
  const receiversDeclined = gone
    ? [...episode.receiversDeclined, handoff.receiverId ?? '']
    : episode.receiversDeclined;
  const booked: Episode = { ...episode, receiversDeclined, handoff: next };
  tx.put('episode', booked);
  note(tx, booked, next, said);
  return { outcome: whereTo(next, said.schema) };
}

/** A client who declines is signed for at once when the word is a clinician's own. */
function closingOf(after: AfterHandoffAnswer, said: Said, signedOffBy: string | undefined) {
  if (after.outcome === 'closed') return after.status;
  const isDeclined = said.outcome === 'client declined';
  return isDeclined && (signedOffBy || said.schema < 2) ? ('declined by client' as const) : undefined;
}

/** A machine of an earlier release knows no call to the client: the next visit is proposed as before. */
function bookedAgain({ clinic, episode, program, today }: Case, handoff: OpenHandoff): OpenHandoff {
  const visitOn = visitDate(clinic.calendar, episode, today, program.aftercare.visitWithinDays);
  return { ...handoff, next: 'visit', visitOn };
}

function note(tx: Transaction, episode: Episode, handoff: OpenHandoff, said: Said): void {
  const { outcome, appointment, now: at } = said;
  const by = 'take-up-first-visit';
  if (appointment) noteAppointment(tx, episode, { by, at });
  const details = {
    outcome,
    next: handoff.next ?? 'visit',
    visitOn: handoff.visitOn,
    attempts: handoff.attempts,
  };
  tx.audit({ at, what: 'handoff goes on', by, episodeId: episode.id, details });
}

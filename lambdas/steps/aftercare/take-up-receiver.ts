import * as z from 'zod/mini';
import { noteAppointment, planOfEpisode } from '../../casework/aftercare-plans.ts';
import { executionName } from '../../casework/execution-name.ts';
import { type Case, readCase } from '../../casework/read-records.ts';
import { askSeparately } from '../../casework/start-later.ts';
import { addDays, type Instant, instantOf } from '../../domain/clinic-calendar.ts';
import { isEnded } from '../../domain/episode.ts';
import { type Appointment, type OpenHandoff, visitDate } from '../../domain/handoff.ts';
import type { Transaction } from '../../ports.ts';
import { defineStep, episodeInput } from '../../runtime/define-step.ts';

/** Days before the planned end on which records are sent and the client is handed over in person. */
const prepareDaysBefore = 5;

/** A receiver's answer to a referral. Silence is a "no" for this receiver and a reason to ask the next. */
export const step = defineStep({
  input: z.extend(episodeInput, {
    receiverId: z.string(),
    outcome: z.string(),
    taskId: z.optional(z.string()),
  }),
  run: async ({ clinicId, episodeId, receiverId, outcome, taskId = '' }, ports) => {
    const now = ports.clock.now();
    return ports.store.transact(clinicId, async (tx) => {
      const the = await readCase(tx, clinicId, episodeId, now);
      const { episode } = the;
      const { handoff } = episode;
      if (handoff.status !== 'open') return { outcome: 'closed', receiverId };
      // A plan that named somebody else has withdrawn the referral.
      if (outcome === 'withdrawn') return { outcome: 'next receiver', receiverId };
      if (outcome === 'not sent') return { outcome: 'no consent', receiverId };
      if (outcome === 'accept') {
        if (handoff.receiverId !== receiverId)
          await takeOn(tx, the, handoff, { receiverId, agreed: await agreedIn(tx, taskId), now });
        return { outcome: 'accepted', receiverId };
      }
      if (episode.receiversDeclined.includes(receiverId)) return { outcome: 'next receiver', receiverId };
      tx.put('episode', { ...episode, receiversDeclined: [...episode.receiversDeclined, receiverId] });
      const because = (await tx.get('task', taskId))?.answer?.fields?.because ?? null;
      tx.audit({
        at: now,
        what: 'receiver did not accept',
        by: 'take-up-receiver',
        episodeId,
        details: { receiverId, outcome, because },
      });
      return { outcome: 'next receiver', receiverId };
    });
  },
});

/** The visit that was agreed with a "yes", by the receiver itself or by the case manager who settled a time with it. */
async function agreedIn(tx: Transaction, taskId: string): Promise<Appointment | null> {
  const fields = (await tx.get('task', taskId))?.answer?.fields;
  return fields?.visitOn ? { on: fields.visitOn, at: fields.visitAt ?? null } : null;
}

/** The visit's day: what the receiver said, else what the plan says, else the program's days after the ending. */
async function takeOn(
  tx: Transaction,
  { episode, program, clinic, today }: Case,
  handoff: OpenHandoff,
  { receiverId, agreed, now }: { receiverId: string; agreed: Appointment | null; now: Instant },
): Promise<void> {
  const planned = (await planOfEpisode(tx, episode.id))?.appointment ?? null;
  const appointment = agreed ?? (planned && planned.on >= today ? planned : null);
  const visitOn =
    appointment?.on ?? visitDate(clinic.calendar, episode, today, program.aftercare.visitWithinDays);
  const accepted = {
    ...episode,
    handoff: { ...handoff, receiverId, visitOn, visitAt: appointment?.at ?? null },
  };
  tx.put('episode', accepted);
  const details = { receiverId, visitOn };
  tx.audit({ at: now, what: 'receiver accepted', by: 'take-up-receiver', episodeId: episode.id, details });
  if (appointment) noteAppointment(tx, accepted, { by: 'take-up-receiver', at: now });
  const endsOn = isEnded(episode) ? today : (episode.plannedEndOn ?? today);
  const prepareAt = instantOf(
    clinic.calendar.timeZone,
    addDays(endsOn, -prepareDaysBefore),
    clinic.dayStartsAt,
  );
  askSeparately(tx, prepareAt > now ? prepareAt : now, executionName(episode.id, 'prepare', receiverId), {
    clinicId: clinic.id,
    kind: 'handoff-preparation',
    episodeId: episode.id,
    about: { partnerId: receiverId },
  });
}

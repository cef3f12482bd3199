import { queueMail, sendSoon } from '../../casework/mail-out.ts';
import { type Case, readCase } from '../../casework/read-records.ts';
import { addDays, type Instant, nextOpenDate } from '../../domain/clinic-calendar.ts';
import { isEnded } from '../../domain/episode.ts';
import { policyOf } from '../../domain/override.ts';
import { nextDueOn } from '../../domain/review.ts';
import type { Transaction } from '../../ports.ts';
import { defineStep, episodeInput } from '../../runtime/define-step.ts';

/** The first day is the next open day after today; the phases, the first review and the planned end follow from it. */
export const step = defineStep({
  input: episodeInput,
  run: async ({ clinicId, episodeId }, ports) => {
    const now = ports.clock.now();
    const { outcome, mailId } = await ports.store.transact(clinicId, async (tx) => {
      const the = await readCase(tx, clinicId, episodeId, now);
      if (isEnded(the.episode)) return { outcome: 'ended' };
      return { outcome: 'admitted', mailId: the.episode.admittedOn ? undefined : await enrol(tx, the, now) };
    });
    if (mailId) await sendSoon(ports, clinicId, mailId);
    return { outcome };
  },
});

async function enrol(tx: Transaction, the: Case, now: Instant): Promise<string | undefined> {
  const { clinic, episode, program, today } = the;
  const admittedOn = nextOpenDate(clinic.calendar, addDays(today, 1));
  const policy = policyOf(program, episode, admittedOn);
  tx.put('episode', {
    ...episode,
    stage: 'treatment',
    admittedOn,
    phaseIndex: 0,
    phaseStartedOn: admittedOn,
    plannedEndOn: addDays(admittedOn, episode.plannedDays - 1),
    nextReviewOn: nextDueOn(admittedOn, policy.reviews.everyDays, episode.plannedDays),
    nextMilestonesOn: nextDueOn(admittedOn, policy.milestones.everyDays, episode.plannedDays),
  });
  tx.audit({
    at: now,
    what: 'client admitted',
    by: 'enrol-client',
    episodeId: episode.id,
    details: { admittedOn },
  });
  const client = await tx.get('client', episode.clientId);
  if (!client?.email) return undefined;
  const mail = {
    id: `${episode.id}:welcome`,
    contactId: client.id,
    message: { kind: 'welcome', episodeId: episode.id } as const,
    queuedAt: now,
  };
  queueMail(tx, mail);
  return mail.id;
}

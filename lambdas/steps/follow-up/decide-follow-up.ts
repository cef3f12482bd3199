import { planOfEpisode } from '../../casework/aftercare-plans.ts';
import { endFollowUps } from '../../casework/end-follow-ups.ts';
import { waitInHold } from '../../casework/held-questions.ts';
import { type Case, readCase } from '../../casework/read-records.ts';
import { takeSignals } from '../../casework/tell-workflow.ts';
import { type Instant, instantOf, timeoutSecondsUntil } from '../../domain/clinic-calendar.ts';
import { awaitsConfirmation } from '../../domain/death-report.ts';
import { ruleOfEnded } from '../../domain/ending-rules.ts';
import { nextFollowUp } from '../../domain/follow-up.ts';
import type { Reader } from '../../ports.ts';
import { defineStep, episodeInput } from '../../runtime/define-step.ts';

/**
 * The next follow-up of the program's list, or how long to wait for its day. None after a death, none for a client who
 * wants no calls or is in the program again: those that were to come are recorded as not made.
 */
export const step = defineStep({
  input: episodeInput,
  run: async ({ clinicId, episodeId }, ports) => {
    const now = ports.clock.now();
    return ports.store.transact(clinicId, async (tx) => {
      const news = await takeSignals(tx, episodeId, 'follow-up');
      const the = await readCase(tx, clinicId, episodeId, now);
      const isDeclined = news.some((signal) => signal.news.kind === 'follow-ups declined');
      const because = isDeclined ? 'declined' : the.episode.readmittedAs ? 'readmitted' : undefined;
      if (because && ruleOfEnded(the.episode)?.followUps !== 'none') {
        await endFollowUps(tx, the, because);
        if (isDeclined)
          tx.audit({ at: now, what: 'follow-ups declined by the client', by: 'decide-follow-up', episodeId });
        return { outcome: 'done' };
      }
      return decide(tx, the, now);
    });
  },
});

async function decide(reader: Reader, { episode, program, clinic, today }: Case, now: Instant) {
  if (ruleOfEnded(episode)?.followUps === 'none') return { outcome: 'done' };
  if (awaitsConfirmation(episode)) return { ...waitInHold, day: 0 };
  const next = nextFollowUp(program.followUpDays, episode.followUpsDone, episode.endedOn ?? today);
  if (!next) return { outcome: 'done' };
  const at = instantOf(clinic.calendar.timeZone, next.on, clinic.dayStartsAt);
  if (at > now) return { outcome: 'wait', day: next.day, timeoutSeconds: timeoutSecondsUntil(at, now) };
  const plan = await planOfEpisode(reader, episode.id);
  return { outcome: 'call', day: next.day, callerId: plan?.callerId ?? '' };
}

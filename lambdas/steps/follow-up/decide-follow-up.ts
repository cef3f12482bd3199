import { waitInHold } from '../../casework/held-questions.ts';
import { type Case, readCase } from '../../casework/read-records.ts';
import { takeSignals } from '../../casework/tell-workflow.ts';
import { type Instant, instantOf, timeoutSecondsUntil } from '../../domain/clinic-calendar.ts';
import { awaitsConfirmation } from '../../domain/death-report.ts';
import { ruleOfEnded } from '../../domain/ending-rules.ts';
import { nextFollowUp } from '../../domain/follow-up.ts';
import { defineStep, episodeInput } from '../../runtime/define-step.ts';

/** The next follow-up of the program's list, or how long to wait for its day. */
export const step = defineStep({
  input: episodeInput,
  run: async ({ clinicId, episodeId }, ports) => {
    const now = ports.clock.now();
    return ports.store.transact(clinicId, async (tx) => {
      const news = await takeSignals(tx, episodeId, 'follow-up');
      const the = await readCase(tx, clinicId, episodeId, now);
      if (news.some((signal) => signal.news.kind === 'follow-ups declined')) {
        tx.put('episode', { ...the.episode, followUpsDone: the.program.followUpDays.length });
        tx.audit({ at: now, what: 'follow-ups declined by the client', by: 'decide-follow-up', episodeId });
        return { outcome: 'done' };
      }
      return decide(the, now);
    });
  },
});

function decide({ episode, program, clinic, today }: Case, now: Instant) {
  if (ruleOfEnded(episode)?.followUps === 'none') return { outcome: 'done' };
  if (awaitsConfirmation(episode)) return { ...waitInHold, day: 0 };
  const next = nextFollowUp(program.followUpDays, episode.followUpsDone, episode.endedOn ?? today);
  if (!next) return { outcome: 'done' };
  const at = instantOf(clinic.calendar.timeZone, next.on, clinic.dayStartsAt);
  if (at > now) return { outcome: 'wait', day: next.day, timeoutSeconds: timeoutSecondsUntil(at, now) };
  return { outcome: 'call', day: next.day };
}

import * as z from 'zod/mini';
import { readCase } from '../../casework/read-records.ts';
import { askSeparately } from '../../casework/start-later.ts';
import { followUpAnswers } from '../../domain/follow-up.ts';
import { defineStep, episodeInput } from '../../runtime/define-step.ts';

/** Records a follow-up's outcome. A client in trouble becomes a clinician's task; an opt-out ends the calls at once. */
export const step = defineStep({
  input: z.extend(episodeInput, { day: z.int(), outcome: z.string() }),
  run: async ({ clinicId, episodeId, day, outcome }, ports) => {
    const now = ports.clock.now();
    await ports.store.transact(clinicId, async (tx) => {
      const { episode, program, today } = await readCase(tx, clinicId, episodeId, now);
      const id = `${episodeId}:day-${day}`;
      if (await tx.get('followUp', id)) return;
      const recorded =
        followUpAnswers.find((known) => known === outcome) ??
        (outcome === 'withdrawn' ? 'withdrawn' : 'no answer');
      tx.put('followUp', { id, episodeId, day, date: today, outcome: recorded });
      const all = program.followUpDays.length;
      tx.put('episode', {
        ...episode,
        followUpsDone: recorded === 'opted out' ? all : program.followUpDays.indexOf(day) + 1,
      });
      tx.audit({
        at: now,
        what: 'follow-up recorded',
        by: 'take-up-follow-up',
        episodeId,
        details: { day, outcome: recorded },
      });
      if (recorded !== 'in trouble') return;
      const name = `${episodeId}-follow-up-concern-${day}`;
      askSeparately(tx, now, name, {
        clinicId,
        kind: 'care-concern',
        episodeId,
        reason: 'in trouble at follow-up',
      });
    });
    return { outcome };
  },
});

import { freePlace } from '../../casework/caseload-places.ts';
import { tellOffered } from '../../casework/end-referral.ts';
import { noteForHome } from '../../casework/home-notices.ts';
import { type Case, readCase } from '../../casework/read-records.ts';
import { raiseSignal, tellSignalOrLater } from '../../casework/tell-workflow.ts';
import { tellWithdrawn, withdrawQuestions } from '../../casework/withdraw-questions.ts';
import type { Instant } from '../../domain/clinic-calendar.ts';
import { type Ending, isEnded, stopsAllContact } from '../../domain/episode.ts';
import type { Transaction } from '../../ports.ts';
import { defineStep, episodeInput } from '../../runtime/define-step.ts';

/** The ending in one transaction: named, questions withdrawn, place freed and offered on, aftercare told. */
export const step = defineStep({
  input: episodeInput,
  run: async ({ clinicId, episodeId }, ports) => {
    const now = ports.clock.now();
    const done = await ports.store.transact(clinicId, async (tx) => {
      const the = await readCase(tx, clinicId, episodeId, now);
      return isEnded(the.episode)
        ? { ending: the.episode.ending, questions: [], offered: [] }
        : end(tx, the, now);
    });
    await tellWithdrawn(ports, clinicId, done.questions, now);
    await tellOffered(ports, clinicId, done.offered, now);
    for (const wait of ['aftercare', 'follow-up'] as const)
      await tellSignalOrLater(ports, clinicId, { episodeId, wait, at: now });
    return { outcome: 'ended', ending: done.ending };
  },
});

async function end(tx: Transaction, the: Case, now: Instant) {
  const { episode, program, today } = the;
  const ending: Ending = episode.endingRequested?.ending ?? 'completed';
  const silent = stopsAllContact(ending);
  const handoff = silent ? ({ status: 'not applicable', receiverId: null } as const) : episode.handoff;
  const ended = { ...episode, ending, endedOn: today, stage: 'follow-up', handoff } as const;
  tx.put('episode', ended);
  const news = { news: 'discharged', on: today } as const;
  const homeId = silent ? undefined : episode.residence?.homeId;
  await noteForHome(tx, the.clinic, { episode: ended, homeId, news }, now);
  const details = {
    ending,
    reason: episode.endingRequested?.reason ?? 'planned end',
    decidedBy: episode.endingRequested?.by ?? 'plan',
  };
  tx.audit({ at: now, what: 'treatment ended', by: 'end-treatment', episodeId: episode.id, details });
  const questions = await withdrawQuestions(
    tx,
    episode.id,
    silent ? 'all' : 'before the ending',
    now,
    'end-treatment',
  );
  await withdrawTests(tx, episode.id);
  const offered = await freePlace(tx, program, episode.id, now);
  raiseSignal(
    tx,
    { episodeId: episode.id, wait: 'aftercare', at: now, news: { kind: 'treatment ended' } },
    'treatment-ended',
  );
  return { ending, questions, offered };
}

/** A test that was called but not collected ends with the treatment; one at the laboratory goes on. */
async function withdrawTests(tx: Transaction, episodeId: string): Promise<void> {
  const tests = await tx.list('drugTest', { parent: episodeId });
  for (const test of tests)
    if (test.outcome === 'pending') tx.put('drugTest', { ...test, outcome: 'withdrawn' });
}

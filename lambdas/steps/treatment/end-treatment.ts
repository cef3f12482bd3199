import { freePlace } from '../../casework/caseload-places.ts';
import { openMatter } from '../../casework/consent-matters.ts';
import { tellOffered } from '../../casework/end-referral.ts';
import { executionName } from '../../casework/execution-name.ts';
import { noteForHome } from '../../casework/home-notices.ts';
import { type Case, readCase } from '../../casework/read-records.ts';
import { planSettling, settleEnding } from '../../casework/settle-ending.ts';
import { askSeparately } from '../../casework/start-later.ts';
import { raiseSignal, tellSignalOrLater } from '../../casework/tell-workflow.ts';
import type { Instant } from '../../domain/clinic-calendar.ts';
import { type EndingFacts, type EndingRule, endingRuleOf } from '../../domain/ending-rules.ts';
import { type Ending, type Episode, isEnded } from '../../domain/episode.ts';
import type { Transaction } from '../../ports.ts';
import { defineStep, episodeInput } from '../../runtime/define-step.ts';

/**
 * The ending in one transaction: named, place freed and offered on, home and aftercare told, as the rule of the ending
 * has it. Open questions are withdrawn after it, in as many transactions as they take.
 */
export const step = defineStep({
  input: episodeInput,
  run: async ({ clinicId, episodeId }, ports) => {
    const now = ports.clock.now();
    const done = await ports.store.transact(clinicId, async (tx) => {
      const the = await readCase(tx, clinicId, episodeId, now);
      return isEnded(the.episode) ? { ending: the.episode.ending, offered: [] } : end(tx, the, now);
    });
    await settleEnding(ports, clinicId, { episodeId, plannedAt: now });
    await tellOffered(ports, clinicId, done.offered, now);
    for (const wait of ['aftercare', 'follow-up'] as const)
      await tellSignalOrLater(ports, clinicId, { episodeId, wait, at: now });
    return { outcome: 'ended', ending: done.ending };
  },
});

interface Ended {
  ending: Ending;
  facts: EndingFacts;
  rule: EndingRule;
  /** The episode as it is written. */
  episode: Episode;
}

async function end(tx: Transaction, the: Case, now: Instant) {
  const { episode, program, today } = the;
  const { ending, reason, by, facts = {} } = endingOf(episode);
  const rule = endingRuleOf(ending, facts);
  const handoff =
    rule.handoff === 'offered' ? episode.handoff : ({ status: 'not applicable', receiverId: null } as const);
  const ended = {
    ...episode,
    ending,
    endedOn: today,
    stage: 'follow-up',
    handoff,
    endingFacts: facts,
    dischargeAsked: null,
  } as const;
  tx.put('episode', ended);
  const details = { ending, reason, decidedBy: by, ...factsTold(facts) };
  tx.audit({ at: now, what: 'treatment ended', by: 'end-treatment', episodeId: episode.id, details });
  planSettling(tx, episode.id, now);
  await withdrawTests(tx, episode.id);
  const offered = await freePlace(tx, program, episode.id, now);
  const news = { kind: 'treatment ended' } as const;
  raiseSignal(tx, { episodeId: episode.id, wait: 'aftercare', at: now, news }, 'treatment-ended');
  await notify(tx, the, { ending, facts, rule, episode: ended }, now);
  return { ending, offered };
}

function endingOf({ endingRequested }: Episode): NonNullable<Episode['endingRequested']> {
  return endingRequested ?? { ending: 'completed', reason: 'planned end', by: 'plan' };
}

function factsTold({ requestedBy, toEpisodeId }: EndingFacts): Record<string, string> {
  return { ...(requestedBy && { requestedBy }), ...(toEpisodeId && { toEpisodeId }) };
}

/** Who hears of it and who is asked what, by the rule of the ending. */
async function notify(tx: Transaction, the: Case, ended: Ended, now: Instant): Promise<void> {
  const { clinic, today } = the;
  const { rule, episode, facts } = ended;
  const { id: episodeId } = episode;
  if (rule.notices.home === 'in its list') {
    const news = { news: 'discharged', on: today } as const;
    await noteForHome(tx, clinic, { episode, homeId: episode.residence?.homeId, news }, now);
  }
  if (rule.offersOverdoseTeaching)
    askSeparately(tx, now, executionName(episodeId, 'overdose-teaching'), {
      clinicId: clinic.id,
      kind: 'overdose-teaching',
      episodeId,
      reason: 'left early',
    });
  if (rule.handoff === 'to the facility')
    await openMatter(tx, clinic, {
      episodeId,
      kind: 'arrival-check',
      text: facts.receivingFacility ?? '',
      by: 'end-treatment',
      at: now,
      from: facts.receivedOn,
    });
}

/** A test that was called but not collected ends with the treatment; one at the laboratory goes on. */
async function withdrawTests(tx: Transaction, episodeId: string): Promise<void> {
  const tests = await tx.list('drugTest', { parent: episodeId });
  for (const test of tests)
    if (test.outcome === 'pending') tx.put('drugTest', { ...test, outcome: 'withdrawn' });
}

import * as z from 'zod';
import { mayDisclose } from '../casework/consent-check.ts';
import { endReferral, tellOffered } from '../casework/end-referral.ts';
import { type Case, readCase } from '../casework/read-records.ts';
import { endAsTransferred, tellEnding } from '../casework/request-ending.ts';
import { askSeparately } from '../casework/start-later.ts';
import { raiseSignal, tellSignalOrLater } from '../casework/tell-workflow.ts';
import { tellWithdrawn, withdrawQuestions } from '../casework/withdraw-questions.ts';
import type { Instant } from '../domain/clinic-calendar.ts';
import { type Episode, isEnded } from '../domain/episode.ts';
import type { Transaction } from '../ports.ts';
import { episodeField, named, reasonField, refuseField } from '../runtime/action-subject.ts';
import { type Actor, defineAction } from '../runtime/define-action.ts';

const schema = z.strictObject({
  keepEpisodeId: episodeField.describe('The episode that goes on'),
  duplicateEpisodeId: episodeField.describe('The other episode of the same person'),
  reason: reasonField,
});

interface Ended {
  questions: string[];
  offered: string[];
}

/**
 * Two ids are one person. One episode goes on; the other ends, so that from the next day there is one entry on the
 * roster and one place. No consent moves from one to the other: what the client signed stays where it was signed,
 * and staff are asked where the episode that goes on lacks one. Nothing is erased.
 */
export const action = defineAction({
  name: 'merge-clients',
  title: 'Merge two records of one client',
  description:
    'For a client who was referred twice under two ids. One episode goes on and the other ends as transferred, or as cancelled before admission.',
  schema,
  async run(input, actor, ports) {
    const now = ports.clock.now();
    const { clinicId } = actor;
    const { keepEpisodeId, duplicateEpisodeId, reason } = input;
    if (keepEpisodeId === duplicateEpisodeId)
      refuseField('duplicateEpisodeId', 'is the episode that goes on', 'name the other episode');
    const ended = await ports.store.transact(clinicId, async (tx) => {
      const kept = await named(tx, 'episode', keepEpisodeId, 'keepEpisodeId');
      const duplicate = await named(tx, 'episode', duplicateEpisodeId, 'duplicateEpisodeId');
      requireMergeable(kept, duplicate);
      await markClient(tx, kept, duplicate);
      await recheckConsents(tx, { kept, duplicate, now, actor });
      for (const episodeId of [keepEpisodeId, duplicateEpisodeId])
        tx.audit({
          at: now,
          what: 'clients merged',
          by: actor.by,
          episodeId,
          details: { kept: keepEpisodeId, duplicate: duplicateEpisodeId, reason },
        });
      return endDuplicate(tx, await readCase(tx, clinicId, duplicateEpisodeId, now), input, actor, now);
    });
    await tellEnding(ports, clinicId, duplicateEpisodeId, now);
    await tellWithdrawn(ports, clinicId, ended.questions, now);
    await tellSignalOrLater(ports, clinicId, { episodeId: duplicateEpisodeId, wait: 'place', at: now });
    await tellOffered(ports, clinicId, ended.offered, now);
    return { summary: 'The two records are one client: one episode goes on, the other ends.' };
  },
});

function requireMergeable(kept: Episode, duplicate: Episode): void {
  if (isEnded(kept))
    refuseField('keepEpisodeId', 'has ended', 'name the episode that runs as the one that goes on');
  if (isEnded(duplicate) && kept.clientId === duplicate.clientId)
    refuseField(
      'duplicateEpisodeId',
      'has ended, and is the same client already',
      'nothing is left to merge',
    );
  if (duplicate.endingRequested)
    refuseField('duplicateEpisodeId', 'is ending already', 'wait until it has ended, and merge then');
}

/** The other record stays, and says whose it is. */
async function markClient(tx: Transaction, kept: Episode, duplicate: Episode): Promise<void> {
  if (kept.clientId === duplicate.clientId) return;
  const client = await named(tx, 'client', duplicate.clientId, 'duplicateEpisodeId');
  tx.put('client', { ...client, mergedInto: kept.clientId });
}

/** Where the client lives goes along; whether that home may hear of it is asked of the episode that goes on. */
async function recheckConsents(
  tx: Transaction,
  { kept, duplicate, now, actor }: { kept: Episode; duplicate: Episode; now: Instant; actor: Actor },
): Promise<void> {
  const residence = kept.residence ?? duplicate.residence;
  if (residence !== kept.residence) tx.put('episode', { ...kept, residence });
  if (!residence) return;
  const { today } = await readCase(tx, actor.clinicId, kept.id, now);
  const gate = await mayDisclose(tx, kept, residence.homeId, 'residence', today);
  if (gate.decision === 'allowed') return;
  askSeparately(tx, now, `${kept.id}-merged-${duplicate.id}`, {
    clinicId: actor.clinicId,
    kind: 'consent-needed',
    episodeId: kept.id,
    about: { homeId: residence.homeId },
    reason: gate.reason,
  });
}

async function endDuplicate(
  tx: Transaction,
  the: Case,
  { keepEpisodeId, reason }: z.infer<typeof schema>,
  actor: Actor,
  now: Instant,
): Promise<Ended> {
  const { episode } = the;
  const episodeId = episode.id;
  if (isEnded(episode)) return { questions: [], offered: [] };
  if (!episode.admittedOn) {
    const news = { kind: 'cancelled', reason, by: actor.by } as const;
    raiseSignal(tx, { episodeId, wait: 'place', at: now, news }, `merged-${now}`);
    const offered = await endReferral(tx, the, 'cancelled', now, actor.by);
    return { offered, questions: await withdrawQuestions(tx, episodeId, 'all', now, actor.by) };
  }
  const goesOn: Episode = { ...episode, handoff: { status: 'not applicable', receiverId: null } };
  const transfer = { toEpisodeId: keepEpisodeId, programName: the.program.name, reason, by: actor.by };
  endAsTransferred(tx, goesOn, transfer, now);
  const declined = { kind: 'follow-ups declined' } as const;
  raiseSignal(tx, { episodeId, wait: 'follow-up', at: now, news: declined }, `merged-${now}`);
  return { questions: [], offered: [] };
}

import * as z from 'zod';
import { mayDisclose } from '../casework/consent-check.ts';
import { askSeparately } from '../casework/start-later.ts';
import { planTelling } from '../casework/tell-workflow.ts';
import { closeOpenTask, tellWithdrawn } from '../casework/withdraw-questions.ts';
import { type Instant, localDateOf } from '../domain/clinic-calendar.ts';
import { isRevoked, revoke } from '../domain/consent.ts';
import type { Episode } from '../domain/episode.ts';
import { choiceField, textField } from '../domain/file-fields.ts';
import type { HumanTask } from '../domain/human-task.ts';
import { taskRules } from '../domain/human-task-kinds.ts';
import type { Transaction } from '../ports.ts';
import { episodeField, named, refuseField } from '../runtime/action-subject.ts';
import { type Actor, defineAction } from '../runtime/define-action.ts';

const schema = z.strictObject({
  episodeId: episodeField,
  recipientId: textField('the recipient', 40).default('all').describe('A partner’s id, or "all"'),
  how: choiceField(['written', 'oral']).describe('How the client said it; an oral revocation counts at once'),
});

/**
 * Takes consents back, for one recipient or all. Open questions to the partner end, live links stop, queued mail is
 * not sent, and the case manager hears; what was already done stands. Source: 42 CFR §2.31(a)(6).
 */
export const action = defineAction({
  name: 'revoke',
  title: 'Revoke consent',
  description:
    'The client takes a consent back. From this moment nothing more is sent or shown to the recipient.',
  schema,
  async run({ episodeId, recipientId, how }, actor, ports) {
    const now = ports.clock.now();
    const ended = await ports.store.transact(actor.clinicId, async (tx) => {
      const episode = await named(tx, 'episode', episodeId, 'episodeId');
      const consents = await tx.list('consent', { parent: episodeId });
      const held = consents.filter((consent) =>
        consent.recipientIds.some(
          (id) => (recipientId === 'all' || id === recipientId) && !isRevoked(consent, id),
        ),
      );
      if (held.length === 0)
        refuseField(
          'recipientId',
          'no consent names this recipient any more',
          'look at the consents on the client’s page',
        );
      for (const consent of held)
        tx.put('consent', revoke(consent, { recipientId, at: now, how, recordedBy: actor.by }));
      tx.audit({
        at: now,
        what: 'consent revoked',
        by: actor.by,
        episodeId,
        details: { recipientId, how, consents: held.map((consent) => consent.id) },
      });
      return endPartnerQuestions(tx, episode, actor, now);
    });
    await tellWithdrawn(ports, actor.clinicId, ended, now);
    return {
      summary: 'The consent is revoked. Nothing more is sent or shown to the recipient.',
      questionsEnded: ended.length,
    };
  },
});

async function endPartnerQuestions(
  tx: Transaction,
  episode: Episode,
  actor: Actor,
  now: Instant,
): Promise<string[]> {
  const clinic = await named(tx, 'clinic', actor.clinicId, 'clinic');
  const today = localDateOf(clinic.calendar.timeZone, now);
  const ended: string[] = [];
  const tasks = await tx.list('task', { parent: episode.id });
  for (const task of tasks) {
    const { disclosure } = taskRules[task.kind];
    if (task.status !== 'open' || !disclosure) continue;
    const gate = await mayDisclose(tx, episode, task.ownerId, disclosure.category, today);
    if (gate.decision === 'allowed') continue;
    endQuestion(tx, task, now);
    ended.push(task.id);
  }
  const homeId = episode.residence?.homeId;
  if (homeId && (await mayDisclose(tx, episode, homeId, 'residence', today)).decision === 'refused') {
    const name = `${episode.id}-revoked-${homeId}-${now.slice(0, 10)}`;
    askSeparately(tx, now, name, {
      clinicId: clinic.id,
      kind: 'consent-needed',
      episodeId: episode.id,
      about: { homeId },
      reason: 'revoked',
    });
  }
  return ended;
}

function endQuestion(tx: Transaction, task: HumanTask, now: Instant): void {
  const refused: HumanTask = { ...task, status: 'refused' };
  tx.put('task', refused);
  closeOpenTask(tx, refused);
  planTelling(tx, refused, now);
  const details = { kind: task.kind, ownerId: task.ownerId, because: 'revoked' };
  tx.audit({ at: now, what: 'question not sent', by: 'revoke', episodeId: task.episodeId, details });
}

import * as z from 'zod';
import { planTelling, raiseSignal, tellSignalOrLater } from '../casework/tell-workflow.ts';
import { closeOpenTask, tellWithdrawn } from '../casework/withdraw-questions.ts';
import { withdrawn } from '../domain/human-task.ts';
import { episodeField, named } from '../runtime/action-subject.ts';
import { defineAction } from '../runtime/define-action.ts';

const schema = z.strictObject({ episodeId: episodeField });

/** The client does not want to be called after treatment. It counts at once, for a call that is open too. */
export const action = defineAction({
  name: 'decline-follow-ups',
  title: 'No follow-up calls',
  description: 'The client does not want follow-up calls. It is honoured at once.',
  schema,
  async run({ episodeId }, actor, ports) {
    const now = ports.clock.now();
    const calls = await ports.store.transact(actor.clinicId, async (tx) => {
      await named(tx, 'episode', episodeId, 'episodeId');
      raiseSignal(
        tx,
        { episodeId, wait: 'follow-up', at: now, news: { kind: 'follow-ups declined' } },
        `declined-${now}`,
      );
      const tasks = await tx.list('task', { parent: episodeId });
      const open = tasks.filter((task) => task.kind === 'follow-up-call' && task.status === 'open');
      for (const task of open) {
        tx.put('task', withdrawn(task));
        closeOpenTask(tx, task);
        planTelling(tx, task, now);
      }
      tx.audit({ at: now, what: 'follow-ups declined', by: actor.by, episodeId });
      return open.map((task) => task.id);
    });
    await tellWithdrawn(ports, actor.clinicId, calls, now);
    await tellSignalOrLater(ports, actor.clinicId, { episodeId, wait: 'follow-up', at: now });
    return { summary: 'No more follow-up calls.' };
  },
});

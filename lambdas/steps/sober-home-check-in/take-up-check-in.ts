import * as z from 'zod/mini';
import { gateOfTask } from '../../casework/consent-check.ts';
import { required } from '../../casework/read-records.ts';
import { residentAnswers, silentAbout } from '../../domain/check-in.ts';
import type { LocalDate } from '../../domain/clinic-calendar.ts';
import type { HumanTask } from '../../domain/human-task.ts';
import type { Reader } from '../../ports.ts';
import { dayInput, defineStep } from '../../runtime/define-step.ts';

/**
 * An answer for each resident, "not answered" included: silence about a resident is a reason to call the home. What a
 * home said of somebody became its own task when it was said.
 */
export const step = defineStep({
  input: z.extend(dayInput, { homeId: z.string(), taskId: z.string(), outcome: z.string() }),
  run: async ({ clinicId, homeId, date, taskId, outcome }, ports) => {
    const at = ports.clock.now();
    return ports.store.transact(clinicId, async (tx) => {
      const checkIn = await required(tx, 'checkIn', `${homeId}:${date}`);
      const task = await required(tx, 'task', taskId);
      const answers = { ...checkIn.answers };
      for (const episodeId of checkIn.episodeIds.filter((id) => !(id in checkIn.answers))) {
        const given = residentAnswers.find((known) => known === task.answer?.items[episodeId]);
        answers[episodeId] = given ?? (await whySilent(tx, task, { episodeId, date, outcome }));
        tx.audit({
          at,
          what: 'check-in recorded',
          by: 'take-up-check-in',
          episodeId,
          details: { homeId, date, answer: answers[episodeId] ?? '' },
        });
      }
      tx.put('checkIn', { ...checkIn, answers });
      const isSilent = silentAbout({ answers }).length > 0;
      return { outcome: isSilent ? 'follow up' : 'closed', reason: isSilent ? 'home did not answer' : '' };
    });
  },
});

/** A home that may no longer be asked about somebody was not silent about them. */
async function whySilent(
  reader: Reader,
  task: HumanTask,
  { episodeId, date, outcome }: { episodeId: string; date: LocalDate; outcome: string },
): Promise<'withheld' | 'not answered'> {
  if (outcome === 'not sent') return 'withheld';
  const { consentIds } = await gateOfTask(reader, task, date);
  return episodeId in consentIds ? 'not answered' : 'withheld';
}

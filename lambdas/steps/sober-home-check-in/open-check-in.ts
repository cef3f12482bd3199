import * as z from 'zod/mini';
import { checkInsDue } from '../../casework/check-ins-due.ts';
import { mayDisclose } from '../../casework/consent-check.ts';
import { executionName } from '../../casework/execution-name.ts';
import { required } from '../../casework/read-records.ts';
import { askSeparately } from '../../casework/start-later.ts';
import type { CheckIn } from '../../domain/check-in.ts';
import { dayInput, defineStep } from '../../runtime/define-step.ts';

/**
 * Writes down whom the home is asked about. A resident whose consent does not cover it is withheld from the home
 * and becomes the case manager's task.
 */
export const step = defineStep({
  input: z.extend(dayInput, { homeId: z.string() }),
  run: async ({ clinicId, homeId, date }, ports) => {
    const now = ports.clock.now();
    // Outside the transaction, which could not depend on every client of a large clinic. Who moves out meanwhile is
    // taken off by the gate when the home is asked.
    const reader = ports.store.read(clinicId);
    const clinic = await required(reader, 'clinic', clinicId);
    const residents = (await checkInsDue(reader, clinic, date)).get(homeId) ?? [];
    return ports.store.transact(clinicId, async (tx) => {
      const checkInId = `${homeId}:${date}`;
      const known = await tx.get('checkIn', checkInId);
      if (known) return opened(known);
      const checkIn: CheckIn = { id: checkInId, homeId, date, episodeIds: [], answers: {} };
      for (const episode of residents) {
        const gate = await mayDisclose(tx, episode, homeId, 'residence', date);
        if (gate.decision === 'allowed') checkIn.episodeIds.push(episode.id);
        else {
          checkIn.answers[episode.id] = 'withheld';
          const name = executionName(episode.id, 'consent', homeId, date);
          askSeparately(tx, now, name, {
            clinicId,
            kind: 'consent-needed',
            episodeId: episode.id,
            about: { homeId },
            reason: gate.reason,
          });
          tx.audit({
            at: now,
            what: 'home not asked',
            by: 'open-check-in',
            episodeId: episode.id,
            details: { homeId, because: gate.reason },
          });
        }
      }
      tx.put('checkIn', checkIn);
      return opened(checkIn);
    });
  },
});

function opened({ id, episodeIds }: CheckIn) {
  return { outcome: episodeIds.length > 0 ? 'ask' : 'nobody to ask about', checkInId: id, episodeIds };
}

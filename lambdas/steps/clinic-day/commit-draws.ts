import { addDays } from '../../domain/clinic-calendar.ts';
import { commitmentOf } from '../../domain/draw-keys.ts';
import { dayInput, defineStep } from '../../runtime/define-step.ts';

/** Commitments reach this far ahead, so that a whole quarter is always fixed before it begins. */
const daysAhead = 92;
/** A transaction holds at most a hundred writes. */
const daysPerTransaction = 45;

/** Publishes the commitments that are missing, from today to a quarter ahead. Today's comes before today's draw. */
export const step = defineStep({
  input: dayInput,
  run: async ({ clinicId, date }, ports) => {
    const known = new Set((await ports.store.read(clinicId).list('drawDay')).map((day) => day.id));
    const missing = Array.from({ length: daysAhead + 1 }, (_, ahead) => addDays(date, ahead)).filter(
      (day) => !known.has(day),
    );
    for (let from = 0; from < missing.length; from += daysPerTransaction) {
      const days = missing.slice(from, from + daysPerTransaction);
      const committed = await Promise.all(
        days.map(async (day) => ({
          day,
          commitment: commitmentOf(await ports.secrets.drawDayKey(clinicId, day), day),
        })),
      );
      await ports.store.transact(clinicId, async (tx) => {
        for (const { day, commitment } of committed) {
          if (await tx.get('drawDay', day)) continue;
          tx.put('drawDay', {
            id: day,
            commitment,
            status: 'ahead',
            calledEpisodeIds: [],
            revealedKey: null,
          });
        }
        tx.audit({
          at: ports.clock.now(),
          what: 'draws committed',
          by: 'commit-draws',
          details: { from: days[0] ?? date, to: days.at(-1) ?? date },
        });
      });
    }
    return { outcome: 'committed', days: missing.length };
  },
});

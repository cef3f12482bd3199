import { required } from '../../casework/read-records.ts';
import { localDateOf } from '../../domain/clinic-calendar.ts';
import { dayInput, defineStep } from '../../runtime/define-step.ts';

/** How many keys one run reveals after an outage; the next day's run goes on, the oldest first. */
const mostAtOnce = 31;

/**
 * Publishes the keys of days that are over: before the date of the run, and before today by the clinic's clock,
 * whatever date the run was given. From then on anyone can compute those draws again.
 */
export const step = defineStep({
  input: dayInput,
  run: async ({ clinicId, date }, ports) => {
    const reader = ports.store.read(clinicId);
    const { calendar } = await required(reader, 'clinic', clinicId);
    const today = localDateOf(calendar.timeZone, ports.clock.now());
    const over = await reader.list('drawDay', { upTo: date < today ? date : today });
    const hidden = over.filter((day) => day.revealedKey === null).slice(0, mostAtOnce);
    for (const { id } of hidden) {
      const revealedKey = Buffer.from(await ports.secrets.drawDayKey(clinicId, id)).toString('hex');
      await ports.store.transact(clinicId, async (tx) => {
        const day = await required(tx, 'drawDay', id);
        if (day.revealedKey !== null) return;
        tx.put('drawDay', { ...day, revealedKey });
        tx.audit({
          at: ports.clock.now(),
          what: 'draw key revealed',
          by: 'reveal-draw-key',
          details: { date: id },
        });
      });
    }
    return { outcome: 'revealed', days: hidden.length };
  },
});

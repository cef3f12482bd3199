import { dayInput, defineStep } from '../../runtime/define-step.ts';

/** How far back a day is looked for whose key an outage kept from being revealed. */
const catchUpDays = 31;

/** Publishes the keys of days that are over. From then on anyone can compute those draws again. */
export const step = defineStep({
  input: dayInput,
  run: async ({ clinicId, date }, ports) => {
    const days = await ports.store.read(clinicId).list('drawDay', { upTo: date });
    const hidden = days.slice(-catchUpDays).filter((day) => day.revealedKey === null);
    for (const day of hidden) {
      const key = Buffer.from(await ports.secrets.drawDayKey(clinicId, day.id)).toString('hex');
      await ports.store.transact(clinicId, async (tx) => {
        const current = (await tx.get('drawDay', day.id)) ?? day;
        tx.put('drawDay', { ...current, revealedKey: key });
        tx.audit({
          at: ports.clock.now(),
          what: 'draw key revealed',
          by: 'reveal-draw-key',
          details: { date: day.id },
        });
      });
    }
    return { outcome: 'revealed', days: hidden.length };
  },
});

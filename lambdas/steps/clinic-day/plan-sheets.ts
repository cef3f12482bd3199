import { sheetTimes } from '../../casework/attendance-sheets.ts';
import { required } from '../../casework/read-records.ts';
import { agendaItem } from '../../domain/clinic.ts';
import { instantOf, isOpenOn } from '../../domain/clinic-calendar.ts';
import { dayInput, defineStep } from '../../runtime/define-step.ts';

/** Puts on the agenda when the day's attendance sheets are opened: for each track, when its last session ends. */
export const step = defineStep({
  input: dayInput,
  run: async ({ clinicId, date }, ports) => {
    const reader = ports.store.read(clinicId);
    const clinic = await required(reader, 'clinic', clinicId);
    if (!isOpenOn(clinic.calendar, date)) return { outcome: 'closed' };
    const times = await sheetTimes(reader, clinic, date);
    await ports.store.transact(clinicId, async (tx) => {
      for (const { track, ends } of times) {
        const at = instantOf(clinic.calendar.timeZone, date, ends);
        tx.put('agenda', agendaItem(at, { do: 'open-sheets', date, track }));
      }
    });
    return { outcome: 'planned', tracks: times.length };
  },
});

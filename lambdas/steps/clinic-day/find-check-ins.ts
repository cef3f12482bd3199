import { required } from '../../casework/read-records.ts';
import { residentsByHome } from '../../casework/residents.ts';
import { isCheckInDay } from '../../domain/check-in.ts';
import { isOpenOn } from '../../domain/clinic-calendar.ts';
import { dayInput, defineStep } from '../../runtime/define-step.ts';

/** The homes to ask today: it is their weekday, or the next open one, and a client of the clinic lives there. */
export const step = defineStep({
  input: dayInput,
  run: async ({ clinicId, date }, ports) => {
    const reader = ports.store.read(clinicId);
    const clinic = await required(reader, 'clinic', clinicId);
    if (!isOpenOn(clinic.calendar, date)) return { outcome: 'none due', homeIds: [] };
    const residents = await residentsByHome(reader, clinic);
    const homes = (await reader.list('partner')).filter(
      (partner) => partner.kind === 'sober-home' && residents.has(partner.id),
    );
    const due = homes.filter(
      (home) => home.kind === 'sober-home' && isCheckInDay(clinic.calendar, home.checkInWeekday, date),
    );
    return { outcome: due.length > 0 ? 'due' : 'none due', homeIds: due.map((home) => home.id) };
  },
});

import type { Clinic } from './clinic.ts';
import type { Weekday } from './clinic-calendar.ts';
import type { Partner, PartnerContact } from './partner.ts';
import type { StaffMember } from './staff.ts';
import { weekdayNames } from './written-hours.ts';

/**
 * A clinic's file as its records would be written, to be changed and applied again: applied as it is, it changes
 * nothing. Absences are left out, for those on record then stay; programs stand by their ids, as files of that name.
 * A partner whose first contact was removed has none, which the file must have: whoever applies it has to name one.
 */
export function fileOfClinic(
  { calendar, programVersions, ...rest }: Clinic,
  staff: readonly StaffMember[],
  partners: readonly Partner[],
): Record<string, unknown> {
  const opening = weekdayNames.map((name, index) => {
    const hours = calendar.opening[(index + 1) as Weekday];
    return [name, hours ? `${hours.opens}-${hours.closes}` : 'closed'] as const;
  });
  return {
    clinic: {
      ...rest,
      timeZone: calendar.timeZone,
      opening: Object.fromEntries(opening),
      closures: calendar.closures,
    },
    staff: staff.filter(({ leftOn }) => !leftOn).map(({ absences: _, ...member }) => member),
    soberHomes: partners.flatMap((partner) => {
      if (partner.kind !== 'sober-home') return [];
      const { kind: _, contacts, checkInWeekday, ...home } = partner;
      return [{ ...home, checkInWeekday: weekdayNames[checkInWeekday - 1], ...ranked(contacts) }];
    }),
    aftercareProviders: partners.flatMap((partner) => {
      if (partner.kind !== 'aftercare') return [];
      const { kind: _, contacts, ...provider } = partner;
      return [{ ...provider, ...ranked(contacts) }];
    }),
    programs: Object.keys(programVersions).map((id) => `${id}.yaml`),
  };
}

function ranked(contacts: readonly PartnerContact[]): Record<string, unknown> {
  const present = contacts.filter(({ removedOn }) => !removedOn);
  return Object.fromEntries(present.map(({ id: _, rank, removedOn: __, ...contact }) => [rank, contact]));
}

import type { Clinic } from './clinic.ts';
import type { ClinicCalendar, Weekday } from './clinic-calendar.ts';
import type { ClinicFile } from './clinic-file.ts';
import type { Partner, PartnerContact } from './partner.ts';
import type { StaffMember } from './staff.ts';
import { openingOf, weekdayNames } from './written-hours.ts';

/** The tenant's record. `programVersions` are those that new episodes begin with. */
export function clinicOf(
  { clinic: { opening, timeZone, closures, auditor, ...rest } }: ClinicFile,
  programVersions: Clinic['programVersions'],
): Clinic {
  const calendar: ClinicCalendar = { timeZone, opening: {}, closures: [...closures].sort() };
  for (const [index, name] of weekdayNames.entries()) {
    const hours = openingOf(opening[name]);
    if (hours !== undefined) calendar.opening[(index + 1) as Weekday] = hours;
  }
  return { ...rest, calendar, programVersions, ...(auditor && { auditor }) };
}

/** Staff as the file lists them; absences that the file leaves out are those on record. */
export function staffOf(file: ClinicFile, recorded: readonly StaffMember[]): StaffMember[] {
  return file.staff.map((member) => ({
    ...member,
    absences: member.absences ?? recorded.find(({ id }) => id === member.id)?.absences ?? [],
  }));
}

/** Homes and providers as the file lists them. */
export function partnersOf(file: ClinicFile): Partner[] {
  const homes = file.soberHomes.map(({ primary, backup, checkInWeekday, ...home }): Partner => {
    const weekday = (weekdayNames.indexOf(checkInWeekday) + 1) as Weekday;
    const contacts = contactsOf(home.id, { primary, backup });
    return { ...home, kind: 'sober-home', checkInWeekday: weekday, contacts };
  });
  const providers = file.aftercareProviders.map(({ primary, backup, ...provider }): Partner => {
    return { ...provider, kind: 'aftercare', contacts: contactsOf(provider.id, { primary, backup }) };
  });
  return [...homes, ...providers];
}

type ContactFields = Omit<PartnerContact, 'id' | 'rank' | 'removedOn'>;

function contactsOf(
  partnerId: string,
  { primary, backup }: { primary: ContactFields; backup?: ContactFields },
): PartnerContact[] {
  const contacts: PartnerContact[] = [{ id: `${partnerId}.primary`, rank: 'primary', ...primary }];
  if (backup) contacts.push({ id: `${partnerId}.backup`, rank: 'backup', ...backup });
  return contacts;
}

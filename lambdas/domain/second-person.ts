import type { LocalDate } from './clinic-calendar.ts';
import { type StaffMember, type StaffRole, whoCovers } from './staff.ts';

/** Who may give a second word, nearest to the client first. */
const clinicalRoles: readonly StaffRole[] = ['counselor', 'case-manager', 'on-call', 'director'];

/**
 * Somebody at work other than the one who gave the first word: those preferred, in their order, then anybody who works
 * with clients. Undefined in a clinic of one.
 */
export function secondPerson(
  staff: readonly StaffMember[],
  { not, prefer, on }: { not: string; prefer: readonly string[]; on: LocalDate },
): StaffMember | undefined {
  const clinical = clinicalRoles.flatMap((role) =>
    staff.filter((member) => member.roles.includes(role)).map(({ id }) => id),
  );
  for (const id of [...prefer, ...clinical]) {
    if (id === not) continue;
    const member = whoCovers(staff, id, on);
    if (member && member.id !== not) return member;
  }
  return undefined;
}

/**
 * Who signs a discharge that somebody asked for: the director; when the director asked, whoever stands in for them as
 * their backup, else another clinician. Nobody signs what they asked for themselves.
 */
export function whoSigns(
  staff: readonly StaffMember[],
  { askedBy, on }: { askedBy: string; on: LocalDate },
): StaffMember | undefined {
  const directors = staff.filter((member) => member.roles.includes('director') && !member.leftOn);
  const own = staff.find(({ id }) => id === askedBy)?.backupId;
  const prefer = [...directors.map(({ id }) => id), ...(own ? [own] : [])];
  return secondPerson(staff, { not: askedBy, prefer, on });
}

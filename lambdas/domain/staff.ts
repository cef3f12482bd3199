import { daysBetween, type LocalDate } from './clinic-calendar.ts';

export const staffRoles = [
  'counselor',
  'case-manager',
  'collections',
  'on-call',
  'director',
  'auditor',
] as const;
export type StaffRole = (typeof staffRoles)[number];

export interface Absence {
  from: LocalDate;
  /** The last day away. */
  to: LocalDate;
  coverId: string;
}

export interface StaffMember {
  id: string;
  name: string;
  email: string;
  phone: string;
  language: 'en' | 'es';
  roles: StaffRole[];
  /** Who is asked when this person stays silent. */
  backupId?: string;
  absences: Absence[];
  /** Set when someone has left; a leaver is never asked. */
  leftOn?: LocalDate;
}

/** The first member of staff in a role who has not left, by order of the clinic's file. */
export function firstInRole(staff: readonly StaffMember[], role: StaffRole): StaffMember | undefined {
  return staff.find((member) => member.roles.includes(role) && !member.leftOn);
}

/** Everybody who is on call, whoever's turn it is. */
export function onCallPeople(staff: readonly StaffMember[]): StaffMember[] {
  return staff.filter(({ roles, leftOn }) => roles.includes('on-call') && !leftOn);
}

/**
 * Whose day it is in a role: those who are at work take turns by the date, so that nobody has every day's list.
 */
export function onDuty(
  staff: readonly StaffMember[],
  role: StaffRole,
  on: LocalDate,
): StaffMember | undefined {
  const team = staff.filter((member) => member.roles.includes(role) && standInOf(member, on) === undefined);
  return team[daysBetween('2000-01-01', on) % team.length] ?? firstInRole(staff, role);
}

/**
 * Who stands in for a member of staff on a date: the person, the cover of an absence (followed through
 * covers who are away themselves), the backup of a leaver, or the director when all are away.
 */
export function whoCovers(
  staff: readonly StaffMember[],
  memberId: string,
  on: LocalDate,
): StaffMember | undefined {
  const seen = new Set<string>();
  let current = staff.find((member) => member.id === memberId);
  while (current && !seen.has(current.id)) {
    seen.add(current.id);
    const nextId = standInOf(current, on);
    if (nextId === undefined) return current;
    current = staff.find((member) => member.id === nextId);
  }
  return staff.find((member) => member.roles.includes('director') && !member.leftOn);
}

function standInOf(member: StaffMember, on: LocalDate): string | undefined {
  if (member.leftOn !== undefined && member.leftOn <= on) return member.backupId ?? '';
  return member.absences.find((absence) => absence.from <= on && on <= absence.to)?.coverId;
}

import { type StaffRole, staffRoles } from './staff.ts';

/** What the identity provider says of somebody: clinics, and the roles in each. */
export type RolesByClinic = Record<string, StaffRole[]>;

const group = /^([a-z][a-z0-9-]{0,39})\.([a-z-]+)$/;

/**
 * Reads groups of the form `<clinic id>.<role>`, such as `harbor-example.counselor`. What is written otherwise says
 * nothing: a group of another application never opens a clinic.
 */
export function rolesByClinic(groups: readonly string[]): RolesByClinic {
  const roles: RolesByClinic = {};
  for (const text of groups) {
    const [, clinicId, named] = group.exec(text) ?? [];
    const role = staffRoles.find((known) => known === named);
    if (clinicId === undefined || role === undefined) continue;
    const known = roles[clinicId] ?? [];
    roles[clinicId] = known.includes(role) ? known : [...known, role];
  }
  return roles;
}

/** The group that gives a role in a clinic. */
export function groupOf(clinicId: string, role: StaffRole): string {
  return `${clinicId}.${role}`;
}

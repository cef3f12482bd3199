import type { StaffRole } from './staff.ts';

/** The parts of the staff console. A route belongs to one of them; what is not listed here is open to nobody. */
export const consoleAreas = {
  'my work': ['counselor', 'case-manager', 'collections', 'on-call', 'director'],
  board: ['counselor', 'case-manager', 'on-call', 'director'],
  client: ['counselor', 'case-manager', 'on-call', 'director'],
  dossier: ['director', 'auditor'],
  homes: ['counselor', 'case-manager', 'on-call', 'director'],
  'draw list': ['collections', 'director'],
  'draw audit': ['director', 'auditor'],
  caseload: ['counselor', 'case-manager', 'director'],
  monday: ['director'],
  report: ['director', 'auditor'],
  settings: ['director'],
  actions: ['counselor', 'case-manager', 'collections', 'on-call', 'director', 'auditor'],
} as const satisfies Record<string, readonly StaffRole[]>;

export type ConsoleArea = keyof typeof consoleAreas;

/** True when one of the roles opens the area. */
export function mayVisit(roles: readonly StaffRole[], area: ConsoleArea): boolean {
  const allowed: readonly StaffRole[] = consoleAreas[area];
  return roles.some((role) => allowed.includes(role));
}

const clinicians = ['counselor', 'on-call', 'director'] as const;
const careTeam = ['counselor', 'case-manager', 'director'] as const;
const everyoneWithClients = ['counselor', 'case-manager', 'on-call', 'director'] as const;
const everyStaffWithWork = ['counselor', 'case-manager', 'collections', 'on-call', 'director'] as const;
const directorOnly = ['director'] as const;

/**
 * Who may start which action, by the action's name. An action that is not listed can be started by nobody here; a test
 * holds the list against the actions that there are.
 */
export const actionRoles: Readonly<Record<string, readonly StaffRole[]>> = {
  accounting: careTeam,
  'apply-clinic': directorOnly,
  'ask-for-beds': careTeam,
  'cancel-episode': directorOnly,
  'change-home': careTeam,
  'change-schedule': clinicians,
  'choose-receiver': careTeam,
  'client-link': careTeam,
  consent: careTeam,
  'correct-attendance': careTeam,
  'correct-ending': clinicians,
  'correct-test': clinicians,
  'decline-follow-ups': careTeam,
  dossier: directorOnly,
  'emergency-disclosure': everyoneWithClients,
  'end-early': clinicians,
  excuse: clinicians,
  'give-feedback': careTeam,
  'hand-over': directorOnly,
  'home-link': careTeam,
  leave: careTeam,
  'make-aftercare-plan': careTeam,
  'merge-clients': directorOnly,
  misdirected: everyoneWithClients,
  'order-test': clinicians,
  'override-program': clinicians,
  'pager-secret': directorOnly,
  'record-contact-attempt': everyoneWithClients,
  'record-make-up': careTeam,
  refer: careTeam,
  'remove-contact': directorOnly,
  report: ['director', 'auditor'],
  'report-death': everyoneWithClients,
  'request-review': clinicians,
  'restart-stage': directorOnly,
  'result-told': clinicians,
  revoke: everyoneWithClients,
  'set-absence': directorOnly,
  'set-authorization': careTeam,
  'set-passcode': directorOnly,
  'start-crisis': everyStaffWithWork,
  'test-pager': directorOnly,
  transfer: careTeam,
  'update-intake': careTeam,
  'verify-milestone': careTeam,
  'withdraw-override': clinicians,
};

/** True when one of the roles may start the action. */
export function mayStart(roles: readonly StaffRole[], action: string): boolean {
  const allowed = actionRoles[action] ?? [];
  return roles.some((role) => allowed.includes(role));
}

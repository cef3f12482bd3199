import { addHours, type Instant } from './clinic-calendar.ts';
import type { StaffMember, StaffRole } from './staff.ts';

/** A member of staff signed in on one device. Kept: only the SHA-256 of what the device holds. */
export interface StaffSession {
  /** `<staffId>:<SHA-256 of the cookie's secret, lower-case hex>` */
  id: string;
  staffId: string;
  /** As the identity provider's groups said at sign-in. */
  roles: StaffRole[];
  startedAt: Instant;
  lastSeenAt: Instant;
}

/** After these minutes without a request a session is over: a tablet left on a desk in a shared office. */
export const idleMinutes = 20;
/** A working day; then staff sign in again, whatever they did. */
export const longestHours = 10;
/** A session is not written again for every request of a page. */
const seenAgainMinutes = 1;

/** Whether a session still holds. */
export function isLive(session: StaffSession, now: Instant): boolean {
  const idleAt = addHours(session.lastSeenAt, idleMinutes / 60);
  return now < idleAt && now < addHours(session.startedAt, longestHours);
}

/** The session as seen now; undefined when it was written a moment ago. */
export function seenAgain(session: StaffSession, now: Instant): StaffSession | undefined {
  const due = addHours(session.lastSeenAt, seenAgainMinutes / 60);
  return now < due ? undefined : { ...session, lastSeenAt: now };
}

/**
 * The roles that hold now: those of the sign-in that the clinic's file still gives. Taking a role away, here or there,
 * works at once; nobody gains one by a mistake in one place.
 */
export function rolesNow(session: Pick<StaffSession, 'roles'>, member: StaffMember): StaffRole[] {
  return member.leftOn ? [] : member.roles.filter((role) => session.roles.includes(role));
}

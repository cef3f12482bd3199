import type { Instant } from './clinic-calendar.ts';

/** Where a client reads and signs: on their own phone, or on a tablet that staff hand over. */
export const clientDevices = ['own device', 'clinic tablet'] as const;
export type ClientDevice = (typeof clientDevices)[number];

/** What a link opens: one question, everything that waits for its holder, a home’s way to report at any time, the on-call person’s way to start a crisis, or a client's own pages. */
export type LinkScope =
  | { to: 'task'; taskId: string }
  | { to: 'inbox' }
  | { to: 'home'; homeId: string }
  | { to: 'crisis' }
  | { to: 'client'; episodeId: string; on: ClientDevice };

/** A link as kept: only the SHA-256 of its id, so that the store cannot make one. */
export interface Link {
  /** SHA-256 of the id in the URL, lower-case hex. */
  id: string;
  clinicId: string;
  contactId: string;
  scope: LinkScope;
  createdAt: Instant;
  expiresAt: Instant;
  failedTries: number;
  lockedUntil: Instant | null;
}

/** Five wrong passcodes lock this link for 15 minutes. */
export const passcodeTries = 5;
const lockMinutes = 15;

export function isLocked(link: Link, now: Instant): boolean {
  return link.lockedUntil !== null && now < link.lockedUntil;
}

export function afterWrongPasscode(link: Link, now: Instant): Link {
  const failedTries = link.failedTries + 1;
  if (failedTries < passcodeTries) return { ...link, failedTries };
  const lockedUntil = new Date(Date.parse(now) + lockMinutes * 60_000).toISOString();
  return { ...link, failedTries: 0, lockedUntil };
}

/** A contact's passcode as kept: scrypt with its cost and salt beside the hash. */
export interface Passcode {
  id: string;
  hash: string;
  setAt: Instant;
}

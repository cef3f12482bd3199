import { addHours, type Instant } from './clinic-calendar.ts';

/**
 * What a member of staff confirmed in the console, once: the page that shows what an action will cause carries an id
 * of its own, and what that page confirms is done by the first confirmation only.
 */
export interface ConfirmedDeed {
  /** `<staffId>:<the page's id>` */
  id: string;
  action: string;
  at: Instant;
  /** What was done; null while it is being done, and when it broke off. */
  done: { summary: string; episodeId: string | null } | null;
}

/** A page can be confirmed for so long, longer than anybody stays signed in; its deed is kept for twice as long. */
const pageHours = 12;

/** The id of a page that is shown now. */
export function pageIdOf(shownAt: Instant, random: string): string {
  return `${Date.parse(shownAt).toString(36)}-${random}`;
}

/** Whether a page's id is one, and the page not too old to be confirmed. */
export function isConfirmable(pageId: string, now: Instant): boolean {
  const [, stamp] = /^([0-9a-z]{1,9})-\w{8,80}$/.exec(pageId) ?? [];
  if (stamp === undefined) return false;
  const shownAt = new Date(Number.parseInt(stamp, 36)).toISOString();
  return shownAt <= now && now < addHours(shownAt, pageHours);
}

/** Whether no page that is still confirmable can have led to the deed. */
export function isForgettable({ at }: ConfirmedDeed, now: Instant): boolean {
  return now >= addHours(at, 2 * pageHours);
}

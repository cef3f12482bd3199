import type { Rung, RungWait } from './human-task-kinds.ts';

export const hours = (count: number): RungWait => ({ hours: count });
export const working = (count: number): RungWait => ({ workingHours: count });

/** A question that can wait for the digest: a day or two with its owner, then the backup, then the director. */
export const unhurried = (ownerHours: number): Rung[] => [
  { action: 'ask', party: 'owner', wait: working(ownerHours) },
  { action: 'escalate', party: 'backup', wait: working(8) },
  { action: 'escalate', party: 'director', wait: working(16) },
];

/** A question that belongs to today. */
export const sameDay: Rung[] = [
  { action: 'ask', party: 'owner', wait: hours(3) },
  { action: 'remind', party: 'owner', wait: hours(2) },
  { action: 'escalate', party: 'backup', wait: hours(3) },
  { action: 'escalate', party: 'director', wait: hours(16) },
];

/** A question to a partner: reminder, backup contact, then the case manager, who has the phone number. */
export const partnerLadder: Rung[] = [
  { action: 'ask', party: 'owner', wait: hours(24) },
  { action: 'remind', party: 'owner', wait: hours(12) },
  { action: 'escalate', party: 'backup', wait: hours(24) },
  { action: 'escalate', party: 'case-manager', wait: working(12) },
];

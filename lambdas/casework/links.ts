import { createHash } from 'node:crypto';
import type { Clinic } from '../domain/clinic.ts';
import { addHours, type Instant } from '../domain/clinic-calendar.ts';
import type { LinkScope } from '../domain/link.ts';
import type { Secrets, Transaction } from '../ports.ts';

const taskLinkDays = 30;
const inboxLinkDays = 7;

/** What a link opens, for whom. The same door always has the same id, so that a reminder can make it again. */
export interface Door {
  clinicId: string;
  contactId: string;
  scope: LinkScope;
  /** Tells one inbox link from the next: the digest's or the list's instant. */
  edition: string;
}

export function taskDoor(clinicId: string, contactId: string, taskId: string): Door {
  return { clinicId, contactId, scope: { to: 'task', taskId }, edition: '1' };
}

export function inboxDoor(clinicId: string, contactId: string, edition: string): Door {
  return { clinicId, contactId, scope: { to: 'inbox' }, edition };
}

/** The 256-bit id in the URL, base64url; nothing of the door can be read from it. */
async function doorId(secrets: Secrets, door: Door): Promise<string> {
  const target = door.scope.to === 'task' ? door.scope.taskId : 'inbox';
  const mac = await secrets.sign(`link|${door.clinicId}|${target}|${door.contactId}|${door.edition}`);
  return Buffer.from(mac).toString('base64url');
}

export async function urlOf(secrets: Secrets, clinic: Clinic, door: Door): Promise<string> {
  return `${clinic.baseUrl}/l/${await doorId(secrets, door)}`;
}

export function hashOfDoorId(id: string): string {
  return createHash('sha256').update(id).digest('hex');
}

/** Files the link under its hash, unless it is there. */
export async function fileLink(tx: Transaction, secrets: Secrets, door: Door, now: Instant): Promise<void> {
  const id = hashOfDoorId(await doorId(secrets, door));
  if (await tx.get('link', id)) return;
  const days = door.scope.to === 'task' ? taskLinkDays : inboxLinkDays;
  const { clinicId, contactId, scope } = door;
  tx.put('link', {
    id,
    clinicId,
    contactId,
    scope,
    createdAt: now,
    expiresAt: addHours(now, days * 24),
    failedTries: 0,
    lockedUntil: null,
  });
}

import { createHash } from 'node:crypto';
import type { Clinic } from '../domain/clinic.ts';
import { addHours, type Instant } from '../domain/clinic-calendar.ts';
import type { ClientDevice, Link, LinkScope } from '../domain/link.ts';
import type { Reader, Secrets, Transaction } from '../ports.ts';

const taskLinkDays = 30;
const inboxLinkDays = 7;
/** A home's standing link is renewed whenever its holder comes in with less than half of this left. */
const homeLinkDays = 400;
const clientLinkDays = 30;
/** A tablet that is handed over: long enough to read, short enough to be worth nothing tomorrow. */
const tabletLinkDays = 1 / 6;

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

/** A client's own pages about one episode; the edition is the moment when staff made the link. */
export function clientDoor(
  clinicId: string,
  client: { clientId: string; episodeId: string; on: ClientDevice },
  edition: string,
): Door {
  const { clientId, episodeId, on } = client;
  return { clinicId, contactId: clientId, scope: { to: 'client', episodeId, on }, edition };
}

/** The 256-bit id in the URL, base64url; nothing of the door can be read from it. */
async function doorId(secrets: Secrets, door: Door): Promise<string> {
  const target = targetOf(door.scope);
  const mac = await secrets.sign(`link|${door.clinicId}|${target}|${door.contactId}|${door.edition}`);
  return Buffer.from(mac).toString('base64url');
}

function targetOf(scope: LinkScope): string {
  if (scope.to === 'task') return scope.taskId;
  if (scope.to === 'home') return `home|${scope.homeId}`;
  if (scope.to === 'crisis') return 'crisis';
  return scope.to === 'client' ? `client|${scope.episodeId}|${scope.on}` : 'inbox';
}

function daysOf(scope: LinkScope): number {
  if (scope.to === 'task') return taskLinkDays;
  if (scope.to === 'inbox') return inboxLinkDays;
  if (isStanding(scope)) return homeLinkDays;
  return scope.to === 'client' && scope.on === 'clinic tablet' ? tabletLinkDays : clientLinkDays;
}

/** A link that its holder keeps: the same for years, and renewed. */
function isStanding({ to }: LinkScope): boolean {
  return to === 'home' || to === 'crisis';
}

export async function urlOf(secrets: Secrets, clinic: Clinic, door: Door): Promise<string> {
  return `${clinic.baseUrl}/l/${await doorId(secrets, door)}`;
}

export function hashOfDoorId(id: string): string {
  return createHash('sha256').update(id).digest('hex');
}

/** A link made for somebody who has left since opens nothing: the one who came after gets it made anew. */
export async function isOfDeparted(reader: Reader, link: Link): Promise<boolean> {
  const departure = await reader.get('departure', link.contactId);
  return departure !== undefined && link.createdAt <= departure.at;
}

/** Files the link under its hash, unless it is there; a standing link that runs out in a while is renewed. */
export async function fileLink(tx: Transaction, secrets: Secrets, door: Door, now: Instant): Promise<void> {
  const id = hashOfDoorId(await doorId(secrets, door));
  const { clinicId, contactId, scope } = door;
  const expiresAt = addHours(now, daysOf(scope) * 24);
  const known = await tx.get('link', id);
  if (known && !(await isOfDeparted(tx, known))) {
    const isDueForRenewal = isStanding(scope) && known.expiresAt < addHours(now, homeLinkDays * 12);
    if (isDueForRenewal) tx.put('link', { ...known, expiresAt });
    return;
  }
  tx.put('link', {
    id,
    clinicId,
    contactId,
    scope,
    createdAt: now,
    expiresAt,
    failedTries: 0,
    lockedUntil: null,
  });
}

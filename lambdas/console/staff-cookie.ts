import { createHash } from 'node:crypto';
import type { Clinic } from '../domain/clinic.ts';
import type { StaffMember, StaffRole } from '../domain/staff.ts';
import { isLive, longestHours, rolesNow, type StaffSession, seenAgain } from '../domain/staff-session.ts';
import type { Ports } from '../ports.ts';
import type { HttpRequest } from '../runtime/define-route.ts';

/** Who asks, for which clinic, and what their roles are now. */
export interface Visitor {
  clinic: Clinic;
  member: StaffMember;
  roles: StaffRole[];
  session: StaffSession;
}

const cookieName = 'stepdown-staff';
const value = /^([a-z][a-z0-9-]*)\.([a-z][a-z0-9-]*)\.([\w]{20,120})$/;

/** What a session's cookie holds; clinic and member lead to the session, the secret opens it. */
interface Held {
  clinicId: string;
  staffId: string;
  secret: string;
}

/**
 * Begins a session for a member of staff who was just identified, and returns the cookie for the device.
 *
 * @param roles as the identity provider says; at least one
 */
export async function beginSession(
  ports: Ports,
  { clinicId, staffId, roles }: { clinicId: string; staffId: string; roles: StaffRole[] },
  request: HttpRequest,
): Promise<string> {
  const now = ports.clock.now();
  const secret = ports.ids.next('ss') + ports.ids.next('ss');
  await ports.store.transact(clinicId, async (tx) => {
    const id = sessionId({ clinicId, staffId, secret });
    for (const old of await tx.list('staffSession', { parent: staffId }))
      if (!isLive(old, now)) tx.remove('staffSession', old.id);
    tx.put('staffSession', { id, staffId, roles, startedAt: now, lastSeenAt: now });
    tx.audit({ at: now, what: 'signed in', by: staffId, details: { roles } });
  });
  return cookie(request, `${clinicId}.${staffId}.${secret}`, longestHours * 3600);
}

/** Ends this device's session, or all of the member's, and returns the cookie that says so. */
export async function endSession(ports: Ports, request: HttpRequest, everywhere: boolean): Promise<string> {
  const held = heldBy(request);
  if (held) {
    const now = ports.clock.now();
    await ports.store.transact(held.clinicId, async (tx) => {
      const own = await tx.get('staffSession', sessionId(held));
      if (!own) return;
      const others = everywhere ? await tx.list('staffSession', { parent: held.staffId }) : [own];
      for (const { id } of others) tx.remove('staffSession', id);
      tx.audit({ at: now, what: 'signed out', by: held.staffId, details: { everywhere } });
    });
  }
  return cookie(request, '', 0);
}

/** Who asks; undefined without a session that holds, and for whoever has left or lost every role. */
export async function visitorOf(ports: Ports, request: HttpRequest): Promise<Visitor | undefined> {
  const found = await sessionOf(ports, request);
  if (!found || !isLive(found.session, ports.clock.now())) return undefined;
  const { clinicId, session } = found;
  const reader = ports.store.read(clinicId);
  const [clinic, member] = await Promise.all([
    reader.get('clinic', clinicId),
    reader.get('staff', session.staffId),
  ]);
  if (!clinic || !member) return undefined;
  const roles = rolesNow(session, member);
  if (roles.length === 0) return undefined;
  await noteSeen(ports, clinic.id, session);
  return { clinic, member, roles, session };
}

async function noteSeen(ports: Ports, clinicId: string, session: StaffSession): Promise<void> {
  const seen = seenAgain(session, ports.clock.now());
  if (!seen) return;
  await ports.store.transact(clinicId, async (tx) => {
    // Signed out meanwhile: nothing may bring the session back.
    if (await tx.get('staffSession', session.id)) tx.put('staffSession', seen);
  });
}

/** The session that a request's cookie opens, whether it still holds or not; undefined without one. */
export async function sessionOf(
  ports: Ports,
  request: HttpRequest,
): Promise<{ clinicId: string; session: StaffSession } | undefined> {
  const held = heldBy(request);
  const session = held && (await ports.store.read(held.clinicId).get('staffSession', sessionId(held)));
  return session && { clinicId: held.clinicId, session };
}

function sessionId({ staffId, secret }: Held): string {
  return `${staffId}:${createHash('sha256').update(secret).digest('hex')}`;
}

function heldBy({ headers }: HttpRequest): Held | undefined {
  for (const part of (headers.cookie ?? '').split(/; */)) {
    if (!part.startsWith(`${cookieName}=`)) continue;
    const [, clinicId, staffId, secret] = value.exec(part.slice(cookieName.length + 1)) ?? [];
    if (clinicId !== undefined && staffId !== undefined && secret !== undefined)
      return { clinicId, staffId, secret };
  }
  return undefined;
}

function cookie({ site }: HttpRequest, held: string, maxAgeSeconds: number): string {
  const secure = site?.origin.startsWith('https:') ? '; Secure' : '';
  return `${cookieName}=${held}; Path=/; HttpOnly; SameSite=Lax; Max-Age=${maxAgeSeconds}${secure}`;
}

import { timingSafeEqual } from 'node:crypto';
import type { Clinic } from '../domain/clinic.ts';
import { addHours, type Instant } from '../domain/clinic-calendar.ts';
import type { Ports } from '../ports.ts';
import type { HttpRequest } from '../runtime/define-route.ts';
import type { LinkTarget } from './link-target.ts';

const cookieName = 'stepdown-visit';
const ownDeviceHours = 30 * 24;
const visitHours = 0.5;

/**
 * The cookie that stands for a passcode given on this device. It is signed, names its holder and its end, and
 * hangs on the passcode: a new passcode, or the holder's departure, ends every visit.
 */
export async function visitCookie(
  ports: Ports,
  target: LinkTarget,
  device: 'own' | 'shared',
): Promise<string> {
  const now = ports.clock.now();
  const until = addHours(now, device === 'own' ? ownDeviceHours : visitHours);
  const signature = await sign(ports, target, until);
  const secure = target.clinic.baseUrl.startsWith('https:') ? '; Secure' : '';
  const maxAge = device === 'own' ? `; Max-Age=${ownDeviceHours * 3600}` : '';
  return `${cookieName}=${encodeURIComponent(until)}.${signature}; Path=/l; HttpOnly; SameSite=Lax${secure}${maxAge}`;
}

/** The cookie that ends a visit on this device at once. */
export function endOfVisit({ baseUrl }: Pick<Clinic, 'baseUrl'>): string {
  const secure = baseUrl.startsWith('https:') ? '; Secure' : '';
  return `${cookieName}=; Path=/l; HttpOnly; SameSite=Lax${secure}; Max-Age=0`;
}

export async function hasVisit(ports: Ports, target: LinkTarget, request: HttpRequest): Promise<boolean> {
  const cookies = (request.headers.cookie ?? '').split(/; */);
  const values = cookies
    .filter((cookie) => cookie.startsWith(`${cookieName}=`))
    .map((cookie) => cookie.slice(cookieName.length + 1));
  for (const value of values) if (await holds(ports, target, value)) return true;
  return false;
}

async function holds(ports: Ports, target: LinkTarget, value: string): Promise<boolean> {
  const dot = value.lastIndexOf('.');
  const until = safelyDecoded(value.slice(0, Math.max(0, dot)));
  if (until <= ports.clock.now()) return false;
  const expected = Buffer.from(await sign(ports, target, until));
  const given = Buffer.from(value.slice(dot + 1));
  return given.length === expected.length && timingSafeEqual(given, expected);
}

function safelyDecoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return '';
  }
}

async function sign(ports: Ports, { clinic, holder }: LinkTarget, until: Instant): Promise<string> {
  const passcode = await ports.store.read(clinic.id).get('passcode', holder.id);
  const mac = await ports.secrets.sign(`visit|${clinic.id}|${holder.id}|${until}|${passcode?.setAt ?? ''}`);
  return Buffer.from(mac).toString('base64url');
}

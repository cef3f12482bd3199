import { rolesByClinic } from '../domain/group-claims.ts';
import { anyClinic } from '../domain/records.ts';
import type { StaffMember, StaffRole } from '../domain/staff.ts';
import {
  type Ports,
  type SignInKept,
  SignInRefused,
  type StaffIdentity,
  type StaffSignIn,
} from '../ports.ts';
import { defineRoute, type HttpRequest, type HttpResponse } from '../runtime/define-route.ts';
import { baseOf, consoleRoot, notice } from './answer-console.ts';
import { goTo } from './console-response.ts';
import { beginSession, endSession } from './staff-cookie.ts';

const keptCookie = 'stepdown-sign-in';
const keptSeconds = 600;
const returnPath = '/signed-in';

/** Staff come in, come back from the identity provider, and go: `GET /sign-in`, `GET /signed-in`, `POST /sign-out`. */
export const route = defineRoute(async (request, ports) => {
  const { stage } = baseOf(request);
  const again = `${stage}/sign-in`;
  if (!ports.signIn) return notice('closed', 503, 'en', again);
  const deed = `${request.httpMethod} ${request.path}`;
  if (deed === 'GET /sign-in') return leave(request, ports.signIn);
  if (deed === `GET ${returnPath}`) return comeBack(request, ports, ports.signIn);
  if (deed === 'POST /sign-out') return signOut(request, ports, ports.signIn);
  return notice('not there', 404, 'en', again);
});

async function leave(request: HttpRequest, signIn: StaffSignIn): Promise<HttpResponse> {
  const { url, keep } = await signIn.begin(addressOf(request, returnPath));
  return goTo(url, {
    'set-cookie': keptAs(request, `${keep.state}.${keep.nonce}.${keep.verifier}`, keptSeconds),
  });
}

async function comeBack(request: HttpRequest, ports: Ports, signIn: StaffSignIn): Promise<HttpResponse> {
  const { stage } = baseOf(request);
  const again = `${stage}/sign-in`;
  const keep = keptBy(request);
  if (!keep) return notice('not identified', 400, 'en', again);
  try {
    const identity = await signIn.finish(returned(request), keep, addressOf(request, returnPath));
    const place = await placeOf(ports, identity);
    if (!place) return notice('nobody here', 403, 'en', again);
    return goTo(`${stage}${consoleRoot}/`, { 'set-cookie': await beginSession(ports, place, request) });
  } catch (error) {
    if (error instanceof SignInRefused) return notice('not identified', 400, 'en', again);
    throw error;
  }
}

async function signOut(request: HttpRequest, ports: Ports, signIn: StaffSignIn): Promise<HttpResponse> {
  const { stage } = baseOf(request);
  if (request.headers.origin !== request.site?.origin)
    return notice('other site', 403, 'en', `${stage}${consoleRoot}/`);
  const everywhere = new URLSearchParams(request.body ?? '').get('everywhere') === 'yes';
  const cookie = await endSession(ports, request, everywhere);
  return goTo(signIn.signOutUrl(addressOf(request, '/sign-in')), { 'set-cookie': cookie });
}

/** The first clinic, by its id, that has the person on its staff with a role that the groups give too. */
async function placeOf(
  ports: Ports,
  { email, groups }: StaffIdentity,
): Promise<{ clinicId: string; staffId: string; roles: StaffRole[] } | undefined> {
  const known = new Set((await ports.store.read(anyClinic).list('clinic')).map(({ id }) => id));
  for (const [clinicId, roles] of Object.entries(rolesByClinic(groups)).sort()) {
    if (!known.has(clinicId)) continue;
    const staff = await ports.store.read(clinicId).list('staff');
    const member = staff.find((one) => isSame(one, email));
    if (member?.roles.some((role) => roles.includes(role))) return { clinicId, staffId: member.id, roles };
  }
  return undefined;
}

function isSame(member: StaffMember, email: string): boolean {
  return !member.leftOn && member.email.toLowerCase() === email.toLowerCase();
}

/** One of our own addresses, as the identity provider knows it. */
function addressOf(request: HttpRequest, path: string): string {
  return `${request.site?.origin ?? ''}${baseOf(request).stage}${path}`;
}

function returned(request: HttpRequest): URL {
  const url = new URL(addressOf(request, returnPath));
  for (const [name, value] of Object.entries(request.query ?? {}))
    if (value !== undefined) url.searchParams.set(name, value);
  return url;
}

function keptAs({ site }: HttpRequest, value: string, maxAgeSeconds: number): string {
  const secure = site?.origin.startsWith('https:') ? '; Secure' : '';
  return `${keptCookie}=${value}; Path=/; HttpOnly; SameSite=Lax; Max-Age=${maxAgeSeconds}${secure}`;
}

function keptBy({ headers }: HttpRequest): SignInKept | undefined {
  const text = (headers.cookie ?? '').split(/; */).find((part) => part.startsWith(`${keptCookie}=`));
  const [state, nonce, verifier] = (text ?? '').slice(keptCookie.length + 1).split('.');
  return state && nonce && verifier ? { state, nonce, verifier } : undefined;
}

import type { Clinic } from '../../lambdas/domain/clinic.ts';
import { groupOf } from '../../lambdas/domain/group-claims.ts';
import { anyClinic } from '../../lambdas/domain/records.ts';
import { type StaffMember, type StaffRole, staffRoles } from '../../lambdas/domain/staff.ts';
import type { Ports, StaffIdentity, StaffSignIn } from '../../lambdas/ports.ts';
import { SignInRefused } from '../../lambdas/ports.ts';
import type { HttpRequest, HttpResponse, Route } from '../../lambdas/runtime/define-route.ts';
import { createMemoryStore, type MemoryStore } from '../../local/memory-store.ts';
import { seededIds } from '../../local/seeded.ts';

export const origin = 'https://console.example';
export const clinicIds = ['harbor-example', 'meadow-example'] as const;

/** Two clinics with one member of staff for each role, a clock that stands, and a provider that believes us. */
export interface ConsoleClinic {
  ports: Ports;
  store: MemoryStore;
  /** Who the provider says comes next; undefined: it refuses. */
  provider: { identity: StaffIdentity | undefined };
  passMinutes(minutes: number): void;
}

function clinicOf(id: string): Clinic {
  return {
    id,
    name: `Clinic ${id}`,
    phone: '+1 555 010 0100',
    crisisPhone: '+1 555 010 0199',
    calendar: {
      timeZone: 'America/Los_Angeles',
      opening: { 1: { opens: '08:00', closes: '18:00' } },
      closures: [],
    } as unknown as Clinic['calendar'],
    dayStartsAt: '06:00',
    digestAt: '08:30',
    baseUrl: origin,
    senderEmail: 'questions@harbor.example',
    senderName: 'Harbor Example',
    collections: { capacityPerDay: null, opens: '08:30', closes: '18:00' },
    programVersions: {},
    fictional: true,
  };
}

export function memberOf(clinicId: string, role: StaffRole): StaffMember {
  return {
    id: `${role}-of-${clinicId}`,
    name: `Fictional ${role}`,
    email: `${role}@${clinicId}.example`,
    phone: '+1 555 010 0101',
    language: 'en',
    roles: [role],
    absences: [],
  };
}

export async function consoleClinic(): Promise<ConsoleClinic> {
  const store = createMemoryStore();
  let nowMs = Date.parse('2027-01-04T18:00:00.000Z');
  const provider: ConsoleClinic['provider'] = { identity: undefined };
  const signIn: StaffSignIn = {
    begin: async (redirectUri) => ({
      url: `https://provider.example/authorize?redirect_uri=${encodeURIComponent(redirectUri)}&state=st`,
      keep: { state: 'st', nonce: 'no', verifier: 've' },
    }),
    async finish(returned, keep) {
      if (returned.searchParams.get('state') !== keep.state || !provider.identity)
        throw new SignInRefused('refused');
      return provider.identity;
    },
    signOutUrl: (returnTo) => `https://provider.example/logout?to=${encodeURIComponent(returnTo)}`,
  };
  const ports = {
    store,
    clock: { now: () => new Date(nowMs).toISOString() },
    ids: seededIds('console'),
    signIn,
  } as unknown as Ports;
  for (const id of clinicIds) {
    await store.transact(anyClinic, async (tx) => tx.put('clinic', clinicOf(id)));
    await store.transact(id, async (tx) => {
      for (const role of staffRoles) tx.put('staff', memberOf(id, role));
    });
  }
  return {
    ports,
    store,
    provider,
    passMinutes: (minutes) => {
      nowMs += minutes * 60_000;
    },
  };
}

/** A browser: keeps cookies, sends its own origin. */
export interface Browser {
  ask(route: Route, method: string, path: string, more?: Partial<HttpRequest>): Promise<HttpResponse>;
  cookies: Map<string, string>;
}

export function browser(ports: Ports): Browser {
  const cookies = new Map<string, string>();
  return {
    cookies,
    async ask(route, method, path, more = {}) {
      const [pathname = '', search = ''] = path.split('?');
      const response = await route.handler(ports)({
        httpMethod: method,
        path: pathname,
        pathParameters: null,
        headers: {
          cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; '),
          ...(method === 'POST' && { origin }),
          ...more.headers,
        },
        body: more.body ?? null,
        isBase64Encoded: false,
        queryStringParameters: Object.fromEntries(new URLSearchParams(search)),
        requestContext: { domainName: new URL(origin).host, path: `/live${pathname}` },
      });
      const [, name, value] = /^([\w-]+)=([^;]*)/.exec(response.headers['set-cookie'] ?? '') ?? [];
      if (name !== undefined) {
        if (value === undefined || value === '') cookies.delete(name);
        else cookies.set(name, value);
      }
      return response;
    },
  };
}

/** What the provider says of a member of staff in one clinic. */
export function identityOf(clinicId: string, role: StaffRole): StaffIdentity {
  return { email: memberOf(clinicId, role).email, groups: [groupOf(clinicId, role)] };
}

import { createHash } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { actRoutes } from '../../lambdas/console/act-routes.ts';
import { answerConsole } from '../../lambdas/console/answer-console.ts';
import type { ConsoleRoute } from '../../lambdas/console/console-route.ts';
import { viewRoutes } from '../../lambdas/console/view-routes.ts';
import { type StaffRole, staffRoles } from '../../lambdas/domain/staff.ts';
import type { ClinicStore, Ports } from '../../lambdas/ports.ts';
import type { HttpResponse } from '../../lambdas/runtime/define-route.ts';
import type { LocalClinic } from '../../local/local-clinic.ts';
import { exampleClinic, exampleReferral, sheerProgram } from '../example-clinic.ts';
import { clinicId, clinicWithClients } from './staff-visit.ts';

const otherClinicId = 'meadow-example';
const origin = 'https://console.example';

const care: StaffRole[] = ['counselor', 'case-manager', 'on-call', 'director'];
const atWork: StaffRole[] = ['counselor', 'case-manager', 'collections', 'on-call', 'director'];
const careTeam: StaffRole[] = ['counselor', 'case-manager', 'director'];
const collecting: StaffRole[] = ['collections', 'director'];
const auditing: StaffRole[] = ['director', 'auditor'];
const director: StaffRole[] = ['director'];

/** Who may ask for what, written out once more: the routes, the areas and the actions' roles must come to this. */
const table: Record<string, { as: string; roles: StaffRole[] }> = {
  'GET /': { as: '/', roles: atWork },
  'GET /tasks/:task': { as: '/tasks/none', roles: atWork },
  'POST /tasks/:task': { as: '/tasks/none', roles: atWork },
  'GET /board': { as: '/board', roles: care },
  'POST /board/search': { as: '/board/search', roles: care },
  'GET /clients/:episode': { as: '/clients/EPISODE', roles: care },
  'GET /clients/:episode/dossier': { as: '/clients/EPISODE/dossier', roles: auditing },
  'GET /clients/:episode/dossier/file': { as: '/clients/EPISODE/dossier/file', roles: auditing },
  'GET /homes': { as: '/homes', roles: care },
  'GET /draws': { as: '/draws', roles: collecting },
  'GET /draws/audit': { as: '/draws/audit', roles: auditing },
  'GET /draws/audit/:date': { as: '/draws/audit/2031-01-01', roles: auditing },
  'GET /draws/export': { as: '/draws/export', roles: auditing },
  'GET /meter': { as: '/meter', roles: auditing },
  'GET /caseload': { as: '/caseload', roles: careTeam },
  'GET /monday': { as: '/monday', roles: director },
  'GET /report': { as: '/report', roles: auditing },
  'GET /report/figures': { as: '/report/figures', roles: auditing },
  'GET /settings': { as: '/settings', roles: director },
  'GET /settings/clinic': { as: '/settings/clinic', roles: director },
  'POST /settings/clinic': { as: '/settings/clinic', roles: director },
  // An auditor makes reports.
  'GET /actions': { as: '/actions', roles: [...staffRoles] },
  // The action decides too: to refer is the care team's.
  'GET /actions/:action': { as: '/actions/refer', roles: careTeam },
  'POST /actions/:action/preview': { as: '/actions/refer/preview', roles: careTeam },
  'POST /actions/:action': { as: '/actions/refer', roles: careTeam },
};

const routes: readonly ConsoleRoute[] = [...viewRoutes, ...actRoutes];
const keyOf = ({ method, path }: ConsoleRoute) => `${method} ${path}`;
const ofMethod = (method: string) => Object.entries(table).filter(([key]) => key.startsWith(method));

let clinic: LocalClinic;
let episodeId: string;
let otherEpisodeId: string;
const otherName = 'Wilhelmina Otherplace';
/** Clinics whose data the console has asked for. */
const touched = new Set<string>();

function watched(store: ClinicStore): ClinicStore {
  const seen = (id: string) => {
    touched.add(id);
    return id;
  };
  return {
    read: (id) => store.read(seen(id)),
    transact: (id, work) => store.transact(seen(id), work),
    chain: (id, chain) => store.chain(seen(id), chain),
  };
}

beforeAll(async () => {
  clinic = await clinicWithClients(1);
  const other = exampleClinic();
  const actor = { clinicId: otherClinicId, by: 'operator' };
  const file = { ...other, clinic: { ...other.clinic, id: otherClinicId } };
  await clinic.act('apply-clinic', { clinic: file, programs: [sheerProgram()] }, actor);
  await clinic.act('refer', { ...exampleReferral(1), name: otherName }, actor);
  episodeId = clinic.store.all(clinicId, 'episode')[0]?.id ?? '';
  otherEpisodeId = clinic.store.all(otherClinicId, 'episode')[0]?.id ?? '';
  expect([episodeId, otherEpisodeId]).not.toContain('');
});

/** A cookie of a session in a clinic with one role, and that alone. */
async function cookieOf(role: StaffRole, ofClinicId = clinicId): Promise<string> {
  const staffId = `only-${role}`;
  const secret = `${role.replace('-', '')}_secret_of_the_test`;
  const id = `${staffId}:${createHash('sha256').update(secret).digest('hex')}`;
  const now = clinic.now();
  await clinic.store.transact(clinicId, async (tx) => {
    tx.put('staff', {
      id: staffId,
      name: `Fictional ${role}`,
      email: `only-${role}@harbor.example`,
      phone: '+1 555 010 0177',
      language: 'en',
      roles: [role],
      absences: [],
    });
    tx.put('staffSession', { id, staffId, roles: [role], startedAt: now, lastSeenAt: now });
  });
  return `stepdown-staff=${ofClinicId}.${staffId}.${secret}`;
}

function ask(method: string, path: string, cookie: string, headers = { origin }): Promise<HttpResponse> {
  const request = {
    httpMethod: method,
    path: `/console${path}`,
    pathParameters: null,
    headers: { cookie, ...headers },
    body: method === 'POST' ? 'text=a' : null,
    isBase64Encoded: false,
    query: {},
    site: { origin, path: `/console${path}` },
  };
  const ports: Ports = { ...clinic.ports, store: watched(clinic.store) };
  const known = routes.filter((route) => route.method === method);
  return answerConsole(request, ports, known);
}

const pathIn = (as: string, id: string) => as.replace('EPISODE', id);
const methodOf = (key: string) => key.slice(0, key.indexOf(' '));

describe('the table of who may ask for what', () => {
  it('has every route of the console, and no other', () => {
    expect(Object.keys(table).sort()).toEqual([...new Set(routes.map(keyOf))].sort());
    expect(routes.map(keyOf)).toHaveLength(new Set(routes.map(keyOf)).size);
  });

  describe.each(Object.entries(table))('%s', (key, { as, roles }) => {
    it.each(staffRoles)('opens to %s as written, in the own clinic', async (role) => {
      const cookie = await cookieOf(role);
      const { statusCode, headers, body } = await ask(methodOf(key), pathIn(as, episodeId), cookie);
      if (roles.includes(role)) expect([401, 403, 303]).not.toContain(statusCode);
      // Whoever has no work here begins where there is something to see.
      else if (as === '/') expect([statusCode, headers.location]).toEqual([303, '/console/draws/audit']);
      else {
        expect(statusCode).toBe(403);
        for (const { name } of clinic.store.all(clinicId, 'client')) expect(body).not.toContain(name);
      }
    });

    it.each(staffRoles)('opens nothing of another clinic to %s', async (role) => {
      touched.clear();
      const own = await ask(methodOf(key), pathIn(as, otherEpisodeId), await cookieOf(role));
      if (as.includes('EPISODE')) expect(own.statusCode).toBe(roles.includes(role) ? 404 : 403);
      expect(own.body).not.toContain(otherName);
      // The directory of clinics is filed under no clinic.
      expect([...touched].filter((id) => id !== clinicId && id !== '~')).toEqual([]);
      const posing = await ask(
        methodOf(key),
        pathIn(as, otherEpisodeId),
        await cookieOf(role, otherClinicId),
      );
      expect(posing.statusCode).toBe(methodOf(key) === 'GET' ? 303 : 401);
      expect(posing.body).not.toContain(otherName);
    });

    it('opens to nobody without a session', async () => {
      const { statusCode, headers, body } = await ask(methodOf(key), pathIn(as, episodeId), '');
      if (methodOf(key) === 'GET') expect([statusCode, headers.location]).toEqual([303, '/sign-in']);
      else expect(statusCode).toBe(401);
      for (const { name } of clinic.store.all(clinicId, 'client')) expect(body).not.toContain(name);
    });
  });

  it.each(ofMethod('POST'))('%s is refused from another site', async (_, { as, roles: [role] }) => {
    const cookie = await cookieOf(role ?? 'director');
    const { statusCode } = await ask('POST', as, cookie, { origin: 'https://elsewhere.example' });
    expect(statusCode).toBe(403);
  });

  it('has nothing for a path that is not in it', async () => {
    const cookie = await cookieOf('director');
    for (const path of ['/clients', '/clients/', '/board/search', '/draws/audit/a/b'])
      expect((await ask('GET', path, cookie)).statusCode).toBe(404);
  });
});

import { actRoutes } from '../../lambdas/console/act-routes.ts';
import { answerConsole } from '../../lambdas/console/answer-console.ts';
import { beginSession } from '../../lambdas/console/staff-cookie.ts';
import { viewRoutes } from '../../lambdas/console/view-routes.ts';
import type { StaffMember, StaffRole } from '../../lambdas/domain/staff.ts';
import type { Ports } from '../../lambdas/ports.ts';
import type { HttpResponse } from '../../lambdas/runtime/define-route.ts';
import { createLocalClinic, type LocalClinic } from '../../local/local-clinic.ts';
import { exampleClinic, exampleReferrals, operator, sheerProgram } from '../example-clinic.ts';

export const clinicId = operator.clinicId;
const origin = 'https://console.example';

/** The example clinic with some clients, played by the real workflows; nobody has answered anything yet. */
export async function clinicWithClients(clients: number): Promise<LocalClinic> {
  const clinic = await createLocalClinic({ startAt: '2027-01-04T17:00:00.000Z', seed: 'console' });
  await clinic.act('apply-clinic', { clinic: exampleClinic(), programs: [sheerProgram()] }, operator);
  for (const { day: _, ...referral } of exampleReferrals().slice(0, clients))
    await clinic.act('refer', referral, operator);
  return clinic;
}

/** Somebody of the example clinic's staff with a role, signed in; a role that nobody has is given to somebody new. */
export async function signedInAs(ports: Ports, role: StaffRole, language: 'en' | 'es' = 'en') {
  const staff = await ports.store.read(clinicId).list('staff');
  const member: StaffMember = staff.find(({ roles }) => roles.includes(role)) ?? {
    id: `new-${role}`,
    name: `Fictional ${role}`,
    email: `${role}@harbor.example`,
    phone: '+1 555 010 0177',
    language,
    roles: [role],
    absences: [],
  };
  await ports.store.transact(clinicId, async (tx) => tx.put('staff', { ...member, language }));
  return visitorOf(ports, member.id, [role]);
}

async function visitorOf(ports: Ports, staffId: string, roles: StaffRole[]) {
  const site = (path: string) => ({ origin, path });
  const request = (method: string, path: string, headers: Record<string, string>, body: string | null) => {
    const [pathname = '', search = ''] = path.split('?');
    return {
      httpMethod: method,
      path: pathname,
      pathParameters: null,
      headers,
      body,
      isBase64Encoded: false,
      query: Object.fromEntries(new URLSearchParams(search)),
      site: site(pathname),
    };
  };
  const set = await beginSession(ports, { clinicId, staffId, roles }, request('GET', '/sign-in', {}, null));
  const cookie = set.split(';')[0] ?? '';
  return {
    staffId,
    get: (path: string): Promise<HttpResponse> =>
      answerConsole(request('GET', `/console${path}`, { cookie }, null), ports, viewRoutes),
    post: (path: string, form: Record<string, string>): Promise<HttpResponse> =>
      answerConsole(
        request('POST', `/console${path}`, { cookie, origin }, new URLSearchParams(form).toString()),
        ports,
        actRoutes,
      ),
  };
}

import { describe, expect, it } from 'vitest';
import { answerConsole } from '../../lambdas/console/answer-console.ts';
import type { ConsoleRoute } from '../../lambdas/console/console-route.ts';
import { route as signInRoute } from '../../lambdas/console/sign-in.ts';
import { rolesByClinic } from '../../lambdas/domain/group-claims.ts';
import { idleMinutes, longestHours } from '../../lambdas/domain/staff-session.ts';
import { defineRoute } from '../../lambdas/runtime/define-route.ts';
import { browser, clinicIds, consoleClinic, identityOf, memberOf, origin } from './console-clinic.ts';

const [harbor] = clinicIds;

const hello: ConsoleRoute = {
  method: 'GET',
  path: '/',
  area: 'my work',
  answer: async ({ visitor }) => ({ statusCode: 200, headers: {}, body: `hello ${visitor.member.id}` }),
};
const console_ = defineRoute((request, ports) => answerConsole(request, ports, [hello]));

async function signedIn(role: 'counselor' | 'director' | 'auditor' = 'counselor') {
  const clinic = await consoleClinic();
  clinic.provider.identity = identityOf(harbor, role);
  const person = browser(clinic.ports);
  await person.ask(signInRoute, 'GET', '/sign-in');
  const back = await person.ask(signInRoute, 'GET', '/signed-in?code=abc&state=st');
  return { clinic, person, back, visit: () => person.ask(console_, 'GET', '/console') };
}

describe('signing in', () => {
  it('goes to the provider with our own address, comes back, and opens the console', async () => {
    const clinic = await consoleClinic();
    const person = browser(clinic.ports);
    const away = await person.ask(signInRoute, 'GET', '/sign-in');
    expect(away).toMatchObject({ statusCode: 303 });
    expect(away.headers.location).toContain(encodeURIComponent(`${origin}/live/signed-in`));
    expect(away.headers['set-cookie']).toMatch(/HttpOnly; SameSite=Lax; Max-Age=600; Secure/);
    clinic.provider.identity = identityOf(harbor, 'counselor');
    const back = await person.ask(signInRoute, 'GET', '/signed-in?code=abc&state=st');
    expect(back).toMatchObject({ statusCode: 303, headers: { location: '/live/console/' } });
    expect(back.headers['set-cookie']).toMatch(/HttpOnly; SameSite=Lax; Max-Age=36000; Secure/);
    expect((await person.ask(console_, 'GET', '/console')).body).toBe(
      `hello ${memberOf(harbor, 'counselor').id}`,
    );
  });

  it('is written down, and the store holds no secret that opens a session', async () => {
    const { clinic, person } = await signedIn();
    const links = await clinic.store.chain(harbor, 'clinic');
    expect(links.map(({ body }) => body)).toMatchObject([
      { what: 'signed in', by: memberOf(harbor, 'counselor').id },
    ]);
    const secret = person.cookies.get('stepdown-staff')?.split('.')[2] ?? '';
    expect(secret.length).toBeGreaterThan(20);
    expect(JSON.stringify(clinic.store.all(harbor, 'staffSession'))).not.toContain(secret);
  });

  it('refuses a return without the cookie of its beginning, or with another state', async () => {
    const clinic = await consoleClinic();
    clinic.provider.identity = identityOf(harbor, 'counselor');
    const stranger = browser(clinic.ports);
    expect(await stranger.ask(signInRoute, 'GET', '/signed-in?code=abc&state=st')).toMatchObject({
      statusCode: 400,
    });
    await stranger.ask(signInRoute, 'GET', '/sign-in');
    expect(await stranger.ask(signInRoute, 'GET', '/signed-in?code=abc&state=other')).toMatchObject({
      statusCode: 400,
    });
    expect(clinic.store.all(harbor, 'staffSession')).toEqual([]);
  });

  it.each([
    [
      'a group of no clinic here',
      { email: memberOf(harbor, 'counselor').email, groups: ['elsewhere.counselor'] },
    ],
    ['no group', { email: memberOf(harbor, 'counselor').email, groups: [] }],
    [
      'an address that is nobody’s',
      { email: 'nobody@harbor-example.example', groups: [`${harbor}.counselor`] },
    ],
    [
      'a role that the clinic’s file does not give',
      { email: memberOf(harbor, 'counselor').email, groups: [`${harbor}.director`] },
    ],
  ])('has no place for %s', async (_, identity) => {
    const clinic = await consoleClinic();
    clinic.provider.identity = identity;
    const person = browser(clinic.ports);
    await person.ask(signInRoute, 'GET', '/sign-in');
    expect(await person.ask(signInRoute, 'GET', '/signed-in?code=abc&state=st')).toMatchObject({
      statusCode: 403,
    });
  });

  it('is closed where no provider is set up', async () => {
    const clinic = await consoleClinic();
    const { signIn: _, ...without } = clinic.ports;
    expect(await browser(without).ask(signInRoute, 'GET', '/sign-in')).toMatchObject({ statusCode: 503 });
  });
});

describe('a session', () => {
  it('ends when nobody has used it for a while', async () => {
    const { clinic, visit } = await signedIn();
    clinic.passMinutes(idleMinutes - 1);
    expect((await visit()).statusCode).toBe(200);
    clinic.passMinutes(idleMinutes);
    expect(await visit()).toMatchObject({ statusCode: 303, headers: { location: '/live/sign-in' } });
  });

  it('ends after a working day, however much it was used', async () => {
    const { clinic, visit } = await signedIn();
    for (let minutes = 0; minutes < longestHours * 60 - 15; minutes += 15) {
      clinic.passMinutes(15);
      expect((await visit()).statusCode, `after ${minutes + 15} minutes`).toBe(
        minutes + 15 < longestHours * 60 ? 200 : 303,
      );
    }
    clinic.passMinutes(15);
    expect((await visit()).statusCode).toBe(303);
  });

  it('ends at once for whoever leaves, and for a role that is taken away', async () => {
    const { clinic, visit } = await signedIn();
    const member = memberOf(harbor, 'counselor');
    await clinic.store.transact(harbor, async (tx) => tx.put('staff', { ...member, roles: ['auditor'] }));
    expect((await visit()).statusCode).toBe(303);
    await clinic.store.transact(harbor, async (tx) => tx.put('staff', { ...member, leftOn: '2027-01-04' }));
    expect((await visit()).statusCode).toBe(303);
  });

  it('is signed out here, or everywhere', async () => {
    const { clinic, person, visit } = await signedIn();
    const other = browser(clinic.ports);
    await other.ask(signInRoute, 'GET', '/sign-in');
    await other.ask(signInRoute, 'GET', '/signed-in?code=def&state=st');
    const out = await other.ask(signInRoute, 'POST', '/sign-out', { body: 'everywhere=yes' });
    expect(out.headers.location).toContain('https://provider.example/logout');
    expect((await visit()).statusCode).toBe(303);
    expect(person.cookies.has('stepdown-staff')).toBe(true);
    expect(clinic.store.all(harbor, 'staffSession')).toEqual([]);
  });

  it('is not signed out by another site', async () => {
    const { person, visit } = await signedIn();
    const forged = await person.ask(signInRoute, 'POST', '/sign-out', {
      headers: { origin: 'https://elsewhere.example' },
    });
    expect(forged.statusCode).toBe(403);
    expect((await visit()).statusCode).toBe(200);
  });
});

describe('the groups of a provider', () => {
  it('say clinics and roles; everything else says nothing', () => {
    expect(
      rolesByClinic([
        'harbor-example.counselor',
        'harbor-example.on-call',
        'meadow.director',
        'admins',
        'x.king',
        '.director',
      ]),
    ).toEqual({ 'harbor-example': ['counselor', 'on-call'], meadow: ['director'] });
  });
});

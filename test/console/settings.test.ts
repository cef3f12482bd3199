import { beforeAll, describe, expect, it } from 'vitest';
import { consoleAreas } from '../../lambdas/domain/console-access.ts';
import { staffRoles } from '../../lambdas/domain/staff.ts';
import type { LocalClinic } from '../../local/local-clinic.ts';
import { exampleClinic, operator, sheerProgram } from '../example-clinic.ts';
import { clinicId, clinicWithClients, signedInAs } from './staff-visit.ts';

let clinic: LocalClinic;

beforeAll(async () => {
  clinic = await clinicWithClients(2);
});

async function settings(language: 'en' | 'es' = 'en'): Promise<string> {
  const { statusCode, body } = await (await signedInAs(clinic.ports, 'director', language)).get('/settings');
  expect(statusCode).toBe(200);
  return body;
}

describe('the settings', () => {
  it.each(staffRoles)('open to %s as the areas say', async (role) => {
    const allowed: readonly string[] = consoleAreas.settings;
    const { statusCode } = await (await signedInAs(clinic.ports, role)).get('/settings');
    expect(statusCode).toBe(allowed.includes(role) ? 200 : 403);
  });

  it('show everybody on the staff and every contact, whether a passcode is set, and never one', async () => {
    const before = await settings();
    for (const { name } of clinic.store.all(clinicId, 'staff')) expect(before).toContain(name);
    const contacts = clinic.store.all(clinicId, 'partner').flatMap(({ contacts }) => contacts);
    for (const { name } of contacts) expect(before).toContain(name);
    const { passcode } = await clinic.act('set-passcode', { contactId: 'ada-lindqvist' }, operator);
    const after = await settings();
    expect(after.match(/no passcode yet/g)?.length).toBe((before.match(/no passcode yet/g)?.length ?? 0) - 1);
    expect(after).toContain('passcode set Jan 4, 2027');
    expect(after).not.toContain(String(passcode));
    expect(after).not.toContain(clinic.store.find(clinicId, 'passcode', 'ada-lindqvist')?.hash);
  });

  it('show who is away and who is asked, until it is over', async () => {
    const away = { staffId: 'ada-lindqvist', from: '2027-01-11', to: '2027-01-15', coverId: 'ben-okafor' };
    await clinic.act('set-absence', away, operator);
    expect(await settings()).toContain('away Jan 11, 2027 to Jan 15, 2027, Ben Okafor is asked');
  });

  it('show which version new episodes begin with, and how many run on which', async () => {
    const old = clinic.store.all(clinicId, 'program')[0]?.program.version ?? '?';
    expect(await settings()).toMatch(
      new RegExp(`Version ${old} .*new episodes begin with it.*2 running episodes`),
    );
    const program = sheerProgram();
    program.waitlist.offerHours += 1;
    await clinic.act('apply-clinic', { clinic: exampleClinic(), programs: [program] }, operator);
    const body = await settings();
    expect(body).toMatch(new RegExp(`Version ${old} <.*2 running episodes`));
    expect(body).toMatch(/new episodes begin with it<\/span><\/span><span class="quiet">0 running episodes/);
  });

  it('lead to the actions that change them, and to the clinic’s file', async () => {
    const body = await settings();
    for (const action of ['set-absence', 'set-passcode', 'hand-over', 'remove-contact'])
      expect(body).toContain(`href="/console/actions/${action}"`);
    expect(body).toContain('href="/console/settings/clinic"');
  });

  it('name no client', async () => {
    const body = await settings();
    for (const { name } of clinic.store.all(clinicId, 'client')) expect(body).not.toContain(name);
  });

  it('speak Spanish to whoever reads Spanish', async () => {
    const body = await settings('es');
    expect(body).toContain('los episodios nuevos empiezan con ella');
    expect(body).toContain('lun ');
    expect(body).not.toContain('no passcode yet');
  });
});

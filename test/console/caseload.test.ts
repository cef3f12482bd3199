import { beforeAll, describe, expect, it } from 'vitest';
import { consoleAreas } from '../../lambdas/domain/console-access.ts';
import { staffRoles } from '../../lambdas/domain/staff.ts';
import type { LocalClinic } from '../../local/local-clinic.ts';
import { clinicId, clinicWithClients, signedInAs } from './staff-visit.ts';

let clinic: LocalClinic;

beforeAll(async () => {
  clinic = await clinicWithClients(4);
});

async function caseload(language: 'en' | 'es' = 'en'): Promise<string> {
  const director = await signedInAs(clinic.ports, 'director', language);
  const { statusCode, body } = await director.get('/caseload');
  expect(statusCode).toBe(200);
  return body;
}

describe('the caseload', () => {
  it.each(staffRoles)('opens to %s as the areas say', async (role) => {
    const allowed: readonly string[] = consoleAreas.caseload;
    const { statusCode, body } = await (await signedInAs(clinic.ports, role)).get('/caseload');
    expect(statusCode).toBe(allowed.includes(role) ? 200 : 403);
    expect(body.includes('Nora')).toBe(allowed.includes(role));
  });

  it('counts the places in use as the store does', async () => {
    const caseloadOf = clinic.store.find(clinicId, 'caseload', 'sheer');
    const [version] = clinic.store.all(clinicId, 'program');
    const { hardCap, softCap } = version?.program.caseload ?? {};
    const body = await caseload();
    expect(hardCap).toBeGreaterThan(0);
    expect(body).toContain(`${caseloadOf?.count} of ${hardCap} places in use`);
    expect(body).toContain(`soft cap ${softCap}`);
  });

  it('says of each referral whom it waits for', async () => {
    const body = await caseload();
    const referred = clinic.store.all(clinicId, 'episode').filter(({ stage }) => stage === 'admission');
    expect(referred.length).toBe(4);
    for (const { id, clientId } of referred) {
      expect(body).toContain(`/console/clients/${id}`);
      expect(body).toContain(clinic.store.find(clinicId, 'client', clientId)?.name);
    }
    const open = clinic.store.all(clinicId, 'task').filter(({ status }) => status === 'open');
    expect(open.length).toBeGreaterThan(0);
    expect(body.match(/<ul class="waits">/g)).toHaveLength(referred.length);
  });

  it('lists who waits, in the order of the queue, with offers and how long they hold', async () => {
    const [first, second] = clinic.store.all(clinicId, 'episode');
    if (!first || !second) throw new Error('the clinic has no clients');
    const waiting = [
      {
        id: 'sheer:2027-01-01T17:00:00.000Z/b',
        episodeId: second.id,
        offer: { expiresAt: '2027-01-05T01:00:00.000Z' },
      },
      { id: 'sheer:2027-01-02T17:00:00.000Z/a', episodeId: first.id, offer: null, missedOffers: 1 },
    ];
    await clinic.ports.store.transact(clinicId, async (tx) => {
      for (const entry of waiting) tx.put('waitlist', { ...entry, arrivedAt: entry.id.slice(6, 30) });
      tx.put('caseload', { id: 'sheer', count: 39 });
    });
    const body = await caseload();
    const list = body.slice(body.indexOf('<ol class="list">'), body.indexOf('</ol>'));
    const names = [second, first].map(
      ({ clientId }) => clinic.store.find(clinicId, 'client', clientId)?.name ?? '?',
    );
    expect(list.indexOf(names[0] ?? '?')).toBeGreaterThan(0);
    expect(list.indexOf(names[1] ?? '?')).toBeGreaterThan(list.indexOf(names[0] ?? '?'));
    expect(list).toContain('offered until Mon, Jan 4, 5:00');
    expect(list).toContain('one offer missed');
    expect(list).toContain('since Fri, Jan 1, 3 days');
    expect(body).toMatch(/above the soft cap of|full/);
    await clinic.ports.store.transact(clinicId, async (tx) => {
      for (const { id } of waiting) tx.remove('waitlist', id);
      tx.put('caseload', { id: 'sheer', count: 4 });
    });
  });

  it('speaks Spanish to whoever reads Spanish', async () => {
    const body = await caseload('es');
    expect(body).toContain('<html lang="es">');
    expect(body).toContain('Lista de espera');
    expect(body).toContain('Derivaciones en admisión');
    expect(body).not.toContain('places in use');
  });

  it('offers a referral only to whoever may refer', async () => {
    expect(await caseload()).toContain('href="/console/actions/refer"');
  });

  it('names nobody in its title, and is kept nowhere', async () => {
    const director = await signedInAs(clinic.ports, 'director');
    const { body, headers } = await director.get('/caseload');
    expect(/<title>(.*)<\/title>/.exec(body)?.[1]).toBe('Caseload · stepdown');
    expect(headers['cache-control']).toBe('no-store');
  });
});

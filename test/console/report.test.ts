import { createHash } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { consoleAreas } from '../../lambdas/domain/console-access.ts';
import { staffRoles } from '../../lambdas/domain/staff.ts';
import type { LocalClinic } from '../../local/local-clinic.ts';
import { clinicWithClients, signedInAs } from './staff-visit.ts';

let clinic: LocalClinic;
const year = '/report/figures?from=2027-01-01&to=2027-01-04';

beforeAll(async () => {
  clinic = await clinicWithClients(1);
});

describe('the report', () => {
  it.each(staffRoles)('opens to %s as the areas say', async (role) => {
    const allowed: readonly string[] = consoleAreas.report;
    const visit = await signedInAs(clinic.ports, role);
    for (const path of ['/report', year])
      expect((await visit.get(path)).statusCode, path).toBe(allowed.includes(role) ? 200 : 403);
  });

  it('asks for its period, and offers the common ones', async () => {
    const { body } = await (await signedInAs(clinic.ports, 'auditor')).get('/report');
    expect(body).toContain('<form method="get" action="/console/report/figures">');
    const hrefs = [...body.matchAll(/href="([^"]*figures[^"]*)"/g)].map(([, href]) => href);
    expect(hrefs).toEqual([
      '/console/report/figures?from=2026-10-01&amp;to=2026-12-31',
      '/console/report/figures?from=2027-01-01&amp;to=2027-01-04',
      '/console/report/figures?from=2026-10-07&amp;to=2027-01-04',
    ]);
  });

  it('is one document with its own style, and names nobody', async () => {
    const { body, headers } = await (await signedInAs(clinic.ports, 'director')).get(year);
    expect(body).toContain('How treatment ended');
    expect(body).not.toContain('Nora');
    const style = /<style>(.*)<\/style>/s.exec(body)?.[1] ?? '';
    const hash = createHash('sha256').update(style).digest('base64');
    expect(headers['content-security-policy']).toContain(`style-src 'sha256-${hash}'`);
  });

  it.each([
    ['a last day to come', '/report/figures?from=2027-01-01&to=2027-01-05', /still to come; give 2027-01-04/],
    [
      'a last day before the first',
      '/report/figures?from=2027-01-03&to=2027-01-01',
      /give the later day last/,
    ],
    ['no period', '/report/figures', /write it as year-month-day/],
  ])('is refused for %s, with what to do', async (_, path, problem) => {
    const { statusCode, body } = await (await signedInAs(clinic.ports, 'director')).get(path);
    expect(statusCode).toBe(400);
    expect(body).toMatch(problem);
    expect(body).toContain('The report was not made');
  });

  it('is asked for in Spanish', async () => {
    const { body } = await (await signedInAs(clinic.ports, 'director', 'es')).get('/report');
    expect(body).toContain('Hacer el informe');
    expect(body).toContain('El informe está escrito en inglés');
  });
});

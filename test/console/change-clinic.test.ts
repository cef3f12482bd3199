import { beforeEach, describe, expect, it } from 'vitest';
import { consoleAreas } from '../../lambdas/domain/console-access.ts';
import { anyClinic } from '../../lambdas/domain/records.ts';
import { staffRoles } from '../../lambdas/domain/staff.ts';
import type { LocalClinic } from '../../local/local-clinic.ts';
import { operator } from '../example-clinic.ts';
import { clinicId, clinicWithClients, signedInAs } from './staff-visit.ts';

const path = '/settings/clinic';
let clinic: LocalClinic;
let director: Awaited<ReturnType<typeof signedInAs>>;

beforeEach(async () => {
  clinic = await clinicWithClients(2);
  director = await signedInAs(clinic.ports, 'director');
});

/** What a browser would send for the page's form. */
function fileIn(body: string): string {
  const text = /<textarea[^>]*name="file"[^>]*>\n([\s\S]*?)<\/textarea>/.exec(body)?.[1] ?? '';
  return text
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&lt;', '<')
    .replaceAll('&amp;', '&');
}

async function shownFile(): Promise<string> {
  return fileIn((await director.get(path)).body);
}

const send = (file: string, more: Record<string, string> = {}) =>
  director.post(path, { file, ...more, end: 'yes' });
const fingerprintIn = (body: string) => /name="fingerprint" value="([0-9a-f]{64})"/.exec(body)?.[1] ?? '';
const closures = () => clinic.store.find(anyClinic, 'clinic', clinicId)?.calendar.closures;
const withClosure = async (date = '2027-02-15') =>
  (await shownFile()).replace('"closures": [', `"closures": [\n      "${date}",`);

describe('the clinic’s file in the console', () => {
  it.each(staffRoles)('opens and takes what %s sends as the areas say', async (role) => {
    const allowed: readonly string[] = consoleAreas.settings;
    const visit = await signedInAs(clinic.ports, role);
    const status = allowed.includes(role) ? 200 : 403;
    const { statusCode, body } = await visit.get(path);
    expect(statusCode).toBe(status);
    expect(
      (await visit.post(path, { file: fileIn(body) || (await shownFile()), end: 'yes' })).statusCode,
    ).toBe(status);
  });

  it('changes nothing as it stands', async () => {
    const { statusCode, body } = await send(await shownFile());
    expect(statusCode).toBe(200);
    expect(body).toContain('Nothing changes: the file is as the records are.');
    expect(fingerprintIn(body)).toBe('');
  });

  it('shows what would change, writes nothing, and writes what was shown once it is confirmed', async () => {
    const file = await withClosure();
    const before = closures();
    const shown = await send(file);
    expect(shown.body).toContain('clinic: ~ calendar');
    expect(closures()).toEqual(before);
    expect(fileIn(shown.body)).toBe(file);
    const done = await send(file, { fingerprint: fingerprintIn(shown.body) });
    expect(done.body).toContain('1 record changed.');
    expect(closures()).toContain('2027-02-15');
    const links = await clinic.store.chain(clinicId, 'clinic');
    expect(links.map(({ body }) => body)).toContainEqual(
      expect.objectContaining({ what: 'clinic file applied', by: director.staffId }),
    );
  });

  it('is not applied with the fingerprint of another file', async () => {
    const shown = await send(await withClosure('2027-02-15'));
    const other = await send(await withClosure('2027-03-15'), { fingerprint: fingerprintIn(shown.body) });
    expect(other.body).toContain('Something was changed in the meantime. Nothing was written');
    expect(closures()).not.toContain('2027-03-15');
  });

  it('is shown again when the records have moved on since', async () => {
    const file = await withClosure();
    const shown = await send(file);
    await clinic.act('remove-contact', { contactId: 'cedar-house.backup', reason: 'Has left' }, operator);
    const again = await send(file, { fingerprint: fingerprintIn(shown.body) });
    expect(again.body).toContain('Something was changed in the meantime');
    expect(closures()).not.toContain('2027-02-15');
  });

  it('says who leaves, with what is open, and whose passcode stops working', async () => {
    const file = JSON.parse(await shownFile());
    const { counselorId } = clinic.store.all(clinicId, 'episode')[0] ?? {};
    file.staff = file.staff
      .filter(({ id }: { id: string }) => id !== counselorId)
      .map(({ backupId, ...member }: { backupId?: string }) =>
        backupId === counselorId ? member : { ...member, backupId },
      );
    const { body } = await send(JSON.stringify(file, null, 2));
    const name = clinic.store.find(clinicId, 'staff', counselorId ?? '')?.name;
    expect(body).toMatch(new RegExp(`${name}: \\d+ open questions?, \\d+ clients?\\.`));
    expect(body).toContain('Whose passcode stops working');
    expect(body).toContain('href="/console/actions/hand-over"');
  });

  it('can be edited further, as it was sent', async () => {
    const file = await withClosure();
    const { body } = await send(file, { edit: 'yes' });
    expect(fileIn(body)).toBe(file);
    expect(body).toContain('Show what would change');
  });
});

describe('a file that is wrong', () => {
  it.each([
    [
      'is not JSON',
      (file: string) => file.replace('"staff": [', '"staff": [[,'),
      /<b>line \d+<\/b> is not JSON; correct the commas/,
    ],
    [
      'has a field that is not known',
      (file: string) => file.replace('"timeZone"', '"timezone"'),
      /<b>line \d+<\/b> <span class="code">clinic<\/span>: .*timezone/,
    ],
    [
      'has a value that is wrong',
      (file: string) => file.replace('"email": "ada@harbor.example"', '"email": "ada"'),
      /<b>line \d+<\/b> <span class="code">staff\.0\.email<\/span>: is not an email address; write it like name@clinic\.example/,
    ],
    [
      'is another clinic’s',
      (file: string) => file.replace('"id": "harbor-example"', '"id": "meadow-example"'),
      /<b>line \d+<\/b> <span class="code">clinic\.id<\/span>: is not &quot;harbor-example&quot;/,
    ],
    [
      'would take real clients on this machine',
      (file: string) =>
        file.replace(
          '"fictional": true',
          '"fictional": false, "businessAssociateAgreement": {"signedOn": "2026-11-02", "with": "AWS"}',
        ),
      /<span class="code">clinic\.fictional<\/span>: is false, and this machine never holds real clients/,
    ],
    [
      'names a program that is not on record',
      (file: string) => file.replace('"sheer.yaml"', '"other.yaml"'),
      /<b>line \d+<\/b> <span class="code">programs\.0<\/span>: is no program on record; keep those that are \(sheer\.yaml\)/,
    ],
  ])('%s is refused with line, field, problem and fix', async (_, spoil, problem) => {
    const file = await shownFile();
    const spoilt = spoil(file);
    expect(spoilt).not.toBe(file);
    const { statusCode, body } = await send(spoilt);
    expect(statusCode).toBe(400);
    expect(body).toMatch(problem);
    expect(fileIn(body)).toBe(spoilt);
  });

  it('names the line on which the wrong value stands', async () => {
    const file = (await shownFile()).replace('"email": "ada@harbor.example"', '"email": "ada"');
    const line = file.split('\n').findIndex((text) => text.includes('"email": "ada"')) + 1;
    expect((await send(file)).body).toContain(`<b>line ${line}</b>`);
  });

  it('was cut off on its way, and is refused whole', async () => {
    const { statusCode, body } = await director.post(path, { file: await withClosure() });
    expect(statusCode).toBe(400);
    expect(body).toContain('longer than a form can send');
  });
});

it('the file’s pages are in Spanish for whoever reads Spanish', async () => {
  const visit = await signedInAs(clinic.ports, 'director', 'es');
  expect((await visit.get(path)).body).toContain('Mostrar qué cambiaría');
  const shown = await visit.post(path, { file: await withClosure(), end: 'yes' });
  expect(shown.body).toContain('Qué cambia');
});

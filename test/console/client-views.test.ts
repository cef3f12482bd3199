import { beforeAll, describe, expect, it } from 'vitest';
import { episodeChain } from '../../lambdas/domain/audit.ts';
import { addDays, localDateOf } from '../../lambdas/domain/clinic-calendar.ts';
import type { Episode } from '../../lambdas/domain/episode.ts';
import type { StaffRole } from '../../lambdas/domain/staff.ts';
import { consoleWords } from '../../lambdas/pages/console-words.ts';
import { boardWords } from '../../lambdas/pages/console-words-board.ts';
import { careWords } from '../../lambdas/pages/console-words-care.ts';
import { clientWords } from '../../lambdas/pages/console-words-client.ts';
import { drawTodayWords } from '../../lambdas/pages/console-words-draws.ts';
import { homesWords } from '../../lambdas/pages/console-words-homes.ts';
import type { LocalClinic } from '../../local/local-clinic.ts';
import { serveExample } from '../local/served-laptop.ts';
import { visibleText } from '../pages/markup.ts';
import { clinicId, signedInAs } from './staff-visit.ts';

let clinic: LocalClinic;
let episode: Episode;

beforeAll(async () => {
  const { laptop, server } = await serveExample({ isManual: false, seed: 'console views' });
  await laptop.advanceTo('2027-02-17T20:00:00.000Z');
  await server.close();
  clinic = laptop.clinic;
  const treated = clinic.store
    .all(clinicId, 'episode')
    .find(({ residence, stage }) => residence && stage === 'treatment');
  if (!treated) throw new Error('nobody lives in a home yet');
  episode = treated;
});

async function seen(role: StaffRole, path: string, language: 'en' | 'es' = 'en') {
  const { statusCode, body } = await (await signedInAs(clinic.ports, role, language)).get(path);
  return { statusCode, body, text: visibleText(body), title: /<title>(.*?)<\/title>/.exec(body)?.[1] ?? '' };
}

const clientName = () => clinic.store.find(clinicId, 'client', episode.clientId)?.name ?? 'nobody';
const lastLink = async () => (await clinic.store.chain(clinicId, episodeChain(episode.id))).at(-1)?.body;

describe('the page of a client', () => {
  it('shows a counselor everything on record, and no name in its title', async () => {
    const { statusCode, text, body, title } = await seen('counselor', `/clients/${episode.id}`);
    expect(statusCode).toBe(200);
    expect(title).toBe('Client timeline · stepdown');
    const headings = [
      'Contacts',
      'Who may know what now',
      'Consents',
      'Goals and needs',
      'Aftercare plan',
      'Attendance',
      'Tests',
      'Disclosures',
      'What happened',
    ];
    for (const heading of headings) expect(body).toContain(`<h2>${heading}</h2>`);
    expect(text).toContain(clientName());
    expect(text).toContain(clinic.store.find(clinicId, 'client', episode.clientId)?.phone);
    for (const { id } of clinic.store
      .all(clinicId, 'consent')
      .filter(({ episodeId }) => episodeId === episode.id))
      expect(text).toContain(id);
    const links = await clinic.store.chain(clinicId, episodeChain(episode.id));
    expect([...text.matchAll(/audit line (\d+),/g)]).toHaveLength(links.length);
    expect(body).not.toContain(`/clients/${episode.id}/dossier`);
  });

  it('says who may know what as the consents that hold now say', async () => {
    const { body } = await seen('counselor', `/clients/${episode.id}`);
    const panel = /<h2>Who may know what now<\/h2>(.*?)<\/section>/s.exec(body)?.[1] ?? '';
    const home = clinic.store.find(clinicId, 'partner', episode.residence?.homeId ?? '');
    expect(panel).toContain(`<b>${home?.name}</b>`);
    const consents = clinic.store
      .all(clinicId, 'consent')
      .filter(({ episodeId }) => episodeId === episode.id);
    await clinic.store.transact(clinicId, async (tx) => {
      for (const consent of consents)
        tx.put('consent', {
          ...consent,
          revocations: [{ recipientId: 'all', at: clinic.now(), how: 'oral', recordedBy: 'ada-lindqvist' }],
        });
    });
    const after = (await seen('counselor', `/clients/${episode.id}`)).text;
    await clinic.store.transact(clinicId, async (tx) => {
      for (const consent of consents) tx.put('consent', consent);
    });
    expect(after).toContain('Who may know what now Nobody outside the clinic.');
    expect(after).toContain('✕ revoked');
  });

  it('is on record before it is shown, with who looked', async () => {
    const counselor = await signedInAs(clinic.ports, 'counselor');
    await counselor.get(`/clients/${episode.id}`);
    expect(await lastLink()).toMatchObject({
      what: 'record viewed',
      by: counselor.staffId,
      details: { view: 'client' },
    });
  });

  it('is as much a look when a question about the client is opened', async () => {
    const task = clinic.store
      .all(clinicId, 'task')
      .find(
        ({ status, asked, episodeId }) => status === 'open' && episodeId && asked.includes('ada-lindqvist'),
      );
    if (!task?.episodeId) throw new Error('nothing waits for the counselor');
    const { statusCode } = await seen('counselor', `/tasks/${encodeURIComponent(task.id)}`);
    expect(statusCode).toBe(200);
    const links = await clinic.store.chain(clinicId, episodeChain(task.episodeId));
    expect(links.at(-1)?.body).toMatchObject({
      what: 'record viewed',
      by: 'ada-lindqvist',
      details: { view: 'question' },
    });
  });

  it('leaves no trace of a look that was refused', async () => {
    const before = await lastLink();
    expect((await seen('auditor', `/clients/${episode.id}`)).statusCode).toBe(403);
    expect(await lastLink()).toEqual(before);
  });

  it('speaks Spanish to whoever wants it', async () => {
    const { text, title, body } = await seen('on-call', `/clients/${episode.id}`, 'es');
    expect(title).toBe('Historia del cliente · stepdown');
    expect(body).toContain('<html lang="es">');
    expect(text).toContain('Quién puede saber qué ahora');
    expect(text).toContain('línea 1 del registro');
  });
});

describe('the board', () => {
  it('has a bar for each client, leading to their page', async () => {
    const { body, title } = await seen('counselor', '/board');
    expect(title).toBe('Board · stepdown');
    for (const { id, clientId } of clinic.store.all(clinicId, 'episode'))
      expect(body).toContain(
        `<a class="name" href="/console/clients/${id}">${clinic.store.find(clinicId, 'client', clientId)?.name}</a>`,
      );
  });

  it('leaves out who was closed long ago, until they are asked for', async () => {
    const [first] = clinic.store.all(clinicId, 'episode');
    if (!first) throw new Error('there is no episode');
    const put = (closedAt: string | null) =>
      clinic.store.transact(clinicId, async (tx) => tx.put('episode', { ...first, closedAt }));
    await put('2026-11-01T18:00:00.000Z');
    const short = (await seen('counselor', '/board')).body;
    const whole = (await seen('counselor', '/board?all=1')).body;
    await put(first.closedAt);
    expect(short).not.toContain(`/clients/${first.id}`);
    expect(visibleText(short)).toContain('Show 1 earlier client');
    expect(whole).toContain(`/clients/${first.id}`);
  });

  it('speaks Spanish', async () => {
    const { text, body } = await seen('on-call', '/board', 'es');
    expect(text).toContain('en tratamiento');
    expect(body).toContain('Prueba de drogas: negativa');
  });
});

describe('the search', () => {
  const search = async (text: string) =>
    visibleText((await (await signedInAs(clinic.ports, 'counselor')).post('/board/search', { text })).body);

  it('finds by a part of a name without its accents, and by an id', async () => {
    const [first = ''] = clientName().toUpperCase().split(' ');
    expect(await search(first)).toContain(clientName());
    expect(await search(episode.id)).toMatch(new RegExp(`1 match ${clientName()}`));
    expect(await search(episode.clientId)).toContain(clientName());
  });

  it('finds nobody for what is no name, and lists nobody for nothing', async () => {
    expect(await search('zzzz')).toContain('Nobody fits.');
    expect(await search('  ')).toContain('0 matches');
  });
});

describe('the homes', () => {
  it('show who of ours lives where, and what the home last answered', async () => {
    const { body } = await seen('case-manager', '/homes');
    expect(body).toContain(`<a href="/console/clients/${episode.id}">${clientName()}</a>`);
    const answers = clinic.store
      .all(clinicId, 'checkIn')
      .flatMap((checkIn) => checkIn.answers[episode.id] ?? []);
    expect(answers.length).toBeGreaterThan(0);
    expect(visibleText(body)).toContain(`: ${answers.at(-1)}`);
    expect(body).toContain('href="/console/actions/ask-for-beds"');
    expect((await seen('on-call', '/homes')).body).not.toContain('ask-for-beds');
  });
});

describe('today’s tests', () => {
  it('name who is called today, with what is known', async () => {
    const today = localDateOf('America/Los_Angeles', clinic.now());
    const called = clinic.store
      .all(clinicId, 'drugTest')
      .filter(({ date, outcome }) => date === today || outcome === 'pending');
    const { text } = await seen('collections', '/draws');
    expect(called.length).toBeGreaterThan(0);
    for (const { episodeId, outcome } of called) {
      const { clientId = '' } = clinic.store.find(clinicId, 'episode', episodeId) ?? {};
      expect(text).toContain(clinic.store.find(clinicId, 'client', clientId)?.name);
      expect(text).toContain(outcome);
    }
  });

  it('never tell who comes tomorrow', async () => {
    const tomorrow = addDays(localDateOf('America/Los_Angeles', clinic.now()), 1);
    expect((await seen('director', `/draws/audit/${tomorrow}`)).text).toContain(
      'the selection does not exist yet',
    );
  });
});

describe('the dossier', () => {
  it('has names for the director, and is on record', async () => {
    const { text, title } = await seen('director', `/clients/${episode.id}/dossier`);
    expect(text).toContain(clientName());
    expect(text).toContain('✓ whole');
    expect(title).not.toContain(clientName());
    const links = await clinic.store.chain(clinicId, episodeChain(episode.id));
    expect(links.slice(-2).map(({ body }) => body)).toMatchObject([
      { what: 'record viewed', details: { view: 'dossier' } },
      { what: 'dossier made', details: { names: 'with names' } },
    ]);
  });

  it.each(['', '/file', '?names=with'])(
    'has no names for an auditor, whatever is asked: dossier%s',
    async (more) => {
      const { body, statusCode } = await seen('auditor', `/clients/${episode.id}/dossier${more}`);
      expect(statusCode).toBe(200);
      const { name = '', preferredName = '' } = clinic.store.find(clinicId, 'client', episode.clientId) ?? {};
      for (const part of [name, preferredName]) expect(body).not.toContain(part);
      expect(body).not.toContain('With names');
      expect(await lastLink()).toMatchObject({ details: { names: 'without names' } });
    },
  );
});

describe('the words of the console', () => {
  const keysOf = (words: object): string[] =>
    Object.entries(words).flatMap(([key, value]) =>
      typeof value === 'object' && value !== null ? keysOf(value).map((below) => `${key}.${below}`) : [key],
    );
  const all = { boardWords, careWords, clientWords, consoleWords, drawTodayWords, homesWords };

  it.each(Object.entries(all))('%s are complete in both languages', (_, { en, es }) => {
    expect(keysOf(es).sort()).toEqual(keysOf(en).sort());
    expect(keysOf(en).length).toBeGreaterThan(5);
  });
});

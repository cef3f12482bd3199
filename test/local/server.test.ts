import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { listen, PortTaken } from '../../local/server.ts';
import { type Answered, type ServedLaptop, serveExample } from './served-laptop.ts';

let served: ServedLaptop;

beforeAll(async () => {
  served = await serveExample();
});
afterAll(() => served.server.close());

function firstProblem(answered: Answered) {
  return answered.json<{ problems: { field: string; problem: string; fix: string }[] }>().problems[0];
}

describe('the server of the local clinic', () => {
  it('answers for both names of this machine, and for no other', async () => {
    const { port } = served.server;
    for (const host of [`localhost:${port}`, `127.0.0.1:${port}`])
      expect((await served.send('/local/state', { headers: { host } })).status).toBe(200);
    for (const host of [
      'rebound.example',
      `rebound.example:${port}`,
      'localhost',
      `localhost:${port}.example`,
    ]) {
      const refused = await served.send('/local/state', { headers: { host } });
      expect(refused.status).toBe(403);
      expect(firstProblem(refused)?.field).toBe('host');
    }
  });

  it('lets no other site’s page act, whatever it sends', async () => {
    const origin = 'https://elsewhere.example';
    const posts = [
      await served.postJson('/local/clock', { advance: 'P1D' }, { origin }),
      await served.postJson(
        '/staff/set-passcode',
        { contactId: 'fay-moreau' },
        { origin, accept: 'application/json' },
      ),
      await served.postForm('/controls/day', {}, { origin, accept: 'application/json' }),
      await served.postForm('/controls/reset', {}, { origin: 'null', accept: 'application/json' }),
    ];
    for (const post of posts) {
      expect(post.status).toBe(403);
      expect(firstProblem(post)?.field).toBe('origin');
    }
    expect(served.laptop.clinic.now()).toBe('2027-01-04T13:00:00.000Z');
  });

  it('says what is wrong with a request: field, problem, fix', async () => {
    const json = { 'content-type': 'application/json' };
    const cases: [Answered, number, string][] = [
      [await served.send('/local/nothing'), 404, 'there is nothing at /local/nothing'],
      [
        await served.send('/staff/nothing', { headers: { accept: 'application/json' } }),
        404,
        'no action "nothing"',
      ],
      [await served.send('/local/clock'), 405, 'GET is not possible here'],
      [await served.send('/local/state', { method: 'DELETE' }), 405, 'DELETE is not possible here'],
      [
        await served.send('/local/clock', { method: 'POST', headers: json, body: '{"advance":' }),
        400,
        'not JSON',
      ],
      [
        await served.send('/local/clock', { method: 'POST', body: '{"advance":"P1D"}' }),
        415,
        'not declared as JSON',
      ],
      [
        await served.postJson('/local/clock', { advance: 'x'.repeat(1024 * 1024) }),
        413,
        'larger than 1024 KiB',
      ],
    ];
    for (const [answered, status, problem] of cases) {
      expect(answered.status).toBe(status);
      expect(firstProblem(answered)?.problem).toContain(problem);
      expect(firstProblem(answered)?.fix).not.toBe('');
    }
    expect(cases[2]?.[0].headers.allow).toBe('POST, OPTIONS');
  });

  it('shows a person a page instead', async () => {
    const missing = await served.send('/nothing', { headers: { accept: 'text/html' } });
    expect(missing.status).toBe(404);
    expect(missing.headers['content-type']).toContain('text/html');
    expect(missing.text).toContain('there is nothing at /nothing');
  });

  it('answers HEAD without a body and OPTIONS with what is possible', async () => {
    const [get, head] = [await served.send('/mailbox'), await served.send('/mailbox', { method: 'HEAD' })];
    expect([head.status, head.text]).toEqual([200, '']);
    expect(head.headers['content-length']).toBe(get.headers['content-length']);
    const options = await served.send('/staff/refer', { method: 'OPTIONS' });
    expect([options.status, options.headers.allow]).toEqual([204, 'GET, HEAD, POST, OPTIONS']);
  });

  it('lets pages load nothing from anywhere else, and run nothing', async () => {
    const visit = await served.visitAs('ada-lindqvist');
    for (const path of ['/', '/mailbox', '/sign-in', '/passcodes']) {
      const { headers, text } = await visit(path);
      const policy = String(headers['content-security-policy']);
      expect(policy).toContain("default-src 'none'");
      expect(policy).not.toContain('script-src');
      expect(text).not.toMatch(/<script|\son[a-z]+=|https?:\/\/(?!localhost)/);
      expect(headers['x-content-type-options']).toBe('nosniff');
    }
  });

  it('moves the clock for one at a time, however many ask', async () => {
    const before = Date.parse(served.laptop.clinic.now());
    const asked = Array.from({ length: 5 }, () => served.postJson('/local/clock', { advance: 'PT1H' }));
    expect((await Promise.all(asked)).map(({ status }) => status)).toEqual([200, 200, 200, 200, 200]);
    expect(Date.parse(served.laptop.clinic.now()) - before).toBe(5 * 3_600_000);
  });

  it('says so when its port is taken', async () => {
    await expect(listen(served.server.port)).rejects.toThrow(PortTaken);
    await expect(listen(served.server.port)).rejects.toThrow(
      /in use by something else; choose another with --port/,
    );
  });
});

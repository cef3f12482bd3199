import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { verifyExport } from '../../bin/verify-draws/verify.ts';
import { exampleClinic, exampleReferral, sheerProgram } from '../example-clinic.ts';
import { type Answered, type ServedLaptop, serveExample } from './served-laptop.ts';

interface State {
  clock: { now: string; local: string; timeZone: string; seed: string; manual: boolean };
  clinics: string[];
  clients: { clientId: string; episodeId: string; stage: string; phase: unknown; ending: string | null }[];
  tasks: {
    id: string;
    kind: string;
    clientId: string | null;
    to: string;
    dueAt: string | null;
    status: string;
  }[];
  executions: { machine: string; name: string; status: string }[];
  passcodes: Record<string, string>;
  counts: Record<string, number>;
}

interface Mail {
  id: string;
  number: number;
  to: string;
  role: string;
  subject: string;
  text: string;
  html: string;
  links: string[];
  at: string;
}

let served: ServedLaptop;

beforeAll(async () => {
  served = await serveExample();
});
afterAll(() => served.server.close());
beforeEach(async () => {
  await served.postJson('/local/reset', { seed: 'served', start: '2027-01-04' });
});

async function state(query = ''): Promise<State> {
  return (await served.send(`/local/state${query}`)).json<State>();
}

function problems(answered: Answered) {
  expect(answered.status).toBe(400);
  return answered.json<{ problems: { field: string; problem: string; fix: string }[] }>().problems;
}

async function mails(): Promise<Mail[]> {
  return (await served.send('/local/mailbox')).json<Mail[]>();
}

describe('GET /local/state', () => {
  it('begins with a clinic, its passcodes, and nobody in it', async () => {
    const first = await state();
    expect(first.clock).toMatchObject({
      now: '2027-01-04T13:00:00.000Z',
      local: '2027-01-04T05:00',
      timeZone: 'America/Los_Angeles',
      seed: 'served',
      manual: true,
    });
    expect(first.clinics).toEqual(['harbor-example']);
    expect(first.clients).toEqual([]);
    expect(Object.keys(first.passcodes)).toContain('cedar-house.primary');
    expect(first.counts).toMatchObject({ episodes: 0, referralsToCome: 8, openTasks: 0 });
  });

  it('shows clients, questions and executions as the clock moves', async () => {
    await served.postJson('/local/clock', { to: '2027-01-04T12:00' });
    const { clients, tasks, executions, counts } = await state();
    expect(clients.map(({ stage, phase, ending }) => ({ stage, phase, ending }))).toEqual([
      { stage: 'admission', phase: null, ending: null },
      { stage: 'admission', phase: null, ending: null },
    ]);
    expect(tasks).toHaveLength(2);
    expect(tasks[0]).toMatchObject({ kind: 'intake', status: 'open' });
    expect(clients.map(({ clientId }) => clientId)).toContain(tasks[0]?.clientId);
    expect(executions).toContainEqual(
      expect.objectContaining({ machine: 'client-journey', status: 'RUNNING' }),
    );
    expect(counts).toMatchObject({ episodes: 2, openTasks: 2, referralsToCome: 6 });
  });
});

describe('POST /local/clock', () => {
  it('goes on by calendar days, hours and minutes', async () => {
    const local = async (advance: string) =>
      (await served.postJson('/local/clock', { advance })).json<State>().clock.local;
    expect(await local('P1D')).toBe('2027-01-05T05:00');
    expect(await local('PT2H30M')).toBe('2027-01-05T07:30');
    expect(await local('P1DT30M')).toBe('2027-01-06T08:00');
  });

  it('keeps the hour over the change of clocks', async () => {
    await served.postJson('/local/reset', { start: '2027-03-13' });
    const { clock } = (await served.postJson('/local/clock', { advance: 'P1D' })).json<State>();
    expect(clock).toMatchObject({ local: '2027-03-14T05:00', now: '2027-03-14T12:00:00.000Z' });
  });

  it('goes to a moment on the clinic’s wall clock, having done all that fell due', async () => {
    const { clock, counts } = (
      await served.postJson('/local/clock', { to: '2027-01-31T09:00' })
    ).json<State>();
    expect(clock.now).toBe('2027-01-31T17:00:00.000Z');
    expect(counts.referralsToCome).toBe(0);
    expect(served.laptop.clinic.clock.nextDueMs).toBeGreaterThan(Date.parse(clock.now));
  });

  it('goes to the end, also when nobody ever answers', async () => {
    const { counts } = (await served.postJson('/local/clock', { to: 'end' })).json<State>();
    expect(counts).toMatchObject({ episodes: 8, closedEpisodes: 8 });
    expect((await state()).clients.filter(({ ending }) => ending === null)).toEqual([]);
  });

  it.each([
    [{}, ''],
    [{ advance: 'P1D', to: '2027-02-01T09:00' }, ''],
    [{ advance: '1 day' }, 'advance'],
    [{ advance: 'P' }, 'advance'],
    [{ advance: 'PT' }, 'advance'],
    [{ advance: 'P1Y' }, 'advance'],
    [{ advance: 'P9000D' }, 'advance'],
    [{ to: '2027-01-03T09:00' }, 'to'],
    [{ to: '2027-02-30T09:00' }, 'to'],
    [{ to: '2027-02-01' }, 'to'],
    [{ to: '2027-02-01T25:00' }, 'to'],
    [{ faster: true }, ''],
    [['P1D'], ''],
  ])('refuses %j and stays where it is', async (input, field) => {
    const [problem] = problems(await served.postJson('/local/clock', input));
    expect(problem?.field).toBe(field);
    expect(problem?.fix).not.toBe('');
    expect(served.laptop.clinic.now()).toBe('2027-01-04T13:00:00.000Z');
  });
});

describe('POST /local/reset', () => {
  it('begins the same play again for the same seed, and another for another', async () => {
    const audit = async (seed: string) => {
      await served.postJson('/local/reset', { seed });
      await served.postJson('/local/clock', { to: '2027-01-20T09:00' });
      return (await served.send('/local/audit')).text;
    };
    const [first, again, other] = [await audit('a'), await audit('a'), await audit('b')];
    expect(again).toBe(first);
    expect(other).not.toBe(first);
  });

  it('empties the store, so that a script applies its own clinic', async () => {
    const reset = await served.postJson('/local/reset', {
      empty: true,
      start: '2027-02-01T10:00:00Z',
      seed: 5,
    });
    expect(reset.json()).toMatchObject({
      clinics: [],
      clock: { now: '2027-02-01T10:00:00.000Z', seed: '5' },
    });
    expect(await state()).toMatchObject({ clients: [], tasks: [], passcodes: {} });
    const early = problems(await served.postJson('/staff/refer', exampleReferral()));
    expect(early[0]?.problem).toBe('no clinic is applied');

    const clinic = exampleClinic();
    clinic.clinic.id = 'own-example';
    clinic.clinic.timeZone = 'America/New_York';
    const applied = await served.postJson('/staff/apply-clinic', { clinic, programs: [sheerProgram()] });
    expect(applied.status).toBe(200);
    expect((await served.postJson('/staff/refer', exampleReferral())).json()).toMatchObject({
      summary: expect.stringContaining('Episode opened'),
    });
    const { clock, clinics, clients, passcodes } = await state();
    expect(clinics).toEqual(['own-example']);
    expect(clock).toMatchObject({ local: '2027-02-01T05:00', timeZone: 'America/New_York' });
    expect(clients).toHaveLength(1);
    expect(Object.keys(passcodes)).toHaveLength(13);
  });

  it.each([
    [{ start: '2027-02-30' }, 'start'],
    [{ start: 'today' }, 'start'],
    [{ seed: '' }, 'seed'],
    [{ empty: 'yes' }, 'empty'],
    [{ sead: '1' }, ''],
  ])('refuses %j', async (input, field) => {
    const [problem] = problems(await served.postJson('/local/reset', input));
    expect(problem?.field).toBe(field);
    expect((await state()).clinics).toEqual(['harbor-example']);
  });
});

describe('several clinics', () => {
  it('have to be told apart by a header or a query', async () => {
    const clinic = exampleClinic();
    clinic.clinic.id = 'second-example';
    await served.postJson('/staff/apply-clinic', { clinic, programs: [sheerProgram()] });
    const [problem] = problems(await served.send('/local/state'));
    expect(problem).toEqual({
      field: 'x-stepdown-clinic',
      problem: 'there are several clinics',
      fix: 'name one of: harbor-example, second-example',
    });
    await served.postJson('/staff/refer', exampleReferral(), { 'x-stepdown-clinic': 'second-example' });
    expect((await state('?clinic=second-example')).clients).toHaveLength(1);
    expect((await state('?clinic=harbor-example')).clients).toHaveLength(0);
    expect(problems(await served.send('/local/state?clinic=third'))[0]?.problem).toBe(
      'there is no clinic "third"',
    );
  });
});

describe('GET /local/mailbox', () => {
  it('holds every email as its receiver has it, with its links', async () => {
    await served.postJson('/local/clock', { to: '2027-01-08T09:00' });
    const all = await mails();
    expect(all.map(({ number }) => number)).toEqual(all.map((_, index) => index + 1));
    const digest = all.find(({ to }) => to === 'ada@harbor.example');
    expect(digest).toMatchObject({ role: 'counselor', subject: expect.stringContaining('Today') });
    expect(digest?.links).toHaveLength(1);
    expect(digest?.links[0]).toMatch(new RegExp(`^${served.server.url}/l/[\\w-]{43}$`));
    expect(digest?.text).toContain(digest?.links[0]);
    expect(digest?.html).toContain(digest?.links[0]);
  });
});

describe('GET /local/audit', () => {
  it('holds unbroken chains of the clinic, the draws and every episode', async () => {
    await served.postJson('/local/clock', { to: '2027-01-10T09:00' });
    const chains = (await served.send('/local/audit')).json<
      { chain: string; brokenAt: null; links: unknown[] }[]
    >();
    const { clients } = await state();
    expect(chains.map(({ chain }) => chain)).toEqual([
      'clinic',
      'draws',
      ...clients.map(({ episodeId }) => `episode/${episodeId}`),
    ]);
    for (const { brokenAt, links } of chains) {
      expect(brokenAt).toBeNull();
      expect(links.length).toBeGreaterThan(0);
    }
  });

  it('holds one episode’s chain when asked for it', async () => {
    await served.postJson('/local/clock', { to: '2027-01-04T12:00' });
    const { clients } = await state();
    const one = await served.send(`/local/audit?episode=${clients[0]?.episodeId}`);
    expect(one.json()).toMatchObject([{ chain: `episode/${clients[0]?.episodeId}`, brokenAt: null }]);
    expect((await served.send('/local/audit?episode=ep_none')).status).toBe(404);
  });
});

describe('GET /local/export/draws', () => {
  it('gives the file that the auditor’s program verifies', async () => {
    const lively = await serveExample({ isManual: false });
    await lively.postJson('/local/clock', { to: '2027-02-05T09:00' });
    const { text, status } = await lively.send('/local/export/draws');
    await lively.server.close();
    expect(status).toBe(200);
    const verdict = verifyExport(Buffer.from(text, 'utf8'), { heads: [], commitments: new Map() });
    expect(verdict.differences).toEqual([]);
    expect(verdict.summary).toMatch(/2027-01-04 to 2027-02-05, [1-9]\d+ client-days recomputed/);
  });
});

describe('GET /local/schema', () => {
  it('describes every action of the product', async () => {
    const { actions } = (await served.send('/local/schema')).json<{
      actions: Record<string, { title: string; post: string; schema: { type?: string } }>;
    }>();
    expect(Object.keys(actions).sort()).toEqual([...served.laptop.clinic.actions.keys()].sort());
    for (const [name, { title, post, schema }] of Object.entries(actions)) {
      expect(title).not.toBe('');
      expect(post).toBe(`/staff/${name}`);
      expect(schema.type).toBe('object');
    }
  });
});

describe('POST /staff/<action>', () => {
  it('does what staff ask for, in their name', async () => {
    const actor = { 'x-stepdown-actor': 'fay-moreau' };
    const result = (await served.postJson('/staff/refer', exampleReferral(), actor)).json<{
      episodeId: string;
    }>();
    const [chain] = (await served.send(`/local/audit?episode=${result.episodeId}`)).json<
      { links: { body: { what: string; by: string } }[] }[]
    >();
    expect(chain?.links[0]?.body).toMatchObject({ what: 'client referred', by: 'fay-moreau' });
  });

  it('takes nobody’s word for who acts', async () => {
    const actor = { 'x-stepdown-actor': 'nobody-here' };
    const [problem] = problems(await served.postJson('/staff/refer', exampleReferral(), actor));
    expect(problem).toMatchObject({ field: 'x-stepdown-actor', fix: expect.stringContaining('fay-moreau') });
    expect((await state()).clients).toEqual([]);
  });

  it('refuses with every field’s problem and fix, and writes nothing', async () => {
    const { name: _name, ...nameless } = exampleReferral();
    const found = problems(await served.postJson('/staff/refer', { ...nameless, plannedDays: 0 }));
    expect(found.map(({ field }) => field).sort()).toEqual(['name', 'plannedDays']);
    expect((await state()).clients).toEqual([]);
  });

  it('shows a new passcode in the state', async () => {
    const before = (await state()).passcodes['cedar-house.primary'];
    const { passcode } = (
      await served.postJson('/staff/set-passcode', { contactId: 'cedar-house.primary' })
    ).json<{ passcode: string }>();
    expect(passcode).not.toBe(before);
    expect((await state()).passcodes['cedar-house.primary']).toBe(passcode);
  });

  it('applies a clinic with links that lead back here, whatever its file says', async () => {
    const clinic = exampleClinic();
    clinic.clinic.baseUrl = 'https://links.clinic.example';
    clinic.clinic.name = 'Renamed Example Clinic';
    await served.postJson('/staff/apply-clinic', { clinic, programs: [sheerProgram()] });
    await served.postJson('/local/clock', { to: '2027-01-05T09:00' });
    const links = (await mails()).flatMap((mail) => mail.links);
    expect(links.length).toBeGreaterThan(0);
    for (const link of links) expect(link).toContain(`${served.server.url}/l/`);
  });
});

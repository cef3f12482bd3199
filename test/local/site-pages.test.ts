import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { actions } from '../../lambdas/actions/index.ts';
import { linksIn } from '../../local/mailbox.ts';
import { type ServedLaptop, serveExample } from './served-laptop.ts';

const clinicId = 'harbor-example';
let served: ServedLaptop;

beforeAll(async () => {
  served = await serveExample({ isManual: false });
  await served.postJson('/local/clock', { to: '2027-02-05T11:30' });
  visit = await served.visitAs('ada-lindqvist');
});
afterAll(() => served.server.close());

let visit: Awaited<ReturnType<ServedLaptop['visitAs']>>;

async function pageAt(path: string): Promise<string> {
  const { status, text } = await visit(path);
  expect(status).toBe(200);
  return text;
}

describe('the pages of the local clinic', () => {
  it('show every client on the caseload, each linked to a timeline', async () => {
    const { store } = served.laptop.clinic;
    const text = await pageAt('/');
    const episodes = store.all(clinicId, 'episode');
    expect(episodes).toHaveLength(8);
    for (const { id, clientId } of episodes) {
      const name = store.find(clinicId, 'client', clientId)?.name ?? '';
      expect(text).toContain(`<a class="name" href="/console/clients/${id}">${name}</a>`);
    }
    expect(text).toContain('Fri, Feb 5');
  });

  it('stand beside the pages of this machine, with its clock, on the console too', async () => {
    const text = await pageAt('/');
    expect(text).toContain('<a href="/mailbox">Mailbox</a>');
    expect(text).toContain('action="/controls/day"');
    expect(text).toContain('Ada Lindqvist');
  });

  it('lead whoever has not said who they are to the sign-in', async () => {
    const { status, headers } = await served.send('/console/board');
    expect([status, headers.location]).toEqual([303, '/sign-in']);
  });

  it('show each test of a client as a mark with its outcome', async () => {
    const { store } = served.laptop.clinic;
    const tests = store.all(clinicId, 'drugTest').filter(({ outcome }) => outcome !== 'pending');
    const text = await pageAt('/');
    const drawn = [...text.matchAll(/<title>[^<]*Drug test: ([^<(]+?)(?: \([^<]*\))?<\/title>/g)].map(
      ([, outcome]) => outcome,
    );
    const expected = tests.map(({ outcome, confirmation }) => confirmation ?? outcome);
    expect(drawn.filter((outcome) => outcome !== 'pending').sort()).toEqual(expected.sort());
  });

  it('show all of an episode’s audit on its timeline, in words', async () => {
    const { store } = served.laptop.clinic;
    const [episode] = store.all(clinicId, 'episode');
    const chain = await store.chain(clinicId, `episode/${episode?.id}`);
    const { text } = await visit(`/clients/${episode?.id}`);
    // Looking is itself on record, before anything is shown.
    expect([...text.matchAll(/audit line (\d+),/g)]).toHaveLength(chain.length + 1);
    expect(text).toContain('Answered: Intake: is the program right for this person?');
    expect((await visit('/clients/ep_none')).status).toBe(404);
  });

  it('list every email, and the emails of one receiver', async () => {
    const all = served.laptop.clinic.mailbox.mails;
    const text = await pageAt('/mailbox');
    expect([...text.matchAll(/href="\/mailbox\/\d+"/g)]).toHaveLength(Math.min(100, all.length));
    const theirs = all.filter(({ to }) => to === 'gus@cedar-house.example');
    expect(theirs.length).toBeGreaterThan(0);
    const filtered = await pageAt('/mailbox?to=cedar-house.primary');
    const numbers = [...filtered.matchAll(/href="\/mailbox\/(\d+)"/g)].map(([, number]) => Number(number));
    expect(numbers).toEqual(theirs.map(({ number }) => number).reverse());
  });

  it('show an email as its receiver sees it, with its link and the passcode', async () => {
    const mail = served.laptop.clinic.mailbox.mails.find(({ to }) => to === 'gus@cedar-house.example');
    const text = await pageAt(`/mailbox/${mail?.number}`);
    expect(text).toContain(`src="/mailbox/${mail?.number}/html" sandbox="allow-popups`);
    expect(text).toContain(new URL(linksIn({ text: mail?.text ?? '' })[0] ?? '').pathname);
    expect(text).toContain(served.laptop.passcodesOf(clinicId).get('cedar-house.primary'));
    const framed = await served.send(`/mailbox/${mail?.number}/html`);
    expect(framed.text).toBe(mail?.html.replace('<head>', '<head><base target="_blank">'));
    expect(framed.headers['content-security-policy']).toContain('sandbox allow-popups');
    expect((await served.send('/mailbox/99999')).status).toBe(404);
  });

  it('show everybody’s passcode', async () => {
    const text = await pageAt('/passcodes');
    for (const passcode of served.laptop.passcodesOf(clinicId).values()) expect(text).toContain(passcode);
  });

  it('lead to the console for everything that staff start', async () => {
    const there = (path: string) =>
      served.send(path).then(({ status, headers }) => [status, headers.location]);
    expect(await there('/staff')).toEqual([303, '/console/actions']);
    for (const { name } of actions)
      expect(await there(`/staff/${name}`)).toEqual([303, `/console/actions/${name}`]);
    expect((await served.send('/staff/restart-stage')).status).toBe(404);
    expect((await served.postForm('/staff/set-passcode', { contactId: 'dev-patel' })).status).toBe(415);
  });

  it('know the passcode that somebody sets in the console', async () => {
    const signedIn = await served.postForm('/sign-in', { staffId: 'fay-moreau' });
    const cookie = String(signedIn.headers['set-cookie']).split(';')[0] ?? '';
    const shown = await served.postForm(
      '/console/actions/set-passcode/preview',
      { contactId: 'dev-patel' },
      { cookie },
    );
    const [, fingerprint = ''] = /name="_foreseen" value="([^"]+)"/.exec(shown.text) ?? [];
    const [, pageId = ''] = /name="_page" value="([^"]+)"/.exec(shown.text) ?? [];
    const form = { contactId: 'dev-patel', _foreseen: fingerprint, _page: pageId };
    const before = served.laptop.passcodesOf(clinicId).get('dev-patel');
    const done = await served.postForm('/console/actions/set-passcode', form, { cookie });
    expect(done.text).toContain('A new passcode for Dev Patel');
    expect(done.text).toContain(served.laptop.passcodesOf(clinicId).get('dev-patel'));
    expect(served.laptop.passcodesOf(clinicId).get('dev-patel')).not.toBe(before);
    const chain = await served.laptop.clinic.store.chain(clinicId, 'clinic');
    expect(chain.at(-1)?.body).toMatchObject({ what: 'passcode set', by: 'fay-moreau' });
  });
});

describe('the controls of the local clinic', () => {
  it('move the clock, and go back to the page they stood on', async () => {
    const before = served.laptop.clinic.now();
    const moved = await served.postForm('/controls/day', { back: '/mailbox' });
    expect([moved.status, moved.headers.location]).toEqual([303, '/mailbox']);
    expect(Date.parse(served.laptop.clinic.now()) - Date.parse(before)).toBe(86_400_000);
  });

  it.each(['//elsewhere.example', 'https://elsewhere.example', '/\\elsewhere.example', ''])(
    'never lead to another site: %j',
    async (back) => {
      expect((await served.postForm('/controls/hand', { back })).headers.location).toBe('/');
    },
  );

  it('let a person answer for somebody, who then does nothing by themselves', async () => {
    await served.postForm('/controls/reset', { back: '/', seed: 'by hand' });
    await served.postForm('/controls/hand', { back: '/', contact: 'dev-patel' });
    expect([...served.laptop.playedByHand]).toEqual(['dev-patel']);
    await served.postJson('/local/clock', { to: '2027-03-05T11:30' });
    const tasks = served.laptop.clinic.store.all(clinicId, 'task');
    const by = (id: string) => tasks.filter(({ answer }) => answer?.by === id).length;
    expect(tasks.filter(({ asked }) => asked.includes('dev-patel')).length).toBeGreaterThan(5);
    expect([by('dev-patel'), by('ada-lindqvist') > 0]).toEqual([0, true]);
    await served.postForm('/controls/hand', { back: '/' });
    expect(served.laptop.playedByHand.size).toBe(0);
  });

  it('play to the end and begin again', async () => {
    await served.postForm('/controls/end', { back: '/' });
    expect(served.laptop.shareClosed()).toBe(1);
    const [episode] = served.laptop.clinic.store.all(clinicId, 'episode');
    const again = await served.postForm('/controls/reset', {
      back: `/clients/${episode?.id}`,
      seed: 'again',
    });
    expect(again.headers.location).toBe('/');
    expect(served.laptop.beginning).toMatchObject({ seed: 'again', startAt: '2027-01-04T13:00:00.000Z' });
  });

  it('say how to go on when the store is empty', async () => {
    await served.postJson('/local/reset', { empty: true });
    for (const path of ['/', '/mailbox', '/passcodes', '/sign-in'])
      expect(await pageAt(path)).toContain('The store is empty');
    await served.postForm('/controls/reset', { back: '/' });
    expect(await pageAt('/')).toContain('Harbor Example Clinic');
  });
});

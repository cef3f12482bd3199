import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RecordKind } from '../../lambdas/domain/records.ts';
import { linkFields } from '../../lambdas/pages/link-fields.ts';
import { linksIn, type ReceivedMail } from '../../local/mailbox.ts';
import { type Answered, type ServedLaptop, serveExample } from './served-laptop.ts';

const clinicId = 'harbor-example';
const kinds: RecordKind[] = [
  'episode',
  'task',
  'openTask',
  'mail',
  'link',
  'passcode',
  'consent',
  'disclosure',
  'agenda',
  'wait',
  'signal',
];

let served: ServedLaptop;
let mail: ReceivedMail;
let path: string;

/** Everything that a request to a link could change. */
function everything(): string {
  const { clinic } = served.laptop;
  const records = kinds.map((kind) => clinic.store.all(clinicId, kind));
  return JSON.stringify([records, clinic.now(), clinic.mailbox.mails.length, clinic.runner.counts()]);
}

function task() {
  const record = served.laptop.clinic.store.find(clinicId, 'mail', mail.id);
  if (record?.message.kind !== 'question') throw new Error('the mail asks no question');
  const found = served.laptop.clinic.store.find(clinicId, 'task', record.message.taskId);
  if (!found) throw new Error('the question is not on record');
  return found;
}

function showsNobody(text: string): void {
  const { store } = served.laptop.clinic;
  for (const { id, name, preferredName } of store.all(clinicId, 'client'))
    for (const secret of [id, name, preferredName]) expect(text).not.toContain(secret);
  for (const { id } of store.all(clinicId, 'episode')) expect(text).not.toContain(id);
}

const post = (form: Record<string, string>, headers: Record<string, string> = {}) =>
  served.postForm(path, form, headers);

function passcode(): string {
  return served.laptop.passcodesOf(clinicId).get('cedar-house.primary') ?? '';
}

async function enter(): Promise<Record<string, string>> {
  const entered = await post({ action: 'passcode', passcode: passcode(), device: 'shared' });
  expect(entered.text).toContain('Nora Testwell');
  const [cookie = ''] = [entered.headers['set-cookie']].flat();
  return { cookie: String(cookie).split(';')[0] ?? '' };
}

/** A clinic in which Cedar House has been asked for a bed, and has not answered. */
beforeAll(async () => {
  served = await serveExample({ isManual: false });
  served.laptop.playedByHand.add('cedar-house.primary');
  for (let days = 0; days < 30 && !theirMail(); days += 1)
    await served.postJson('/local/clock', { advance: 'P1D' });
  const found = theirMail();
  if (!found) throw new Error('Cedar House was never asked');
  mail = found;
  path = new URL(linksIn(mail)[0] ?? '').pathname;
});
afterAll(() => served.server.close());

function theirMail(): ReceivedMail | undefined {
  return served.laptop.clinic.mailbox.mails.find(({ to }) => to === 'gus@cedar-house.example');
}

describe('a link, over HTTP', () => {
  it.each(['GET', 'HEAD', 'OPTIONS'])(
    'changes nothing and shows nobody in a thousand times of %s',
    async (method) => {
      const before = everything();
      const bodies = new Set<string>();
      for (let times = 0; times < 1000; times += 1) {
        const cookie = `stepdown-visit=${times}`;
        const answered = await served.send(path, { method, headers: { cookie } });
        expect([200, 204]).toContain(answered.status);
        bodies.add(answered.text);
      }
      expect(everything()).toBe(before);
      expect(bodies.size).toBe(1);
      for (const body of bodies) showsNobody(body);
    },
  );

  it('knows no other method', async () => {
    const deleted = await served.send(path, { method: 'DELETE' });
    expect([deleted.status, deleted.headers.allow]).toEqual([405, 'GET, HEAD, OPTIONS, POST']);
  });

  it('gives a forged link and a mangled one the same page, whatever is posted', async () => {
    const before = everything();
    const forged = `/l/${'A'.repeat(43)}`;
    const pages: Answered[] = [];
    for (const at of [forged, `${path}x`, '/l/%E0%A4%A', '/l/short'])
      pages.push(
        await served.send(at),
        await served.postForm(at, { action: 'passcode', passcode: passcode(), device: 'own' }),
      );
    expect(new Set(pages.map(({ text }) => text)).size).toBe(1);
    expect(new Set(pages.map(({ status }) => status))).toEqual(new Set([404]));
    expect(everything()).toBe(before);
  });

  it('shows nobody before the passcode, and answers no post without a visit', async () => {
    const before = everything();
    const answer = { action: 'answer', taskId: task().id, [linkFields.choice(task().id)]: 'accept' };
    for (const form of [{ action: 'open' }, answer]) showsNobody((await post(form)).text);
    expect(everything()).toBe(before);
    const wrong = await post({ action: 'passcode', passcode: '000000', device: 'own' });
    expect(wrong.text).toContain('That passcode is not right.');
    showsNobody(wrong.text);
  });

  it('takes no post from another site’s page, nor one that hides where it comes from', async () => {
    const before = everything();
    for (const origin of ['https://elsewhere.example', 'null']) {
      const refused = await post({ action: 'passcode', passcode: passcode(), device: 'own' }, { origin });
      expect(refused.status).toBe(403);
      showsNobody(refused.text);
    }
    expect(everything()).toBe(before);
  });

  it('takes posts under both names of this machine', async () => {
    const { port } = served.server;
    const headers = { host: `127.0.0.1:${port}`, origin: `http://127.0.0.1:${port}` };
    expect((await post({ action: 'open' }, headers)).text).toContain('Enter your passcode');
  });

  it('saves nothing without a choice, and says so', async () => {
    const visit = await enter();
    const before = everything();
    const nothing = await post({ action: 'answer', taskId: task().id }, visit);
    expect(nothing.status).toBe(422);
    expect(everything()).toBe(before);
  });

  it('records an answer, lets the journey go on, and keeps the link for a correction', async () => {
    const visit = await enter();
    const { id, episodeId = '' } = task();
    const chosen = { action: 'answer', taskId: id, [linkFields.choice(id)]: 'accept' };
    const recorded = await post(chosen, visit);
    expect(recorded.status).toBe(200);
    expect(task()).toMatchObject({
      status: 'answered',
      answer: { choice: 'accept', by: 'cedar-house.primary' },
    });
    const { store } = served.laptop.clinic;
    expect(store.find(clinicId, 'episode', episodeId)?.residence?.homeId).toBe('cedar-house');

    const before = everything();
    expect((await post(chosen, visit)).status).toBe(200);
    const other = { action: 'answer', taskId: id, [linkFields.choice(id)]: 'decline' };
    expect((await post(other, visit)).status).toBe(422);
    expect(task().answer?.choice).toBe('accept');
    expect(everything()).toBe(before);
  });

  it('opens nothing once it has expired', async () => {
    await served.postJson('/local/clock', { advance: 'P31D' });
    const before = everything();
    const gone = await post({ action: 'passcode', passcode: passcode(), device: 'own' });
    expect(gone.status).toBe(404);
    expect(gone.text).toBe((await served.send(`/l/${'A'.repeat(43)}`)).text);
    expect(everything()).toBe(before);
  });
});

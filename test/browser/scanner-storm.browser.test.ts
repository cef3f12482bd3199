import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { fileHomeLink, homeDoor } from '../../lambdas/casework/home-link.ts';
import { urlOf } from '../../lambdas/casework/links.ts';
import { contactById } from '../../lambdas/casework/recipients.ts';
import { clinicChain, episodeChain } from '../../lambdas/domain/audit.ts';
import type { RecordKind } from '../../lambdas/domain/records.ts';
import { anyClinic } from '../../lambdas/domain/records.ts';
import { type FullHouse, fullHouse, manager, residentNames } from './full-house.ts';
import { openBrowser } from './phone.ts';

let browser: Browser;
let house: FullHouse;
let standingUrl: string;

beforeAll(async () => {
  browser = await openBrowser();
  house = await fullHouse();
  standingUrl = await standingLink(house);
});
afterAll(async () => {
  await browser.close();
  await house.links.close();
});

async function standingLink({ journey: { play } }: FullHouse): Promise<string> {
  const { store, secrets } = play.clinic.ports;
  return store.transact(play.clinicId, async (tx) => {
    const clinic = await tx.get('clinic', play.clinicId);
    const contact = await contactById(tx, manager);
    if (!clinic || !contact) throw new Error('the example has its clinic and this contact');
    await fileHomeLink(tx, secrets, clinic.id, contact, play.clinic.now());
    return urlOf(secrets, clinic, homeDoor(clinic.id, contact));
  });
}

const kinds: RecordKind[] = [
  'task',
  'openTask',
  'checkIn',
  'homeReport',
  'homeNotice',
  'freeBeds',
  'disclosure',
  'mail',
  'agenda',
  'episode',
  'consent',
  'passcode',
];

/** Everything that a visit could change, the audit included. */
async function everything({ journey: { play, all }, checkIn }: FullHouse): Promise<string> {
  const { store } = play.clinic;
  const kept = kinds.map((kind) => [kind, all(kind)]);
  const names = [clinicChain, ...checkIn.items.map(episodeChain)];
  const chains = await Promise.all(names.map((name) => store.chain(play.clinicId, name)));
  expect(chains.every((chain) => chain.length > 0)).toBe(true);
  return JSON.stringify([...kept, store.all(anyClinic, 'link'), chains]);
}

/** What a scanner sees or posts; none of it is a passcode. */
function requestsOf({ checkIn, links }: FullHouse): ((url: string) => Promise<Response>)[] {
  const [first = ''] = checkIn.items;
  const origins = [links.url, 'https://scanner.example', undefined];
  const forms: Record<string, string>[] = [
    {},
    { action: 'open' },
    { action: 'passcode' },
    { action: 'passcode', passcode: '', device: 'own' },
    { action: 'answer', taskId: checkIn.id, [`item.${checkIn.id}.${first}`]: 'all well' },
    { action: 'report', resident: first, event: 'incident' },
  ];
  const posts = origins.flatMap((origin) =>
    forms.map((form) => (url: string) => {
      const headers = {
        ...(origin && { origin }),
        cookie: 'stepdown-visit=2099-01-01T00%3A00%3A00.000Z.forged',
      };
      return fetch(url, { method: 'POST', headers, body: new URLSearchParams(form), redirect: 'manual' });
    }),
  );
  const reads = ['GET', 'HEAD', 'OPTIONS', 'GET'].map((method) => (url: string) => fetch(url, { method }));
  return [...reads, ...posts, ...reads, ...reads, ...reads];
}

/** A scanner's browser: it opens, clicks and submits whatever it finds, and runs every script there is. */
async function crawl(page: Page, url: string): Promise<string[]> {
  const seen: string[] = [];
  await page.goto(url);
  for (let step = 0; step < 3; step += 1) {
    seen.push(await page.content());
    const arrived = page.waitForEvent('load');
    await page.evaluate('document.forms[0].noValidate = true; document.forms[0].requestSubmit()');
    await arrived;
  }
  seen.push(await page.content());
  return seen;
}

test('a storm of 1,000 requests of scanners changes nothing and is shown nobody', async () => {
  const before = await everything(house);
  const bodies: string[] = [];
  const statuses = new Set<number>();
  let sent = 0;
  const browserRequests = { count: 0 };
  const context = await browser.newContext();
  const page = await context.newPage();
  page.on('request', () => {
    browserRequests.count += 1;
  });
  for (let round = 0; round < 10; round += 1)
    for (const url of [house.url, standingUrl]) bodies.push(...(await crawl(page, url)));
  await context.close();
  const requests = requestsOf(house);
  while (sent + browserRequests.count < 1000) {
    const send = requests[sent % requests.length];
    const url = Math.floor(sent / requests.length) % 2 === 0 ? house.url : standingUrl;
    const response = await send?.(url);
    bodies.push((await response?.text()) ?? '');
    statuses.add(response?.status ?? 0);
    sent += 1;
  }
  expect(sent + browserRequests.count).toBe(1000);
  expect(browserRequests.count).toBeGreaterThan(50);
  expect([...statuses].sort()).toEqual([200, 204, 403]);
  expect(await everything(house)).toBe(before);
  const shown = bodies.join('\n');
  for (const name of residentNames) for (const part of name.split(' ')) expect(shown).not.toContain(part);
  for (const episodeId of house.checkIn.items) expect(shown).not.toContain(episodeId);
});

test('after the storm the manager still opens the page with the passcode', async () => {
  const form = { action: 'passcode', passcode: house.passcode, device: 'shared' };
  const origin = house.links.url;
  const response = await fetch(house.url, {
    method: 'POST',
    headers: { origin },
    body: new URLSearchParams(form),
  });
  expect(response.status).toBe(200);
  expect(await response.text()).toContain(residentNames[0]);
});

import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type ServedLaptop, serveExample } from '../local/served-laptop.ts';
import { openBrowser, pixelsBeside, seriousIssues } from './phone.ts';

let browser: Browser;
let served: ServedLaptop;
let episodeId: string;

beforeAll(async () => {
  browser = await openBrowser();
  served = await serveExample({ isManual: false, seed: 'director' });
  await served.postJson('/local/clock', { to: '2027-02-08T10:00' });
  episodeId = served.laptop.clinic.store.all('harbor-example', 'episode')[0]?.id ?? '';
});
afterAll(async () => {
  await browser.close();
  await served.server.close();
});

const screens = [390, 1280].flatMap((width) =>
  (['light', 'dark'] as const).map((colorScheme) => ({ width, colorScheme })),
);

const pages = [
  ['the board', '/board'],
  ['the page of a client', '/clients/EPISODE'],
  ['the homes', '/homes'],
  ['today’s tests', '/draws'],
  ['the draws', '/draws/audit'],
  ['the meter', '/meter'],
  ['the dossier', '/clients/EPISODE/dossier'],
] as const;

async function signIn(page: Page): Promise<void> {
  await page.goto(`${served.server.url}/sign-in`);
  await page.getByRole('button', { name: 'Sign in as Fay Moreau' }).click();
}

describe.each(screens)('at $width pixels, $colorScheme', ({ width, colorScheme }) => {
  let page: Page;
  beforeAll(async () => {
    page = await browser.newPage({ viewport: { width, height: 900 }, colorScheme });
    await signIn(page);
  });
  afterAll(() => page.close());

  test.each(pages)('%s fits and reads well', async (_, path) => {
    await page.goto(`${served.server.url}/console${path.replace('EPISODE', episodeId)}`);
    expect(await page.locator('h1').count()).toBe(1);
    expect(await pixelsBeside(page)).toBe(0);
    expect(await seriousIssues(page)).toEqual([]);
  });

  test('who is signed in stands at the right, and can leave by the keyboard', async () => {
    await page.goto(`${served.server.url}/console/board`);
    const summary = page.locator('.visitor summary');
    const box = await summary.boundingBox();
    expect(width - ((box?.x ?? 0) + (box?.width ?? 0))).toBeLessThan(40);
    await summary.focus();
    await page.keyboard.press('Enter');
    const leave = page.getByRole('button', { name: 'Sign out', exact: true });
    expect(await leave.isVisible()).toBe(true);
    expect(await pixelsBeside(page)).toBe(0);
    await leave.press('Enter');
    await page.waitForURL('**/sign-in');
    await page.goto(`${served.server.url}/console/board`);
    expect(new URL(page.url()).pathname).toBe('/sign-in');
    await signIn(page);
  });
});

test('a search by the keyboard leads to the client, without the name in an address', async () => {
  const page = await browser.newPage();
  await signIn(page);
  const { clinic } = served.laptop;
  const clientId = clinic.store.find('harbor-example', 'episode', episodeId)?.clientId ?? '';
  const name = clinic.store.find('harbor-example', 'client', clientId)?.name ?? '';
  await page.goto(`${served.server.url}/console/board`);
  await page.locator('#search').fill(name);
  await page.keyboard.press('Enter');
  await page.waitForURL('**/console/board/search');
  await page.getByRole('link', { name, exact: true }).click();
  expect(new URL(page.url()).pathname).toBe(`/console/clients/${episodeId}`);
  expect(await page.locator('h1').innerText()).toBe(name);
  expect(await page.title()).not.toContain(name);
  await page.close();
});

test('printed, a client’s page is the record alone', async () => {
  const page = await browser.newPage({ viewport: { width: 816, height: 1056 } });
  await signIn(page);
  await page.goto(`${served.server.url}/console/clients/${episodeId}`);
  await page.emulateMedia({ media: 'print' });
  for (const part of ['.top nav', '.visitor', '.toolbar'])
    expect(await page.locator(part).first().isVisible()).toBe(false);
  expect(await page.locator('main .panel').first().isVisible()).toBe(true);
  expect(await pixelsBeside(page)).toBe(0);
  await page.close();
});

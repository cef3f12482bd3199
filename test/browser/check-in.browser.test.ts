import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type FullHouse, fullHouse, manager, residentNames } from './full-house.ts';
import { go, openBrowser, openPhone, pixelsBeside, seriousIssues } from './phone.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

/** The manager's thumb: every tap is counted. */
function thumb(page: Page) {
  let taps = 0;
  return {
    taps: () => taps,
    async tap(selector: string) {
      taps += 1;
      await page.locator(selector).tap();
    },
    async send(selector: string) {
      taps += 1;
      await go(page, selector);
    },
  };
}

async function press(page: Page, selector: string): Promise<void> {
  const arrived = page.waitForEvent('load');
  await page.locator(selector).press('Enter');
  await arrived;
}

async function enter(page: Page, { url, passcode }: FullHouse): Promise<void> {
  await page.goto(url);
  await go(page, 'button[type=submit]');
  await page.locator('#passcode').fill(passcode);
  await page.locator('label.choice:has(input[value=own])').tap();
  await go(page, 'button[type=submit]');
}

describe.each([
  ['without JavaScript', false],
  ['with JavaScript', true],
])('a house manager with eight residents, %s', (_, hasScripts) => {
  let house: FullHouse;
  let page: Page;
  beforeAll(async () => {
    house = await fullHouse();
    page = await (await openPhone(browser, hasScripts)).newPage();
  });
  afterAll(async () => {
    await page.context().close();
    await house.links.close();
  });

  test('has one email for all of them, and nobody of them is in it', () => {
    const mails = house.journey.mailsTo(manager).filter(({ id }) => id.startsWith(house.checkIn.id));
    expect(mails).toHaveLength(1);
    for (const name of residentNames) expect(JSON.stringify(mails)).not.toContain(name.split(' ')[1]);
  });

  test('answers for all of them on one page, with at most two taps each', async () => {
    await enter(page, house);
    const rows = page.locator('fieldset.resident');
    expect(await rows.count()).toBe(8);
    expect(await rows.locator('.name').allInnerTexts()).toHaveLength(8);
    const hand = thumb(page);
    for (let row = 0; row < 8; row += 1)
      await hand.tap(`fieldset.resident:nth-of-type(${row + 1}) label.choice:has(input[value="all well"])`);
    await hand.send('.save button[type=submit]');
    expect(hand.taps()).toBeLessThanOrEqual(2 * 8);
    expect(await page.locator('h1').innerText()).toBe('Thank you. It is recorded.');
    const answered = house.journey.tasks('home-check-in').find(({ id }) => id === house.checkIn.id);
    expect(answered?.status).toBe('answered');
    expect(Object.values(answered?.answer?.items ?? {})).toEqual(Array(8).fill('all well'));
  });

  test('reports an incident by the standing link, on the same phone, without the passcode again', async () => {
    await go(page, 'form button[type=submit]');
    await go(page, 'a.button');
    expect(await page.locator('main').innerText()).toContain('911');
    await go(page, 'button[type=submit]');
    const beforeForm = await page.locator('.notice').first().innerText();
    expect(beforeForm).toContain('call 911 first');
    expect(beforeForm).toContain('+1 555 010 0199');
    expect(beforeForm).toContain('+1 555 010 0100');
    await page.locator('label.choice:has(input[name=resident])').first().tap();
    await page.locator('label.choice:has(input[value=incident])').tap();
    await go(page, 'main form button[type=submit]');
    expect(await page.locator('h1').innerText()).toBe('Thank you. It is recorded.');
    await house.journey.untilTrue(
      'the counselor is asked',
      () => house.journey.tasks('incident-report').length > 0,
      1,
    );
    expect(house.journey.all('homeReport')).toMatchObject([
      { said: 'incident', via: 'standing link', by: manager },
    ]);
  });
});

describe('the pages of a home on a phone', () => {
  let house: FullHouse;
  let page: Page;
  beforeAll(async () => {
    house = await fullHouse();
    page = await (await openPhone(browser, true)).newPage();
  });
  afterAll(async () => {
    await page.context().close();
    await house.links.close();
  });

  async function isFine(what: string): Promise<void> {
    expect(await seriousIssues(page), what).toEqual([]);
    expect(await pixelsBeside(page), what).toBe(0);
  }

  test('have no serious issue of accessibility and fit the screen', async () => {
    await page.goto(`${house.links.url}/l/${'x'.repeat(43)}`);
    await isFine('not valid');
    await page.goto(house.url);
    await isFine('door');
    await go(page, 'button[type=submit]');
    await isFine('passcode');
    await page.locator('#passcode').fill('00000000');
    await page.locator('label.choice:has(input[value=own])').tap();
    await go(page, 'button[type=submit]');
    await isFine('wrong passcode');
    await enter(page, house);
    await isFine('check-in');
    for (const summary of await page.locator('details.ticks > summary').all()) await summary.tap();
    await isFine('check-in, all details open');
    await page.locator('fieldset.resident label.choice:has(input[value=concern])').first().tap();
    await go(page, '.save button[type=submit]');
    await isFine('recorded');
    await go(page, 'form button[type=submit]');
    await isFine('check-in, partly recorded');
    await go(page, 'a.button');
    await isFine('door of the standing link');
    await go(page, 'button[type=submit]');
    await isFine('report');
  });

  test('can be answered with the keyboard alone', async () => {
    await page.goto(house.url);
    await press(page, 'button[type=submit]');
    const second = page.locator('fieldset.resident').nth(1);
    await second.locator('input[value="all well"]').press('Space');
    expect(await second.locator('input[value="all well"]').isChecked()).toBe(true);
    await press(page, '.save button[type=submit]');
    expect(await page.locator('h1').innerText()).toBe('Thank you. It is recorded.');
  });
});

import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { exampleClinic } from '../example-clinic.ts';
import { nobodyBut } from '../journeys/answers.ts';
import { begin, type Journey, referral } from '../journeys/journey.ts';
import { go, openBrowser, openPhone, pixelsBeside, seriousIssues } from './phone.ts';
import { type ServedLinks, serveLinks } from './served-links.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

const button = (label: string) => `button:has-text("${label}")`;
const box = (name: string, value: string) => `label.choice:has(input[name="${name}"][value="${value}"])`;

/** What the client chooses on the page to sign. */
const ticked = [
  ['rights', 'given'],
  ['recipient', 'cedar-house'],
  ['category', 'placement'],
  ['category', 'residence'],
  ['purpose', 'stay'],
  ['until', 'discharge'],
  ['agreed', 'yes'],
] as const;

describe.each([
  ['in English, without JavaScript', 'en', false],
  ['in Spanish, with JavaScript', 'es', true],
] as const)('a client who signs and takes back on a phone, %s', (_, language, hasScripts) => {
  let links: ServedLinks;
  let journey: Journey;
  let page: Page;
  let passcode = '';
  const said = {
    en: { sign: 'Sign', signed: 'It is signed.', home: 'Back to my page', leave: 'Close my page' },
    es: { sign: 'Firmar', signed: 'Está firmado.', home: 'Volver a mi página', leave: 'Cerrar mi página' },
  }[language];
  const words = {
    en: { open: 'Read and sign a consent', revoke: 'Take a consent back', now: 'Take it back now' },
    es: {
      open: 'Leer y firmar un consentimiento',
      revoke: 'Retirar un consentimiento',
      now: 'Retirarlo ahora',
    },
  }[language];

  beforeAll(async () => {
    links = await serveLinks();
    const file = exampleClinic();
    journey = await begin({
      clinic: { ...file, clinic: { ...file.clinic, baseUrl: links.url } },
      referrals: [referral('Nora Testwell', { consents: [], language })],
      behaviour: nobodyBut({ intake: {} }),
    });
    links.serve(journey.play.clinic);
    await journey.untilAsked('consent-needed', 'carmen-ruiz');
    const { id: episodeId, clientId } = journey.episode();
    passcode = String((await journey.act('set-passcode', { contactId: clientId })).passcode);
    const { link } = await journey.act('client-link', { episodeId, on: 'own device' });
    page = await (await openPhone(browser, hasScripts)).newPage();
    await page.goto(String(link));
  });
  afterAll(async () => {
    await page.context().close();
    await links.close();
  });

  // The page can be measured only where it may run what measures it.
  const looksRight = async () => {
    if (!hasScripts) return;
    expect(await pixelsBeside(page)).toBe(0);
    expect(await seriousIssues(page)).toEqual([]);
  };

  test('opens the page with the passcode and nothing before', async () => {
    expect(await page.content()).not.toContain('Nora');
    await go(page, 'button[type=submit]');
    await page.locator('#passcode').fill(passcode);
    await go(page, 'button[type=submit]');
    expect(await page.locator('h1').count()).toBe(1);
    expect(await page.content()).toContain('Nora Testwell');
    await looksRight();
  });

  test('signs with what they tick themselves', async () => {
    await go(page, button(words.open));
    expect(await page.locator('input:checked').count()).toBe(0);
    await looksRight();
    for (const [name, value] of ticked) await page.locator(box(name, value)).tap();
    await page.locator('#signature').fill('nora testwell');
    await go(page, `form.stack ${button(said.sign)}`);
    expect(await page.locator('h1').innerText()).toBe(said.signed);
    expect(journey.all('consent', journey.episode())).toMatchObject([
      { recipientIds: ['cedar-house'], categories: ['placement', 'residence'], signing: { language } },
    ]);
    await looksRight();
  });

  test('takes it back for everybody with three taps', async () => {
    await go(page, button(said.home));
    await go(page, button(words.revoke));
    await looksRight();
    await page.locator(box('recipient', 'all')).tap();
    await go(page, button(words.now));
    expect(journey.all('consent', journey.episode())[0]?.revocations).toMatchObject([
      { recipientId: 'all', recordedBy: 'client' },
    ]);
    await looksRight();
  });

  test('leaves, and going back shows nothing any more', async () => {
    await go(page, button(said.leave));
    expect(await page.content()).not.toContain('Nora');
    await page.goto(page.url());
    await go(page, 'button[type=submit]');
    expect(await page.locator('#passcode').count()).toBe(1);
    expect(await page.content()).not.toContain('Nora');
  });
});

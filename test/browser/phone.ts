import axe, { type AxeResults } from 'axe-core';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';

/** A small phone, as a house manager holds it. */
const phoneView = { width: 360, height: 740 };

export function openBrowser(): Promise<Browser> {
  const executablePath = process.env.CHROMIUM_PATH ?? '/usr/bin/chromium';
  return chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] });
}

export function openPhone(browser: Browser, hasScripts: boolean): Promise<BrowserContext> {
  return browser.newContext({
    viewport: phoneView,
    isMobile: true,
    hasTouch: true,
    javaScriptEnabled: hasScripts,
  });
}

/** Taps what leads to another page, and waits until it is there. */
export async function go(page: Page, selector: string): Promise<void> {
  const arrived = page.waitForEvent('load');
  await page.locator(selector).tap();
  await arrived;
}

/** What axe finds on the page as it is that is serious or worse, by rule. */
export async function seriousIssues(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  const { violations } = (await page.evaluate('axe.run(document)')) as AxeResults;
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
}

/** How many pixels of the page lie beside the screen. */
export async function pixelsBeside(page: Page): Promise<number> {
  return (await page.evaluate(
    'document.documentElement.scrollWidth - document.documentElement.clientWidth',
  )) as number;
}

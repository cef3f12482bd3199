import type { Browser, BrowserContext, Page } from 'playwright-core';
import type { TaskKind } from '../../lambdas/domain/human-task-kinds.ts';
import type { ServedLaptop } from '../local/served-laptop.ts';

/** The people of the example clinic, as the sign-in page names them. */
export const people = {
  counselor: 'Ada Lindqvist',
  'case-manager': 'Carmen Ruiz',
  collections: 'Dev Patel',
  'on-call': 'Erin Walsh',
  director: 'Fay Moreau',
  auditor: 'Gil Example',
} as const;

export type Role = keyof typeof people;

/** Fields by name: text and dates as typed, a list's value, ticks as a list of values. */
export type Filled = Record<string, string | string[]>;

export interface OpenTask {
  id: string;
  kind: TaskKind;
  asked: string[];
  status: string;
  /** What it is about, beside the client: a test, a session. */
  about: Record<string, unknown>;
}

interface State {
  tasks: OpenTask[];
  passcodes: Record<string, string>;
}

/** A member of staff before a browser in which no script runs. */
export interface Desk {
  page: Page;
  /** Opens a page of the console, and says with which status it came. */
  open(path: string): Promise<number>;
  /** Opens a question from "my work". */
  take(task: OpenTask): Promise<void>;
  /** Chooses in the open question, fills in beside it, and saves. */
  save(task: OpenTask, choice: string, filled?: Filled): Promise<void>;
  /** Opens the form of an action, fills it in and asks what it would cause. */
  fillIn(action: string, filled: Filled, episodeId?: string): Promise<void>;
  /** Does what the preview shows. */
  confirm(): Promise<void>;
}

export async function stateOf(served: ServedLaptop): Promise<State> {
  return (await served.send('/local/state')).json<State>();
}

const mostHours = 24 * 30;

/** Moves the clock on, two hours at a time, until somebody is asked a question of a kind, and has not answered it. */
export async function untilAsked(
  served: ServedLaptop,
  kind: TaskKind,
  contactId: string,
  about: Record<string, string> = {},
): Promise<OpenTask> {
  const isMeant = (task: OpenTask) =>
    task.kind === kind &&
    task.status === 'open' &&
    task.asked.includes(contactId) &&
    Object.entries(about).every(([name, value]) => task.about[name] === value);
  for (let hours = 0; hours <= mostHours; hours += 2) {
    const found = (await stateOf(served)).tasks.find(isMeant);
    if (found) return found;
    await served.postJson('/local/clock', { advance: 'PT2H' });
  }
  const { tasks } = await stateOf(served);
  const open = tasks.filter(({ status }) => status === 'open').map((task) => `${task.kind} of ${task.asked}`);
  throw new Error(`${contactId} is not asked ${kind}; there wait: ${open.join(', ')}`);
}

/** The latest link that a mail brought somebody. */
export async function latestLink(served: ServedLaptop, contactId: string): Promise<string> {
  const mails = (await served.send('/local/mailbox')).json<{ contactId: string; links: string[] }[]>();
  const link = mails.findLast((mail) => mail.contactId === contactId && mail.links.length > 0)?.links[0];
  if (!link) throw new Error(`${contactId} has no link`);
  return link;
}

export async function withoutScripts(browser: Browser, width = 1280): Promise<BrowserContext> {
  const context = await browser.newContext({ viewport: { width, height: 900 }, javaScriptEnabled: false });
  context.setDefaultTimeout(5_000);
  return context;
}

export async function fill(page: Page, filled: Filled): Promise<void> {
  for (const [name, value] of Object.entries(filled)) {
    const field = page.locator(`main [name="${name}"]:not([type=hidden])`);
    await unfold(page, `main [name="${name}"]`);
    if (Array.isArray(value)) for (const tick of value) await box(page, name, tick).check();
    else if ((await field.first().evaluate((node) => node.tagName)) === 'SELECT')
      await field.selectOption(value);
    else if ((await field.first().getAttribute('type')) === 'radio') await box(page, name, value).check();
    else await field.fill(value);
  }
}

/** A field that stands in a part that is folded: the part is opened, as a hand would. */
async function unfold(page: Page, selector: string): Promise<void> {
  const folded = page.locator(`main details:not([open]):has(${selector.replace('main ', '')}) > summary`);
  while ((await folded.count()) > 0) await folded.first().click();
}

const box = (page: Page, name: string, value: string) =>
  page.locator(`main input[name="${name}"][value="${value}"]`);

export async function press(page: Page, selector: string): Promise<void> {
  const arrived = page.waitForEvent('load');
  await page.locator(selector).click();
  await arrived;
}

/** Signs in as whoever has the role. */
export async function deskOf(served: ServedLaptop, context: BrowserContext, role: Role): Promise<Desk> {
  const page = await context.newPage();
  await page.goto(`${served.server.url}/sign-in`);
  await page.getByRole('button', { name: `Sign in as ${people[role]}` }).click();
  const desk: Desk = {
    page,
    async open(path) {
      const response = await page.goto(`${served.server.url}/console${path}`);
      return response?.status() ?? 0;
    },
    async take({ id }) {
      await desk.open('/');
      await page.locator(`main li a[href="/console/tasks/${encodeURIComponent(id)}"]`).click();
    },
    async save({ id }, choice, filled = {}) {
      await box(page, `choice.${id}`, choice).check();
      const fields = Object.entries(filled).map(([name, value]) => [`field.${id}.${name}`, value]);
      await fill(page, Object.fromEntries(fields));
      await press(page, '.save button[type=submit]');
    },
    async fillIn(action, filled, episodeId) {
      await desk.open(`/actions/${action}${episodeId ? `?episode=${encodeURIComponent(episodeId)}` : ''}`);
      await fill(page, filled);
      await press(page, 'main form.form button[type=submit]');
    },
    confirm: () => press(page, 'main form.form button[type=submit]:not([formaction])'),
  };
  return desk;
}

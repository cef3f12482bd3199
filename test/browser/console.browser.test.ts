import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { exampleClinic } from '../example-clinic.ts';
import { type ServedLaptop, serveExample } from '../local/served-laptop.ts';
import {
  type Desk,
  deskOf,
  fill,
  latestLink,
  people,
  press,
  type Role,
  stateOf,
  untilAsked,
  withoutScripts,
} from './console-desk.ts';
import { openBrowser, pixelsBeside, seriousIssues } from './phone.ts';

let browser: Browser;
let served: ServedLaptop;
let contexts: BrowserContext[] = [];
let measuring: Page;

beforeAll(async () => {
  browser = await openBrowser();
  const clinic = exampleClinic();
  clinic.staff.push({
    id: 'gil-example',
    name: people.auditor,
    email: 'gil@harbor.example',
    phone: '+1 555 010 0107',
    language: 'en',
    roles: ['auditor'],
  });
  served = await serveExample({ clinic, referrals: [], isManual: true, seed: 'console' });
  measuring = await browser.newPage({ viewport: { width: 390, height: 800 } });
  await served.postJson('/local/clock', { to: '2027-01-04T09:00' });
});
afterAll(async () => {
  for (const context of contexts) await context.close();
  contexts = [];
  await browser.close();
  await served.server.close();
});

async function at(role: Role): Promise<Desk> {
  const context = await withoutScripts(browser);
  contexts.push(context);
  return deskOf(served, context, role);
}

/** Looks at the page as it stands, on a phone on which scripts may measure it. */
async function isFine(page: Page, what: string): Promise<void> {
  await measuring.goto('about:blank');
  const markup = await page.content();
  await measuring.setContent(markup.replace('<head>', `<head><base href="${served.server.url}/">`));
  expect(await seriousIssues(measuring), what).toEqual([]);
  expect(await pixelsBeside(measuring), what).toBe(0);
}

const mainOf = (page: Page) => page.locator('main').innerText();

describe('a client, from the referral to the receiver, through the pages and without scripts', () => {
  let manager: Desk;
  let counselor: Desk;
  let collections: Desk;
  let director: Desk;
  let episodeId = '';
  let clientId = '';
  beforeAll(async () => {
    manager = await at('case-manager');
    counselor = await at('counselor');
    collections = await at('collections');
    director = await at('director');
  });

  test('the case manager refers: what it causes is shown first, and nothing is done before', async () => {
    await manager.open('/actions/refer');
    await isFine(manager.page, 'the form of a referral');
    await manager.fillIn('refer', {
      name: 'Nora Testwell',
      preferredName: 'Nora',
      birthDate: '1991-04-12',
      language: 'en',
      phone: '+1 555 010 0601',
      voicemail: 'number-only',
      'emergencyContact.name': 'Otto Testwell',
      'emergencyContact.phone': '+1 555 010 0651',
      'emergencyContact.consented': 'true',
      programId: 'sheer',
      plannedDays: '45',
      track: 'day',
      meets: ['detoxed', 'higher-level-completed', 'no-inpatient-need'],
      'homeChoices.0': 'cedar-house',
      'receiverChoices.0': 'lakeside-outpatient',
    });
    expect(await mainOf(manager.page)).toContain('Empieza el camino del cliente');
    await isFine(manager.page, 'preview of a referral');
    expect(served.laptop.clinic.store.all('harbor-example', 'episode')).toEqual([]);
    await manager.confirm();
    await isFine(manager.page, 'the referral is done');
    await manager.page.locator('main a[href^="/console/clients/"]').click();
    episodeId = decodeURIComponent(new URL(manager.page.url()).pathname.split('/').at(-1) ?? '');
    clientId = served.laptop.clinic.store.find('harbor-example', 'episode', episodeId)?.clientId ?? '';
    expect(await manager.page.locator('h1').innerText()).toBe('Nora Testwell');
    await isFine(manager.page, 'the client');
  });

  test('the client signs on their own link', async () => {
    await director.fillIn('set-passcode', { contactId: clientId });
    await director.confirm();
    const passcode = /^\d{6,8}$/m.exec(await mainOf(director.page))?.[0] ?? '';
    await manager.fillIn('client-link', { on: 'own device' }, episodeId);
    await manager.confirm();
    const link = /http:\S+\/l\/[\w-]{43}/.exec(await mainOf(manager.page))?.[0] ?? '';
    const page = await phone();
    await page.goto(link);
    await press(page, 'button[type=submit]');
    await page.locator('#passcode').fill(passcode);
    await press(page, 'button[type=submit]');
    await press(page, 'button:has-text("Read and sign a consent")');
    await fill(page, {
      rights: ['given'],
      recipient: ['cedar-house', 'lakeside-outpatient'],
      category: ['placement', 'residence', 'discharge', 'referral'],
      purpose: 'stay',
      until: 'date',
      untilDate: '2027-10-01',
      agreed: ['yes'],
      signature: 'Nora Testwell',
    });
    await press(page, 'form.stack button:has-text("Sign")');
    expect(await page.locator('h1').innerText()).toBe('It is signed.');
    await isFine(page, 'signed');
    expect(await manager.open(`/clients/${episodeId}`)).toBe(200);
    expect(await mainOf(manager.page)).toContain('Cedar Example House');
  });

  test('the counselor admits in "my work", and the home accepts by its link', async () => {
    const intake = await untilAsked(served, 'intake', 'ada-lindqvist');
    await counselor.open('/');
    await isFine(counselor.page, 'my work');
    await counselor.take(intake);
    await isFine(counselor.page, 'a question of my work');
    await counselor.save(intake, 'admit');
    expect(await counselor.page.locator('h1').innerText()).toBe('Thank you. It is recorded.');
    await isFine(counselor.page, 'an answer is recorded');
    await press(counselor.page, 'main form button[type=submit]');
    expect(await mainOf(counselor.page)).toContain('Change this answer');
    await counselor.page.getByRole('link', { name: 'My work', exact: true }).click();
    expect(await mainOf(counselor.page)).not.toContain('Intake');

    await untilAsked(served, 'placement-request', 'cedar-house.primary');
    const house = await phoneOf('cedar-house.primary');
    expect(await mainOf(house)).toContain('Nora');
    await isFine(house, 'a home is asked for a bed');
    await house.locator('input[value=accept]').check();
    await press(house, '.save button[type=submit]');
    expect(await manager.open('/homes')).toBe(200);
    await isFine(manager.page, 'the homes');
    expect(await mainOf(manager.page)).toContain('Nora');
    expect(await manager.open('/board')).toBe(200);
    expect(await mainOf(manager.page)).toContain('Nora');
    await isFine(manager.page, 'the board');
  });

  test('a test is ordered, its result entered, and corrected', async () => {
    await served.postJson('/local/clock', { to: '2027-01-06T09:00' });
    await counselor.fillIn('order-test', { reason: 'Asked for by the client' }, episodeId);
    expect(await mainOf(counselor.page)).toContain('Nora Testwell');
    expect(await mainOf(counselor.page)).toContain('Collections tell the client of the test and enter it');
    await isFine(counselor.page, 'preview of a test');
    await counselor.confirm();
    const testId = /^ep_\w+:test-[\w-]+$/m.exec(await mainOf(counselor.page))?.[0] ?? '';
    const telling = await untilAsked(served, 'tell-client', 'dev-patel', { testId });
    await collections.take(telling);
    await collections.save(telling, 'told', { how: 'phone' });
    const collecting = await untilAsked(served, 'collect-specimen', 'dev-patel', { testId });
    await collections.take(collecting);
    await isFine(collections.page, 'the result of a test');
    const collected = { lastName: 'Testwell', specimen: 'oral fluid', collectedAt: '09:00' };
    await collections.save(collecting, 'negative', { ...collected, birthDate: '1991-12-04' });
    expect(testOf(testId)?.outcome).toBe('pending');
    await isFine(collections.page, 'another birth date than the client’s');
    await collections.save(collecting, 'negative', { ...collected, birthDate: '1991-04-12' });
    expect(testOf(testId)?.outcome).toBe('negative');
    const correction = { testId, outcome: 'dilute', reason: 'Read from the wrong line' };
    await counselor.fillIn('correct-test', correction, episodeId);
    await isFine(counselor.page, 'preview of a correction');
    await counselor.confirm();
    expect(testOf(testId)).toMatchObject({ outcome: 'dilute' });
    expect(await counselor.open(`/clients/${episodeId}`)).toBe(200);
    expect(await mainOf(counselor.page)).toContain('Read from the wrong line');
  });

  test('attendance is marked on a sheet, and a review is made', async () => {
    const sheet = await untilAsked(served, 'attendance-sheet', 'ada-lindqvist');
    await counselor.take(sheet);
    await isFine(counselor.page, 'an attendance sheet');
    await counselor.page.locator('fieldset.resident input[value=attended]').check();
    await press(counselor.page, '.save button[type=submit]');
    const review = await untilAsked(served, 'review', 'ada-lindqvist');
    await counselor.take(review);
    await isFine(counselor.page, 'a review');
    await counselor.save(review, 'advance', { feedback: 'You came every day. Well done.' });
    await counselor.open(`/clients/${episodeId}`);
    expect(await mainOf(counselor.page)).toContain('You came every day. Well done.');
    expect(await mainOf(counselor.page)).toContain('1 attended');
  });

  test('a preview says who is told, and under which consent', async () => {
    const left = { ending: 'left against advice', reason: 'Went back to the family' };
    await counselor.fillIn('end-early', left, episodeId);
    expect(await mainOf(counselor.page)).toMatch(
      /Cedar Example House: No longer in the program since Jan 19, 2027 under the consent signed on Jan 4, 2027/,
    );
    expect(episode()?.endingRequested).toBeFalsy();
  });

  test('a discharge waits for the director, who signs it in the console', async () => {
    const ending = { ending: 'discharged administratively', reason: 'Broke the rules of the house' };
    await counselor.fillIn('end-early', ending, episodeId);
    expect(await mainOf(counselor.page)).toContain('Fay Moreau: A discharge needs your signature');
    await isFine(counselor.page, 'preview of an ending');
    await counselor.confirm();
    expect(episode()?.ending).toBeNull();
    const signing = await untilAsked(served, 'discharge-sign-off', 'fay-moreau');
    await director.take(signing);
    expect(await mainOf(director.page)).toContain('Broke the rules of the house');
    await isFine(director.page, 'a discharge to sign');
    await director.save(signing, 'sign');
    expect(await director.page.locator('h1').innerText()).toBe('Thank you. It is recorded.');
    expect(episode()?.ending).toBe('discharged administratively');
    await director.open(`/clients/${episodeId}`);
  });

  test('the counselor plans the time after, and the receiver accepts by its link', async () => {
    const plan = await untilAsked(served, 'aftercare-plan', 'ada-lindqvist');
    await counselor.take(plan);
    await isFine(counselor.page, 'an aftercare plan');
    await counselor.save(plan, 'refer to the named receiver', {
      levelOfCare: 'outpatient',
      mutualHelp: 'Meetings three times a week',
      home: 'A room at Cedar Example House',
      warningSigns: 'Sleeps badly; then calls the sponsor',
    });
    const referral = await untilAsked(served, 'handoff-referral', 'lakeside-outpatient.primary');
    const receiver = await phoneOf('lakeside-outpatient.primary');
    await isFine(receiver, 'a receiver is asked');
    await fill(receiver, {
      [`choice.${referral.id}`]: 'accept',
      [`field.${referral.id}.visitOn`]: '2027-02-08',
    });
    await press(receiver, '.save button[type=submit]');
    expect(episode()?.handoff).toMatchObject({ receiverId: 'lakeside-outpatient', visitOn: '2027-02-08' });
    await manager.open(`/clients/${episodeId}`);
    expect(await mainOf(manager.page)).toContain('Lakeside Example Outpatient');
    await isFine(manager.page, 'the client at the end');
  });

  const stored = () => served.laptop.clinic.store;
  const episode = () => stored().find('harbor-example', 'episode', episodeId);
  const testOf = (testId: string) => stored().find('harbor-example', 'drugTest', testId);

  /** The phone of a partner, on which the link of the latest mail is opened with the passcode. */
  async function phoneOf(contactId: string): Promise<Page> {
    const page = await phone();
    await page.goto(await latestLink(served, contactId));
    await press(page, 'button[type=submit]');
    const { passcodes } = await stateOf(served);
    await page.locator('#passcode').fill(passcodes[contactId] ?? '');
    await page.locator('input[value=own]').check();
    await press(page, 'button[type=submit]');
    return page;
  }
});

async function phone(): Promise<Page> {
  const context = await withoutScripts(browser, 390);
  contexts.push(context);
  return context.newPage();
}

/** What the header offers, a page and an action that open, and a page and an action that are refused. */
const visits: Record<Role, { header: string; opens: [string, string]; refused: [string, string] }> = {
  counselor: {
    header: 'My work, Board, Homes, Caseload, Actions',
    opens: ['/caseload', '/actions/order-test'],
    refused: ['/draws', '/actions/set-passcode'],
  },
  'case-manager': {
    header: 'Mi trabajo, Tablero, Hogares, Casos, Acciones',
    opens: ['/board', '/actions/refer'],
    refused: ['/settings', '/actions/order-test'],
  },
  collections: {
    header: 'My work, Today’s tests, Actions',
    opens: ['/draws', '/actions/start-crisis'],
    refused: ['/board', '/actions/refer'],
  },
  'on-call': {
    header: 'My work, Board, Homes, Actions',
    opens: ['/homes', '/actions/revoke'],
    refused: ['/caseload', '/actions/consent'],
  },
  director: {
    header: 'My work, Board, Homes, Today’s tests, Draws, Caseload, Monday, Report, Settings, Actions',
    opens: ['/settings', '/actions/hand-over'],
    refused: ['/no-such-page', '/actions/no-such-action'],
  },
  auditor: {
    header: 'Draws, Report, Actions',
    opens: ['/draws/audit', '/actions/report'],
    refused: ['/board', '/actions/refer'],
  },
};

describe('who may go where', () => {
  test.each(Object.keys(visits) as Role[])('%s', async (role) => {
    const { header, opens, refused } = visits[role];
    const desk = await at(role);
    const destinations = await desk.page.locator('header nav[aria-label] a').allInnerTexts();
    expect(destinations.join(', ')).toBe(header);
    const [shown, startable] = opens;
    expect(await desk.open(startable)).toBe(200);
    expect(await desk.open(shown)).toBe(200);
    await isFine(desk.page, shown);
    for (const path of refused) {
      // Every area is the director's: what is refused is what is not there.
      expect(await desk.open(path), path).toBe(role === 'director' ? 404 : 403);
      expect(await desk.page.locator('nav').count(), path).toBe(0);
    }
  });

  test('a refusal fits a phone and reads well', async () => {
    const desk = await at('collections');
    await desk.open('/board');
    await isFine(desk.page, 'refused');
  });
});

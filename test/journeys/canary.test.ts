import { afterAll, describe, expect, test } from 'vitest';
import { mimeMessage } from '../../lambdas/adapters/mime-message.ts';
import type { MailMessage } from '../../lambdas/domain/mail.ts';
import { realistic } from '../../local/people/behaviour.ts';
import { nobodyBut } from './answers.ts';
import { allWords, canariesOf, canaryReferrals, noteCanary, wordsIn } from './canary/canaries.ts';
import { executionsOf, type SeenPage, scanEveryLink, stepLines, type Watch, watch } from './canary/watch.ts';
import { begin, type Journey } from './journey.ts';

const referrals = canaryReferrals();
const canaries = canariesOf(referrals);
const words = allWords(canaries);
const clientAddresses = new Set(referrals.map(({ email }) => email));

interface Play {
  journey: Journey;
  seen: Watch;
}

/** People as they are, some of whom answer late or never, with every staff action that takes words. */
async function livelyPlay(): Promise<Play> {
  const journey = await begin({ referrals, behaviour: realistic, seed: 'canary', local: { history: true } });
  const seen = watch(journey);
  await journey.days(20);
  await writeNotes(journey);
  const { mailbox } = journey.play.clinic;
  mailbox.fateOf = ({ to }) => (to.startsWith('gus@') || to.startsWith('ines@') ? 'bounced' : 'delivered');
  await journey.days(10);
  mailbox.fateOf = () => 'delivered';
  await journey.untilRest();
  return { journey, seen };
}

/** A clinic where nobody answers after the intake: every reminder, escalation and call is sent. */
async function silentPlay(): Promise<Play> {
  const behaviour = nobodyBut({ intake: {}, 'placement-request': {} });
  const journey = await begin({ referrals, behaviour, seed: 'canary', local: { history: true } });
  const seen = watch(journey);
  await journey.untilRest();
  return { journey, seen };
}

/** Staff write about clients wherever an action takes words. */
async function writeNotes(journey: Journey): Promise<void> {
  const reason = `${noteCanary}: told me so in confidence`;
  const [first, second, third, fourth] = journey
    .all('episode')
    .filter(({ admittedOn, ending }) => admittedOn && !ending);
  const later = journey.at(40, '12:00').slice(0, 10);
  await journey.act('excuse', { episodeId: first?.id, dates: [later], reason });
  await journey.act('end-early', { episodeId: second?.id, ending: 'left against advice', reason });
  await journey.act('change-home', { episodeId: third?.id, homeId: null, reason });
  await journey.act('revoke', { episodeId: fourth?.id, how: 'oral' });
  const clientId = String(first?.clientId);
  await journey.act('set-passcode', { contactId: clientId });
  await journey.act('client-link', { episodeId: first?.id, on: 'own device', sendByEmail: true });
  await journey.act('hand-over', { staffId: 'ada-lindqvist', toId: 'ben-okafor', reason });
}

describe('the search for a word', () => {
  const [first] = canaries;
  const name = first?.names[0] ?? '';

  test.each([
    ['as it is', `Dear ${name},`],
    ['in other letters', name.toUpperCase()],
    ['in an address', `/l/x?name=${encodeURIComponent(name)}`],
    ['escaped letter by letter', [...name].map((letter) => `%${letter.charCodeAt(0).toString(16)}`).join('')],
    ['inside JSON', JSON.stringify({ details: { note: `about ${name}` } })],
  ])('finds it %s', (_, text) => {
    expect(wordsIn(text, words)).toEqual([name.toLowerCase()]);
  });

  test('finds a birth date in figures and in words, and a phone number however it is parted', () => {
    expect(wordsIn('born 1941-02-11', words)).toEqual(['1941-02-11']);
    expect(wordsIn('born 02/11/1941', words)).toHaveLength(1);
    expect(wordsIn('call 15550173100 or +1 555 017 3100', words)).toHaveLength(2);
    expect(wordsIn('ep_1941021115550', words)).toEqual([]);
  });
});

describe('clients whose every word can be searched for', async () => {
  // Given eight clients with words of their own, a lively clinic and a silent one
  const plays: Play[] = [await livelyPlay(), await silentPlay()];
  const scans = await Promise.all(plays.map(({ journey }) => scanEveryLink(journey)));
  const scanned = scans.flat();
  afterAll(() => {
    for (const { seen } of plays) seen.stop();
  });
  const mails = plays.flatMap(({ journey }) => journey.play.clinic.mailbox.mails);
  const pages = plays.flatMap(({ seen }) => seen.pages);

  test('the search finds what is there: every client is on some page behind a passcode', () => {
    const shown = pages.filter(({ isBehindPasscode }) => isBehindPasscode).map(({ body }) => body);
    for (const { names } of canaries)
      expect(
        shown.some((body) => wordsIn(body, names).length > 0),
        names.join(' '),
      ).toBe(true);
  });

  test('and the journeys sent every kind of message', () => {
    const sent = new Set(
      plays.flatMap(({ journey }) =>
        journey
          .all('mail')
          .filter(({ status }) => status !== 'cancelled')
          .map(({ message }) => message.kind),
      ),
    );
    expect([...sent].sort()).toEqual([...messageKinds].sort());
    const steps = mails.map(({ id }) => /rung-\d/.exec(id)?.[0]).filter(Boolean);
    expect(new Set(steps)).toEqual(new Set(['rung-0', 'rung-1', 'rung-2', 'rung-3']));
    expect(mails.some(({ id }) => id.endsWith('/instead'))).toBe(true);
  });

  test('no email holds any of it, in no header and no part', () => {
    for (const mail of mails) {
      const { to, ...rest } = mail;
      const isToClient = clientAddresses.has(to);
      const [head = ''] = mimeMessage(mail).split('\r\n\r\n');
      const headers = isToClient ? head.replace(to, '') : head;
      const found = wordsIn([JSON.stringify(rest), headers, isToClient ? '' : to].join('\n'), words);
      expect(found, mail.id).toEqual([]);
    }
    expect(mails.length).toBeGreaterThan(500);
  });

  test('only the mails to clients themselves go to their addresses', () => {
    const kinds = plays.flatMap(({ journey }) =>
      journey.play.clinic.mailbox.mails
        .filter(({ to }) => clientAddresses.has(to))
        .map(({ id }) => journey.all('mail').find((mail) => mail.id === id)?.message.kind),
    );
    expect(kinds.length).toBeGreaterThan(0);
    expect(kinds.filter((kind) => kind !== 'welcome' && kind !== 'client-link')).toEqual([]);
  });

  test('no address of a page, cookie or redirection holds any of it', () => {
    const seen = pages.map(({ path, headers }) => `${path} ${headers}`).join('\n');
    expect(wordsIn(seen, words)).toEqual([]);
  });

  test('no execution holds any of it, in no name, input, output or event', () => {
    const executions = plays.flatMap(({ journey }) => executionsOf(journey));
    expect(executions.length).toBeGreaterThan(10_000);
    expect(wordsIn(distinct(executions), words)).toEqual([]);
  });

  test('no line of a log, and so no metric that is made of one, holds any of it', () => {
    const lines = plays.flatMap(({ journey, seen }) => [...seen.lines, ...stepLines(journey)]);
    expect(lines.length).toBeGreaterThan(1_000);
    expect(wordsIn(distinct(lines), words)).toEqual([]);
  });

  test('without the passcode no page shows any of it, whoever asks', () => {
    expect(scanned.length).toBeGreaterThan(1_000);
    expect(wordsIn(distinct(scanned.map(({ body }) => body)), words)).toEqual([]);
    const open = pages.filter(({ isBehindPasscode }) => !isBehindPasscode);
    expect(wordsIn(distinct(open.map(({ body }) => body)), words)).toEqual([]);
  });

  test('plans for the time after the program hold words about clients, and receivers were asked', () => {
    const plans = plays.flatMap(({ journey }) => journey.all('aftercarePlan'));
    expect(plans.some(({ warningSigns }) => warningSigns.includes(noteCanary))).toBe(true);
    const asked = plays.flatMap(({ journey }) => journey.all('task').filter((task) => task.asked.length > 0));
    const kinds = asked.map(({ kind }) => kind);
    for (const kind of ['handoff-referral', 'receiver-visit'] as const) expect(kinds).toContain(kind);
  });

  test('a partner sees names only, and only of clients whose consent names the partner and holds that day', () => {
    let shown = 0;
    for (const { journey, seen } of plays)
      for (const page of seen.pages.filter(({ partnerId }) => partnerId !== undefined)) {
        const facts = wordsIn(page.body, [...canaries.flatMap((canary) => canary.facts), noteCanary]);
        expect(facts, page.path).toEqual([]);
        const named = canaries.flatMap(({ names }, index) =>
          wordsIn(page.body, names).length > 0 ? [index] : [],
        );
        shown += named.length;
        for (const index of named)
          expect(mayHear(journey, page, index), `${page.contactId} at ${page.at}`).toBe(true);
      }
    expect(shown).toBeGreaterThan(20);
  });
});

/** Texts one below the other, each once: most pages without a passcode are one and the same. */
function distinct(texts: readonly string[]): string {
  return [...new Set(texts)].join('\n');
}

/** Every kind of message there is; the compiler knows when one is missing. */
const kindsOfMessage: Record<MailMessage['kind'], true> = {
  question: true,
  digest: true,
  batch: true,
  welcome: true,
  'client-link': true,
  'draw-report': true,
  monday: true,
};
const messageKinds = Object.keys(kindsOfMessage);

/** Whether one of the client's consents, looked at without the gate, lets this partner hear of the client now. */
function mayHear(journey: Journey, page: SeenPage, index: number): boolean {
  const client = journey.all('client').find(({ name }) => name === referrals[index]?.name);
  const episodes = journey.all('episode').filter(({ clientId }) => clientId === client?.id);
  const consents = episodes.flatMap((episode) => journey.all('consent', episode));
  const today = page.at.slice(0, 10);
  // Who takes over after the program hears of a client by a referral only.
  const isReceiver = journey
    .all('partner')
    .some(({ id, kind }) => id === page.partnerId && kind === 'aftercare');
  return consents.some(
    ({ recipientIds, categories, expiresOn, revocations, signedAt }) =>
      recipientIds.includes(page.partnerId ?? '') &&
      categories.some((category) => !isReceiver || category === 'referral') &&
      signedAt <= page.at &&
      (expiresOn === null || expiresOn >= today) &&
      !revocations.some(
        ({ recipientId, at }) => at < page.at && (recipientId === 'all' || recipientId === page.partnerId),
      ),
  );
}

import { describe, expect, test } from 'vitest';
import type { HumanTask } from '../../lambdas/domain/human-task.ts';
import type { TaskKind } from '../../lambdas/domain/human-task-kinds.ts';
import type { MailFate } from '../../local/mail-fates.ts';
import { luckOf } from '../../local/seeded.ts';
import { exampleReferrals } from '../example-clinic.ts';
import { everyone } from './answers.ts';
import { begin, type Journey } from './journey.ts';
import { obligationsUnmet } from './obligations.ts';

const minuteMs = 60_000;

/** The address of a contact, as the clinic's file has it. */
function addressOf({ all }: Journey, contactId: string): string {
  const contacts = [...all('staff'), ...all('partner').flatMap(({ contacts }) => contacts)];
  const found = contacts.find(({ id }) => id === contactId);
  if (!found) throw new RangeError(`there is no contact ${contactId}`);
  return found.email;
}

/** What becomes of every mail to one contact from now on. */
function mailTo(journey: Journey, contactId: string, fate: MailFate): void {
  const address = addressOf(journey, contactId);
  journey.play.clinic.mailbox.fateOf = ({ to }) => (to === address ? fate : 'delivered');
}

function minutesBetween(from: string, to: string): number {
  return (Date.parse(to) - Date.parse(from)) / minuteMs;
}

/** When a question first came to somebody by mail. */
function reachedAt(journey: Journey, contactId: string, taskId: string): string | undefined {
  return journey.mailsTo(contactId).find(({ id }) => id.startsWith(taskId))?.at;
}

async function firstTask(journey: Journey, kind: TaskKind): Promise<HumanTask> {
  await journey.untilTrue(`${kind} is asked`, () => journey.tasks(kind).length > 0);
  return journey.tasks(kind)[0] as HumanTask;
}

describe('a home whose first contact’s mails bounce', async () => {
  // Given a client who is referred to Cedar House, whose house manager's address is dead
  const journey = await begin();
  mailTo(journey, 'cedar-house.primary', 'bounced');
  const request = await firstTask(journey, 'placement-request');
  // When the mail has bounced
  await journey.until(new Date(Date.parse(request.openedAt) + 15 * minuteMs).toISOString());

  test('the backup contact is asked within minutes, not when the rung ends', () => {
    const mail = journey.all('mail').find(({ id }) => id === `${request.id}/rung-0`);
    expect(mail).toMatchObject({ status: 'failed', failure: { what: 'bounced' } });
    const at = reachedAt(journey, 'cedar-house.backup', request.id) ?? '';
    expect(minutesBetween(request.openedAt, at)).toBeLessThanOrEqual(10);
  });

  test('the case manager is asked to call, with the number and without the client', async () => {
    const [call] = journey.tasks('phone-call');
    expect(call).toMatchObject({ about: { contactId: 'cedar-house.primary' }, reason: 'bounced' });
    expect(call?.episodeId).toBeUndefined();
    const [staff] = call?.asked ?? [];
    const mail = journey.mailsTo(staff ?? '').find(({ id }) => id.startsWith(call?.id ?? '-'));
    const manager = journey.all('partner').flatMap(({ contacts }) => contacts);
    const { name, phone } = manager.find(({ id }) => id === 'cedar-house.primary') ?? {
      name: '-',
      phone: '-',
    };
    expect(mail?.text).toContain(phone);
    expect(mail?.text).toContain(name);
    expect(mail?.text).not.toContain('Nora');
  });

  test('the backup answers, and the journey goes on to its end with nothing owed', async () => {
    await journey.untilRest();
    expect(journey.episode()).toMatchObject({ stage: 'closed', ending: 'completed' });
    const answered = journey.tasks('placement-request').find(({ id }) => id === request.id);
    expect(answered?.answer?.by).toBe('cedar-house.backup');
    expect(await obligationsUnmet(journey)).toEqual([]);
  });
});

describe('mails of which nothing is ever heard', async () => {
  // Given a house manager whose mails vanish
  const journey = await begin();
  mailTo(journey, 'cedar-house.primary', 'lost');
  const request = await firstTask(journey, 'placement-request');
  // When four hours have passed
  const at = (minutes: number) => new Date(Date.parse(request.openedAt) + minutes * minuteMs).toISOString();
  await journey.until(at(235));

  test('silence is not delivery: after four hours the backup is asked, hours before the rung ends', async () => {
    expect(reachedAt(journey, 'cedar-house.backup', request.id)).toBeUndefined();
    await journey.until(at(250));
    expect(reachedAt(journey, 'cedar-house.backup', request.id)).toBeDefined();
    expect(journey.tasks('phone-call')[0]).toMatchObject({ reason: 'not delivered in time' });
    expect(at(250) < (request.rungEndsAt ?? '')).toBe(true);
  });
});

describe('lists of which no delivery is ever reported', async () => {
  // Given a counselor whose mail arrives and is answered, though the mail service says nothing of it
  const journey = await begin();
  await journey.untilTrue('the client is admitted', () =>
    journey.all('episode').some(({ admittedOn }) => admittedOn !== null),
  );
  const { mailbox } = journey.play.clinic;
  mailbox.silentAbout.add(addressOf(journey, 'ada-lindqvist'));
  await journey.days(20);

  test('an answer is the surest sign of delivery: nobody is called, and the ledger says answered', () => {
    const lists = journey.all('mail').filter(({ id }) => id.startsWith('ada-lindqvist:digest'));
    expect(lists.length).toBeGreaterThan(0);
    expect(new Set(lists.map(({ status }) => status))).toEqual(new Set(['answered']));
    expect(journey.tasks('phone-call')).toEqual([]);
  });
});

describe('a mail that is delayed and then delivered', async () => {
  // Given a house manager whose server asks to be tried again
  const journey = await begin({ behaviour: everyone({ 'placement-request': { afterMinutes: 5 } }) });
  mailTo(journey, 'cedar-house.primary', 'delayed');
  const request = await firstTask(journey, 'placement-request');
  await journey.until(new Date(Date.parse(request.openedAt) + 90 * minuteMs).toISOString());

  test('nobody else is bothered: it arrives within its deadline and is answered', () => {
    const mail = journey.all('mail').find(({ id }) => id === `${request.id}/rung-0`);
    expect(mail).toMatchObject({ status: 'answered', delayedAt: expect.any(String) });
    expect(reachedAt(journey, 'cedar-house.backup', request.id)).toBeUndefined();
    expect(journey.tasks('phone-call')).toEqual([]);
  });
});

describe('the collector’s address is on the suppression list', async () => {
  // Given a clinic whose collections are Dev Patel's, whom the mail service no longer writes to
  const journey = await begin();
  journey.play.clinic.mailbox.suppressedAddresses.add(addressOf(journey, 'dev-patel'));
  const told = await firstTask(journey, 'tell-client');
  await journey.until(new Date(Date.parse(told.openedAt) + 45 * minuteMs).toISOString());

  test('the case manager was asked to call before the first draw, and daily as long as it lasts', () => {
    const calls = journey.tasks('phone-call').filter(({ about }) => about.contactId === 'dev-patel');
    expect(calls.length).toBeGreaterThan(0);
    expect(calls[0]?.reason).toBe('suppressed');
    expect((calls[0]?.openedAt ?? '') < told.openedAt).toBe(true);
  });

  test('the drug-test list goes to the backup within the hour, and the client is told', async () => {
    const list = journey.mailsTo('carmen-ruiz').find(({ at }) => at >= told.openedAt);
    expect(minutesBetween(told.openedAt, list?.at ?? '')).toBeLessThanOrEqual(45);
    await journey.until(new Date(Date.parse(told.openedAt) + 120 * minuteMs).toISOString());
    const answered = journey.all('task').find(({ id }) => id === told.id);
    expect(answered).toMatchObject({ status: 'answered', answer: { by: 'carmen-ruiz' } });
  });
});

/** The half hours in which the mail service takes every second mail only: at the draw, and when digests go out. */
const throttledHalfHours = [
  ['06:00', '06:30'],
  ['08:30', '09:00'],
] as const;

describe('the mail service turns every second mail away, half an hour at a time', async () => {
  // Given eight clients, and ten days on which it does so at the draw and when the digests go out
  const journey = await begin({ referrals: exampleReferrals() });
  const days = Array.from({ length: 10 }, (_, index) => 14 + index);
  const spans = days.flatMap((day) =>
    throttledHalfHours.map(([from, until]) => [journey.at(day, from), journey.at(day, until)] as const),
  );
  const isIn = (at: string) => spans.some(([from, until]) => from <= at && at <= until);
  const { mailbox } = journey.play.clinic;
  let tries = 0;
  await journey.days(14);
  mailbox.fateOf = () => {
    tries += 1;
    const isTurnedAway = isIn(journey.play.clinic.now()) && luckOf('throttle', String(tries)) < 0.5;
    return isTurnedAway ? 'throttled' : 'delivered';
  };
  await journey.until(journey.at(24, '12:00'));
  const queued = journey.all('mail').filter(({ queuedAt }) => isIn(queuedAt));

  test('it did turn mail away', () => {
    expect(queued.length).toBeGreaterThan(20);
    expect(mailbox.throttled).toBeGreaterThan(queued.length / 4);
  });

  test('nothing is lost: every one of those mails is delivered, answered or no longer needed', () => {
    const lost = queued.filter(({ status }) => !['delivered', 'answered', 'cancelled'].includes(status));
    expect(lost).toEqual([]);
  });

  test('drug-test lists are accepted within their thirty minutes, or a second person was asked', () => {
    const lists = queued.filter(({ urgency }) => urgency === 'collections');
    expect(lists.length).toBeGreaterThan(3);
    for (const { queuedAt, acceptedAt, insteadAt } of lists)
      expect(minutesBetween(queuedAt, insteadAt ?? acceptedAt ?? '')).toBeLessThanOrEqual(35);
  });

  test('all journeys go on to their end, and nobody is owed anything', async () => {
    await journey.untilRest();
    expect(await obligationsUnmet(journey)).toEqual([]);
  });
});

import { describe, expect, test } from 'vitest';
import {
  atNight,
  backup,
  crisisFacts,
  mailsAboutCrisis,
  minutes,
  onCall,
  pagerReply,
  pagesAfter,
  start,
  theCrisis,
} from './crisis/night.ts';
import { executionsWrong } from './obligations/executions.ts';
import { visitor } from './visitor.ts';

describe('a crisis that the clinician on call acknowledges by the link of the page', async () => {
  const journey = await atNight({ crisis: { afterMinutes: 3 }, 'crisis-debrief': {} });
  const opened = await start(journey);
  await minutes(journey, 120);
  const acknowledged = theCrisis(journey);
  await journey.days(2);

  test('pages and emails one person, and nobody else', () => {
    expect(pagesAfter(journey)).toEqual([[onCall, 0]]);
    expect(mailsAboutCrisis(journey, onCall)).toBe(1);
    expect(mailsAboutCrisis(journey, backup)).toBe(0);
  });

  test('names who has it and since when', () => {
    expect(opened.status).toBe('climbing');
    expect(acknowledged.status).toBe('acknowledged');
    expect(acknowledged.acknowledgements).toEqual([
      { by: onCall, at: expect.stringContaining('T10:03:00'), how: 'link' },
    ]);
    expect(acknowledged.nextClimbAt).toBeNull();
  });

  test('is closed with its debrief, and its follow-up goes to the counselor', async () => {
    expect(theCrisis(journey)).toMatchObject({ status: 'closed', closed: { by: onCall } });
    expect(journey.all('openCrisis')).toEqual([]);
    const followUps = journey.tasks('care-concern').filter(({ reason }) => reason === 'crisis follow-up');
    expect(followUps.map(({ ownerId }) => ownerId)).toEqual([journey.episode().counselorId]);
  });

  test('stands in the client’s chain from the report to the debrief, in codes only', async () => {
    const facts = await crisisFacts(journey);
    expect(facts.map(({ what }) => what)).toEqual([
      'crisis opened',
      'crisis round begun',
      'paged',
      'crisis acknowledged',
      'crisis closed',
    ]);
    expect(JSON.stringify(facts)).not.toContain('yard');
  });

  test('leaves no execution behind', () => {
    const { runner } = journey.play.clinic;
    expect(runner.list({ status: 'RUNNING' }).filter(({ machine }) => machine === 'crisis')).toEqual([]);
    expect(executionsWrong(journey).filter((problem) => problem.includes('crisis'))).toEqual([]);
  });
});

describe('the page that the clinician sees', async () => {
  const journey = await atNight();
  await start(journey);
  await minutes(journey, 1);
  const erin = visitor(journey, onCall);
  const page = await erin.open();

  test('says 911 first, whom it is about, where, and what is known', () => {
    expect(page.body).toContain('Call 911 first');
    expect(page.body).toContain('988');
    expect(page.body).toContain('Nora Testwell');
    expect(page.body).toContain('found in the yard');
    expect(page.body).toContain('Overdose');
  });

  test('shows whoever comes later who was first, and keeps both', async () => {
    const task = journey.openTask('crisis');
    await minutes(journey, 16);
    const ada = visitor(journey, backup);
    expect((await ada.answer(task, { choice: 'acknowledged' })).statusCode).toBe(200);
    const late = await erin.answer(task, { choice: 'acknowledged' });
    expect(late.body).toContain('Who has it');
    expect(late.body).toContain('Ada Lindqvist');
    const crisis = theCrisis(journey);
    expect(crisis.acknowledgements.map(({ by }) => by)).toEqual([backup, onCall]);
    const facts = await crisisFacts(journey);
    expect(facts.at(-1)).toMatchObject({
      what: 'crisis acknowledged again',
      by: onCall,
      details: { first: backup },
    });
  });
});

describe('a crisis that the paging service acknowledges', async () => {
  const journey = await atNight();
  await start(journey);
  await minutes(journey, 2);
  const refused = {
    signature: await pagerReply(journey, { signature: `v1=${'0'.repeat(64)}` }),
    age: await pagerReply(journey, { ageSeconds: 301 }),
    clinic: await pagerReply(journey, { clinic: 'another-clinic' }),
    noJson: await pagerReply(journey, { body: 'yes' }),
    otherField: await pagerReply(journey, { body: '{"id":"pg-1","action":"acknowledge"}' }),
    otherAction: await pagerReply(journey, {
      body: JSON.stringify({ id: `pg-${'0'.repeat(32)}`, action: 'close' }),
    }),
    noPage: await pagerReply(journey, {
      body: JSON.stringify({ id: `pg-${'0'.repeat(32)}`, action: 'acknowledge' }),
    }),
    nobody: await pagerReply(journey, { staffId: 'somebody-else' }),
  };
  const before = theCrisis(journey);
  const first = await pagerReply(journey);
  const replayed = await pagerReply(journey);
  await minutes(journey, 60);

  test.each([
    ['signature', 401, 'stepdown-signature'],
    ['age', 401, 'stepdown-timestamp'],
    ['clinic', 404, ''],
    ['noJson', 400, ''],
    ['otherField', 400, 'id'],
    ['otherAction', 400, 'action'],
    ['noPage', 422, 'id'],
    ['nobody', 422, 'staffId'],
  ] as const)(
    'refuses a reply whose %s is wrong, by field, and changes nothing',
    (what, statusCode, field) => {
      expect(refused[what].statusCode).toBe(statusCode);
      const { problems } = JSON.parse(refused[what].body);
      expect(problems).toEqual([{ field, problem: expect.any(String), fix: expect.any(String) }]);
      expect(before.status).toBe('climbing');
    },
  );

  test('stops the climb, and the same reply again says who has it and changes nothing', () => {
    expect(JSON.parse(first.body)).toMatchObject({ outcome: 'first', first: { staffId: onCall } });
    expect(JSON.parse(replayed.body)).toMatchObject({ outcome: 'repeated', first: { staffId: onCall } });
    expect(theCrisis(journey).acknowledgements).toMatchObject([{ by: onCall, how: 'pager' }]);
    expect(pagesAfter(journey)).toEqual([[onCall, 0]]);
  });

  test('is taken by somebody else of the staff, too, and kept beside the first', async () => {
    const reply = await pagerReply(journey, { staffId: backup });
    expect(JSON.parse(reply.body)).toMatchObject({ outcome: 'later', first: { staffId: onCall } });
    expect(theCrisis(journey).acknowledgements.map(({ by }) => by)).toEqual([onCall, backup]);
  });
});

describe('an acknowledgement by the link of a round that is over', async () => {
  const journey = await atNight();
  await start(journey);
  await minutes(journey, 1);
  const erin = visitor(journey, onCall);
  const firstRound = journey.openTask('crisis');
  await minutes(journey, 80);
  const secondRound = journey.openTask('crisis');
  const answered = await erin.answer(firstRound, { choice: 'acknowledged' });
  await minutes(journey, 120);

  test('counts: the round that goes on is settled, and nobody else is paged', () => {
    expect(answered.statusCode).toBe(200);
    expect(secondRound.id).not.toBe(firstRound.id);
    expect(theCrisis(journey)).toMatchObject({ status: 'acknowledged', acknowledgements: [{ by: onCall }] });
    expect(journey.tasks('crisis').map(({ status }) => status)).toEqual(['given up', 'answered']);
    expect(pagesAfter(journey).filter(([, afterMinutes]) => afterMinutes > 80)).toEqual([]);
  });

  test('asks nobody what to do about a late answer', () => {
    expect(journey.tasks('care-concern').filter(({ reason }) => reason === 'a late answer')).toEqual([]);
  });
});

import { describe, expect, test } from 'vitest';
import { exampleClinic, exampleReferrals, nth, problemsOf, sheerProgram } from '../example-clinic.ts';
import { everyone } from './answers.ts';
import { begin, type Journey } from './journey.ts';
import { obligationsUnmet } from './obligations.ts';

const [leaver, successor] = ['ada-lindqvist', 'ben-okafor'];

/** What waits for somebody: the ids of the open questions on their list. */
function waitingFor({ all }: Journey, contactId: string): string[] {
  return all('openTask')
    .filter((entry) => entry.contactId === contactId)
    .map(({ taskId }) => taskId);
}

/** The example's clinic after the leaver has gone: no longer listed, and no longer anybody's backup. */
function withoutLeaver() {
  const clinic = exampleClinic();
  clinic.staff = clinic.staff
    .filter(({ id }) => id !== leaver)
    .map((member) => (member.backupId === leaver ? { ...member, backupId: 'fay-moreau' } : member));
  return clinic;
}

describe('a counselor who leaves with questions open', async () => {
  // Given eight clients, and a counselor who has stopped answering
  const journey = await begin({
    referrals: exampleReferrals(),
    behaviour: everyone({
      review: (_, by) => (by === leaver ? null : {}),
      milestones: (_, by) => (by === leaver ? null : {}),
    }),
  });
  await journey.untilAsked('review', leaver);
  const clinic = withoutLeaver();
  const applied = await journey.act('apply-clinic', { clinic, programs: [sheerProgram()] });
  const left = waitingFor(journey, leaver);
  const tokens = new Map(journey.all('task').map(({ id, token }) => [id, token]));
  const hers = journey
    .all('episode')
    .filter(({ counselorId, stage }) => counselorId === leaver && stage !== 'closed');
  const mailsBefore = journey.mailsTo(successor).length;
  // When one action hands everything over
  const done = await journey.act('hand-over', { staffId: leaver, toId: successor, reason: 'has left' });

  test('applying the file says what is to be handed over', () => {
    expect(applied.leavers).toEqual([
      expect.objectContaining({ id: leaver, openTaskIds: expect.arrayContaining(left) }),
    ]);
  });

  test('every question and client moves, the workflows wait on as they did', () => {
    expect(left.length).toBeGreaterThan(0);
    expect(waitingFor(journey, leaver)).toEqual([]);
    expect(waitingFor(journey, successor)).toEqual(expect.arrayContaining(left));
    expect(done).toMatchObject({ questions: left.length, clients: hers.length });
    for (const task of journey.all('task').filter(({ id }) => left.includes(id))) {
      expect(task.asked).toContain(successor);
      expect(task.token).toBe(tokens.get(task.id));
    }
    expect(
      journey.all('episode').filter(({ counselorId, closedAt }) => counselorId === leaver && !closedAt),
    ).toEqual([]);
  });

  test('the successor gets one list at once, answers, and nobody is owed anything', async () => {
    await journey.until(new Date(Date.parse(journey.play.clinic.now()) + 10 * 60_000).toISOString());
    const lists = journey.mailsTo(successor).slice(mailsBefore);
    expect(lists).toHaveLength(1);
    await journey.untilRest();
    const answered = journey.all('task').filter(({ id }) => left.includes(id));
    expect(new Set(answered.map(({ status }) => status))).toEqual(new Set(['answered']));
    expect(await obligationsUnmet(journey)).toEqual([]);
  });
});

describe('handing over', async () => {
  const journey = await begin({ behaviour: null });
  const { actions, ports } = journey.play.clinic;
  const action = actions.get('hand-over');
  if (!action) throw new Error('there is no hand-over');

  test.each([
    ['to the leaver', { staffId: leaver, toId: leaver }, 'toId'],
    ['to nobody known', { staffId: leaver, toId: 'nobody' }, 'toId'],
    ['from nobody known', { staffId: 'nobody', toId: successor }, 'staffId'],
  ])('%s is refused by field', async (_, who, field) => {
    const problems = await problemsOf(action, { ...who, reason: 'has left' }, ports);
    expect(problems.map((problem) => problem.field)).toEqual([field]);
  });

  test('twice moves nothing the second time', async () => {
    await journey.untilAsked('intake', leaver);
    const input = { staffId: leaver, toId: successor, reason: 'has left' };
    expect(await journey.act('hand-over', input)).toMatchObject({ questions: 1, clients: 1 });
    expect(await journey.act('hand-over', input)).toMatchObject({ questions: 0, clients: 0 });
    expect(nth(journey.tasks('intake'), 0).asked).toEqual([leaver, successor]);
  });
});

import { describe, expect, test } from 'vitest';
import { agendaItem } from '../../lambdas/domain/clinic.ts';
import type { RecordKind, RecordOf } from '../../lambdas/domain/records.ts';
import { nth } from '../example-clinic.ts';
import { everyone } from './answers.ts';
import { begin } from './journey.ts';
import { obligationsUnmet } from './obligations.ts';

describe('the check of obligations finds what is missing', async () => {
  // Given a journey with a silent home, a presumptive test and a refused question, at rest with nothing owed
  const journey = await begin({
    behaviour: everyone({
      'placement-request': ({ ownerId }) => (ownerId === 'cedar-house' ? null : {}),
      'collect-specimen': ({ openedAt }) =>
        openedAt < '2027-01-16' ? { choice: 'presumptive positive' } : {},
      'confirm-specimen': { choice: 'definitive positive' },
    }),
  });
  await journey.untilRest();
  const { store } = journey.play.clinic;
  const { clinicId } = journey.play;

  /** Breaks one record, checks, and puts it right again. */
  async function problemsWhen<K extends RecordKind>(
    kind: K,
    isMeant: (record: RecordOf<K>) => boolean,
    change: Partial<RecordOf<K>> | null,
  ): Promise<string[]> {
    const record = nth(journey.all(kind).filter(isMeant), 0);
    const write = (work: 'put' | 'remove', value: RecordOf<K>) =>
      store.transact(clinicId, async (tx) =>
        work === 'put' ? tx.put(kind, value) : tx.remove(kind, value.id),
      );
    await write(change ? 'put' : 'remove', { ...record, ...change });
    const problems = await obligationsUnmet(journey);
    await write('put', record);
    return problems;
  }

  test('nothing, when nothing is missing', async () => {
    expect(await obligationsUnmet(journey)).toEqual([]);
  });

  test('a question that is open, was withdrawn without cause, or skipped a rung', async () => {
    const isCall = ({ kind }: RecordOf<'task'>) => kind === 'follow-up-call';
    const isSilent = ({ status }: RecordOf<'task'>) => status === 'given up';
    expect(await problemsWhen('task', isCall, { status: 'open' })).toEqual(
      expect.arrayContaining([
        expect.stringContaining('is still open'),
        expect.stringContaining('is open though the episode is closed'),
      ]),
    );
    const withdrawn = await problemsWhen('task', isCall, { status: 'withdrawn' });
    expect(withdrawn).toEqual([expect.stringContaining('withdrawn though it matters after the ending')]);
    const neverAsked = await problemsWhen('task', isCall, { status: 'given up' });
    expect(neverAsked).toContainEqual(expect.stringContaining('gave up without asking rung 2, the director'));
    const unsent = await problemsWhen('mail', ({ id }) => id.includes('/rung-2'), null);
    expect(unsent).toEqual([expect.stringContaining('no mail took rung 2 to cedar-house.backup')]);
    expect(await problemsWhen('task', isSilent, { status: 'refused', ownerId: 'nobody' })).toEqual([
      expect.stringContaining('was refused and nobody was asked for a consent'),
    ]);
  });

  test('a test without outcome, without a laboratory, without a clinician, or that nobody told of', async () => {
    const isNegative = ({ outcome }: RecordOf<'drugTest'>) => outcome === 'negative';
    const pending = await problemsWhen('drugTest', isNegative, { outcome: 'pending' });
    expect(pending).toEqual([expect.stringContaining('has no outcome')]);
    const presumptive = await problemsWhen('drugTest', isNegative, { outcome: 'presumptive positive' });
    expect(presumptive).toEqual([
      expect.stringContaining('nobody was asked to send test'),
      expect.stringContaining('no clinician heard'),
    ]);
    const untold = await problemsWhen('drugTest', isNegative, { toldAt: null });
    expect(untold).toEqual([expect.stringContaining('the client was not told')]);
    const lost = await problemsWhen('drugTest', isNegative, null);
    expect(lost).toEqual([expect.stringContaining('with 0 tests')]);
  });

  test('a review, a follow-up, a check-in or a handoff that was forgotten', async () => {
    const review = await problemsWhen('review', () => true, null);
    expect(review).toContainEqual(expect.stringContaining('was never taken up'));
    const call = await problemsWhen('followUp', ({ day }) => day === 30, null);
    expect(call).toEqual([expect.stringContaining('no follow-up on day 30')]);
    const checkIn = await problemsWhen('checkIn', ({ date }) => date > '2027-01-25', null);
    expect(checkIn).toEqual([expect.stringContaining('no check-in between')]);
    const handoff = await problemsWhen('episode', () => true, { handoff: { status: 'not started' } });
    expect(handoff).toEqual([expect.stringContaining('handoff is not started')]);
  });

  test('a day without a draw, a key that was kept, and a roster that leaves a client out', async () => {
    const hidden = await problemsWhen('drawDay', ({ id }) => id === '2027-01-20', { revealedKey: null });
    expect(hidden).toEqual([
      'the key of 2027-01-20 is not revealed',
      'draw verifier: 2027-01-20: the day key is not revealed',
    ]);
    const open = await problemsWhen('clinic', () => true, {
      calendar: { ...nth(journey.all('clinic'), 0).calendar, closures: ['2027-01-20'] },
    });
    expect(open).toContainEqual('2027-01-20 has 1 draws and should have 0');
    const unlisted = await problemsWhen('episode', () => true, { admittedOn: '2027-01-01' });
    expect(unlisted).toContainEqual(expect.stringContaining('is not on the roster'));
  });

  test('a place held, a count adrift, a duty overdue, a mail unsent, a name left on a list', async () => {
    expect(await problemsWhen('caseload', () => true, { count: 1 })).toEqual([
      'caseload sheer counts 1 and has 0',
    ]);
    expect(await problemsWhen('mail', () => true, { status: 'queued' })).toEqual([
      expect.stringContaining('is queued'),
    ]);
    const duty = agendaItem('2027-02-01T00:00:00.000Z', { do: 'send-digest', contactId: 'ada-lindqvist' });
    const listed = {
      id: 'ada-lindqvist:x',
      taskId: 'x',
      contactId: 'ada-lindqvist',
      kind: 'review',
    } as const;
    await store.transact(clinicId, async (tx) => {
      tx.put('agenda', duty);
      tx.put('openTask', { ...listed, dueAt: '2027-02-01T00:00:00.000Z' });
    });
    expect(await obligationsUnmet(journey)).toEqual([
      `agenda item ${duty.id} is overdue`,
      'ada-lindqvist still has review x on the list',
    ]);
  });

  test('an execution that hangs', async () => {
    journey.play.clinic.runner.start('human-task', {
      schema: 1,
      clinicId,
      episodeId: journey.episode().id,
      kind: 'care-concern',
    });
    await journey.until(journey.play.clinic.now());
    expect(await obligationsUnmet(journey)).toEqual(
      expect.arrayContaining([expect.stringContaining('is RUNNING'), '1 callbacks wait for an answer']),
    );
  });
});

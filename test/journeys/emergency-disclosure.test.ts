import { describe, expect, test } from 'vitest';
import { BadInput } from '../../lambdas/runtime/define-action.ts';
import { clientVisitor } from '../links/client-visitor.ts';
import { visibleText } from '../pages/markup.ts';
import { everyone } from './answers.ts';
import { begin, type Journey } from './journey.ts';

const facts = {
  recipientName: 'Dr. Imogen Falk',
  recipientRole: 'physician',
  facility: 'Example General Hospital',
  disclosedBy: 'Ben Okafor',
  disclosedAt: '2027-01-08T03:20:00Z',
  nature: 'found unconscious after a fall',
};

async function refusalOf(promise: Promise<unknown>): Promise<{ field: string; problem: string }[]> {
  try {
    await promise;
  } catch (error) {
    if (error instanceof BadInput) return error.problems;
    throw error;
  }
  return [];
}

const openQuestions = (journey: Journey) =>
  journey.tasks('emergency-record').filter(({ status }) => status === 'open');

describe('an emergency disclosure that is opened with what is known', async () => {
  const journey = await begin({ behaviour: everyone() });
  await journey.days(4);
  const { id: episodeId } = journey.episode();
  const act = (input: Record<string, unknown>) =>
    journey.act('emergency-disclosure', { episodeId, ...input });
  const opened = await act({ nature: facts.nature });
  const emergencyId = String(opened.emergencyId);
  await journey.until(journey.at(4, '12:00'));
  const asked = journey.tasks('emergency-record');
  // The person on call says that facts are still missing, and does nothing more
  await journey.days(3);
  const askedAgain = journey.tasks('emergency-record').length;
  const early = await refusalOf(act({ emergencyId, facility: facts.facility, close: true }));
  const client = await clientVisitor(journey);
  await client.enter();
  const closed = await act({ emergencyId, ...facts, close: true });
  const left = openQuestions(journey).length;
  const page = await client.post({ action: 'see', page: 'disclosures', lang: 'en' });
  const before = journey.tasks('emergency-record').length;
  await journey.days(4);

  test('is put to the person on call at once, and every day until it is closed', () => {
    expect(opened).toMatchObject({
      missing: ['recipientName', 'recipientRole', 'facility', 'disclosedBy', 'disclosedAt'],
    });
    expect(asked).toHaveLength(1);
    expect(asked[0]?.asked).toEqual([
      journey.all('staff').find(({ roles }) => roles.includes('on-call'))?.id,
    ]);
    expect(askedAgain).toBeGreaterThan(2);
  });

  test('cannot be closed without each of its facts', () => {
    expect(early.map(({ field }) => field)).toEqual([
      ...['recipientName', 'recipientRole', 'disclosedBy', 'disclosedAt'],
    ]);
    expect(journey.all('emergencyDisclosure')).toHaveLength(1);
  });

  test('is closed with all of them; then nobody is asked any more', () => {
    expect(closed.missing).toEqual([]);
    expect(journey.all('emergencyDisclosure')[0]).toMatchObject({
      ...facts,
      disclosedAt: '2027-01-08T03:20:00.000Z',
    });
    expect(journey.all('emergencyDisclosure')[0]?.closedAt).not.toBeNull();
    expect(left).toBe(0);
    expect(journey.all('matter')).toMatchObject([{ settled: { as: 'record closed' } }]);
    expect(journey.all('openMatter')).toEqual([]);
    expect(journey.tasks('emergency-record')).toHaveLength(before);
  });

  test('takes nothing more once it is closed', async () => {
    expect(await refusalOf(act({ emergencyId, nature: 'something else' }))).toMatchObject([
      { field: 'emergencyId', problem: 'is closed already' },
    ]);
  });

  test('is seen by the client: facility, moment and nature, and nobody by name', () => {
    const text = visibleText(page.body);
    expect(text).toContain('Example General Hospital: found unconscious after a fall');
    expect(text).not.toContain('Falk');
    expect(text).not.toContain('Okafor');
  });
});

describe('whom an emergency opens a record to', async () => {
  const journey = await begin({ behaviour: everyone() });
  await journey.days(3);
  const { id: episodeId } = journey.episode();
  const tried = (input: Record<string, unknown>) =>
    refusalOf(journey.act('emergency-disclosure', { episodeId, ...facts, ...input, close: true }));

  test.each([
    ['a house manager, by name', { recipientName: 'Gus Hartmann' }, 'recipientName'],
    ['a house manager, written otherwise', { recipientName: 'inés  CALDERON' }, 'recipientName'],
    ['a house manager, by id', { recipientName: 'cedar-house.primary' }, 'recipientName'],
    ['a house as the facility', { facility: 'Cedar Example House' }, 'facility'],
    ['a role that is not medical', { recipientRole: 'house manager' }, 'recipientRole'],
    ['a moment that has not come', { disclosedAt: '2027-06-01T00:00:00Z' }, 'disclosedAt'],
  ])('not to %s', async (_, input, field) => {
    expect((await tried(input)).map((problem) => problem.field)).toEqual([field]);
    expect(journey.all('emergencyDisclosure')).toEqual([]);
  });
});

describe('an emergency of a client who dies of it', async () => {
  const journey = await begin({ behaviour: everyone() });
  await journey.days(4);
  const { id: episodeId } = journey.episode();
  await journey.act('emergency-disclosure', { episodeId, nature: facts.nature });
  await journey.until(journey.at(4, '12:00'));
  const reason = 'told by the hospital';
  await journey.act('report-death', { episodeId, reportedBy: 'carmen-ruiz', reason });
  await journey.days(3);

  test('is asked about all the same, though every other question about the client has stopped', () => {
    expect(
      journey.tasks('emergency-record').filter(({ episodeId: of }) => of === undefined).length,
    ).toBeGreaterThan(0);
    expect(journey.all('openMatter')).toHaveLength(1);
  });
});

describe('a message that went astray', async () => {
  const journey = await begin({ behaviour: everyone({ 'breach-assessment': null }) });
  await journey.days(4);
  const { id: episodeId } = journey.episode();
  const reported = await journey.act('misdirected', {
    episodeId,
    what: 'the attendance note went to another house',
    discoveredOn: '2027-01-06',
  });
  await journey.days(2);
  const asked = journey.tasks('breach-assessment');
  await journey.days(50);
  const later = journey.tasks('breach-assessment');

  test('is put to the director at once, with the last day to tell those concerned', () => {
    expect(reported).toMatchObject({ notifyBy: '2027-03-07' });
    expect(asked).toMatchObject([{ status: 'open', reason: 'misdirected message', asked: ['fay-moreau'] }]);
    expect(journey.all('matter')).toMatchObject([
      { kind: 'breach-assessment', dueOn: '2027-03-07', settled: null },
    ]);
  });

  test('is asked about again when all have stayed silent', () => {
    expect(later.map(({ status }) => status)).toEqual(['given up', 'open']);
  });

  test('is settled by the director’s answer', async () => {
    const answering = await begin({ behaviour: everyone() });
    await answering.days(4);
    await answering.act('misdirected', {
      episodeId: answering.episode().id,
      what: 'a letter to the wrong door',
    });
    await answering.days(4);
    expect(answering.all('matter')).toMatchObject([{ settled: { as: 'no breach' } }]);
    expect(answering.all('openMatter')).toEqual([]);
  });
});

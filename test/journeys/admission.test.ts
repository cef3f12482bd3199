import { describe, expect, test } from 'vitest';
import type { ProgramFile } from '../../lambdas/domain/program.ts';
import { exampleReferral, sheerProgram } from '../example-clinic.ts';
import { type Answers, everyone } from './answers.ts';
import { begin, type Journey, referral } from './journey.ts';
import { obligationsUnmet } from './obligations.ts';
import { visitor } from './visitor.ts';

const nora = 'Nora Testwell';
const facts = async (journey: Journey) => (await journey.audit(journey.episode())).map(({ what }) => what);

function answering(answers: Answers, program?: ProgramFile): Promise<Journey> {
  return begin({ behaviour: everyone(answers), ...(program ? { program } : {}) });
}

describe('a client who does not come to the intake', async () => {
  test('once, is given another appointment and admitted at it', async () => {
    let intakes = 0;
    const journey = await answering({
      intake: () => {
        intakes += 1;
        return { choice: intakes === 1 ? 'no show' : 'admit' };
      },
    });
    await journey.untilRest();
    const [missed, again] = journey.tasks('intake');
    expect([missed?.answer?.choice, again?.answer?.choice]).toEqual(['no show', 'admit']);
    expect(Date.parse(again?.dueAt ?? '') - Date.parse(again?.openedAt ?? '')).toBe(48 * 3_600_000);
    expect(await facts(journey)).toContain('another intake appointment');
    expect(journey.episode()).toMatchObject({ ending: 'completed' });
    expect(await obligationsUnmet(journey)).toEqual([]);
  });

  test('twice, is no longer expected, and the place is free', async () => {
    const journey = await answering({ intake: { choice: 'no show' } });
    await journey.untilRest();
    expect(journey.tasks('intake')).toHaveLength(2);
    expect(journey.episode()).toMatchObject({ ending: 'no show at intake', stage: 'closed' });
    expect(journey.all('enrolment')).toEqual([]);
    expect(await obligationsUnmet(journey)).toEqual([]);
  });
});

describe('an intake that nobody does', async () => {
  // Given a place that is reserved at noon of a Monday, and an intake due within 48 hours of it
  const journey = await answering({ intake: null });
  await journey.days(1);
  const since = journey.all('enrolment')[0]?.since ?? '';
  const due = journey.openTask('intake').dueAt ?? '';
  await journey.until(new Date(Date.parse(due) - 60_000).toISOString());
  const askedBefore = [...journey.openTask('intake').asked];
  await journey.until(new Date(Date.parse(due) + 60_000).toISOString());
  const askedAfter = [...journey.openTask('intake').asked];
  await journey.until(new Date(Date.parse(due) + 30 * 3_600_000).toISOString());
  const askedADayLater = [...journey.openTask('intake').asked];

  test('is due 48 hours after the place was reserved', () => {
    expect(Date.parse(due) - Date.parse(since)).toBe(48 * 3_600_000);
  });

  test('climbs to the backup when it is due and to the director a day later, by the clock', () => {
    expect(askedBefore).toEqual(['ada-lindqvist']);
    expect(askedAfter).toEqual(['ada-lindqvist', 'ben-okafor']);
    expect(askedADayLater).toEqual(['ada-lindqvist', 'ben-okafor', 'fay-moreau']);
  });
});

describe('a referral with less than all', async () => {
  // Given a referral without an evaluation, an emergency contact or an authorization
  const journey = await begin({
    referrals: [referral(nora, { emergencyContact: null, evaluation: {}, attending: {} })],
    behaviour: everyone({ intake: null }),
  });
  await journey.untilAsked('intake', 'ada-lindqvist');
  const { id: episodeId } = journey.episode();
  const { body: pageBefore } = await visitor(journey, 'ada-lindqvist').open();
  // When the case manager fills in what was missing
  await journey.act('update-intake', {
    episodeId,
    reason: 'said at the intake',
    person: { interpreter: 'American Sign Language' },
    evaluation: { severity: 'mild', goals: ['keep the job'], needs: ['a doctor'], fellowship: 'other' },
    attending: { needsTransport: true, needsChildcare: false },
  });
  const { body: pageAfter } = await visitor(journey, 'ada-lindqvist').open();

  test('is taken, and the intake asks for what is missing', () => {
    expect(pageBefore).toContain('an emergency contact');
    expect(pageBefore).toContain('how severe the condition is');
  });

  test('the update is on record, field by field, and asked for no more', () => {
    expect(pageAfter).not.toContain('how severe the condition is');
    expect(pageAfter).toContain('American Sign Language');
    expect(journey.all('carePlan')).toMatchObject([
      {
        id: episodeId,
        goals: [{ id: 'g1', words: 'keep the job', status: 'open' }],
        needs: [{ id: 'n1', words: 'a doctor', status: 'open' }],
        needsTransport: true,
        needsChildcare: false,
      },
    ]);
  });

  test('the audit names the fields and holds nothing of what was said', async () => {
    const chain = JSON.stringify(await journey.audit(journey.episode()));
    expect(chain).toContain('"goals"');
    expect(chain).not.toMatch(/keep the job|a doctor|Sign Language/);
  });

  test('an update with a fellowship that the program does not work with is refused', async () => {
    const evaluation = { fellowship: 'smart' };
    await expect(journey.act('update-intake', { episodeId, reason: 'wish', evaluation })).rejects.toThrow(
      'evaluation.fellowship: the program does not work with "smart"',
    );
  });
});

describe('the program’s criteria', async () => {
  const journey = await begin({ referrals: [referral(nora)] });
  const severe = {
    ...exampleReferral(1),
    meets: ['detoxed', 'stable-residence'],
    evaluation: { severity: 'severe', priorCare: 'outpatient' },
  };

  test('a severe case that was at no higher level of care is refused, by field', async () => {
    await expect(journey.act('refer', severe)).rejects.toThrow(
      /meets: the program requires higher-level-completed.*\n.*evaluation\.priorCare: the program admits a severe condition only/s,
    );
  });

  test('a clinician sets the rule aside with a reason, and that is on record', async () => {
    const overrides = ['higher-level-completed', 'severe-after-higher-level'].map((criterion) => ({
      criterion,
      clinicianId: 'ada-lindqvist',
      reason: 'stable for a year at this level',
    }));
    const { episodeId } = await journey.act('refer', { ...severe, overrides });
    const episode = journey.all('episode').find(({ id }) => id === episodeId);
    const set =
      episode && (await journey.audit(episode)).filter(({ what }) => what === 'criterion set aside');
    expect(set?.map(({ details }) => details)).toEqual(
      overrides.map(({ criterion, clinicianId }) => ({ criterion, clinicianId })),
    );
    expect(journey.all('carePlan').find(({ id }) => id === episodeId)?.overrides).toEqual(overrides);
  });
});

describe('a program that goes over its soft cap', async () => {
  // Given a soft cap of one, a counselor for one client, and four referrals of whom the second crosses it
  const program = sheerProgram();
  const caps = { softCap: 1, hardCap: 10, clientsPerCounselor: 1 };
  const ownHome = { homeChoices: [], meets: referral(nora).meets };
  const names = [nora, 'Xenia Fictiva', 'Ruth Placeholder', 'Tess Mockingham'];
  const journey = await begin({
    program: { ...program, caseload: caps },
    referrals: names.map((name, day) => referral(name, { ...ownHome, day })),
  });
  await journey.days(6);
  const alerts = journey.tasks('clinic-alert');

  test('tells the director once, and once for each counselor', () => {
    const reasons = alerts.map(({ reason }) => reason).sort();
    expect(reasons).toEqual([
      'counselor has too many clients',
      'counselor has too many clients',
      'soft cap crossed',
    ]);
    expect(alerts.find(({ reason }) => reason === 'soft cap crossed')?.about).toEqual({
      programId: 'sheer',
      count: '2',
    });
    expect(new Set(alerts.map(({ ownerId }) => ownerId))).toEqual(new Set(['fay-moreau']));
  });

  test('tells again only when it has been below and goes over once more', async () => {
    const leaves = names.slice(0, 3).map((name) => journey.episode(name).id);
    for (const episodeId of leaves)
      await journey.act('end-early', { episodeId, ending: 'left against advice', reason: 'left' });
    await journey.days(1);
    expect(journey.all('caseload')[0]?.count).toBe(1);
    const { day: _day, ...back } = referral(nora, ownHome);
    await journey.act('refer', back);
    await journey.days(1);
    const crossed = journey.tasks('clinic-alert').filter(({ reason }) => reason === 'soft cap crossed');
    expect(crossed).toHaveLength(2);
  });
});

describe('a client who comes back', async () => {
  // Given a client whose treatment has ended, with consents that would still hold
  let isBack = false;
  const journey = await begin({
    referrals: [referral(nora)],
    behaviour: everyone({ intake: () => (isBack ? null : {}) }),
  });
  await journey.untilRest();
  const before = journey.episode();
  isBack = true;
  const { day: _day, consents: _consents, ...anew } = referral(nora, { consents: [] });
  // When she is referred again without a consent
  const said = await journey.act('refer', { ...anew, consents: [] });
  const { counselorId } = journey.episode();
  const question = await journey.untilAsked('intake', counselorId);
  const counselor = visitor(journey, counselorId);
  const { body: page } = await counselor.open();
  await counselor.answer(question, { choice: 'admit' });
  await journey.untilRest();

  test('has a new episode, and staff are shown the old one', () => {
    expect(said).toMatchObject({ earlierEpisodes: [before.id], clientId: before.clientId });
    expect(said.summary).toContain('Readmitted');
    expect(page).toContain('Earlier episodes');
    expect(page).toContain(': completed');
  });

  test('is asked for consent anew: nothing goes to a home by an old one', async () => {
    const fresh = journey.episode();
    expect(fresh.id).not.toBe(before.id);
    expect(journey.all('consent', fresh)).toEqual([]);
    expect(journey.tasks('placement-request', fresh).every(({ status }) => status === 'refused')).toBe(true);
    expect(journey.tasks('consent-needed', fresh).length).toBeGreaterThan(0);
    expect(await obligationsUnmet(journey)).toEqual([]);
  });
});

test('whoever comes back while being called after an earlier episode is called no more about that one', async () => {
  // Given a client whose treatment has ended a week ago
  const journey = await begin({ referrals: [referral(nora)] });
  await journey.days(1);
  await journey.untilTrue('treatment has ended', () => journey.episode().stage === 'follow-up');
  await journey.days(8);
  const before = journey.episode();
  // When she is referred again
  const { day: _day, ...again } = referral(nora);
  await journey.act('refer', again);
  await journey.days(2);
  const made = journey.all('followUp', before);
  await journey.untilRest();
  // Then the calls that were to come are recorded as not made, and the new episode has its own
  expect(made.filter(({ outcome }) => outcome === 'readmitted').map(({ day }) => day)).toContain(90);
  expect(journey.tasks('follow-up-call', before).length).toBeLessThan(4);
  expect(journey.all('episode').find(({ id }) => id === before.id)?.readmittedAs).toBe(journey.episode().id);
  expect(await obligationsUnmet(journey)).toEqual([]);
});

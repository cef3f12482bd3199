import { describe, expect, test } from 'vitest';
import { localDateOf } from '../../lambdas/domain/clinic-calendar.ts';
import { isHeld } from '../../lambdas/domain/death-report.ts';
import { StoreConflict } from '../../lambdas/ports.ts';
import { type Answers, everyone } from './answers.ts';
import { begin, type Journey, referral } from './journey.ts';
import { obligationsUnmet } from './obligations.ts';
import { visitor } from './visitor.ts';

const reason = 'the family called';
const report = (journey: Journey) =>
  journey.act('report-death', { episodeId: journey.episode().id, reportedBy: 'carmen-ruiz', reason });

/** Mails that left about the client of a story, by a question of their own or in a list, but for the confirmation. */
function mailsAbout(journey: Journey, from: string, to: string): string[] {
  const { id: episodeId } = journey.episode();
  const left = journey.play.clinic.mailbox.mails.filter(({ at }) => at > from && at < to);
  return left.flatMap((mail) => {
    const message = journey.all('mail').find(({ id }) => id === mail.id)?.message;
    if (!message) return [];
    const ids = 'taskIds' in message ? message.taskIds : 'taskId' in message ? [message.taskId] : [];
    const isOther = (id: string) =>
      journey.all('task').some((task) => task.id === id && task.kind === 'death-confirmation');
    const own = ids.filter((id) => id.startsWith(`${episodeId}:`) && !isOther(id));
    return own.length > 0 || ('episodeId' in message && message.episodeId === episodeId) ? [mail.id] : [];
  });
}

describe('the report of a death that is refuted after ten days', async () => {
  // Given a client in treatment, another in the same home, and a second person who cannot say for days
  const refuted = { choice: 'not true' };
  let mayAnswer = false;
  const answers: Answers = { 'death-confirmation': () => (mayAnswer ? refuted : null) };
  const journey = await begin({
    referrals: [referral('Nora Testwell'), referral('Tess Mockingham')],
    behaviour: everyone(answers),
  });
  await journey.days(12);
  await journey.until(journey.at(12, '10:00'));
  const { id: episodeId } = journey.episode();
  const openBefore = journey
    .all('task', journey.episode())
    .filter(({ status }) => status === 'open')
    .map(({ id }) => id);
  const heldFrom = journey.play.clinic.now();
  // When a death is reported
  await report(journey);
  await journey.days(10);
  const held = journey.episode();
  const heldTo = journey.play.clinic.now();
  const asked = (await journey.audit(held)).filter(({ at }) => at >= heldFrom);
  const tests = journey.all('drugTest', held).filter(({ date }) => date > heldFrom.slice(0, 10));
  const checkIns = journey.all('checkIn').filter(({ date }) => date > heldFrom.slice(0, 10));
  const mails = mailsAbout(journey, heldFrom, heldTo);
  mayAnswer = true;
  await journey.untilTrue('it is refuted', () => !isHeld(journey.episode()));
  const refutedAt = journey.play.clinic.now();
  await journey.untilRest();
  const episode = journey.episode();

  test('meanwhile nobody is called, asked or told anything about the client', () => {
    expect(tests).toEqual([]);
    expect(mails).toEqual([]);
    const others = asked.filter(
      ({ what, details }) => what === 'question asked' && details?.kind !== 'death-confirmation',
    );
    expect(others).toEqual([]);
    expect(checkIns.length).toBeGreaterThan(0);
    expect(checkIns.flatMap(({ episodeIds }) => episodeIds)).not.toContain(episodeId);
    expect(asked.some(({ what }) => what === 'shown to partner')).toBe(false);
  });

  test('a second person is asked at once, then the director, and again every day', () => {
    const first = asked.find(({ what }) => what === 'question asked');
    expect(first).toMatchObject({ details: { kind: 'death-confirmation', to: 'ada-lindqvist' } });
    expect(Date.parse(first?.at ?? '') - Date.parse(heldFrom)).toBeLessThanOrEqual(5 * 60_000);
    const confirmations = journey.tasks('death-confirmation');
    expect(confirmations.length).toBeGreaterThan(5);
    for (const task of confirmations.filter(({ status }) => status === 'given up')) {
      expect(task.asked).toContain('fay-moreau');
      expect(task.asked).not.toContain('carmen-ruiz');
    }
  });

  test('then everything goes on: what was open and what fell due is asked, and treatment is completed', async () => {
    expect(held).toMatchObject({ stage: 'treatment', ending: null });
    expect(episode).toMatchObject({ ending: 'completed', handoff: { status: 'arrived' }, stage: 'closed' });
    for (const id of openBefore)
      expect(journey.all('task').find((task) => task.id === id)?.status).not.toBe('open');
    const on = localDateOf(journey.play.timeZone, refutedAt);
    expect(journey.all('drugTest', episode).some(({ date }) => date > on)).toBe(true);
    expect(
      journey.all('checkIn').some(({ date, episodeIds }) => date >= on && episodeIds.includes(episodeId)),
    ).toBe(true);
    expect(await obligationsUnmet(journey)).toEqual([]);
  });
});

describe('whoever reports a death', async () => {
  const journey = await begin({ behaviour: everyone({ 'death-confirmation': null, 'care-concern': null }) });
  await journey.days(12);
  const { id: episodeId } = journey.episode();
  await journey.act('report-death', { episodeId, reportedBy: 'fay-moreau', reason });
  const task = await journey.untilAsked('death-confirmation', 'ada-lindqvist');

  test('cannot report it twice', async () => {
    const again = journey.act('report-death', { episodeId, reportedBy: 'ada-lindqvist', reason });
    await expect(again).rejects.toThrow('reported already');
  });

  test('is never asked to confirm it, and cannot by another’s list', async () => {
    await journey.days(2);
    for (const one of journey.tasks('death-confirmation')) expect(one.asked).not.toContain('fay-moreau');
    expect(journey.episode().ending).toBeNull();
  });

  test('is believed once somebody else says so', async () => {
    const last = journey.tasks('death-confirmation').at(-1) ?? task;
    const [who = ''] = last.asked;
    const response = await visitor(journey, who).answer(last, {
      choice: 'confirmed',
      fields: { source: 'hospital' },
    });
    expect(response.statusCode).toBe(200);
    await journey.untilRest();
    expect(journey.episode()).toMatchObject({ ending: 'deceased', stage: 'closed' });
    expect(await obligationsUnmet(journey)).toEqual([]);
  });
});

describe('what staff answer while a report is looked into', async () => {
  // Given a review that its counselor has in hand when a death is reported
  const journey = await begin({ behaviour: everyone({ review: null, 'death-confirmation': null }) });
  const review = await journey.untilAsked('review', 'ada-lindqvist');
  const writer = visitor(journey, 'ada-lindqvist');
  await report(journey);
  const confirmation = await journey.untilAsked('death-confirmation', 'ada-lindqvist');
  const response = await writer.answer(review, { choice: 'hold', fields: { reason: 'needs more time' } });
  const held = journey.episode();
  // When it is refuted
  await visitor(journey, 'ada-lindqvist').answer(confirmation, {
    choice: 'not true',
    fields: { source: 'own eyes' },
  });
  await journey.untilTrue('it is refuted', () => !isHeld(journey.episode()));

  test('is not lost', () => {
    expect(response.statusCode).toBe(200);
    expect(isHeld(held)).toBe(true);
    expect(journey.all('review', journey.episode())).toMatchObject([{ decision: 'hold' }]);
  });
});

const moments: { when: string; go(journey: Journey): Promise<unknown>; before: string | null }[] = [
  {
    when: 'while another ending is pending',
    before: null,
    go: async (journey) => {
      await journey.days(12);
      const { id } = journey.episode();
      // The wish is on record and nobody has taken it up yet.
      const { store } = journey.play.clinic.ports;
      await store.transact(journey.play.clinicId, async (tx) => {
        const episode = await tx.get('episode', id);
        if (!episode) throw new Error('the episode is gone');
        const endingRequested = { ending: 'left against advice', reason: 'left', by: 'carmen-ruiz' } as const;
        tx.put('episode', { ...episode, endingRequested });
      });
    },
  },
  {
    when: 'after another ending, with the handoff under way',
    before: 'left against advice',
    go: async (journey) => {
      await journey.days(12);
      const { id } = journey.episode();
      await journey.act('end-early', { episodeId: id, ending: 'left against advice', reason: 'left' });
      await journey.days(3);
    },
  },
  { when: 'while the client waits for the first day', before: null, go: (journey) => journey.days(1) },
  {
    when: 'after the last follow-up',
    before: 'completed',
    go: (journey) => journey.untilRest(),
  },
];

describe.each(moments)('a death that is learned of $when', async ({ go, before }) => {
  const journey = await begin();
  await go(journey);
  const was = journey.episode();
  const reportedAt = journey.play.clinic.now();
  await report(journey);
  await journey.untilTrue('it is confirmed', () => journey.episode().ending === 'deceased');
  const confirmedAt = journey.play.clinic.now();
  await journey.untilRest();

  test('counts, and from then on nobody is asked or told anything', async () => {
    expect(was.ending).toBe(before);
    expect(journey.episode()).toMatchObject({ ending: 'deceased', stage: 'closed' });
    expect(mailsAbout(journey, reportedAt, '9999')).toEqual([]);
    const later = (await journey.audit(was)).filter(({ at }) => at > confirmedAt);
    expect(later.filter(({ what }) => what === 'question asked')).toEqual([]);
    expect(journey.all('enrolment')).toEqual([]);
    expect(await obligationsUnmet(journey)).toEqual([]);
  });
});

describe('an ending while sixty questions are open, each asked of two people', async () => {
  // Given more open questions than one transaction of the store can hold
  let failures = 0;
  let story: Journey | undefined;
  const isInTheMiddle = () =>
    story?.tasks('resident-needs').some(({ status }) => status === 'withdrawn') === true;
  const journey = await begin({
    behaviour: everyone({ 'check-in-follow-up': null, 'resident-needs': null }),
    local: {
      around: (ports) => ({
        ...ports,
        store: {
          ...ports.store,
          transact: (clinicId, work) => {
            if (failures < 3 && isInTheMiddle()) {
              failures += 1;
              return Promise.reject(new StoreConflict('the store fails in the middle'));
            }
            return ports.store.transact(clinicId, work);
          },
        },
      }),
    },
  });
  story = journey;
  await journey.days(12);
  const { id: episodeId } = journey.episode();
  const { clinicId } = journey.play;
  const { ports } = journey.play.clinic;
  for (let index = 0; index < 60; index += 1)
    await ports.journeys.start('human-task', `${episodeId}-many-${index}`, {
      schema: 1,
      clinicId,
      kind: 'resident-needs',
      episodeId,
      reason: 'needs something',
    });
  await journey.untilTrue(
    'all have climbed to a second person',
    () => journey.tasks('resident-needs').filter(({ asked }) => asked.length >= 2).length >= 60,
  );
  const open = journey.tasks('resident-needs').filter(({ status }) => status === 'open');
  // When the client leaves, and the store fails for a while in the middle of the withdrawals
  const leave = { episodeId, ending: 'left against advice', reason: 'left' };
  const outcome = await journey.act('end-early', leave).catch((error: unknown) => error);
  const leftOpen = journey.tasks('resident-needs').filter(({ status }) => status === 'open');
  await journey.untilTrue('treatment has ended', () => journey.episode().ending !== null);
  await journey.untilRest();

  test('withdraws them all, and nobody is owed anything', async () => {
    expect(open).toHaveLength(60);
    expect(outcome).toBeInstanceOf(StoreConflict);
    expect(leftOpen.length).toBeGreaterThan(0);
    expect(leftOpen.length).toBeLessThan(60);
    expect(failures).toBe(3);
    expect(journey.tasks('resident-needs').every(({ status }) => status === 'withdrawn')).toBe(true);
    expect(journey.all('openTask').filter(({ kind }) => kind === 'resident-needs')).toEqual([]);
    expect(await obligationsUnmet(journey)).toEqual([]);
  });
});

describe('a second person who cannot say yet', async () => {
  const journey = await begin({
    behaviour: everyone({ 'death-confirmation': () => ({ choice: 'cannot say yet' }) }),
  });
  await journey.days(12);
  await report(journey);
  await journey.days(1);

  test('is asked again, and whoever is asked next does not read that nobody has answered', () => {
    const about = 'An urgent report needs a second person';
    const subjects = (id: string) =>
      journey
        .mailsTo(id)
        .map(({ subject }) => subject)
        .filter((subject) => subject.endsWith(about));
    expect(subjects('ada-lindqvist').slice(0, 2)).toEqual([about, `Second request: ${about}`]);
    expect(subjects('ben-okafor')[0]).toBe(about);
  });
});

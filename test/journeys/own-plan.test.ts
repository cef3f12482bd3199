import { describe, expect, test } from 'vitest';
import { verifyExport } from '../../bin/verify-draws/verify.ts';
import { exportClinicDraws } from '../../lambdas/casework/export-draws.ts';
import { addDays, daysBetween } from '../../lambdas/domain/clinic-calendar.ts';
import type { DrawExport } from '../../lambdas/domain/draw-export.ts';
import { policyOf } from '../../lambdas/domain/override.ts';
import { everyone } from './answers.ts';
import { begin, type Journey, referral } from './journey.ts';
import { obligationsUnmet } from './obligations.ts';

const reason = 'works nights this month';

async function exported(journey: Journey): Promise<{ text: string; draws: DrawExport }> {
  const { clinic, clinicId, today } = journey.play;
  const text = await exportClinicDraws(clinic.ports.store, clinicId, today());
  return { text, draws: JSON.parse(text) };
}

describe('a test rate of a client’s own, set in the middle of treatment', async () => {
  const journey = await begin({ referrals: [referral('Nora Testwell'), referral('Tess Mockingham')] });
  await journey.days(5);
  const { id: episodeId } = journey.episode();
  const setOn = journey.play.today();
  const rate = { what: 'test rate', testsPerWeek: 3, maxGapDays: 5, reason };
  await journey.act('override-program', { episodeId, ...rate });
  await journey.days(21);
  await journey.act('withdraw-override', { episodeId, overrideId: 'o1', reason: 'back to days' });
  const withdrawnOn = journey.play.today();
  await journey.days(10);
  const { text, draws } = await exported(journey);
  const planOn = (date: string, id = episodeId) =>
    draws.records.find((record) => record.date === date)?.roster.find(({ clientId }) => clientId === id)
      ?.policyVersion ?? '';

  test('is drawn by from that day’s next draw until it is withdrawn, and by nobody else', () => {
    const days = draws.records.map(({ date }) => date);
    const own = days.filter((date) => planOn(date).includes('/own-3-gap-5-p-'));
    expect(own.length).toBeGreaterThan(15);
    expect(own.every((date) => date >= setOn && date <= withdrawnOn)).toBe(true);
    const other = journey.episode('Tess Mockingham').id;
    expect(days.some((date) => planOn(date, other).includes('/own-'))).toBe(false);
    expect(planOn(days.at(-1) ?? '')).toContain('/phase-');
  });

  test('stands in the records with its rate, gap and solved chance', () => {
    const [policy] = draws.records.flatMap(({ policies }) =>
      policies.filter(({ version }) => version.includes('/own-')),
    );
    const { overrides = [] } = journey.episode();
    expect(policy?.policy).toMatchObject({ ratePerWeek: 3, maxGapDays: 5 });
    expect(overrides[0]?.setting).toMatchObject({ chancePpm: policy?.policy.chancePpm });
  });

  test('is verified by the program that shares no code with the draw', () => {
    const { differences, summary } = verifyExport(Buffer.from(text), { heads: [], commitments: new Map() });
    expect(differences).toEqual([]);
    expect(summary).toContain('client-days recomputed');
  });

  test('is on record with who set it and why, and asks no signature while it holds', async () => {
    const facts = await journey.audit(journey.episode());
    expect(facts.find(({ what }) => what === 'program overridden')?.details).toMatchObject({
      setting: '3 a week, at most 5 days apart',
      reason,
    });
    expect(facts.map(({ what }) => what)).toContain('override withdrawn');
    const tests = journey
      .all('drugTest')
      .filter(({ episodeId: of, date }) => of === episodeId && date > setOn);
    expect(tests.length).toBeGreaterThan(6);
    const asked = journey.tasks('taper-sign-off', journey.episode());
    expect(asked.every(({ openedAt }) => openedAt.slice(0, 10) >= withdrawnOn)).toBe(true);
  });
});

describe('reviews, milestones, check-ins and aftercare of a client’s own', async () => {
  const journey = await begin();
  await journey.days(3);
  const { id: episodeId } = journey.episode();
  for (const [what, days] of [
    ['reviews', 7],
    ['milestones', 5],
    ['check-ins', 3],
    ['aftercare', 4],
  ] as const)
    await journey.act('override-program', { episodeId, what, days, reason });
  await journey.untilRest();
  const episode = journey.episode();

  test('hold for that client to the end', async () => {
    const { program } = journey.all('program')[0] ?? {};
    if (!program) throw new Error('the program is gone');
    expect(policyOf(program, episode, episode.endedOn ?? '')).toMatchObject({
      reviews: { everyDays: 7 },
      milestones: { everyDays: 5 },
      checkIns: { everyDays: 3 },
      aftercare: { leadDays: 4 },
    });
    const gaps = (dates: readonly string[]) =>
      dates.slice(1).map((date, index) => daysBetween(dates[index] ?? '', date));
    const opened = (kind: 'review' | 'milestones') =>
      journey.tasks(kind, episode).map(({ openedAt }) => openedAt.slice(0, 10));
    expect(gaps(opened('review')).every((gap) => gap === 7)).toBe(true);
    expect(opened('review').length).toBeGreaterThan(4);
    expect(gaps(opened('milestones')).every((gap) => gap === 5)).toBe(true);
    const checkIns = journey
      .all('checkIn')
      .map(({ date }) => date)
      .sort();
    expect(Math.max(...gaps(checkIns))).toBeLessThanOrEqual(4);
    expect(checkIns.length).toBeGreaterThan(10);
    const started = (await journey.audit(episode)).find(({ what }) => what === 'aftercare started');
    expect(started?.at.slice(0, 10)).toBe(addDays(episode.endedOn ?? '', -4));
    expect(await obligationsUnmet(journey)).toEqual([]);
  });
});

describe('a length of a client’s own', async () => {
  const journey = await begin({ behaviour: everyone() });
  await journey.days(10);
  const { id: episodeId, plannedEndOn } = journey.episode();
  const tooLong = journey.act('override-program', { episodeId, what: 'length', days: 61, reason });
  await expect(tooLong).rejects.toThrow('the program lasts 30 to 60 days; give 30 to 60');
  const mixed = journey.act('override-program', { episodeId, what: 'length', testsPerWeek: 1, reason });
  await expect(mixed).rejects.toThrow('testsPerWeek: does not go with: length');
  await journey.act('override-program', { episodeId, what: 'length', days: 32, reason });
  await journey.untilRest();

  test('ends treatment on its own day, and all that goes before the end with it', async () => {
    const episode = journey.episode();
    expect(episode).toMatchObject({ ending: 'completed', plannedDays: 32 });
    expect(episode.endedOn).toBe(addDays(plannedEndOn ?? '', -13));
    expect(episode.handoff.status).toBe('arrived');
    expect(await obligationsUnmet(journey)).toEqual([]);
  });
});

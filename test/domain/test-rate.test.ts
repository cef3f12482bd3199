import { describe, expect, it } from 'vitest';
import type { Episode } from '../../lambdas/domain/episode.ts';
import { applyReview, nextTreatmentDuty } from '../../lambdas/domain/review.ts';
import { isHeldBack, rateInPhase, taperAsked, taperSigned } from '../../lambdas/domain/test-rate.ts';
import { episodeInTreatment, program } from './situations.ts';

/** No review or milestone before the phase's turn on 19 January. */
const quiet: Episode = {
  ...episodeInTreatment,
  lastReviewedOn: '2027-01-18',
  nextReviewOn: '2027-02-10',
  nextMilestonesOn: '2027-02-10',
};
const taper = { duty: 'taper', on: '2027-01-19', forPhase: 1 } as const;

/** The next phase begins with the question of a sign-off, and a clinician signs for it or does not. */
function begun(episode: Episode, on: string, isSignedOff: boolean): Episode {
  const phaseIndex = episode.phaseIndex + 1;
  const asked = taperAsked(episode, phaseIndex);
  const next = rateInPhase({ ...asked, phaseIndex, phaseStartedOn: on }, program);
  return isSignedOff ? taperSigned(next, program, phaseIndex) : next;
}

describe('a phase with a lower test rate', () => {
  it('begins with the question of a sign-off, on its own day', () => {
    expect(nextTreatmentDuty(quiet, program)).toEqual(taper);
    const asked = taperAsked(quiet, taper.forPhase);
    expect(nextTreatmentDuty(asked, program)).toEqual({ duty: 'next phase', on: '2027-01-19' });
  });

  it('has its own rate once a clinician has signed', () => {
    const episode = begun(quiet, '2027-01-19', true);
    expect(episode).toMatchObject({ phaseIndex: 1, testRate: { phaseIndex: 1, askAgainOn: null } });
    expect(isHeldBack(episode, program)).toBe(false);
  });

  it('begins all the same when nobody signed, but the present rate stays', () => {
    const episode = begun(quiet, '2027-01-19', false);
    expect(episode).toMatchObject({ phaseIndex: 1, testRate: { phaseIndex: 0 } });
    expect(isHeldBack(episode, program)).toBe(true);
  });

  it('is asked about again after the next review, and not before', () => {
    const held = begun(quiet, '2027-01-19', false);
    const next = { duty: 'taper', on: '2027-02-03', forPhase: 2 };
    expect(nextTreatmentDuty(held, program)).toEqual(next);
    const reviewed = applyReview(held, program, 'advance', '2027-01-25');
    const again = nextTreatmentDuty(reviewed, program);
    expect(again).toEqual({ duty: 'taper', on: '2027-01-25', forPhase: 1 });
    const asked = taperAsked(reviewed, 1);
    expect(taperSigned(asked, program, 1).testRate.phaseIndex).toBe(1);
    expect(nextTreatmentDuty(asked, program)).toEqual(next);
  });

  it('is asked about anew when the next phase comes, although the one before was not signed', () => {
    const held = begun(quiet, '2027-01-19', false);
    expect(nextTreatmentDuty(held, program)).toEqual({ duty: 'taper', on: '2027-02-03', forPhase: 2 });
    expect(begun(held, '2027-02-03', true).testRate.phaseIndex).toBe(2);
  });
});

describe('a rate that does not fall', () => {
  it('needs no signature, and follows the phase', () => {
    const [first, second, third] = program.phases;
    if (!first || !second || !third) throw new Error('the example has three phases');
    const steady = {
      ...program,
      phases: [first, { ...second, testsPerWeek: 2 }, { ...third, testsPerWeek: 3 }],
    };
    expect(nextTreatmentDuty(quiet, steady)).toEqual({ duty: 'next phase', on: '2027-01-19' });
    const next = rateInPhase({ ...quiet, phaseIndex: 1 }, steady);
    expect(rateInPhase({ ...next, phaseIndex: 2 }, steady).testRate.phaseIndex).toBe(2);
  });

  it('rises again with a step up, and the way down is asked for anew', () => {
    const lowered = begun(quiet, '2027-01-19', true);
    const up = applyReview(lowered, program, 'step up', '2027-01-25');
    expect(up).toMatchObject({ phaseIndex: 0, testRate: { phaseIndex: 0, askedFor: 0 } });
    expect(nextTreatmentDuty({ ...up, nextReviewOn: '2027-02-17' }, program)).toMatchObject({
      duty: 'taper',
      forPhase: 1,
    });
  });

  it('stays where it is when a review holds the phase', () => {
    const held = applyReview(begun(quiet, '2027-01-19', true), program, 'hold', '2027-01-25');
    expect(held).toMatchObject({ phaseIndex: 1, testRate: { phaseIndex: 1, askedFor: 1 } });
  });
});

describe('a signature', () => {
  it('that comes after the phase has begun lowers the rate from then on', () => {
    const unsigned = begun(quiet, '2027-01-19', false);
    expect(unsigned.testRate.phaseIndex).toBe(0);
    expect(taperSigned(unsigned, program, 1).testRate.phaseIndex).toBe(1);
  });

  it('for a phase that the client was taken back from counts for nothing', () => {
    const inThird = { ...quiet, phaseIndex: 2, testRate: { ...quiet.testRate, phaseIndex: 1, askedFor: 2 } };
    const back = applyReview(
      applyReview(inThird, program, 'step up', '2027-02-05'),
      program,
      'step up',
      '2027-02-06',
    );
    expect(back).toMatchObject({ phaseIndex: 0, testRate: { phaseIndex: 0, askedFor: 0 } });
    for (const forPhase of [1, 2]) expect(taperSigned(back, program, forPhase)).toBe(back);
  });
});

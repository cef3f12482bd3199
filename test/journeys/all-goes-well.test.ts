import { describe, expect, test } from 'vitest';
import { addDays } from '../../lambdas/domain/clinic-calendar.ts';
import { exampleReferrals } from '../example-clinic.ts';
import { begin, type Journey } from './journey.ts';
import { obligationsUnmet } from './obligations.ts';

describe('a client for whom all goes well', async () => {
  // Given a client who is referred on a Monday, and people who answer within the hour
  const journey = await begin();
  // When the whole program has passed, and everything after it
  await journey.untilRest();
  const episode = journey.episode();

  test('completes the program on the planned day and arrives at aftercare', () => {
    expect(episode).toMatchObject({
      stage: 'closed',
      ending: 'completed',
      residence: { homeId: 'cedar-house' },
      handoff: { status: 'arrived', receiverId: 'lakeside-outpatient' },
      followUpsDone: 6,
    });
    expect(episode.endedOn).toBe(episode.plannedEndOn);
    expect(episode.plannedEndOn).toBe(addDays(episode.admittedOn ?? '', 44));
  });

  test('steps down twice, and is tested less often from phase to phase', async () => {
    const begun = (await journey.audit(episode)).filter(({ what }) => what === 'phase begun');
    expect(begun.map(({ details }) => details?.name)).toEqual(['Practice', 'Independence']);
    const turns = [
      episode.admittedOn ?? '',
      ...begun.map(({ at }) => at.slice(0, 10)),
      episode.endedOn ?? '',
    ];
    const tests = journey.all('drugTest', episode);
    const perPhase = [0, 1, 2].map(
      (phase) =>
        tests.filter(({ date }) => (turns[phase] ?? '') <= date && date < (turns[phase + 1] ?? '')).length,
    );
    expect(perPhase).toEqual([...perPhase].sort((a, b) => b - a));
    expect(new Set(tests.map(({ outcome }) => outcome))).toEqual(new Set(['negative']));
  });

  test('is reviewed every second week, asked about every week, and called on every follow-up day', () => {
    expect(journey.all('review', episode).map(({ decision }) => decision)).toEqual([
      'advance',
      'advance',
      'advance',
    ]);
    const checkIns = journey.all('checkIn');
    expect(checkIns).toHaveLength(6);
    expect(checkIns.every(({ answers }) => answers[episode.id] === 'all well')).toBe(true);
    const followUps = [...journey.all('followUp', episode)].sort((a, b) => a.day - b.day);
    expect(followUps.map(({ day }) => day)).toEqual([1, 7, 14, 30, 60, 90]);
    expect(new Set(followUps.map(({ outcome }) => outcome))).toEqual(new Set(['doing well']));
  });

  test('nobody is owed anything, and nobody was asked twice', async () => {
    expect(await obligationsUnmet(journey)).toEqual([]);
    expect(journey.all('task').filter(({ rung }) => rung > 0)).toEqual([]);
  });
});

describe('eight clients at once', async () => {
  // Given the eight referrals of the example, over three weeks, with homes, consents and tracks of all sorts
  const journey = await begin({ referrals: exampleReferrals() });
  // When all have gone through
  await journey.untilRest();

  test('every episode ends well by name, and nobody is owed anything', async () => {
    expect(endingsOf(journey)).toEqual(Array.from({ length: 8 }, () => 'completed'));
    expect(await obligationsUnmet(journey)).toEqual([]);
  });
});

function endingsOf({ all }: Journey): (string | null)[] {
  return all('episode').map(({ ending }) => ending);
}

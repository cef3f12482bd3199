import { describe, expect, test } from 'vitest';
import { partnerIdOf } from '../../lambdas/domain/partner.ts';
import { realistic } from '../../local/people/behaviour.ts';
import { clinicOfForty, fortyReferrals } from './fixtures/forty-clients.ts';
import { begin, firstMonday, type Journey } from './journey.ts';
import { obligationsUnmet } from './obligations.ts';

const weekMs = 7 * 86_400_000;
const mostForStaff = 15;
const mostForHome = 8;

/** Emails that somebody gets in a week, on average over the weeks in which clients were in treatment. */
function emailsPerWeek(journey: Journey): Map<string, number> {
  const lastDay =
    journey
      .all('episode')
      .map(({ endedOn }) => endedOn ?? '')
      .sort()
      .at(-1) ?? firstMonday;
  const weeks = (Date.parse(lastDay) - Date.parse(firstMonday)) / weekMs;
  const perWeek = new Map<string, number>();
  for (const { id, at } of journey.play.clinic.mailbox.mails) {
    const contactId = journey.play.clinic.store.find(journey.play.clinicId, 'mail', id)?.contactId;
    if (!contactId || at.slice(0, 10) > lastDay) continue;
    const receiver = partnerIdOf(contactId);
    perWeek.set(receiver, (perWeek.get(receiver) ?? 0) + 1 / weeks);
  }
  return perWeek;
}

describe('forty clients, six homes, and enough staff', async () => {
  // Given a clinic of that size, and people as they are: most answer within hours, some late, some never
  const journey = await begin({
    clinic: clinicOfForty(),
    referrals: fortyReferrals(),
    behaviour: realistic,
    seed: 'forty',
  });
  // When all forty have gone through
  await journey.untilRest();
  const perWeek = emailsPerWeek(journey);

  test('no member of staff gets more than fifteen emails a week, each by their own average', () => {
    const staff = journey.all('staff').map(({ id }) => id);
    expect(staff).toHaveLength(10);
    for (const id of staff) expect(perWeek.get(id) ?? 0, id).toBeLessThanOrEqual(mostForStaff);
  });

  test('no home gets more than eight, each by its own average', () => {
    const homes = journey.all('partner').flatMap(({ id, kind }) => (kind === 'sober-home' ? [id] : []));
    expect(homes).toHaveLength(6);
    for (const home of homes) expect(perWeek.get(home), home).toBeLessThanOrEqual(mostForHome);
  });

  test('the clinic was busy: most were admitted, all who work there heard of it, nobody is owed anything', async () => {
    const admitted = journey.all('episode').filter(({ admittedOn }) => admittedOn);
    expect(admitted.length).toBeGreaterThan(30);
    const silent = journey
      .all('staff')
      .filter(({ id, roles }) => !perWeek.has(id) && !roles.includes('on-call'));
    expect(silent.map(({ id }) => id)).toEqual([]);
    expect(await obligationsUnmet(journey)).toEqual([]);
  });
});

import { describe, expect, test } from 'vitest';
import { readFigures } from '../../lambdas/casework/figures.ts';
import { clinicChain, episodeChain } from '../../lambdas/domain/audit.ts';
import type { Figures } from '../../lambdas/domain/figures.ts';
import { realistic } from '../../local/people/behaviour.ts';
import { sheerProgram } from '../example-clinic.ts';
import { clinicOfForty, fortyReferrals } from '../journeys/fixtures/forty-clients.ts';
import { begin, type Journey } from '../journeys/journey.ts';
import { countFromAudit, type Line } from './figures/count-from-audit.ts';

const everything = { from: '2027-01-01', to: '2027-12-31' };
const aMonth = { from: '2027-02-15', to: '2027-03-14' };

async function linesOf({ play }: Journey, chain: string): Promise<Line[]> {
  const links = await play.clinic.store.chain(play.clinicId, chain);
  return links.map(({ body }) => body as Line);
}

/** Both counts over a period, in one shape. */
async function bothCounts(journey: Journey, period: { from: string; to: string }) {
  const { play } = journey;
  const now = play.clinic.now();
  const { figures } = await readFigures(play.clinic.store.read(play.clinicId), play.clinicId, period, now);
  const chains = await Promise.all(
    journey.all('episode').map(({ id }) => linesOf(journey, episodeChain(id))),
  );
  const { reviews, followUpDays, sessions } = sheerProgram();
  const sessionMinutes = Object.fromEntries(sessions.map(({ id, minutes }) => [id, minutes]));
  const counted = countFromAudit({
    chains,
    clinicChain: await linesOf(journey, clinicChain),
    rules: { reviewOverdueAfterDays: reviews.overdueAfterDays, followUpDays, sessionMinutes },
    timeZone: play.timeZone,
    today: play.today(),
    ...period,
  });
  return { ofRecords: shapeOf(figures), ofAudit: counted };
}

function shapeOf({ all }: Figures): ReturnType<typeof countFromAudit> {
  return {
    shares: Object.fromEntries(
      Object.entries(all.shares).map(([id, { numerator, denominator }]) => [id, [numerator, denominator]]),
    ),
    spreads: Object.fromEntries(
      Object.entries(all.spreads).map(([id, { count, median, p90 }]) => [id, { count, median, p90 }]),
    ) as ReturnType<typeof countFromAudit>['spreads'],
    tests: all.testsPerWeek.tests,
    clientDays: Math.round(all.testsPerWeek.clientWeeks * 7),
    clientsInTreatment: all.testsPerWeek.clients,
    endings: Object.fromEntries(Object.entries(all.endings).filter(([, count]) => count > 0)),
  };
}

describe.each([
  ['places for all', 'figures-1', null],
  ['places for all, other people', 'figures-2', null],
  ['places for twenty', 'figures-3', 20],
])('forty clients, %s: the figures are those of the audit trail', async (_, seed, hardCap) => {
  const program = sheerProgram();
  const journey = await begin({
    clinic: clinicOfForty(),
    program: { ...program, caseload: { ...program.caseload, softCap: null, hardCap } },
    referrals: fortyReferrals(),
    behaviour: realistic,
    seed,
  });

  test('in the middle of the treatment', async () => {
    await journey.days(50);
    const { ofRecords, ofAudit } = await bothCounts(journey, everything);
    expect(ofAudit.tests).toBeGreaterThan(100);
    expect(ofRecords).toEqual(ofAudit);
  });

  test('when half of the follow-ups are done, and over one month', async () => {
    await journey.days(60);
    const { ofRecords, ofAudit } = await bothCounts(journey, everything);
    expect(ofAudit.shares.completed?.[1]).toBeGreaterThan(10);
    expect(ofRecords).toEqual(ofAudit);
    const month = await bothCounts(journey, aMonth);
    expect(month.ofRecords).toEqual(month.ofAudit);
  });

  test('when all is over', async () => {
    await journey.untilRest();
    await journey.days(30);
    const { ofRecords, ofAudit } = await bothCounts(journey, everything);
    expect(ofAudit.shares['reached-90']?.[0]).toBeGreaterThan(10);
    expect(ofAudit.shares['first-visit-30']?.[0]).toBeGreaterThan(10);
    if (hardCap !== null) expect(ofAudit.shares['waitlist-offered']?.[1]).toBeGreaterThan(0);
    expect(ofRecords).toEqual(ofAudit);
  });
});

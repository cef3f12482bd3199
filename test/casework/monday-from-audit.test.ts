import { describe, expect, test } from 'vitest';
import { readMonday } from '../../lambdas/casework/monday.ts';
import { clinicChain, episodeChain } from '../../lambdas/domain/audit.ts';
import { realistic } from '../../local/people/behaviour.ts';
import { nth, sheerProgram } from '../example-clinic.ts';
import { clinicOfForty, fortyReferrals } from '../journeys/fixtures/forty-clients.ts';
import { begin, type Journey } from '../journeys/journey.ts';
import type { Line } from './figures/count-from-audit.ts';

async function linesOf({ play }: Journey, chain: string): Promise<Line[]> {
  const links = await play.clinic.store.chain(play.clinicId, chain);
  return links.map(({ body }) => body as Line);
}

/** What the trail says of a question. */
interface Asked {
  taskId: string;
  kind: string;
  askedAt: string;
  highestRung: number;
  /** Of an intake: when the place was reserved, or of a second one when it was asked. */
  countsFrom: string;
}

const hourMs = 3_600_000;
const { intakeWithinHours } = sheerProgram().admission;
/** How long an offered place is kept is a clock of its own, which the trail does not tell. */
const untold = 'waitlist-offer';

/**
 * Questions that the trail leaves open, and whose first person let the time pass: somebody else was asked, or the same
 * one again. A specimen is due when collections close on its day, an intake so many hours after the place.
 */
async function overdueInAudit(journey: Journey): Promise<string[]> {
  const chains = [clinicChain, ...journey.all('episode').map(({ id }) => episodeChain(id))];
  const now = journey.play.clinic.now();
  const overdue: string[] = [];
  for (const chain of chains) {
    const open = new Map<string, Asked>();
    let reservedAt = '';
    for (const line of await linesOf(journey, chain)) {
      if (line.what === 'place reserved') reservedAt = line.at;
      if (line.what === 'another intake appointment') reservedAt = '';
      follow(open, line, reservedAt);
    }
    overdue.push(...[...open.values()].filter((asked) => isOverdue(asked, now)).map(({ taskId }) => taskId));
  }
  return overdue.sort();
}

function isOverdue({ kind, askedAt, highestRung, countsFrom }: Asked, now: string): boolean {
  if (kind === untold) return false;
  if (kind === 'intake') return Date.parse(now) - Date.parse(countsFrom) > intakeWithinHours * hourMs;
  return highestRung > 0 || (kind === 'collect-specimen' && askedAt.slice(0, 10) < now.slice(0, 10));
}

function follow(open: Map<string, Asked>, { at, what, details = {} }: Line, reservedAt: string): void {
  const [taskId, kind] = [String(details.taskId), String(details.kind)];
  if (what === 'question asked') {
    const first = { taskId, kind, askedAt: at, highestRung: 0, countsFrom: reservedAt || at };
    const known = open.get(taskId) ?? first;
    open.set(taskId, { ...known, highestRung: Math.max(known.highestRung, Number(details.rung)) });
  }
  const isAnswer = what === 'answer recorded' && ['recorded', 'corrected'].includes(String(details.outcome));
  if (isAnswer || what === 'nobody answered' || what === 'question withdrawn') open.delete(taskId);
}

describe('a clinic of forty, day by day', async () => {
  const program = sheerProgram();
  const journey = await begin({
    clinic: clinicOfForty(),
    program: { ...program, caseload: { ...program.caseload, softCap: null, hardCap: 25 } },
    referrals: fortyReferrals(),
    behaviour: realistic,
    seed: 'mondays',
  });
  const listsNow = () => {
    const { clinic, clinicId } = journey.play;
    return readMonday(clinic.store.read(clinicId), nth(journey.all('clinic'), 0), clinic.now());
  };

  test('the page lists exactly the questions that the trail leaves overdue, most urgent first', async () => {
    let seen = 0;
    for (let day = 1; day <= 90; day += 1) {
      await journey.until(journey.at(day, day % 7 === 0 ? '09:00' : '13:40'));
      const { overdue } = await listsNow();
      const told = overdue.filter(({ kind }) => kind !== untold);
      expect(told.map(({ id }) => id).sort()).toEqual(await overdueInAudit(journey));
      const ranks = overdue.map(({ isUrgent, dueAt }) => `${isUrgent ? 0 : 1} ${dueAt}`);
      expect(ranks).toEqual([...ranks].sort());
      seen += told.length;
    }
    expect(seen).toBeGreaterThan(20);
  }, 240_000);

  test('the director got one email a week while something waited, without a name, and none after', async () => {
    await journey.untilRest();
    await journey.days(21);
    const mails = journey.mailsTo('director-1').filter(({ id }) => id.startsWith('clinic:monday-'));
    const weeks = mails.map(({ id }) => id.slice('clinic:monday-'.length));
    expect(new Set(weeks).size).toBe(weeks.length);
    expect(weeks.length).toBeGreaterThan(6);
    expect(
      mails.every(({ text, html, subject }) => !`${text}${html}${subject}`.includes('Client Number')),
    ).toBe(true);
    expect(nth(mails, 0).text).toContain('/console/monday');
    const { overdue } = await listsNow();
    expect(overdue).toEqual([]);
    const lastMonday = nth([...weeks].sort(), weeks.length - 1);
    expect(Date.parse(journey.play.clinic.now()) - Date.parse(lastMonday)).toBeGreaterThan(14 * 86_400_000);
  }, 240_000);
});

import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { endings, nonAdmissions } from '../../lambdas/domain/episode.ts';
import { type ProgramFile, programSchema } from '../../lambdas/domain/program.ts';
import { programWarnings } from '../../lambdas/domain/program-warnings.ts';
import { programWeeks } from '../../lambdas/domain/program-week.ts';
import { fictionalClinic } from '../../local/rehearsal/fictional-clinic.ts';
import { fictionalReferrals } from '../../local/rehearsal/fictional-referrals.ts';
import { nth, sheerProgram } from '../example-clinic.ts';
import { nobodyComesBack } from './fixtures/nobody-comes-back.ts';
import { begin, type DatedReferral, firstMonday, type Journey } from './journey.ts';
import { obligationsUnmet } from './obligations.ts';

const folder = new URL('../../programs/', import.meta.url);
const names = readdirSync(folder).filter((name) => name.endsWith('.yaml'));

function programOf(name: string): ProgramFile {
  return programSchema.parse(parse(readFileSync(new URL(name, folder), 'utf8')));
}

/** Plays a fictional clinic with a program until nothing is left to do. */
async function throughTo(
  program: ProgramFile,
  clients: number,
  change: (referral: DatedReferral) => DatedReferral = (referral) => referral,
): Promise<Journey> {
  const clinic = fictionalClinic(clients, program, `programs/${program.id}.yaml`);
  const referrals = fictionalReferrals(clinic, program, clients, 'five', firstMonday).map(change);
  const journey = await begin({
    clinic,
    program,
    referrals,
    behaviour: nobodyComesBack,
    seed: `five ${program.id}`,
  });
  await journey.untilRest();
  return journey;
}

function expectNamedEndings(journey: Journey, clients: number): void {
  const named: readonly (string | null)[] = [...endings, ...nonAdmissions];
  const episodes = journey.all('episode');
  expect(journey.all('client')).toHaveLength(clients);
  expect(episodes.filter(({ ending }) => !named.includes(ending))).toEqual([]);
}

test('the five programs of the seeds are there, each under its own name', () => {
  expect(names.sort()).toEqual([
    'continuum.yaml',
    'lantana.yaml',
    'northstar.yaml',
    'rehab-carolinas.yaml',
    'sheer.yaml',
  ]);
  for (const name of names) expect(`${programOf(name).id}.yaml`).toBe(name);
});

describe.each(names)('%s', (name) => {
  test('gives no cause for a warning; its sessions are the hours and days of its phases in each track', () => {
    expect(programWarnings(programOf(name))).toEqual([]);
    for (const week of programWeeks(programOf(name))) {
      expect([week.hoursPerWeek, week.daysPerWeek]).toEqual([
        week.plannedHoursPerWeek,
        week.plannedDaysPerWeek,
      ]);
    }
  });

  test('says of every part where it comes from', () => {
    const text = readFileSync(new URL(name, folder), 'utf8');
    const parts = Object.keys(programOf(name)).filter((part) => part !== 'id' && part !== 'name');
    const unsourced = parts.filter((part) => !isSourced(text, part));
    expect(unsourced).toEqual([]);
  });

  test('takes its clients to a named ending, day and evening, with nothing open, failed or owed', async () => {
    const program = programOf(name);
    const journey = await throughTo(program, 8);
    expectNamedEndings(journey, 8);
    const tracks = new Set(journey.all('episode').map(({ track }) => track));
    expect([...tracks].sort()).toEqual([...(program.tracks ?? ['day'])].sort());
    expect(await obligationsUnmet(journey)).toEqual([]);
  });
});

/** A comment with "seed 00N" or "default" right above the part, or above a part that stands directly before it. */
function isSourced(text: string, part: string): boolean {
  const lines = text.split('\n');
  const at = lines.findIndex((line) => line.startsWith(`${part}:`));
  for (let line = at - 1; line >= 0; line -= 1) {
    const above = lines[line] ?? '';
    if (/^ *#.*(seed 00\d|default)/.test(above)) return true;
    if (above === '') break;
  }
  const inside = lines.slice(at + 1, lines.indexOf('', at));
  return inside.some((line) => /^ +#.*(seed 00\d|default)/.test(line));
}

/** A program of one phase. */
function ofLength(days: number): ProgramFile {
  const program = sheerProgram();
  return programSchema.parse({
    ...program,
    id: `days-${days}`,
    lengthDays: { min: days, planned: days, max: days },
    phases: [{ ...nth(program.phases, 0), days }],
    sessions: program.sessions.map(({ phases: _, ...session }) => session),
  });
}

describe('lengths from a week to six months', () => {
  test('a program of seven days has its review and its aftercare inside seven days', async () => {
    const journey = await throughTo(ofLength(7), 4);
    expectNamedEndings(journey, 4);
    const completed = journey.all('episode').filter(({ ending }) => ending === 'completed');
    expect(completed.length).toBeGreaterThan(0);
    for (const episode of completed) {
      const reviews = journey.tasks('review', episode);
      expect(reviews.length).toBeGreaterThan(0);
      expect(nth(reviews, 0).openedAt.slice(0, 10) <= (episode.endedOn ?? '')).toBe(true);
      expect(journey.tasks('aftercare-plan', episode).length).toBeGreaterThan(0);
    }
    expect(await obligationsUnmet(journey)).toEqual([]);
  });

  test('a program of 180 days goes on to its last follow-up', async () => {
    const journey = await throughTo(ofLength(180), 2);
    expectNamedEndings(journey, 2);
    for (const { plannedDays } of journey.all('episode')) expect(plannedDays).toBe(180);
    expect(await obligationsUnmet(journey)).toEqual([]);
  });
});

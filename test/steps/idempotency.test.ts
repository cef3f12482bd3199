import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { clinicChain, drawChain, episodeChain } from '../../lambdas/domain/audit.ts';
import type { RecordKind } from '../../lambdas/domain/records.ts';
import { loadSteps } from '../../local/definitions.ts';
import type { StepCall } from '../../local/runner/execution.ts';
import { luckOf } from '../../local/seeded.ts';
import type { Journey } from '../journeys/journey.ts';
import { eventfulPlay, type RunAgain } from './eventful-play.ts';

const kinds: RecordKind[] = [
  'clinic',
  'clinicDay',
  'client',
  'episode',
  'consent',
  'disclosure',
  'caseload',
  'enrolment',
  'waitlist',
  'task',
  'openTask',
  'drugTest',
  'checkIn',
  'review',
  'milestones',
  'milestoneCheck',
  'feedback',
  'followUp',
  'correction',
  'signal',
  'wait',
  'mail',
  'drawDay',
  'drawHead',
  'agenda',
];

/**
 * Everything that a play has left behind, one text for each fact: records, audit lines, draws, and the mails that
 * people got. A line that stands twice in a chain, or a mail sent twice, is two facts.
 */
async function left({ play, all }: Journey): Promise<Set<string>> {
  const { store, mailbox } = play.clinic;
  const facts = new Set<string>();
  const note = (fact: string, copy = 1): unknown =>
    facts.has(`${fact} #${copy}`) ? note(fact, copy + 1) : facts.add(`${fact} #${copy}`);
  for (const kind of kinds)
    for (const record of all(kind)) note(`${kind} ${JSON.stringify({ ...record, providerId: undefined })}`);
  for (const chain of [clinicChain, drawChain, ...all('episode').map(({ id }) => episodeChain(id))]) {
    const links = await store.chain(play.clinicId, chain);
    for (const { body } of links) note(`${chain} ${JSON.stringify(body)}`);
  }
  for (const { id, to, at } of mailbox.mails) note(`mailed ${id} to ${to} at ${at}`);
  return facts;
}

/** Reports of a failure are written as often as they are delivered: the record they tell of is the audit itself. */
const isFailureReport = (fact: string) => /"what":"(workflow|stage) failed"/.test(fact);

/** Steps whose answer no machine reads: it says how much was left to do, which is nothing the second time. */
const unreadAnswers = ['commit-draws', 'report-draws', 'reveal-draw-key', 'begin-next-phase'];

/** Some facts that only one of two plays has left: a short list tells more than two long ones. */
function differences(once: Set<string>, often: Set<string>): string[] {
  const missing = [...once].filter((fact) => !often.has(fact)).map((fact) => `missing: ${fact}`);
  const added = [...often].filter((fact) => !once.has(fact)).map((fact) => `added: ${fact}`);
  return [...missing, ...added].filter((fact) => !isFailureReport(fact)).slice(0, 12);
}

const once = await eventfulPlay();
const leftByOne = await left(once.journey);

test('the play that these tests repeat has run every step there is', async () => {
  const retired = readdirSync(join(import.meta.dirname, '../../lambdas/steps/retired'));
  const current = [...(await loadSteps()).keys()].filter((name) => !retired.includes(`${name}.ts`));
  expect([...once.stepsRun].sort()).toEqual(current.sort());
});

describe.each(['one', 'two'])('each step, run one to five times (seed %s)', async (seed) => {
  // Given a play in which every step is delivered one to five times, one after the other
  let calls = 0;
  const otherResults: string[] = [];
  const repeated = async (call: StepCall, result: unknown, runAgain: RunAgain) => {
    calls += 1;
    for (let times = Math.floor(luckOf(seed, `times|${calls}`) * 5); times > 0; times -= 1) {
      const same = JSON.stringify(await runAgain()) === JSON.stringify(result);
      if (!same && !unreadAnswers.includes(call.step)) otherResults.push(call.step);
    }
  };
  // When the same eventful weeks go by
  const { journey } = await eventfulPlay({ after: repeated });

  test('has one effect: the same records, audit, draws and mails', async () => {
    expect(differences(leftByOne, await left(journey))).toEqual([]);
  });

  test('gives the workflow the same answer each time', () => {
    expect([...new Set(otherResults)]).toEqual([]);
  });
});

describe('each step, delivered twice at the same moment', async () => {
  // Given a play in which each step runs twice at once before the workflow's own call
  const { journey } = await eventfulPlay({
    before: async (_, runAgain) => void (await Promise.all([runAgain(), runAgain()])),
  });

  test('has one effect: the same records, audit, draws and mails', async () => {
    expect(differences(leftByOne, await left(journey))).toEqual([]);
  });
});

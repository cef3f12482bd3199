import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { AuditEntry } from '../../lambdas/domain/audit.ts';
import { knownFacts } from '../../lambdas/pages/fact-words.ts';
import { createLaptop } from '../../local/laptop.ts';
import { timelineHead, timelineLine, timelineText } from '../../local/timeline.ts';
import { exampleSettings } from './served-laptop.ts';

const context = { timeZone: 'America/Los_Angeles', clientIdOf: () => 'cl_0123456789abcdef' };

function lineOf(entry: Partial<AuditEntry> & { what: string }): string | undefined {
  const line = timelineLine({ at: '2027-01-05T19:17:00.000Z', by: 'ask-person', ...entry }, context);
  return line && timelineText(line);
}

/** Every fact that the code under lambdas writes into an audit. */
function writtenFacts(): Set<string> {
  const folder = join(import.meta.dirname, '../../lambdas');
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) =>
    file.endsWith('.ts'),
  );
  return new Set(files.flatMap((file) => factsIn(readFileSync(join(folder, file), 'utf8'))));
}

/** The facts of one file: what its calls of `audit` and `append` give as `what`, by a literal or by a function of the file. */
function factsIn(source: string): string[] {
  const entries = [...source.matchAll(/\.(?:audit|append)\(/g)].map(({ index = 0 }) =>
    enclosed(source, index),
  );
  return entries.flatMap((entry) => {
    const said = /\bwhat: *([^{}]*?)(?=,\s*(?:by|episodeId|details)\b)/s.exec(entry)?.[1] ?? '';
    const called = /^(\w+)\(/.exec(said)?.[1];
    return literalsIn(called === undefined ? said : bodyOf(source, called));
  });
}

/** The text between the first bracket after `from` and the one that closes it. */
function enclosed(source: string, from: number, [open, close] = ['(', ')']): string {
  const start = source.indexOf(open, from);
  let depth = 0;
  for (let at = start; at < source.length; at += 1) {
    if (source[at] === open) depth += 1;
    if (source[at] === close) depth -= 1;
    if (depth === 0) return source.slice(start, at);
  }
  throw new Error(`no bracket closes the one at ${start}`);
}

function bodyOf(source: string, name: string): string {
  const at = source.indexOf(`function ${name}(`);
  return at < 0 ? '' : enclosed(source, source.indexOf(')', at), ['{', '}']);
}

function literalsIn(text: string): string[] {
  return [...text.matchAll(/'([^']+)'/g)].map(([, literal]) => literal ?? '');
}

async function played(seed: string): Promise<string[]> {
  const lines: string[] = [];
  const early: AuditEntry[] = [];
  let heard: (entry: AuditEntry) => void = (entry) => early.push(entry);
  const laptop = await createLaptop({
    ...exampleSettings('http://localhost:4600', { seed, isManual: false }),
    onAudit: (_, entry) => heard(entry),
  });
  heard = (entry) => {
    const { store } = laptop.clinic;
    const clientIdOf = (id: string) => store.find('harbor-example', 'episode', id)?.clientId;
    const line = timelineLine(entry, { timeZone: context.timeZone, clientIdOf });
    if (line) lines.push(timelineText(line));
  };
  for (const entry of early) heard(entry);
  await laptop.toEnd();
  return lines;
}

describe('the timeline', () => {
  it('has words for every fact that is written, and for no other', () => {
    const written = writtenFacts();
    expect(written.size).toBeGreaterThan(40);
    expect([...knownFacts].sort()).toEqual([...written].sort());
  });

  it('says in columns when, who, what, of whom and the answer', () => {
    const details = { kind: 'placement-request', action: 'ask', to: 'cedar-house.primary' };
    const asked = lineOf({ what: 'question asked', episodeId: 'ep_1', details });
    const by = 'cedar-house.primary';
    const answered = lineOf({
      what: 'answer recorded',
      by,
      episodeId: 'ep_1',
      details: { ...details, choice: 'decline', items: {}, outcome: 'late' },
    });
    expect([timelineHead, asked, answered]).toEqual([
      'date       time   client               what happened                       who                           answer',
      '2027-01-05 11:17  cl_0123456789abcdef  asked: placement request            cedar-house.primary',
      '2027-01-05 11:17  cl_0123456789abcdef  answered: placement request         cedar-house.primary           decline (late)',
    ]);
  });

  it('counts the answers to a question about several clients', () => {
    const items = { ep_1: 'all well', ep_2: 'concern', ep_3: 'all well' };
    const details = { kind: 'home-check-in', choice: '', items, outcome: 'recorded' };
    expect(lineOf({ what: 'answer recorded', by: 'cedar-house.primary', details })).toContain(
      'answered: home check-in             cedar-house.primary           2 all well, 1 concern',
    );
  });

  it('leaves out what says nothing about a client', () => {
    expect(lineOf({ what: 'draw key revealed', details: { date: '2027-01-04' } })).toBeUndefined();
    expect(
      lineOf({ what: 'draw made', details: { called: 2, breaches: 0, status: 'drawn' } }),
    ).toBeUndefined();
    expect(lineOf({ what: 'draw made', details: { called: 2, breaches: 1, status: 'drawn' } })).toContain(
      '2 called, 1 overdue beyond capacity',
    );
  });

  it('is the same to the byte for the same seed, and another for another', async () => {
    const [first, again, other] = [await played('one'), await played('one'), await played('two')];
    expect(first.length).toBeGreaterThan(300);
    expect(again).toEqual(first);
    expect(other).not.toEqual(first);
  });

  it('holds ids and never a name, an address or a phone number', async () => {
    const { clinic, referrals } = exampleSettings('http://localhost:4600');
    const people = [
      ...referrals,
      ...clinic.staff,
      ...[...clinic.soberHomes, ...clinic.aftercareProviders].flatMap((partner) => [
        partner,
        partner.primary,
      ]),
    ];
    const text = (await played('names')).join('\n');
    for (const { name, phone } of people) {
      expect(text).not.toContain(name);
      expect(text).not.toContain(phone);
    }
    expect(text).not.toContain('@');
  });
});

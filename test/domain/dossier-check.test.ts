import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type AuditEntry, type ChainLink, chainLink, episodeChain } from '../../lambdas/domain/audit.ts';
import {
  chainDossier,
  type DossierBody,
  dossierText,
  leftOutMark,
  namesToLeaveOut,
  withoutNames,
} from '../../lambdas/domain/dossier.ts';
import { checkDossier } from '../../lambdas/domain/dossier-check.ts';

const episodeId = 'ep_0123456789abcdef';
const taskId = `${episodeId}:tk-1`;
const answer = { choice: 'admit', items: {}, by: 'ada-lindqvist', at: '2027-01-04T19:00:00.000Z' };
const task = { id: taskId, episodeId, items: [], asked: ['ada-lindqvist'], answer, superseded: [] };

/** A small dossier: an audit of four links, two records, and text outside of ASCII. */
function small(forged: { id: string } & Record<string, unknown> = task): Uint8Array {
  const links: ChainLink<AuditEntry>[] = [];
  const entries: AuditEntry[] = [
    { at: '2027-01-04T17:00:00.000Z', what: 'client referred', by: 'operator', episodeId },
    {
      at: '2027-01-04T18:00:00.000Z',
      what: 'question asked',
      by: 'ask-person',
      episodeId,
      details: { taskId, to: 'ada-lindqvist' },
    },
    {
      at: '2027-01-04T19:00:00.000Z',
      what: 'answer recorded',
      by: 'ada-lindqvist',
      episodeId,
      details: { taskId, choice: 'admit' },
    },
    {
      at: '2027-01-05T17:00:00.000Z',
      what: 'treatment ended',
      by: 'end-treatment',
      episodeId,
      details: { ending: 'left against advice', reason: 'volvió a su casa, “sin más”' },
    },
  ];
  for (const entry of entries) {
    const last = links.at(-1);
    links.push(
      chainLink<AuditEntry>(
        episodeChain(episodeId),
        last && { id: last.chain, sequence: last.sequence, hash: last.hash },
        entry,
      ),
    );
  }
  const bodies: DossierBody[] = [
    {
      kind: 'head',
      clinicId: 'harbor-example',
      clinicName: 'Harbor Example Clinic',
      timeZone: 'America/Los_Angeles',
      episodeId,
      madeAt: '2027-01-06T17:00:00.000Z',
      madeBy: 'operator',
      names: 'with names',
      auditLinks: links.length,
      auditHash: links.at(-1)?.hash ?? '',
    },
    { kind: 'person', id: 'cl_1', as: 'client', name: 'Nora Testwell' },
    ...links.map((link): DossierBody => ({ kind: 'fact', link })),
    { kind: 'record', of: 'task', record: forged },
    { kind: 'record', of: 'episode', record: { id: episodeId, ending: 'left against advice' } },
  ];
  return new TextEncoder().encode(dossierText(chainDossier(episodeId, bodies)));
}

describe('checking a dossier', () => {
  const bytes = small();

  test('finds nothing wrong with one that nobody touched', () => {
    expect(checkDossier(bytes).problems).toEqual([]);
  });

  test('finds a change of every single byte, of its lowest bit and of another', () => {
    const unseen: string[] = [];
    for (let at = 0; at < bytes.length; at += 1)
      for (const bit of [0, 1 + (at % 7)]) {
        const changed = Uint8Array.from(bytes);
        changed[at] = (changed[at] ?? 0) ^ (1 << bit);
        if (checkDossier(changed).problems.length === 0) unseen.push(`byte ${at}, bit ${bit}`);
      }
    expect(bytes.length).toBeGreaterThan(2_000);
    expect(unseen).toEqual([]);
  });

  test('finds a record that is chained well and does not say what the audit says', () => {
    const problemsOf = (record: typeof task | Record<string, unknown>) =>
      checkDossier(small(record as typeof task)).problems.map(({ problem }) => problem);
    expect(problemsOf({ ...task, asked: [] })).toEqual([
      'question asked: the question does not say that this person was asked',
    ]);
    expect(problemsOf({ ...task, answer: { ...answer, choice: 'not suitable' } })).toEqual([
      'answer recorded: the question does not hold this answer',
      'the audit knows nothing of this answer',
    ]);
    expect(problemsOf({ id: taskId })).toEqual(['a record has not the form that it should have']);
  });

  test('finds bytes that were put in, taken out or cut off, and never fails on what it is given', () => {
    fc.assert(
      fc.property(fc.nat(bytes.length - 1), fc.uint8Array({ maxLength: 4 }), fc.nat(40), (at, put, gone) => {
        const changed = new Uint8Array([...bytes.slice(0, at), ...put, ...bytes.slice(at + gone)]);
        const isSame =
          changed.length === bytes.length && changed.every((byte, index) => byte === bytes[index]);
        expect(checkDossier(changed).problems.length === 0).toBe(isSame);
      }),
    );
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (anything) => {
        expect(checkDossier(anything).problems).not.toEqual([]);
      }),
    );
  });
});

describe('a value without names', () => {
  const names = namesToLeaveOut(['Nora Testwell', 'Ada Lindqvist', 'Bo']);

  test('keeps codes, ids and moments, and leaves out what somebody wrote', () => {
    const value = {
      taskId: 'ep_1:tk-2',
      at: '2027-01-04T17:00:00.000Z',
      choice: 'hold',
      comment: 'she called',
      nested: [{ said: 'asked NORA twice', count: 2 }],
      items: { ep_1: 'all well' },
      unknown: 'her aunt called',
    };
    expect(withoutNames(value, names)).toEqual({
      ...value,
      comment: leftOutMark,
      unknown: leftOutMark,
      nested: [{ said: leftOutMark, count: 2 }],
    });
  });
});

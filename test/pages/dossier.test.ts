import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { dossierWords } from '../../lambdas/pages/console-words-dossier.ts';
import { dossierTableWords } from '../../lambdas/pages/console-words-dossier-tables.ts';
import { type DossierView, dossierPage } from '../../lambdas/pages/dossier.ts';
import { dossierProblemsInSpanish } from '../../lambdas/pages/dossier-problems-in-spanish.ts';
import { dossierTables } from '../../lambdas/pages/dossier-tables.ts';
import { visibleText } from './markup.ts';
import { frame } from './product-views.ts';

const view: DossierView = {
  frame,
  timeZone: 'America/Los_Angeles',
  episodeId: 'ep_1',
  clientName: 'Maren <Quill>',
  madeAt: '2027-02-05T19:30:00.000Z',
  madeBy: 'Fay Moreau',
  entries: 12,
  hash: 'ab'.repeat(32),
  auditLinks: 4,
  leftOut: 0,
  problems: [],
  timelineHref: '/clients/ep_1',
  otherHref: '/dossier/ep_1?names=without',
  fileHref: '/local/export/dossier/ep_1',
  lines: [
    {
      entry: 5,
      at: '2027-01-05T19:30:00.000Z',
      kind: 'told',
      by: 'Gus Hartmann',
      what: 'Disclosed',
      toWhom: 'Cedar Example House',
      answer: 'Placement',
      consent: 'ep_1:c1',
    },
    {
      entry: 6,
      at: '2027-01-06T07:30:00.000Z',
      kind: 'recorded',
      by: 'reserve-place',
      what: 'Place reserved',
      toWhom: '',
      answer: '',
      consent: '',
    },
  ],
  tables: [
    {
      id: 'tests',
      title: 'Tests',
      lead: 'Each test.',
      columns: ['Day', 'Outcome'],
      rows: [[['Jan 6, 2027', 'random'], 'negative']],
    },
    { id: 'corrections', title: 'Corrections', lead: 'What was put right.', columns: ['When'], rows: [] },
  ],
};

describe('a dossier as a page', () => {
  const page = dossierPage(view);
  const text = visibleText(page);

  test('says whose it is, who made it when, and that it is whole', () => {
    expect(text).toContain('Dossier: Maren <Quill> ✓ whole');
    expect(text).toContain('Made Feb 5, 2027, 11:30 AM');
    expect(text).toContain('Made by Fay Moreau');
    expect(page).not.toContain('<Quill>');
  });

  test('shows who knew what, by the clinic’s days, with the consent and the place in the file', () => {
    expect(text).toContain(
      'Tuesday, January 5, 2027 11:30 AM Disclosed Placement Cedar Example House Gus Hartmann ep_1:c1 5',
    );
    expect(text.match(/Tuesday, January 5, 2027/g)).toHaveLength(1);
  });

  test('names each cell where the columns do not fit, and says where there is nothing', () => {
    for (const label of ['Time', 'What', 'To whom', 'By', 'Consent', 'Entry', 'Day', 'Outcome'])
      expect(page).toContain(`data-label="${label}"`);
    expect(text).toContain('Corrections What was put right. None.');
  });

  test('says first what does not agree', () => {
    const problems = [
      { entry: 7, problem: 'is missing' },
      { entry: null, problem: 'the last entry is missing' },
    ];
    const broken = visibleText(dossierPage({ ...view, problems }));
    expect(broken).toContain('✕ 2 things do not agree');
    expect(broken).toContain('Entry 7: is missing');
    expect(broken).not.toContain('✓ whole');
  });

  test('stands without a name where names are left out', () => {
    const nameless = visibleText(dossierPage({ ...view, clientName: null, leftOut: 3 }));
    expect(nameless).toContain('Dossier: ep_1');
    expect(nameless).toContain('Names left out');
    expect(nameless).toContain('4, 3 with words left out');
  });
});

describe('a dossier for who reads Spanish', () => {
  const nameOf = (id: string) => id;
  const timeZone = 'America/Los_Angeles';

  test('has each word of the page and of the tables in both languages', () => {
    for (const { en, es } of [dossierWords, dossierTableWords, dossierTableWordsOfParts()])
      expect(Object.keys(es)).toEqual(Object.keys(en));
  });

  test('says around the lines nothing in English', () => {
    const tables = dossierTables([], { language: 'es', timeZone, nameOf });
    const lines: DossierView['lines'] = [];
    const text = visibleText(dossierPage({ ...view, frame: { ...frame, language: 'es' }, lines, tables }));
    const main = text.slice(text.indexOf('Historia'));
    expect(main).toContain('Expediente: Maren <Quill> ✓ completo');
    expect(main).toContain('Hecho por Fay Moreau');
    for (const { title } of Object.values(dossierTableWords.es.tables)) expect(main).toContain(title);
    expect(main).not.toMatch(/\b(the|of|and|when|none|download|made)\b/i);
  });

  test('says of a broken dossier what does not agree', () => {
    const problems = [{ entry: 7, problem: 'audit link 3 is missing: here stands link 4' }];
    const broken = { ...view, frame: { ...frame, language: 'es' as const }, problems };
    expect(visibleText(dossierPage(broken))).toContain(
      'Entrada 7: falta la línea 3 de la auditoría: aquí está la línea 4',
    );
  });

  test('has Spanish for everything that the check can find, and for no more', () => {
    const source = readFileSync(join(import.meta.dirname, '../../lambdas/domain/dossier-check.ts'), 'utf8');
    const found = [
      ...source.matchAll(
        /problem: ['`]([^'`]+)['`]|(?:return |\? |: )['`]((?:is missing|belongs|does not|was changed)[^'`]*)['`]/g,
      ),
    ].map(([, pushed, made]) => (pushed ?? made ?? '').replaceAll(/\$\{[^}]*\}/g, '{}'));
    expect([...new Set([...found, 'is missing'])].sort()).toEqual(
      Object.keys(dossierProblemsInSpanish).sort(),
    );
  });

  test('puts codes of records into words, with the day as it is written there', () => {
    const test = {
      id: 'ep_1/2027-01-06',
      date: '2027-01-06',
      basis: 'random',
      toldAt: null,
      outcome: 'missed',
      sentToLaboratory: null,
      confirmation: null,
    };
    const entries = [
      { sequence: 1, previousHash: '', hash: '', body: { kind: 'record', of: 'drugTest', record: test } },
    ] as unknown as Parameters<typeof dossierTables>[0];
    const tables = dossierTables(entries, { language: 'es', timeZone, nameOf });
    expect(tables.find(({ id }) => id === 'tests')?.rows).toEqual([
      [['6 ene 2027', 'al azar'], 'no avisado', 'no se presentó', []],
    ]);
  });
});

function dossierTableWordsOfParts() {
  return { en: dossierTableWords.en.tables, es: dossierTableWords.es.tables };
}

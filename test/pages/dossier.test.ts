import { describe, expect, test } from 'vitest';
import { type DossierView, dossierPage } from '../../lambdas/pages/dossier.ts';
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

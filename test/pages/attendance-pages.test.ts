import { describe, expect, it } from 'vitest';
import { sessionKinds } from '../../lambdas/domain/session-kinds.ts';
import { attendanceHours } from '../../lambdas/pages/attendance-hours.ts';
import {
  attendanceReasons,
  attendanceWords,
  sessionKindWords,
} from '../../lambdas/pages/attendance-words.ts';
import { html } from '../../lambdas/pages/html.ts';
import { answersFromForm, linkFields } from '../../lambdas/pages/link-fields.ts';
import { type LinkQuestion, linkQuestions } from '../../lambdas/pages/link-questions.ts';
import { askedOf, reviewForStaff } from './link-views.ts';
import { visibleText } from './markup.ts';

const sheet: LinkQuestion = {
  ...reviewForStaff,
  taskId: 'clinic:tk-sheet',
  kind: 'attendance-sheet',
  about: null,
  reason: null,
  recorded: null,
  items: ['Maren Quill', 'Tobias Fenwick', 'Ines Okafor'].map((name, index) => ({
    itemId: `ep_${index}`,
    person: { name, apart: null },
    recorded: null,
  })),
};

describe('an attendance sheet', () => {
  const page = linkQuestions(askedOf('staff', [sheet]));
  const text = visibleText(page);

  it('shows all members on one page, each with the four answers and how early somebody left', () => {
    expect(text).toContain('3 clients');
    for (const said of ['Maren Quill', 'Attended', 'Left early', 'Missed', 'Excused', '30 minutes early'])
      expect(text).toContain(said);
    expect(page.match(/type="radio"/g)).toHaveLength(12);
  });

  it('has one tick for everybody who is no exception, and nothing is chosen beforehand', () => {
    expect(text).toContain('Everybody else attended');
    expect(page).toContain(`name="${linkFields.rest(sheet.taskId)}" value="attended"`);
    expect(page).not.toMatch(/ checked/);
  });

  it('says nothing of residents or of what belongs to a home', () => {
    expect(text).not.toMatch(/resident|curfew/i);
  });

  it('says beside the line what contradicts itself, and keeps the rest', () => {
    const posted = {
      choice: '',
      comment: '',
      reason: '',
      fields: {},
      items: { ep_0: 'left early', ep_1: 'attended' },
    };
    const refused = { posted, fields: [] };
    const mended = linkQuestions(askedOf('staff', [{ ...sheet, problem: 'fields to mend', refused }]));
    expect(visibleText(mended).match(/Say how early/g)).toHaveLength(1);
    expect(mended.match(/ checked/g)).toHaveLength(2);
  });

  it('does not offer the one tick once everybody is answered for', () => {
    const items = sheet.items.map((item) => ({
      ...item,
      recorded: { choice: 'attended', at: '2026-07-14T17:20:00.000Z' },
    }));
    expect(linkQuestions(askedOf('staff', [{ ...sheet, items }]))).not.toContain(
      linkFields.rest(sheet.taskId),
    );
  });

  it('posts the one tick beside the exceptions', () => {
    const form = new URLSearchParams([
      [linkFields.taskId, sheet.taskId],
      [linkFields.rest(sheet.taskId), 'attended'],
      [linkFields.item(sheet.taskId, 'ep_1'), 'missed'],
    ]);
    expect(answersFromForm(form)).toMatchObject([{ rest: 'attended', items: { ep_1: 'missed' } }]);
  });
});

describe('the hours of an episode', () => {
  const part = {
    byKind: [{ kind: 'group' as const, plannedMinutes: 360, attendedMinutes: 210 }],
    plannedMinutes: 360,
    attendedMinutes: 210,
    attended: 1,
    leftEarly: 1,
    missed: 1,
    excused: 0,
    madeUp: 0,
    notRecorded: 1,
    notRecordedMinutes: 120,
  };
  const shown = {
    summary: { total: part, weeks: [{ weekOf: '2026-07-06', ...part }] },
    planned: { group: 600, individual: 60 },
    notes: ['Away Jul 20, 2026 to Jul 22, 2026: a funeral'],
  };
  const text = visibleText(html`${attendanceHours(shown, 'en')}`.markup);

  it('stand by week and in all, by kind, against what was due', () => {
    expect(text).toContain('A week by plan: 11 h (group 10, individual 1)');
    expect(text).toContain('Mon, Jul 6 3.5 of 6 h Group 3.5 of 6');
    expect(text).toContain('1 attended, 1 left early ! 1 missed ! 1 not recorded');
    expect(text).toContain('In all 3.5 of 6 h');
    expect(text).toContain('Away Jul 20, 2026');
  });

  it('say so where there is none', () => {
    const nothing = { ...part, byKind: [], plannedMinutes: 0 };
    const empty = { summary: { total: nothing, weeks: [] }, planned: null, notes: [] };
    expect(visibleText(html`${attendanceHours(empty, 'en')}`.markup)).toBe('No session yet.');
  });
});

describe('words about sessions', () => {
  it('name every kind of session, in two languages', () => {
    for (const kind of sessionKinds)
      expect(sessionKindWords[kind].en.length * sessionKindWords[kind].es.length).toBeGreaterThan(0);
  });

  it('are the same set in both languages, and every reason is translated', () => {
    expect(Object.keys(attendanceWords.es)).toEqual(Object.keys(attendanceWords.en));
    for (const said of Object.values(attendanceReasons)) expect(said.en).not.toBe(said.es);
  });
});

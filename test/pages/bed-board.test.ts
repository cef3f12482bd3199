import { describe, expect, it } from 'vitest';
import { type BedBoardHome, bedBoard } from '../../lambdas/pages/bed-board.ts';
import { visibleText } from './markup.ts';

const home = (name: string, freeBeds: number | null, changes: Partial<BedBoardHome> = {}): BedBoardHome => ({
  name,
  narrLevel: 'II',
  beds: 8,
  contact: { name: 'Rosa Delgado', phone: '(555) 010-0201' },
  residents: [
    {
      href: '/clients/ep_1',
      name: 'Maren Quill',
      last: { on: '2027-01-04', answer: 'concern', needsAttention: true },
    },
    { href: '/clients/ep_2', name: 'Tobias Fenwick', last: null },
  ],
  said:
    freeBeds === null
      ? null
      : { freeBeds, isAtLeast: freeBeds === 3, asOf: '2027-01-04T17:30:00.000Z', isOld: false },
  openRequests: [],
  ...changes,
});

const board = (homes: BedBoardHome[]) =>
  bedBoard({
    frame: { clinicName: 'Harborlight Clinic', navigation: [], banner: null, toolbar: null },
    timeZone: 'America/Los_Angeles',
    askHref: '/staff/ask-for-beds',
    homes,
  });

describe('the bed board', () => {
  it('shows the most free beds first, and last those who never said', () => {
    const text = visibleText(
      board([home('Quiet House', null), home('Full House', 0), home('Open House', 3)]),
    );
    expect(text.indexOf('Open House')).toBeLessThan(text.indexOf('Full House'));
    expect(text.indexOf('Full House')).toBeLessThan(text.indexOf('Quiet House'));
    expect(text).toContain('3+');
    expect(text).toContain('not said yet');
  });

  it('says when, whom to call, what waits, and what is too old to trust', () => {
    const asked = home('Full House', 1, { openRequests: [{ beds: '2', from: '2027-01-11' }] });
    const old = asked.said && { ...asked.said, isOld: true };
    const text = visibleText(board([{ ...asked, said: old }]));
    expect(text).toContain('Mon, Jan 4, 9:30 AM old');
    expect(text).toContain('Rosa Delgado');
    expect(text).toContain('(555) 010-0201');
    expect(text).toContain('asked for 2 from Jan 11, 2027, no answer yet');
  });

  it('names our clients there, with what the home last answered about each', () => {
    const page = board([home('Open House', 3)]);
    expect(page).toContain('<a href="/clients/ep_1">Maren Quill</a>');
    const text = visibleText(page);
    expect(text).toContain('Maren Quill ! Jan 4: concern');
    expect(text).toContain('Tobias Fenwick not asked about yet');
  });

  it('says so when there is no home', () => {
    expect(visibleText(board([]))).toContain('No sober home is on record.');
  });
});

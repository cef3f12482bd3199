import { predictability } from '../../lambdas/domain/random-draw.ts';
import type { DrawClientLine } from '../../lambdas/pages/draw-clients.ts';
import type { DrawDayView } from '../../lambdas/pages/draw-day.ts';
import type { DrawListDay, DrawListView } from '../../lambdas/pages/draw-list.ts';
import type { MeterView } from '../../lambdas/pages/meter.ts';
import { frame } from './product-views.ts';

export const commitment = 'c4'.repeat(32);
export const key = '9e'.repeat(32);

/** At two a week from Monday to Saturday, ten days before the deadline. */
export const notCalled: DrawClientLine = {
  clientId: 'ep_2',
  plan: 'sheer:abc/phase-1',
  lastTestDate: '2027-02-08',
  k: '10',
  tickets: '1',
  threshold: '61961086624061',
  u: '131829249693672',
  chancePpm: '220130',
  status: 'not-called',
  excluded: null,
  differences: [],
};

export const called: DrawClientLine = {
  ...notCalled,
  clientId: 'ep_9',
  lastTestDate: '2027-02-06',
  k: '3',
  threshold: '93824992236885',
  u: '54822026066787',
  status: 'called',
};

export const newClient: DrawClientLine = {
  ...notCalled,
  clientId: 'ep_5',
  lastTestDate: null,
  k: '0',
  threshold: '281474976710656',
  u: '17',
  status: 'called',
};

export const excused: DrawClientLine = {
  ...notCalled,
  clientId: 'ep_1',
  k: '0',
  tickets: '0',
  threshold: '0',
  status: 'excluded',
  excluded: 'excuse',
};

export const verifiedDay: DrawDayView = {
  frame,
  date: '2027-02-11',
  timeZone: 'America/Los_Angeles',
  listHref: '/draws',
  before: { date: '2027-02-10', href: '/draws/2027-02-10' },
  after: null,
  status: 'drawn',
  drawnAt: '2027-02-11T14:00:00.000Z',
  commitment: { hash: commitment, publishedAt: '2027-01-04T14:00:00.000Z', daysAhead: 38 },
  key: { hex: key },
  record: {
    sequence: 34,
    hash: '0f'.repeat(32),
    previousHash: '1e'.repeat(32),
    codeVersion: '0.1.0',
    capacity: 16,
    uncovered: null,
    clients: [excused, notCalled, newClient, called],
  },
  check: { verdict: 'verified' },
};

export const listDay: DrawListDay = {
  date: '2027-02-11',
  href: '/draws/2027-02-11',
  status: 'drawn',
  commitment: { hash: commitment, daysAhead: 38 },
  called: 2,
  clients: 4,
  breaches: 0,
  isRevealed: true,
  check: { verdict: 'verified' },
};

export const list: DrawListView = {
  frame,
  exportHref: '/local/export/draws',
  meterHref: '/meter',
  auditorName: 'Plainview Example Auditors',
  head: { date: '2027-02-11', sequence: 34, hash: '0f'.repeat(32) },
  ahead: [{ date: '2027-02-12', hash: commitment }],
  days: [
    {
      ...listDay,
      date: '2027-01-31',
      href: '/draws/2027-01-31',
      status: 'closed',
      check: { verdict: 'no draw' },
    },
    listDay,
  ],
  differences: [],
};

const foundation = {
  ratePerWeek: 2,
  maxGapDays: 7,
  testDays: [1, 2, 3, 4, 5, 6],
  minPerCalendarWeek: 0 as const,
  closureGuard: true,
};

export const meter: MeterView = {
  frame,
  plans: [
    { label: 'Foundation', href: '/meter?plan=sheer.1', current: true },
    { label: 'Practice', href: '/meter?plan=sheer.2', current: false },
  ],
  title: 'Foundation',
  targets: foundation,
  closures: { count: 2, isCounted: false, href: '/meter?closures=1' },
  meter: predictability(foundation),
  warnings: [],
  form: {
    action: '/meter#try',
    ratePerWeek: '2',
    maxGapDays: '7',
    testDays: foundation.testDays,
    closureGuard: true,
    isWeekly: false,
    problems: [],
  },
};

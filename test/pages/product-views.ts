import { attendanceSummary } from '../../lambdas/domain/attendance-summary.ts';
import type { BoardClient, BoardView } from '../../lambdas/pages/board.ts';
import type { ClientTimelineView, TimelineEvent } from '../../lambdas/pages/client-timeline.ts';
import type { ProductFrame } from '../../lambdas/pages/product-shell.ts';

export const frame: ProductFrame = {
  clinicName: 'Harborlight Clinic',
  banner: 'A fictional clinic with fictional people',
  toolbar: null,
  navigation: [
    { label: 'Caseload', href: '/board', current: true },
    { label: 'Actions', href: '/actions', current: false },
  ],
};

/** In treatment since June 4, with an overdue review. */
export const inTreatment: BoardClient = {
  href: '/clients/ep_1',
  name: 'Maren Quill',
  stage: 'treatment',
  phaseName: 'Steady',
  homeName: 'Cedar House',
  counselorName: 'Ana Ruiz',
  startedOn: '2026-06-01',
  spans: [
    { kind: 'wait', phaseIndex: 0, label: 'Before admission', from: '2026-06-01', to: '2026-06-03' },
    { kind: 'phase', phaseIndex: 0, label: 'Intensive', from: '2026-06-04', to: '2026-06-17' },
    { kind: 'phase', phaseIndex: 1, label: 'Steady', from: '2026-06-18', to: '2026-07-20' },
  ],
  marks: [
    { kind: 'test', on: '2026-06-10', status: 'done', label: 'Drug test: negative' },
    { kind: 'check-in', on: '2026-06-11', status: 'attention', label: 'Check-in: a concern' },
    { kind: 'review', on: '2026-06-18', status: 'overdue', label: 'Progress review' },
    { kind: 'review', on: '2026-07-02', status: 'planned', label: 'Progress review' },
  ],
  ending: null,
};

export const completed: BoardClient = {
  ...inTreatment,
  href: '/clients/ep_2',
  name: 'Tobias Fenwick',
  stage: 'follow-up',
  phaseName: null,
  startedOn: '2026-05-01',
  spans: [
    { kind: 'phase', phaseIndex: 0, label: 'Intensive', from: '2026-05-01', to: '2026-06-09' },
    { kind: 'after', phaseIndex: 0, label: 'Follow-up', from: '2026-06-10', to: '2026-08-09' },
  ],
  marks: [],
  ending: { label: 'completed', on: '2026-06-09' },
};

export const waiting: BoardClient = {
  ...inTreatment,
  href: '/clients/ep_3',
  name: 'Ines Okafor',
  stage: 'waitlisted',
  phaseName: null,
  homeName: null,
  startedOn: '2026-06-15',
  spans: [],
  marks: [],
  ending: null,
};

export function boardOf(clients: BoardClient[], sort: BoardView['sort'] = 'start'): BoardView {
  return {
    frame,
    today: '2026-06-20',
    sort,
    boardHref: '/board',
    searchHref: '/board/search',
    earlier: 0,
    clients,
  };
}

function eventAt(at: string, what: string, more: Partial<TimelineEvent> = {}): TimelineEvent {
  return {
    at,
    kind: 'recorded',
    what,
    by: 'stepdown',
    asked: null,
    answer: null,
    told: null,
    details: [],
    proof: null,
    ...more,
  };
}

/** Two days in Los Angeles: the first event is on July 13 there and on July 14 in UTC. */
export const timelineOfMaren: ClientTimelineView = {
  dossierHref: '/clients/ep_1/dossier',
  contacts: [
    {
      label: 'The client',
      name: 'Maren Quill',
      phone: '+1 555 010 0142',
      email: null,
      note: 'leave no voicemail',
    },
  ],
  mayKnow: [{ name: 'Cedar House', categories: ['residence', 'incidents'] }],
  aftercare: { shown: null, earlier: 0 },
  plan: {
    goals: [{ id: 'g1', words: 'Find work with regular hours', status: 'met' }],
    needs: [{ id: 'n1', words: 'Sleep', status: 'open' }],
    own: [
      {
        override: {
          id: 'o1',
          setting: { what: 'reviews', everyDays: 7 },
          from: '2026-07-01',
          until: '2026-07-31',
          reason: 'tailored',
          by: 'ada-lindqvist',
          at: '2026-07-01T15:00:00.000Z',
        },
        isInForce: true,
        byName: 'Ada Lindqvist',
      },
    ],
    mutualHelp: {
      expected: 'encouraged',
      reported: [
        {
          id: 'ep_1:ms-1',
          episodeId: 'ep_1',
          on: '2026-07-08',
          said: 'on track',
          fellowship: 'smart',
          meetings: 4,
          homeGroup: null,
          sponsor: null,
          step: null,
          sponsoring: null,
          facilitator: 'yes',
          tools: ['urges'],
          words: '',
          basis: 'self-reported',
          by: 'ada-lindqvist',
        },
      ],
      checks: [
        {
          check: {
            id: 'ep_1:mc-1',
            episodeId: 'ep_1',
            what: 'meetings',
            how: 'meeting slip seen',
            on: '2026-07-09',
            by: 'ada-lindqvist',
            at: '2026-07-09T15:00:00.000Z',
          },
          byName: 'Ada Lindqvist',
        },
      ],
    },
    feedback: [
      {
        feedback: {
          id: 'ep_1:fb-1',
          episodeId: 'ep_1',
          at: '2026-07-08T15:00:00.000Z',
          by: 'ada-lindqvist',
          words: 'Two weeks on time.',
          reviewTaskId: null,
          readAt: '2026-07-08T18:00:00.000Z',
          answer: { as: 'agree', words: '', at: '2026-07-08T18:01:00.000Z' },
        },
        byName: 'Ada Lindqvist',
      },
    ],
  },
  frame,
  boardHref: '/board',
  now: '2026-07-14T17:20:00.000Z',
  timeZone: 'America/Los_Angeles',
  client: { name: 'Maren Quill', preferredName: 'Mari', birthDate: '1991-03-02', clientId: 'cl_8f41c2' },
  episode: {
    episodeId: 'ep_4f0c9a77',
    stage: 'Treatment',
    phase: '2 of 3: Steady',
    programName: 'Example program',
    homeName: 'Cedar House',
    counselorName: 'Ana Ruiz',
    caseManagerName: 'Jordan Pell',
    ending: null,
  },
  keyDates: [
    { label: 'Admitted', on: '2026-06-24' },
    { label: 'Last follow-up', on: null },
  ],
  waiting: [
    { kind: 'home-check-in', to: 'Rosa Delgado', dueAt: '2026-07-15T17:00:00.000Z', status: 'asked' },
    {
      kind: 'review',
      to: 'Lena Brandt',
      dueAt: '2026-07-13T23:00:00.000Z',
      status: 'escalated to the backup',
    },
  ],
  events: [
    eventAt('2026-07-14T16:31:00.000Z', 'Check-in answered', {
      kind: 'answered',
      by: 'Rosa Delgado',
      answer: {
        words: 'A concern',
        comment: 'Late on Sunday.',
        by: 'Rosa Delgado',
        isLate: true,
        isSuperseded: true,
      },
      proof: { sequence: 42, hash: 'c0ffee'.repeat(10) },
    }),
    eventAt('2026-07-14T05:30:00.000Z', 'Called for a random test', {
      details: [{ label: 'Basis', value: 'random' }],
    }),
    eventAt('2026-07-14T16:00:00.000Z', 'Weekly check-in', {
      kind: 'asked',
      asked: { name: 'Rosa Delgado', role: 'Cedar House, primary', dueAt: '2026-07-15T17:00:00.000Z' },
    }),
    eventAt('2026-07-14T16:30:00.000Z', 'Page shown to a partner', {
      kind: 'told',
      told: {
        recipient: 'Cedar House',
        address: 'rosa@cedar.example',
        category: 'residence',
        consentId: 'co_77ab',
      },
    }),
  ],
  consents: [
    {
      consentId: 'co_77ab',
      recipientNames: ['Cedar House', 'Larch House'],
      categories: ['residence', 'incidents'],
      purpose: 'to coordinate the stay in the sober home',
      signedOn: '2026-06-20',
      expiresOn: '2026-12-20',
      expiresUpon: null,
      how: 'on the clinic tablet',
      irrevocableUntil: null,
      status: 'revoked',
      revocations: [
        {
          recipientName: 'Larch House',
          at: '2026-07-02T18:00:00.000Z',
          how: 'oral',
          recordedBy: 'Jordan Pell',
        },
      ],
    },
  ],
  attendance: {
    summary: attendanceSummary([
      {
        id: 'ep_1:2026-07-13.group',
        episodeId: 'ep_1',
        date: '2026-07-13',
        sessionId: 'group',
        kind: 'group',
        starts: '09:00',
        plannedMinutes: 120,
        attendedMinutes: 90,
        outcome: 'left early',
        by: 'jordan-pell',
        at: '2026-07-13T18:00:00.000Z',
      },
    ]),
    planned: { group: 360 },
    notes: [],
  },
  tests: [
    {
      testId: 'te_1',
      date: '2026-07-09',
      basis: 'random',
      toldAt: '2026-07-09T15:20:00.000Z',
      collectedOn: '2026-07-10',
      outcome: 'presumptive positive',
      confirmation: 'confirmed negative',
      needsAttention: true,
    },
  ],
  disclosures: [
    {
      at: '2026-07-14T16:30:00.000Z',
      recipientName: 'Cedar House',
      category: 'residence',
      description: 'Weekly check-in page shown',
      purpose: 'to coordinate the stay in the sober home',
      consentId: 'co_77ab',
      noticeVersion: '2026-02-16',
    },
  ],
};

import type { Overdue } from '../../lambdas/domain/monday.ts';
import { mondayPage } from '../../lambdas/pages/monday.ts';
import type { Language } from '../../lambdas/pages/words.ts';
import { clientName, clinicName, now, partnerName, phone, staffName, timeZone } from './sample-people.ts';

const today = '2027-03-08';
const episodeId = 'ep_example';
const director = 'Ada Lindqvist';
const earlier = '2027-03-05T17:00:00.000Z';

/** The page of the week with something in each of its lists. */
export function fullWeek(language: Language): string {
  const review: Overdue = {
    kind: 'review',
    id: 'ep_example:tk-review',
    episodeId: undefined,
    reason: undefined,
    dueAt: earlier,
    ownerId: 'ada',
    askedId: null,
    isUrgent: false,
  };
  return mondayPage({
    frame: { clinicName, navigation: [], banner: null, toolbar: null, language },
    today,
    now,
    timeZone,
    clients: { [episodeId]: { name: clientName, href: '#' } },
    people: {
      ada: director,
      carmen: staffName,
      'cedar-house': 'Cedar House',
      'cedar-house.primary': partnerName,
    },
    programs: { example: 'Evening program' },
    homes: [
      {
        name: 'Cedar House',
        beds: 8,
        phone,
        said: { freeBeds: 3, isAtLeast: true, asOf: earlier, isOld: false },
        askedAt: null,
      },
      {
        name: 'Elm House',
        beds: 6,
        phone,
        said: { freeBeds: 0, isAtLeast: false, asOf: '2027-02-01T17:00:00.000Z', isOld: true },
        askedAt: earlier,
      },
      { name: 'Fir House', beds: 5, phone, said: null, askedAt: null },
    ],
    lists: {
      overdue: [
        { ...review, reason: 'planned', episodeId, dueAt: earlier, askedId: 'carmen', isUrgent: false },
        {
          ...review,
          kind: 'home-check-in',
          reason: undefined,
          dueAt: now,
          ownerId: 'cedar-house',
          askedId: 'cedar-house.primary',
          isUrgent: true,
        },
        {
          ...review,
          kind: 'breach-assessment',
          reason: undefined,
          episodeId,
          dueAt: earlier,
          ownerId: null,
          askedId: null,
          isUrgent: true,
        },
      ],
      authorizations: [
        {
          episodeId,
          payer: 'Example Health',
          endsOn: '2027-03-12',
          plannedEndOn: '2027-04-02',
          isAccepted: true,
        },
      ],
      endings: [{ episodeId, endsOn: '2027-03-15' }],
      latePlans: [
        { episodeId, lateOn: '2027-03-08', endedOn: null },
        { episodeId, lateOn: '2027-03-06', endedOn: '2027-03-05' },
      ],
      uncovered: [
        { why: 'draw too late', date: '2027-03-03' },
        { why: 'not drawn', date: '2027-03-04' },
        { why: 'clinic closed', date: '2027-03-17' },
        { why: 'cover is away too', date: '2027-03-18', staffId: 'carmen', coverId: 'ada' },
        { why: 'nobody at work', date: '2027-03-18', role: 'case-manager' },
      ],
      queues: [
        {
          programId: 'example',
          used: 40,
          cap: 40,
          waiting: [
            {
              id: 'example:1',
              episodeId,
              arrivedAt: earlier,
              offer: { expiresAt: '2027-03-09T20:00:00.000Z' },
            },
            { id: 'example:2', episodeId, arrivedAt: earlier, offer: null },
          ],
        },
      ],
      reviews: [{ episodeId, lastOn: '2027-02-01', days: 35 }],
      crises: [
        { crisisId: 'ep_example:cr-1', episodeId, openedAt: now, status: 'climbing', hasItId: null },
        {
          crisisId: 'clinic:cr-1',
          episodeId: undefined,
          openedAt: earlier,
          status: 'acknowledged',
          hasItId: 'carmen',
        },
      ],
    },
  });
}

/** The page of a week in which nothing waits for anybody. */
export function quietWeek(language: Language): string {
  return mondayPage({
    frame: { clinicName, navigation: [], banner: null, toolbar: null, language },
    today,
    now,
    timeZone,
    clients: {},
    people: {},
    programs: {},
    homes: [],
    lists: {
      overdue: [],
      authorizations: [],
      endings: [],
      latePlans: [],
      uncovered: [],
      queues: [],
      reviews: [],
      crises: [],
    },
  });
}

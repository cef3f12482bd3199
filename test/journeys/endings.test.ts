import { describe, expect, test } from 'vitest';
import { endingRules } from '../../lambdas/domain/ending-rules.ts';
import type { Ending } from '../../lambdas/domain/episode.ts';
import type { TaskKind } from '../../lambdas/domain/human-task-kinds.ts';
import { BadInput } from '../../lambdas/runtime/define-action.ts';
import { sheerProgram } from '../example-clinic.ts';
import { type Answers, everyone } from './answers.ts';
import { begin, type Journey, referral } from './journey.ts';
import { obligationsUnmet } from './obligations.ts';

const leaver = 'Nora Testwell';
const next = 'Tess Mockingham';

/** A program with one place: the client of each story has it, and another waits. */
async function twoForOnePlace(answers: Answers = {}): Promise<Journey> {
  const program = sheerProgram();
  return begin({
    program: { ...program, caseload: { softCap: 1, hardCap: 1 }, waitlist: { offerHours: 24, maxDays: 45 } },
    referrals: [referral(leaver, { plannedDays: 30 }), referral(next, { day: 1 })],
    behaviour: everyone(answers),
  });
}

interface Story {
  ending: Ending;
  /** What staff do on day 12. */
  how(journey: Journey, episodeId: string): Promise<unknown>;
  answers?: Answers;
  /** Questions that the ending asks, and nothing else asks. */
  asks: TaskKind[];
  homeHears: boolean;
  handoff: string;
  followUps: number;
}

const reason = 'for the record';
const endEarly = (ending: Ending, facts: Record<string, string> = {}): Story['how'] => {
  return (journey, episodeId) => journey.act('end-early', { episodeId, ending, reason, ...facts });
};

/** Three tries on three days, then the record may say so. */
async function lost(journey: Journey, episodeId: string): Promise<void> {
  for (const on of ['2027-01-14', '2027-01-15', '2027-01-16'])
    await journey.act('record-contact-attempt', { episodeId, on, how: 'phone', triedBy: 'carmen-ruiz' });
  await journey.act('end-early', { episodeId, ending: 'lost to contact', reason });
}

const receivingFacility = 'Plainview Example Hospital';

const stories: Story[] = [
  {
    ending: 'completed',
    how: async () => {},
    asks: [],
    homeHears: true,
    handoff: 'arrived',
    followUps: 6,
  },
  {
    ending: 'completed early',
    how: endEarly('completed early'),
    asks: ['overdose-teaching'],
    homeHears: true,
    handoff: 'arrived',
    followUps: 6,
  },
  {
    ending: 'stepped up',
    how: endEarly('stepped up', { receivingFacility }),
    asks: ['overdose-teaching', 'arrival-check'],
    homeHears: true,
    handoff: 'not applicable',
    followUps: 6,
  },
  {
    ending: 'transferred',
    how: endEarly('transferred', { receivingFacility }),
    asks: ['arrival-check'],
    homeHears: true,
    handoff: 'not applicable',
    followUps: 6,
  },
  {
    ending: 'left against advice',
    how: endEarly('left against advice'),
    asks: ['overdose-teaching'],
    homeHears: true,
    handoff: 'arrived',
    followUps: 6,
  },
  {
    ending: 'lost to contact',
    how: lost,
    answers: { 'overdose-teaching': { choice: 'could not reach' } },
    asks: ['overdose-teaching'],
    homeHears: true,
    handoff: 'arrived',
    followUps: 6,
  },
  {
    ending: 'discharged administratively',
    how: endEarly('discharged administratively', { requestedBy: 'carmen-ruiz' }),
    asks: ['discharge-sign-off', 'overdose-teaching'],
    homeHears: true,
    handoff: 'arrived',
    followUps: 6,
  },
  {
    ending: 'deceased',
    how: (journey, episodeId) =>
      journey.act('report-death', { episodeId, reportedBy: 'carmen-ruiz', reason: 'the family called' }),
    asks: ['death-confirmation'],
    homeHears: false,
    handoff: 'not applicable',
    followUps: 0,
  },
];

test('there is a story for every ending', () => {
  expect(stories.map(({ ending }) => ending).sort()).toEqual(Object.keys(endingRules).sort());
});

const endingKinds: TaskKind[] = [
  'overdose-teaching',
  'arrival-check',
  'discharge-sign-off',
  'death-confirmation',
];

describe.each(stories)('a client whose treatment ends: $ending', async (story) => {
  // Given a client who has the only place and lives in a home, and another who waits
  const journey = await twoForOnePlace(story.answers);
  await journey.days(13);
  const { id: episodeId } = journey.episode(leaver);
  const nextBefore = journey.episode(next);
  // When staff say how it ended, and everyone answers
  await story.how(journey, episodeId);
  await journey.untilTrue('treatment has ended', () => journey.episode(leaver).ending !== null);
  const endedAt = journey.play.clinic.now();
  await journey.untilRest();
  const episode = journey.episode(leaver);

  test('the record says how', async () => {
    expect(episode).toMatchObject({ ending: story.ending, stage: 'closed' });
    const [ended] = (await journey.audit(episode)).filter(({ what }) => what === 'treatment ended');
    expect(ended?.details).toMatchObject({ ending: story.ending });
  });

  test('staff are asked what this ending asks, and only that', () => {
    const asked = endingKinds.filter((kind) => journey.tasks(kind, episode).length > 0);
    expect(asked.sort()).toEqual([...story.asks].sort());
    for (const kind of story.asks)
      expect(journey.tasks(kind, episode)).toMatchObject([{ status: 'answered' }]);
  });

  test('the home hears what its consent and the rule let it hear', () => {
    const told = journey.all('homeNotice').filter((notice) => notice.episodeId === episodeId);
    expect(told.map(({ news }) => news.news).filter((news) => news === 'discharged')).toEqual(
      story.homeHears ? ['discharged'] : [],
    );
  });

  test('the handoff and the follow-ups are as the rule has them', () => {
    expect(episode.handoff.status).toBe(story.handoff);
    expect(journey.all('followUp', episode)).toHaveLength(story.followUps);
    const referrals = journey.tasks('handoff-referral', episode);
    expect(referrals.length > 0).toBe(story.handoff === 'arrived');
  });

  test('the client gets no mail about the ending', () => {
    const { email } = journey.all('client').find(({ name }) => name === leaver) ?? {};
    const later = journey.play.clinic.mailbox.mails.filter(({ to, at }) => to === email && at > endedAt);
    expect(later).toEqual([]);
  });

  test('the place goes to whoever waits', () => {
    expect(nextBefore).toMatchObject({ waitlisted: true, admittedOn: null });
    expect(journey.episode(next).admittedOn).not.toBeNull();
  });

  test('nothing is open, and nobody is owed anything', async () => {
    expect(journey.tasks('care-concern', episode).filter(({ status }) => status === 'open')).toEqual([]);
    expect(journey.all('openMatter')).toEqual([]);
    expect(await obligationsUnmet(journey)).toEqual([]);
  });
});

describe('what a record must say before an ending is taken', async () => {
  const journey = await begin();
  await journey.days(12);
  const { id: episodeId } = journey.episode();
  const refusalOf = async (input: Record<string, unknown>) => {
    try {
      await journey.act('end-early', { episodeId, reason, ...input });
    } catch (error) {
      if (error instanceof BadInput) return error.problems.map(({ field }) => field);
      throw error;
    }
    return [];
  };

  test('a step up and a transfer name the facility', async () => {
    expect(await refusalOf({ ending: 'stepped up' })).toEqual(['receivingFacility']);
    expect(await refusalOf({ ending: 'transferred' })).toEqual(['receivingFacility']);
  });

  test('lost to contact rests on tries on three days, or says why not', async () => {
    expect(await refusalOf({ ending: 'lost to contact' })).toEqual(['attemptsNotMade']);
    for (const how of ['phone', 'text message', 'visit'])
      await journey.act('record-contact-attempt', {
        episodeId,
        on: '2027-01-14',
        how,
        triedBy: 'carmen-ruiz',
      });
    expect(await refusalOf({ ending: 'lost to contact' })).toEqual(['attemptsNotMade']);
  });

  test('a death is not recorded by one person alone', async () => {
    expect(await refusalOf({ ending: 'deceased' })).toEqual(['ending']);
    expect(journey.episode().ending).toBeNull();
  });

  test('a reason for fewer tries is kept with the ending', async () => {
    const attemptsNotMade = 'the number and the address belong to somebody else';
    expect(await refusalOf({ ending: 'lost to contact', attemptsNotMade })).toEqual([]);
    expect(journey.episode()).toMatchObject({ ending: 'lost to contact', endingFacts: { attemptsNotMade } });
  });
});

describe('a discharge that the director does not sign', async () => {
  // Given a client in treatment, and a case manager who wants to discharge them
  const journey = await begin({ behaviour: everyone({ 'discharge-sign-off': { choice: 'refuse' } }) });
  await journey.days(12);
  const { id: episodeId } = journey.episode();
  const ask = { episodeId, ending: 'discharged administratively', reason, requestedBy: 'carmen-ruiz' };
  // When the director refuses
  await journey.act('end-early', ask);
  const meanwhile = journey.episode();
  const twice = await journey.act('end-early', ask).then(
    () => 'taken',
    () => 'refused',
  );
  await journey.untilRest();

  test('the client stays in treatment meanwhile and afterwards', () => {
    expect(meanwhile).toMatchObject({ stage: 'treatment', ending: null });
    expect(twice).toBe('refused');
    expect(journey.episode().ending).toBe('completed');
  });

  test('whoever asked hears it, and nobody is owed anything', async () => {
    const told = journey.tasks('care-concern').filter((task) => task.reason === 'discharge not signed');
    expect(told).toMatchObject([{ ownerId: 'carmen-ruiz', status: 'answered' }]);
    expect(await obligationsUnmet(journey)).toEqual([]);
  });
});

describe('a discharge that the director asks for', async () => {
  const journey = await begin();
  await journey.days(12);
  const { id: episodeId } = journey.episode();
  await journey.act('end-early', {
    episodeId,
    ending: 'discharged administratively',
    reason,
    requestedBy: 'fay-moreau',
  });
  await journey.untilTrue('it is signed', () => journey.episode().ending !== null);

  test('is signed by another clinician', async () => {
    const [signed] = journey.tasks('discharge-sign-off');
    expect(signed?.answer?.by).toBe('ada-lindqvist');
    const [ended] = (await journey.audit(journey.episode())).filter(({ what }) => what === 'treatment ended');
    expect(ended?.details).toMatchObject({ requestedBy: 'fay-moreau', decidedBy: 'ada-lindqvist' });
  });
});

describe('a client who does not arrive at the facility', async () => {
  const journey = await begin({ behaviour: everyone({ 'arrival-check': { choice: 'did not arrive' } }) });
  await journey.days(12);
  const { id: episodeId } = journey.episode();
  await journey.act('end-early', { episodeId, ending: 'stepped up', reason, receivingFacility });
  await journey.untilRest();

  test('becomes the counselor’s concern', () => {
    const concerns = journey.tasks('care-concern').map((task) => task.reason);
    expect(concerns).toContain('did not arrive at the facility');
  });
});

describe('an ending that was recorded wrongly', async () => {
  // Given a client who is on record as having left against advice
  const journey = await begin();
  await journey.days(12);
  const { id: episodeId } = journey.episode();
  await journey.act('end-early', { episodeId, ending: 'left against advice', reason });
  await journey.days(1);
  // When the case manager corrects it
  const correctedBy = 'carmen-ruiz';
  const wrong = { episodeId, ending: 'stepped up', reason: 'went to the hospital', correctedBy };
  const refused = await journey.act('correct-ending', wrong).then(
    () => 'taken',
    () => 'refused',
  );
  await journey.act('correct-ending', { ...wrong, receivingFacility });
  await journey.untilRest();

  test('is superseded with the reason, and says what followed from it', () => {
    expect(refused).toBe('refused');
    expect(journey.episode()).toMatchObject({ ending: 'stepped up', endingFacts: { receivingFacility } });
    const [correction] = journey.all('correction');
    expect(correction).toMatchObject({
      was: 'left against advice',
      now: 'stepped up',
      by: correctedBy,
      subject: { kind: 'ending', id: episodeId },
    });
    expect(correction?.followed.join('\n')).toContain('a handoff to aftercare was begun');
  });

  test('somebody is asked to undo it, and nobody is owed anything', async () => {
    expect(journey.tasks('correction-follow-up')).toMatchObject([{ status: 'answered' }]);
    expect(await obligationsUnmet(journey)).toEqual([]);
  });
});

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Consent } from '../../lambdas/domain/consent.ts';
import type { Episode } from '../../lambdas/domain/episode.ts';
import { handoffQuestions } from '../../lambdas/domain/handoff-questions.ts';
import { type TaskKind, taskRules } from '../../lambdas/domain/human-task-kinds.ts';
import type { Behaviour } from '../../local/people/behaviour.ts';
import { luckOf } from '../../local/seeded.ts';
import { everyone, replyTo } from './answers.ts';
import { begin, type Journey, referral } from './journey.ts';
import { obligationsUnmet } from './obligations.ts';

/** Choices after which the same question comes round again for as long as it is answered so. */
const endless: Partial<Record<TaskKind, readonly string[]>> = {
  'find-receiver': ['another receiver chosen'],
  'receiver-visit': ['new time'],
  'decline-sign-off': ['client wants aftercare'],
  're-engage': ['new visit agreed', 'another receiver wanted'],
};

/** People who say anything at all about what comes after the program, or nothing; all else goes well. */
const anybody: Behaviour = (question, luck) => {
  const { task, contactId, isRepeat } = question;
  if (!(task.kind in handoffQuestions)) return everyone()(question, luck);
  if (isRepeat || luck(`silent|${contactId}|${task.id}|${task.rung}`) < 0.25) return undefined;
  // Nobody goes round in circles for ever.
  const isTired = luck(`tired|${task.id}`) < 0.5;
  const left = taskRules[task.kind].choices.filter(
    (choice) => !isTired || !endless[task.kind]?.includes(choice),
  );
  const at = Math.floor(luck(`says|${task.id}|${task.superseded.length}`) * left.length);
  return replyTo(task, { choice: left[at] ?? left[0] ?? '' });
};

interface Plot {
  seed: string;
  revokeOnDay: number;
  revoked: string;
  leaveOnDay: number;
}

const plots = fc.record({
  seed: fc.string({ minLength: 1, maxLength: 8 }),
  revokeOnDay: fc.integer({ min: 0, max: 60 }),
  revoked: fc.constantFrom('lakeside-outpatient', 'sunrise-continuing-care', 'all'),
  leaveOnDay: fc.integer({ min: 3, max: 60 }),
});

async function play({ seed, revokeOnDay, revoked, leaveOnDay }: Plot): Promise<Journey> {
  const referrals = ['Nora Testwell', 'Tess Mockingham', 'Pablo Muestra Vega'].map((name) => referral(name));
  const journey = await begin({ referrals, behaviour: anybody, seed });
  const one = () => journey.all('episode').sort((a, b) => (a.id < b.id ? -1 : 1));
  for (let day = 0; day < 62; day += 1) {
    await journey.days(1);
    const [first, second] = one();
    if (day === revokeOnDay && first)
      await orRefused(journey, 'revoke', first, { recipientId: revoked, how: 'oral' });
    if (day === leaveOnDay && second)
      await orRefused(journey, 'end-early', second, { ending: 'left against advice', reason: 'walked out' });
  }
  await journey.untilRest();
  return journey;
}

/** What a client's state does not allow on that day is refused, and nothing happens. */
async function orRefused(journey: Journey, action: string, { id }: Episode, input: Record<string, string>) {
  await journey.act(action, { episodeId: id, ...input }).catch((error: Error) => {
    if (error.name !== 'BadInput') throw error;
  });
}

function letsHear(consent: Consent, recipientId: string, at: string): boolean {
  return (
    consent.recipientIds.includes(recipientId) &&
    consent.categories.includes('referral') &&
    consent.signedAt <= at &&
    !consent.revocations.some(
      (revoked) => revoked.at < at && (revoked.recipientId === 'all' || revoked.recipientId === recipientId),
    )
  );
}

async function brokenPromises(journey: Journey): Promise<string[]> {
  const broken: string[] = [];
  for (const episode of journey.all('episode').filter(({ admittedOn }) => admittedOn)) {
    const audit = await journey.audit(episode);
    const [closing] = audit.filter(({ what }) => what === 'handoff closed');
    const { status = 'none', tries = [], signedOffBy } = closing?.details ?? {};
    const days = new Set([tries].flat().map((one) => String(one).slice(0, 10)));
    if (status === 'none') broken.push(`${episode.id} closed with an open handoff`);
    if (status === 'lost to contact' && days.size < 3)
      broken.push(`${episode.id} lost after ${days.size} days`);
    if (status === 'declined by client' && !signedOffBy) broken.push(`${episode.id} declined, unsigned`);
    broken.push(...followUpsShort(journey, episode));
  }
  return broken;
}

function followUpsShort(journey: Journey, { id }: Episode): string[] {
  const made = journey.all('followUp').filter(({ episodeId }) => episodeId === id);
  if (new Set(made.map(({ day }) => day)).size !== 6)
    return [`${id} has ${made.length} follow-ups on record`];
  return made
    .filter(({ outcome, tries = 0 }) => outcome === 'not reached' && tries < 3)
    .map(({ day, tries }) => `${id} was given up on day ${day} after ${tries} tries`);
}

/** What receivers were shown without a consent that held at that moment. */
function shownWithout(journey: Journey): string[] {
  const receivers = journey.all('partner').filter(({ kind }) => kind === 'aftercare');
  return journey
    .all('disclosure')
    .filter(({ recipientId }) => receivers.some(({ id }) => id === recipientId))
    .filter(({ episodeId, recipientId, at }) => {
      const consents = journey.all('consent').filter((consent) => consent.episodeId === episodeId);
      return !consents.some((consent) => letsHear(consent, recipientId, at));
    })
    .map(({ id, at }) => `${id} at ${at}`);
}

describe('whatever people say or leave unsaid, whoever revokes or leaves, on any day', () => {
  test('every handoff is closed as it may be, every follow-up is accounted for, nothing is shown without consent', async () => {
    await fc.assert(
      fc.asyncProperty(plots, async (plot) => {
        const journey = await play(plot);
        expect(await brokenPromises(journey)).toEqual([]);
        expect(shownWithout(journey)).toEqual([]);
        expect(await obligationsUnmet(journey)).toEqual([]);
      }),
      { numRuns: 8 },
    );
  }, 240_000);

  test('the plots that are drawn reach what they are to try', async () => {
    const statuses = new Set<string>();
    for (const seed of ['one', 'two', 'three', 'four']) {
      const day = Math.floor(luckOf(seed, 'day') * 50);
      const journey = await play({ seed, revokeOnDay: day, revoked: 'all', leaveOnDay: 60 - day });
      for (const { handoff } of journey.all('episode')) statuses.add(handoff.status);
    }
    for (const status of ['arrived', 'declined by client', 'lost to contact'])
      expect([...statuses]).toContain(status);
  }, 120_000);
});

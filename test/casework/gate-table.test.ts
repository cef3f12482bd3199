import { describe, expect, test } from 'vitest';
import type { Consent, DisclosureCategory } from '../../lambdas/domain/consent.ts';
import { disclosureCategories } from '../../lambdas/domain/consent.ts';
import { isPartnerTask, type TaskKind, taskKinds } from '../../lambdas/domain/human-task-kinds.ts';
import { linksIn } from '../../local/mailbox.ts';
import { everyone, nobodyBut } from '../journeys/answers.ts';
import { begin, type Journey, referral } from '../journeys/journey.ts';

/** Every way in which a consent can stand to a message. */
const situations = ['no consent', 'expired', 'revoked', 'other home', 'category missing', 'valid'] as const;
type Situation = (typeof situations)[number];

interface Message {
  recipientId: string;
  category: DisclosureCategory;
  /** The story up to the moment before the message falls due. */
  arrive(): Promise<Journey>;
  /** Lets the message fall due, and time pass until it must be out. */
  fallDue(journey: Journey): Promise<unknown>;
  /** Falls due after the discharge: only a consent with a last day can hold then. */
  isAfterEnding?: boolean;
  /** What staff are asked in its place where no new consent would help. */
  insteadOfIt?: TaskKind;
}

const home = 'cedar-house';
const receiver = 'lakeside-outpatient';
const oneChoice = [referral('Nora Testwell', { homeChoices: [home], receiverChoices: [receiver] })];
const silent = { 'consent-needed': null, 'find-receiver': null, 'find-home': null } as const;

/** A message of every kind that a partner gets about a client, in its own place of a client's story. */
const messages: Partial<Record<TaskKind, Message>> = {
  'placement-request': {
    recipientId: home,
    category: 'placement',
    async arrive() {
      const journey = await begin({ referrals: oneChoice, behaviour: nobodyBut({ intake: {} }) });
      await journey.until(journey.at(0, '10:00'));
      return journey;
    },
    fallDue: (journey) => journey.days(4),
  },
  'home-check-in': {
    recipientId: home,
    category: 'residence',
    async arrive() {
      const behaviour = everyone({ ...silent, 'home-check-in': null });
      const journey = await begin({ referrals: oneChoice, behaviour });
      await journey.until(journey.at(6, '12:00'));
      return journey;
    },
    fallDue: (journey) => journey.days(2),
  },
  'home-notice': {
    recipientId: home,
    category: 'discharge',
    async arrive() {
      const journey = await begin({ referrals: oneChoice, behaviour: everyone(silent) });
      await journey.until(journey.at(9, '12:00'));
      return journey;
    },
    async fallDue(journey) {
      const { id: episodeId } = journey.episode();
      await journey.act('end-early', { episodeId, ending: 'left against advice', reason: 'packed and left' });
      await journey.days(2);
    },
  },
  'handoff-referral': {
    recipientId: receiver,
    category: 'referral',
    async arrive() {
      const behaviour = everyone({ ...silent, 'handoff-referral': null });
      const journey = await begin({ referrals: oneChoice, behaviour });
      await journey.days(12);
      return journey;
    },
    fallDue: (journey) =>
      journey.untilTrue(
        'the receiver or staff are asked',
        () => journey.tasks('handoff-referral').length + consentAskedFor(journey, receiver).length > 0,
      ),
  },
  'first-contact': {
    recipientId: receiver,
    category: 'referral',
    isAfterEnding: true,
    insteadOfIt: 'handoff-follow-up',
    async arrive() {
      const accepts = { choice: 'accept', fields: { visitOn: '2027-03-05' } };
      const behaviour = everyone({ ...silent, 'first-contact': null, 'handoff-referral': accepts });
      return atTheEnding(await begin({ referrals: oneChoice, behaviour }));
    },
    fallDue: (journey) => journey.days(2),
  },
  'receiver-visit': {
    recipientId: receiver,
    category: 'referral',
    isAfterEnding: true,
    insteadOfIt: 'first-visit',
    async arrive() {
      const behaviour = everyone({ ...silent, 'receiver-visit': null, 'first-visit': null });
      return atTheEnding(await begin({ referrals: oneChoice, behaviour }));
    },
    fallDue: (journey) => journey.days(3),
  },
};

async function atTheEnding(journey: Journey): Promise<Journey> {
  await journey.untilTrue('treatment has ended', () => journey.all('episode').some(({ ending }) => ending));
  return journey;
}

/** Staff's tasks to get a consent for one partner. */
function consentAskedFor(journey: Journey, recipientId: string) {
  return journey.tasks('consent-needed').filter(({ about }) => Object.values(about).includes(recipientId));
}

/** Replaces the client's consents by one that stands to the message as the situation says. */
async function putConsent(journey: Journey, situation: Situation, message: Message): Promise<void> {
  const { play } = journey;
  const { id: episodeId, clientId } = journey.episode();
  const { recipientId, category } = message;
  const at = play.clinic.now();
  const consent: Consent = {
    id: `${episodeId}:c1`,
    episodeId,
    clientId,
    discloser: 'Harbor Example Clinic',
    recipientIds: [situation === 'other home' ? 'casa-olmo' : recipientId],
    categories: disclosureCategories.filter((one) => situation !== 'category missing' || one !== category),
    purpose: 'to coordinate care',
    expiresOn: situation === 'expired' ? '2027-01-03' : message.isAfterEnding ? '2027-12-31' : null,
    expiresUpon: situation === 'expired' || message.isAfterEnding ? null : 'discharge from the program',
    signedAt: at,
    signature: 'Nora Testwell',
    noticeVersion: '2026-02-16',
    revocations: situation === 'revoked' ? [{ recipientId, at, how: 'oral', recordedBy: 'operator' }] : [],
  };
  await play.clinic.store.transact(play.clinicId, async (tx) => {
    for (const { id } of await tx.list('consent', { parent: episodeId })) tx.remove('consent', id);
    if (situation !== 'no consent') tx.put('consent', consent);
  });
}

/** What became of the message: whether it reached the partner, staff got a task, the ledger a line on opening it. */
async function outcomeOf(journey: Journey, kind: TaskKind, message: Message, since: string) {
  const partner = `${message.recipientId}.primary`;
  const taskIds = journey.tasks(kind).map(({ id }) => id);
  const mail = journey
    .mailsTo(partner)
    .find(({ id, at }) => at >= since && taskIds.some((taskId) => id.startsWith(`${taskId}/`)));
  if (mail) await open(journey, partner, linksIn(mail)[0] ?? '');
  const instead = message.insteadOfIt ? journey.tasks(message.insteadOfIt) : [];
  const told = [...consentAskedFor(journey, message.recipientId), ...instead].filter(
    ({ openedAt }) => openedAt >= since,
  );
  const written = journey
    .all('disclosure')
    .filter(({ at, description }) => at >= since && description === kind);
  return { sent: mail !== undefined, task: told.length > 0, ledger: written.length > 0 };
}

async function open(journey: Journey, contactId: string, url: string): Promise<void> {
  const { origin, pathname } = new URL(url);
  const passcode = journey.play.passcodes.get(contactId) ?? '';
  const response = await journey.play.clinic.link({
    httpMethod: 'POST',
    path: pathname,
    pathParameters: { id: pathname.slice('/l/'.length) },
    headers: { origin, 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({ action: 'passcode', passcode, device: 'shared' }).toString(),
    isBase64Encoded: false,
  });
  expect(response.statusCode).toBe(200);
}

test('every kind of message to a partner about a client has its row', () => {
  const anonymous: TaskKind[] = ['bed-request'];
  const partnerKinds = taskKinds.filter(isPartnerTask);
  expect([...Object.keys(messages), ...anonymous].sort()).toEqual([...partnerKinds].sort());
});

describe.each(Object.entries(messages))('%s', (kind, message) => {
  test.each(situations.map((situation) => [situation, situation === 'valid'] as const))(
    'with consent: %s – sent, shown and in the ledger: %s; otherwise a task for staff',
    async (situation, isSent) => {
      const journey = await message.arrive();
      await putConsent(journey, situation, message);
      const since = journey.play.clinic.now();
      await message.fallDue(journey);
      await journey.days(1);
      expect(await outcomeOf(journey, kind as TaskKind, message, since)).toEqual({
        sent: isSent,
        task: !isSent,
        ledger: isSent,
      });
    },
  );
});

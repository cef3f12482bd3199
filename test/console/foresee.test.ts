import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { actionNamed } from '../../lambdas/actions/index.ts';
import { foresee } from '../../lambdas/console/staff-actions/foresee.ts';
import type { AuditEntry } from '../../lambdas/domain/audit.ts';
import { episodeChain } from '../../lambdas/domain/audit.ts';
import { canonicalJson } from '../../lambdas/domain/canonical-json.ts';
import { addHours } from '../../lambdas/domain/clinic-calendar.ts';
import type { RecordKind } from '../../lambdas/domain/records.ts';
import { recordWords } from '../../lambdas/pages/record-words.ts';
import type { Ports } from '../../lambdas/ports.ts';
import { type Action, type Actor, BadInput } from '../../lambdas/runtime/define-action.ts';
import type { Play } from '../../local/play.ts';
import { setUpPlay } from '../../local/play.ts';
import { exampleClinic, exampleReferrals, nth, sheerProgram } from '../example-clinic.ts';

const kinds = Object.keys(recordWords) as RecordKind[];
const startsOn = '2027-01-04';

async function playedClinic(seed: string): Promise<Play> {
  return setUpPlay({
    clinic: exampleClinic(),
    programs: [sheerProgram()],
    referrals: exampleReferrals().map((one) => ({ ...one, day: Math.min(one.day, 6) })),
    seed,
    startsOn,
  });
}

/** Everything that the store holds of a clinic, as one text. */
async function everythingIn({ clinic, clinicId }: Play): Promise<string> {
  const records = kinds.map((kind) => clinic.store.all(clinicId, kind));
  const chains = [
    'clinic',
    'draws',
    ...clinic.store.all(clinicId, 'episode').map(({ id }) => episodeChain(id)),
  ];
  const links = await Promise.all(chains.map((chain) => clinic.store.chain(clinicId, chain)));
  return JSON.stringify([records, links]);
}

/** How many records of each kind become new, other or nothing, and how often each fact is put on record. */
type Outline = Record<string, number>;

function outlineOf(
  changes: readonly { kind: RecordKind; before: unknown; after: unknown }[],
  audit: readonly AuditEntry[],
): Outline {
  const outline: Outline = {};
  const count = (key: string) => {
    outline[key] = (outline[key] ?? 0) + 1;
  };
  for (const { kind, before, after } of changes)
    count(`${kind} ${before === undefined ? 'new' : after === undefined ? 'removed' : 'changed'}`);
  for (const { what } of audit) count(`fact: ${what}`);
  return outline;
}

/** Does an action for good, and notes what it wrote. */
async function done(play: Play, action: Action, input: unknown, actor: Actor): Promise<Outline> {
  const { store, ports } = play.clinic;
  const written = new Map<string, { clinicId: string; kind: RecordKind; id: string; before: unknown }>();
  const audit: AuditEntry[] = [];
  const noting: Ports = {
    ...ports,
    store: {
      read: (clinicId) => ports.store.read(clinicId),
      chain: (clinicId, chain) => ports.store.chain(clinicId, chain),
      async transact(clinicId, work) {
        let entries: AuditEntry[] = [];
        const note = (kind: RecordKind, id: string) => {
          const key = `${clinicId} ${kind} ${id}`;
          if (!written.has(key))
            written.set(key, { clinicId, kind, id, before: store.find(clinicId, kind, id) });
        };
        const result = await ports.store.transact(clinicId, (tx) => {
          entries = [];
          return work({
            get: (kind, id) => tx.get(kind, id),
            list: (kind, options) => tx.list(kind, options),
            append: (chain, body) => tx.append(chain, body),
            put(kind, record) {
              note(kind, record.id);
              tx.put(kind, record);
            },
            remove(kind, id) {
              note(kind, id);
              tx.remove(kind, id);
            },
            audit(entry) {
              entries.push(entry);
              tx.audit(entry);
            },
          });
        });
        audit.push(...entries);
        return result;
      },
    },
  };
  await action.start(input, actor, noting);
  const changes = [...written.values()]
    .map(({ clinicId, kind, id, before }) => ({ kind, before, after: store.find(clinicId, kind, id) }))
    .filter(({ before, after }) => textOf(before) !== textOf(after));
  return outlineOf(changes, audit);
}

function textOf(record: unknown): string {
  return record === undefined ? '' : canonicalJson(record);
}

async function outcomeOf<Result>(run: () => Promise<Result>): Promise<Result | { refused: unknown }> {
  try {
    return await run();
  } catch (error) {
    if (error instanceof BadInput) return { refused: error.problems };
    throw error;
  }
}

interface Chance {
  episodeId: string;
  today: string;
  /** The same number picks the same again. */
  pick: number;
  play: Play;
}

const of = <Item>(items: readonly Item[], pick: number): Item => nth(items, pick % items.length);
const reason = 'as the story wants it';

/** Inputs that staff might give; many are refused on a day, and then both must refuse. */
const inputs: Record<string, (chance: Chance) => Record<string, unknown>> = {
  accounting: ({ episodeId }) => ({ episodeId, copyFor: 'clinic' }),
  'ask-for-beds': ({ today }) => ({ beds: 1, from: today, levels: ['II', 'III'] }),
  'cancel-episode': ({ episodeId }) => ({ episodeId, reason }),
  'change-home': ({ episodeId, pick }) => ({
    episodeId,
    homeId: of(['cedar-house', 'casa-olmo', null], pick),
    reason,
  }),
  'choose-receiver': ({ episodeId }) => ({ episodeId, receiverId: 'sunrise-continuing-care' }),
  'client-link': ({ episodeId }) => ({ episodeId, on: 'clinic tablet' }),
  consent: ({ episodeId }) => ({
    episodeId,
    recipientIds: ['cedar-house'],
    categories: ['residence', 'attendance'],
    purpose: 'to coordinate the stay',
    signature: 'Nora Testwell',
    expiresOn: '2028-12-31',
    noticeVersion: '2026-02-16',
  }),
  'correct-test': ({ episodeId, play, pick }) => ({
    episodeId,
    testId: of([...play.clinic.store.all(play.clinicId, 'drugTest').map(({ id }) => id), 'none'], pick),
    outcome: of(['refused', 'negative', 'excused'], pick),
    reason,
  }),
  'decline-follow-ups': ({ episodeId }) => ({ episodeId }),
  dossier: ({ episodeId }) => ({ episodeId }),
  'emergency-disclosure': ({ episodeId }) => ({ episodeId, recipientName: 'Dr. Example' }),
  'end-early': ({ episodeId, pick }) => ({
    episodeId,
    ending: of(['completed early', 'left against advice', 'discharged administratively'], pick),
    reason,
  }),
  excuse: ({ episodeId, today, pick }) => ({
    episodeId,
    dates: [today],
    from: of(['testing', 'sessions', 'both'], pick),
    reason,
  }),
  'give-feedback': ({ episodeId }) => ({ episodeId, words: 'Well done this week.' }),
  'home-link': () => ({ homeId: 'cedar-house' }),
  leave: ({ episodeId, today }) => ({
    episodeId,
    from: today,
    to: today,
    reason,
    approvedBy: 'ada-lindqvist',
  }),
  misdirected: ({ episodeId }) => ({ episodeId, what: 'a letter went to a neighbour' }),
  'order-test': ({ episodeId }) => ({ episodeId, reason }),
  'override-program': ({ episodeId }) => ({ episodeId, what: 'reviews', days: 10, reason }),
  'record-contact-attempt': ({ episodeId, today }) => ({
    episodeId,
    on: today,
    how: 'phone',
    triedBy: 'ada-lindqvist',
  }),
  refer: ({ pick }) => {
    const { day: _, ...referral } = of(exampleReferrals(), pick);
    return { ...referral, name: `${referral.name} the ${pick}th` };
  },
  report: ({ today }) => ({ from: startsOn, to: today }),
  'report-death': ({ episodeId }) => ({ episodeId, reason: 'a neighbour called' }),
  'request-review': ({ episodeId }) => ({ episodeId, reason }),
  'result-told': ({ episodeId, play, pick }) => ({
    episodeId,
    testId: of([...play.clinic.store.all(play.clinicId, 'drugTest').map(({ id }) => id), 'none'], pick),
  }),
  revoke: ({ episodeId, pick }) => ({
    episodeId,
    recipientId: of(['all', 'cedar-house'], pick),
    how: 'oral',
  }),
  'set-absence': ({ today }) => ({ staffId: 'ben-okafor', from: today, to: today, coverId: 'ada-lindqvist' }),
  'set-authorization': ({ episodeId }) => ({
    episodeId,
    payer: 'Example Mutual',
    number: 'A-1',
    unit: 'days',
    units: 30,
    endsOn: '2027-12-01',
  }),
  'set-passcode': () => ({ contactId: 'cedar-house.primary' }),
  'start-crisis': ({ episodeId }) => ({ episodeId, kind: 'overdose', facts: 'found unwell' }),
  'update-intake': ({ episodeId }) => ({ episodeId, person: { preferredName: 'Sam' }, reason }),
  'verify-milestone': ({ episodeId }) => ({ episodeId, what: 'meetings', how: 'meeting slip seen' }),
};

describe('a preview', async () => {
  const play = await playedClinic('foresee');
  const wasDone: string[] = [];

  test('foresees what the action then does, and refuses what it refuses', async () => {
    const chance = fc.record({
      name: fc.constantFrom(...Object.keys(inputs)),
      hours: fc.integer({ min: 1, max: 40 }),
      pick: fc.nat({ max: 1000 }),
      by: fc.constantFrom('ada-lindqvist', 'carmen-ruiz', 'fay-moreau'),
    });
    await fc.assert(
      fc.asyncProperty(chance, async ({ name, hours, pick, by }) => {
        const { clinic, clinicId } = play;
        await clinic.advanceTo(addHours(clinic.now(), hours));
        const episodes = clinic.store.all(clinicId, 'episode');
        const episodeId = episodes.length > 0 ? of(episodes, pick).id : 'ep_0';
        const action = actionNamed(name);
        if (!action) throw new RangeError(`there is no action "${name}"`);
        const input = inputs[name]?.({ episodeId, today: play.today(), pick, play });
        const actor = { clinicId, by };
        const before = await everythingIn(play);
        const foreseen = await outcomeOf(() => foresee(action, input, actor, untouched(clinic.ports)));
        expect((await everythingIn(play)) === before, `${name} wrote`).toBe(true);
        const expected = 'refused' in foreseen ? foreseen : outlineOf(foreseen.records, foreseen.audit);
        expect([name, await outcomeOf(() => done(play, action, input, actor))]).toEqual([name, expected]);
        if (!('refused' in foreseen)) wasDone.push(name);
      }),
      { numRuns: 160, seed: 8, endOnFailure: true },
    );
    // Most kinds of actions were really done, not only refused.
    expect(new Set(wasDone).size).toBeGreaterThan(Object.keys(inputs).length * 0.7);
  }, 120_000);
});

/** Ports that a preview must not use up: no id, no passcode, no mail, no machine. */
function untouched(ports: Ports): Ports {
  const never = (what: string) => () => {
    throw new Error(`a preview used ${what}`);
  };
  return {
    ...ports,
    ids: { next: never('an id') },
    secrets: { ...ports.secrets, newPasscode: never('a passcode'), hashPasscode: never('a passcode') },
    mailer: { send: never('the mailer') },
    pager: { page: never('the pager') },
    journeys: {
      startCrisis: never('the machines'),
      start: never('the machines'),
      succeed: never('the machines'),
      stop: never('the machines'),
    },
    store: { ...ports.store, transact: never('a transaction') },
  };
}

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays } from '../../lambdas/domain/clinic-calendar.ts';
import {
  type Consent,
  canBeRevoked,
  consentThatEndsSoon,
  disclosureCategories,
  endsSoonDays,
} from '../../lambdas/domain/consent.ts';
import { type ConsentForm, emptyConsentForm, readConsentForm } from '../../lambdas/domain/consent-form.ts';
import { checkRecipient, missingFacts } from '../../lambdas/domain/emergency.ts';

const today = '2027-01-04';
const facts = {
  clientName: 'Inés Ñandú-O’Hara',
  partnerIds: ['cedar-house', 'casa-olmo'],
  today,
  needsRights: true,
  purposeWords: { stay: 'the stay', aftercare: 'the care after it', both: 'both' },
};
const whole: ConsentForm = {
  recipientIds: ['casa-olmo'],
  categories: ['residence', 'placement'],
  purpose: 'stay',
  ownPurpose: '',
  until: 'date',
  untilDate: '2027-03-01',
  hasRights: true,
  hasAgreed: true,
  signature: 'Inés Ñandú-O’Hara',
};

describe('a consent’s form', () => {
  test('that is whole becomes a consent, its categories in the order of the rule', () => {
    expect(readConsentForm(whole, facts)).toEqual({
      outcome: 'filled',
      consent: {
        recipientIds: ['casa-olmo'],
        categories: ['placement', 'residence'],
        purpose: 'the stay',
        expiresOn: '2027-03-01',
        expiresUpon: null,
        signature: 'Inés Ñandú-O’Hara',
      },
    });
  });

  test('that is empty lacks everything, in the order of the page', () => {
    expect(readConsentForm(emptyConsentForm, facts)).toEqual({
      outcome: 'incomplete',
      problems: [
        ...['rights not ticked', 'no recipient', 'no category', 'no purpose', 'no end'],
        ...['not agreed', 'no signature'],
      ],
    });
  });

  test.each<[string, Partial<ConsentForm>, string]>([
    ['a partner that the clinic does not have', { recipientIds: ['elsewhere'] }, 'no recipient'],
    ['a category that there is none of', { categories: ['everything'] }, 'no category'],
    ['another purpose without words', { purpose: 'own', ownPurpose: '  ' }, 'no purpose'],
    ['a purpose that was not on the page', { purpose: 'toString' }, 'no purpose'],
    ['a day that does not exist', { untilDate: '2027-02-30' }, 'no end'],
    ['a day that is over', { untilDate: '2027-01-03' }, 'end is over'],
    ['a day beyond three years', { untilDate: '2030-03-01' }, 'end too far'],
    ['somebody else’s name', { signature: 'Ines Nandu' }, 'other name'],
    ['a name of spaces', { signature: '   ' }, 'no signature'],
  ])('with %s is not signed', (_, change, problem) => {
    expect(readConsentForm({ ...whole, ...change }, facts)).toEqual({
      outcome: 'incomplete',
      problems: [problem],
    });
  });

  test.each(['ines nandu o hara', 'INÉS  ÑANDÚ O’HARA', ' Inés Ñandú-O’Hara '])(
    'takes the name however it is typed: "%s"',
    (signature) => {
      expect(readConsentForm({ ...whole, signature }, facts).outcome).toBe('filled');
    },
  );

  test('whatever is posted, signs for nobody whom the page did not show', () => {
    const text = fc.oneof(fc.string(), fc.constantFrom('cedar-house', 'placement', 'stay', 'date', today));
    const orWhole = <Value>(value: Value, other: fc.Arbitrary<Value>) => fc.oneof(fc.constant(value), other);
    const form = fc.record({
      recipientIds: orWhole(whole.recipientIds, fc.array(text)),
      categories: orWhole(whole.categories, fc.array(text)),
      purpose: orWhole(whole.purpose, text),
      ownPurpose: text,
      until: orWhole(whole.until, text),
      untilDate: orWhole(whole.untilDate, text),
      hasRights: fc.boolean(),
      hasAgreed: fc.boolean(),
      signature: orWhole(whole.signature, text),
    });
    let filled = 0;
    fc.assert(
      fc.property(form, (posted) => {
        const read = readConsentForm(posted, facts);
        if (read.outcome === 'incomplete') {
          expect(read.problems.length).toBeGreaterThan(0);
          return;
        }
        filled += 1;
        expect(facts.partnerIds).toEqual(expect.arrayContaining(read.consent.recipientIds));
        expect(disclosureCategories).toEqual(expect.arrayContaining(read.consent.categories));
        expect(posted.hasAgreed && posted.hasRights).toBe(true);
      }),
      { numRuns: 1000, seed: 20270104 },
    );
    expect(filled).toBeGreaterThan(0);
  });
});

const consent = (changes: Partial<Consent>): Consent => ({
  id: 'ep_1:c1',
  episodeId: 'ep_1',
  clientId: 'cl_1',
  discloser: 'Harbor Example Clinic',
  recipientIds: ['cedar-house'],
  categories: ['residence'],
  purpose: 'the stay',
  expiresOn: '2027-01-18',
  expiresUpon: null,
  signedAt: '2026-12-01T17:00:00.000Z',
  signature: 'Nora Testwell',
  noticeVersion: '2026-02-16',
  revocations: [],
  ...changes,
});

describe('a consent that ends soon', () => {
  const need = {
    recipientId: 'cedar-house',
    category: 'residence',
    today,
    neededUntil: '2027-03-01',
  } as const;

  test.each<[string, Consent[], string | undefined]>([
    ['ends in fourteen days', [consent({})], 'ep_1:c1'],
    ['ends in fifteen', [consent({ expiresOn: '2027-01-19' })], undefined],
    [
      'ends upon an event',
      [consent({ expiresOn: null, expiresUpon: 'discharge from the program' })],
      undefined,
    ],
    [
      'is followed by one that lasts',
      [consent({}), consent({ id: 'ep_1:c2', expiresOn: '2027-06-01' })],
      undefined,
    ],
    [
      'is followed by one that ends too',
      [consent({}), consent({ id: 'ep_1:c2', expiresOn: '2027-01-10' })],
      'ep_1:c1',
    ],
    ['has ended already', [consent({ expiresOn: '2027-01-03' })], undefined],
    ['names somebody else', [consent({ recipientIds: ['casa-olmo'] })], undefined],
  ])('%s', (_, consents, id) => {
    expect(consentThatEndsSoon(consents, need)?.id).toBe(id);
  });

  test('is not asked for when the episode ends before it does', () => {
    expect(consentThatEndsSoon([consent({})], { ...need, neededUntil: '2027-01-18' })).toBeUndefined();
    expect(endsSoonDays).toBe(14);
  });
});

test('a criminal-justice consent can be revoked from the day after; every other at any time', () => {
  expect(canBeRevoked(consent({}), today)).toBe(true);
  expect(canBeRevoked(consent({ irrevocableUntil: today }), today)).toBe(false);
  expect(canBeRevoked(consent({ irrevocableUntil: today }), addDays(today, 1))).toBe(true);
});

describe('the facts of an emergency', () => {
  const known = {
    recipientName: 'Dr. Falk',
    recipientRole: 'physician',
    facility: 'Example General Hospital',
    disclosedBy: 'Ben Okafor',
    disclosedAt: '2027-01-04T10:00:00.000Z',
    nature: 'a fall',
  } as const;

  test.each(Object.keys(known) as (keyof typeof known)[])('lack %s until it is known', (field) => {
    expect(missingFacts({ ...known, [field]: null })).toEqual([field]);
    expect(missingFacts(known)).toEqual([]);
  });

  test('are told to nobody of a partner’s, and a name that nobody knows yet is no refusal', () => {
    const partners = [
      { id: 'cedar-house', name: 'Cedar House', contacts: [{ id: 'cedar-house.primary', name: 'Gus' }] },
    ];
    expect(checkRecipient({ recipientName: 'GUS', facility: null }, partners).outcome).toBe('refused');
    expect(checkRecipient({ recipientName: null, facility: null }, partners).outcome).toBe('fine');
    expect(checkRecipient(known, partners).outcome).toBe('fine');
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type Consent,
  consentGate,
  dischargeEvent,
  disclosureCategories,
  revoke,
} from '../../lambdas/domain/consent.ts';

const consent: Consent = {
  id: 'ep_1:c1',
  episodeId: 'ep_1',
  clientId: 'cl_1',
  discloser: 'Harbor Example Clinic',
  recipientIds: ['cedar-house', 'casa-olmo'],
  categories: ['placement', 'residence'],
  purpose: 'To arrange my stay',
  expiresOn: '2027-06-30',
  expiresUpon: null,
  signedAt: '2027-01-04T15:00:00.000Z',
  signature: 'Nora Testwell',
  noticeVersion: '2026-02',
  revocations: [],
};
const question = { recipientId: 'cedar-house', category: 'residence', today: '2027-02-01' } as const;

describe('the consent gate', () => {
  it('lets through what a valid consent names', () => {
    expect(consentGate([consent], question)).toEqual({ decision: 'allowed', consentId: 'ep_1:c1' });
  });

  it('refuses without a consent', () => {
    expect(consentGate([], question)).toEqual({ decision: 'refused', reason: 'no consent' });
  });

  it('refuses a home that the consent does not name', () => {
    expect(consentGate([consent], { ...question, recipientId: 'birch-house' })).toEqual({
      decision: 'refused',
      reason: 'other recipient',
    });
  });

  it('refuses a category that the client did not tick', () => {
    expect(consentGate([consent], { ...question, category: 'test-results' })).toEqual({
      decision: 'refused',
      reason: 'category missing',
    });
  });

  it('holds on its last day and not on the next', () => {
    expect(consentGate([consent], { ...question, today: '2027-06-30' }).decision).toBe('allowed');
    expect(consentGate([consent], { ...question, today: '2027-07-01' })).toEqual({
      decision: 'refused',
      reason: 'expired',
    });
  });

  it('ends with the event it names, but for the notice of the discharge itself', () => {
    const untilDischarge = {
      ...consent,
      expiresOn: null,
      expiresUpon: dischargeEvent,
      categories: ['residence', 'discharge'] as Consent['categories'],
    };
    const after = { ...question, endedOn: '2027-01-31' };
    expect(consentGate([untilDischarge], after)).toEqual({ decision: 'refused', reason: 'episode ended' });
    expect(consentGate([untilDischarge], { ...after, category: 'discharge' }).decision).toBe('allowed');
  });

  it('is closed at once by a revocation for this recipient, and stays open for the other', () => {
    const revoked = revoke(consent, {
      recipientId: 'cedar-house',
      at: '2027-02-01T10:00:00.000Z',
      how: 'oral',
      recordedBy: 'carmen-ruiz',
    });
    expect(consentGate([revoked], question)).toEqual({ decision: 'refused', reason: 'revoked' });
    expect(consentGate([revoked], { ...question, recipientId: 'casa-olmo' }).decision).toBe('allowed');
  });

  it('names the refusal that is nearest to being mended', () => {
    const elsewhere = { ...consent, id: 'ep_1:c0', recipientIds: ['birch-house'] };
    expect(consentGate([elsewhere, { ...consent, expiresOn: '2027-01-31' }], question)).toEqual({
      decision: 'refused',
      reason: 'expired',
    });
  });

  it('never lets through what no single consent covers whole', () => {
    const some = fc.record({
      recipientIds: fc.subarray(['a', 'b']),
      categories: fc.subarray([...disclosureCategories]),
      expiresOn: fc.constantFrom('2027-01-31', '2027-03-01'),
      isRevoked: fc.boolean(),
    });
    fc.assert(
      fc.property(
        fc.array(some, { maxLength: 4 }),
        fc.constantFrom(...disclosureCategories),
        (held, category) => {
          const consents = held.map(({ isRevoked, ...fields }, index): Consent => {
            const revocations = isRevoked
              ? [{ recipientId: 'all', at: '', how: 'written' as const, recordedBy: '' }]
              : [];
            return { ...consent, id: String(index), ...fields, revocations };
          });
          const covers = held.some(
            (one) =>
              one.recipientIds.includes('a') &&
              one.categories.includes(category) &&
              one.expiresOn >= '2027-02-01' &&
              !one.isRevoked,
          );
          const gate = consentGate(consents, { recipientId: 'a', category, today: '2027-02-01' });
          expect(gate.decision).toBe(covers ? 'allowed' : 'refused');
        },
      ),
    );
  });
});

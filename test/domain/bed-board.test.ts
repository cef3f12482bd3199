import { describe, expect, it } from 'vitest';
import { bedsIn, homesThatFit } from '../../lambdas/domain/bed-board.ts';
import { partnersOf } from '../../lambdas/domain/clinic-from-file.ts';
import { exampleClinic } from '../example-clinic.ts';

const partners = partnersOf(exampleClinic());
const from = '2027-01-04';

describe('the homes that a request for beds fits', () => {
  it('are those of the levels asked for', () => {
    const ids = (levels: ('I' | 'II' | 'III' | 'IV')[]) =>
      homesThatFit(partners, { beds: 1, from, levels }).map(({ id }) => id);
    expect(ids(['II'])).toEqual(['cedar-house']);
    expect(ids(['II', 'III'])).toEqual(['cedar-house', 'casa-olmo']);
    expect(ids(['IV'])).toEqual([]);
  });

  it('have that many beds at all', () => {
    expect(homesThatFit(partners, { beds: 7, from, levels: ['II', 'III'] }).map(({ id }) => id)).toEqual([
      'cedar-house',
    ]);
  });

  it('have somebody to ask', () => {
    const deserted = partners.map((partner) => ({
      ...partner,
      contacts: partner.contacts.map((contact) => ({ ...contact, removedOn: from })),
    }));
    expect(homesThatFit(deserted, { beds: 1, from, levels: ['II', 'III'] })).toEqual([]);
  });
});

it.each([
  ['no bed', { freeBeds: 0, isAtLeast: false }],
  ['2 beds', { freeBeds: 2, isAtLeast: false }],
  ['3 beds or more', { freeBeds: 3, isAtLeast: true }],
  ['accept', undefined],
])('the answer “%s” counts as %o', (answer, beds) => {
  expect(bedsIn(answer)).toEqual(beds);
});

import { describe, expect, it } from 'vitest';
import { partnersOf } from '../../lambdas/domain/clinic-from-file.ts';
import {
  clientsWhoAreContacts,
  contactsWhoAreClients,
  sharedBy,
} from '../../lambdas/domain/contact-is-client.ts';
import { exampleClinic } from '../example-clinic.ts';

const gus = { email: 'gus@cedar-house.example', phone: '+1 555 010 0201' };

describe('two records seem to be one person', () => {
  it.each([
    [
      'the same address in capitals',
      { email: ' GUS@Cedar-House.example', phone: '+1 555 999 0000' },
      'email',
    ],
    ['the same number without the country', { email: null, phone: '(555) 010-0201' }, 'phone'],
    ['another number and no address', { email: null, phone: '+1 555 010 0202' }, undefined],
  ])('by %s', (_, other, shared) => {
    expect(sharedBy(gus, other)).toBe(shared);
  });
});

describe('a contact who is a client', () => {
  it('is refused in the clinic’s file at the field, without saying which client', () => {
    const contacts = [{ path: ['clinic', 'soberHomes', 0, 'primary'], contact: gus }];
    const problems = contactsWhoAreClients(contacts, [{ email: null, phone: '555 010 0201' }]);
    expect(problems).toEqual([
      {
        path: ['clinic', 'soberHomes', 0, 'primary', 'phone'],
        message: 'is also that of a client of this clinic; name another contact, or correct the phone',
      },
    ]);
  });

  it('is refused as a referral while the contact is there, and no longer once removed', () => {
    const partners = partnersOf(exampleClinic());
    const referral = { email: gus.email, phone: '+1 555 777 0000' };
    expect(clientsWhoAreContacts(referral, partners)).toMatchObject([{ path: ['email'] }]);
    const removed = partners.map((partner) => ({
      ...partner,
      contacts: partner.contacts.map((contact) => ({ ...contact, removedOn: '2027-01-01' })),
    }));
    expect(clientsWhoAreContacts(referral, removed)).toEqual([]);
  });
});

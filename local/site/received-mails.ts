import type { KnownPerson } from '../../lambdas/console/known-people.ts';
import type { Laptop } from '../laptop.ts';
import type { ReceivedMail } from '../mailbox.ts';
import { peopleById } from './contacts.ts';

/** A mail, and who has it. */
export interface Received {
  mail: ReceivedMail;
  receiver: KnownPerson;
}

/** A clinic's mails in the order of their arrival. */
export function receivedMails(laptop: Laptop, clinicId: string): Received[] {
  const people = peopleById(laptop, clinicId);
  return laptop.clinic.mailbox.mails
    .filter((mail) => mail.clinicId === clinicId)
    .map((mail) => ({ mail, receiver: receiverOf(laptop, people, mail) }));
}

function receiverOf(
  laptop: Laptop,
  people: ReadonlyMap<string, KnownPerson>,
  mail: ReceivedMail,
): KnownPerson {
  const id = laptop.clinic.store.find(mail.clinicId, 'mail', mail.id)?.contactId ?? '';
  const left = {
    id,
    name: mail.to,
    email: mail.to,
    role: 'no longer here',
    roleCode: '',
    partnerName: null,
    kind: 'staff',
  } as const;
  return people.get(id) ?? left;
}

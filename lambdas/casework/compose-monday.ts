import type { Clinic } from '../domain/clinic.ts';
import { mondayEmail } from '../emails/monday-email.ts';
import type { OutgoingMail } from '../ports.ts';
import type { Contact } from './recipients.ts';

/** Where the page of the week is: in the staff console, behind the sign-in. */
const mondayPath = '/console/monday';

/** The email that says that the page of the week is ready. */
export function composeMonday(
  { senderEmail, senderName, phone, baseUrl }: Clinic,
  { email: address, name, language }: Contact,
): Omit<OutgoingMail, 'id' | 'clinicId'> {
  const href = `${baseUrl}${mondayPath}`;
  return {
    from: senderEmail,
    to: address,
    ...mondayEmail({ language, senderName, phone, receiverName: name, href }),
  };
}

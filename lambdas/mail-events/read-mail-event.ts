import * as z from 'zod/mini';
import type { MailEvent } from '../domain/mail-delivery.ts';

/** Thrown for something that is no event of the mail service: a rule that matches too much, or a changed format. */
export class NotAMailEvent extends Error {
  override name = 'NotAMailEvent';
}

const moment = z.string().check(z.refine((text) => !Number.isNaN(Date.parse(text))));
const mail = z.object({ messageId: z.string().check(z.minLength(1), z.maxLength(200)), timestamp: moment });

/** What Amazon SES publishes of a mail, as far as it is read; addresses and headers that come along are not. */
const detail = z.discriminatedUnion('eventType', [
  z.object({ eventType: z.literal('Delivery'), mail, delivery: z.object({ timestamp: moment }) }),
  z.object({
    eventType: z.literal('Bounce'),
    mail,
    bounce: z.object({ bounceType: z.string(), bounceSubType: z.string(), timestamp: moment }),
  }),
  z.object({ eventType: z.literal('Complaint'), mail, complaint: z.object({ timestamp: moment }) }),
  z.object({ eventType: z.literal('DeliveryDelay'), mail, deliveryDelay: z.object({ timestamp: moment }) }),
  z.object({ eventType: z.literal('Reject'), mail }),
]);
type Detail = z.infer<typeof detail>;

/** EventBridge's envelope. */
const envelope = z.object({ source: z.literal('aws.ses'), detail });

/** Sub-types of a bounce that the mail service makes itself, because the address is on a suppression list. */
const suppressions = ['Suppressed', 'OnAccountSuppressionList'];

/**
 * An event of Amazon SES as EventBridge hands it over.
 *
 * @param event EventBridge's JSON: `source` aws.ses, `detail` the SES event of type Delivery, Bounce, Complaint,
 *   DeliveryDelay or Reject
 * @throws NotAMailEvent, without the event's content
 */
export function readMailEvent(event: unknown): MailEvent {
  const parsed = z.safeParse(envelope, event);
  if (!parsed.success) {
    const fields = parsed.error.issues.map(({ path }) => path.join('.') || 'event');
    throw new NotAMailEvent(`not an event of the mail service: ${fields.join(', ')}`);
  }
  const told = parsed.data.detail;
  const { what, at, isFinal = true } = meaningOf(told);
  return { what, at: new Date(at).toISOString(), isFinal, providerId: told.mail.messageId };
}

function meaningOf(told: Detail): { what: MailEvent['what']; at: string; isFinal?: boolean } {
  switch (told.eventType) {
    case 'Delivery':
      return { what: 'delivered', at: told.delivery.timestamp };
    case 'Bounce':
      return bounced(told.bounce);
    case 'Complaint':
      return { what: 'marked as spam', at: told.complaint.timestamp };
    case 'DeliveryDelay':
      return { what: 'delayed', at: told.deliveryDelay.timestamp, isFinal: false };
    case 'Reject':
      return { what: 'rejected', at: told.mail.timestamp };
  }
}

function bounced({
  bounceType,
  bounceSubType,
  timestamp: at,
}: Extract<Detail, { eventType: 'Bounce' }>['bounce']) {
  if (suppressions.includes(bounceSubType)) return { what: 'suppressed' as const, at };
  return { what: 'bounced' as const, at, isFinal: bounceType === 'Permanent' };
}

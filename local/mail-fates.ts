import type { Instant } from '../lambdas/domain/clinic-calendar.ts';

/** What can become of a mail that is handed to the mail service. */
export type MailFate =
  | 'delivered'
  | 'bounced'
  | 'suppressed'
  | 'rejected'
  | 'marked as spam'
  /** The receiver's server asks to be tried again; the mail arrives 50 minutes later. */
  | 'delayed'
  /** Nothing is ever heard of it. */
  | 'lost'
  /** Turned away: the service takes no more just now. */
  | 'throttled';

interface FateEvent {
  afterSeconds: number;
  /** True when the mail reaches its receiver with this event. */
  arrives?: boolean;
  /** The event as EventBridge hands it over. */
  event(at: Instant): unknown;
}

const soon = 1;
const delaySeconds = 5 * 60;
const delayedArrivalSeconds = 50 * 60;
const complaintSeconds = 30 * 60;

/** The events of Amazon SES that a mail of this fate leads to. */
export function mailFateEvents(fate: MailFate, mail: { providerId: string; to: string }): FateEvent[] {
  const about = (eventType: string, details: (at: Instant) => object) => (at: Instant) => ({
    version: '0',
    source: 'aws.ses',
    'detail-type': eventType,
    detail: {
      eventType,
      mail: { messageId: mail.providerId, timestamp: at, destination: [mail.to] },
      ...details(at),
    },
  });
  const delivery = about('Delivery', (at) => ({ delivery: { timestamp: at, recipients: [mail.to] } }));
  const bounce = (bounceSubType: string) =>
    about('Bounce', (at) => ({ bounce: { bounceType: 'Permanent', bounceSubType, timestamp: at } }));
  const complaint = about('Complaint', (at) => ({ complaint: { timestamp: at } }));
  const delay = about('DeliveryDelay', (at) => ({ deliveryDelay: { timestamp: at } }));
  const events: Record<MailFate, FateEvent[]> = {
    delivered: [{ afterSeconds: soon, event: delivery }],
    bounced: [{ afterSeconds: soon, event: bounce('General') }],
    suppressed: [{ afterSeconds: soon, event: bounce('OnAccountSuppressionList') }],
    rejected: [{ afterSeconds: soon, event: about('Reject', () => ({ reject: { reason: 'Bad content' } })) }],
    'marked as spam': [
      { afterSeconds: soon, event: delivery },
      { afterSeconds: complaintSeconds, event: complaint },
    ],
    delayed: [
      { afterSeconds: delaySeconds, event: delay },
      { afterSeconds: delayedArrivalSeconds, arrives: true, event: delivery },
    ],
    lost: [],
    throttled: [],
  };
  return events[fate];
}

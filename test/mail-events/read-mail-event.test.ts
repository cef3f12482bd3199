import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { NotAMailEvent, readMailEvent } from '../../lambdas/mail-events/read-mail-event.ts';

const at = '2027-01-04T17:00:00.123Z';

/** An event as Amazon SES publishes it on the event bus, with what is not read as well. */
function event(eventType: string, details: object) {
  return {
    version: '0',
    id: '12345678-1234-1234-1234-123456789012',
    source: 'aws.ses',
    account: '111122223333',
    'detail-type': `Email ${eventType}`,
    detail: {
      eventType,
      mail: {
        timestamp: '2027-01-04T16:59:00.000Z',
        messageId: '0100-abc',
        source: 'care@harbor-light.example',
        destination: ['gus@cedar-house.example'],
        commonHeaders: { subject: 'A question is waiting for you' },
        tags: { 'ses:configuration-set': ['stepdown-mail'] },
      },
      ...details,
    },
  };
}

const bounce = (bounceType: string, bounceSubType: string) =>
  event('Bounce', {
    bounce: {
      bounceType,
      bounceSubType,
      timestamp: at,
      bouncedRecipients: [{ emailAddress: 'gus@cedar-house.example' }],
    },
  });

describe('an event of the mail service', () => {
  it.each([
    [
      'a delivery',
      event('Delivery', { delivery: { timestamp: at } }),
      { what: 'delivered', at, isFinal: true },
    ],
    ['a hard bounce', bounce('Permanent', 'General'), { what: 'bounced', at, isFinal: true }],
    ['a full mailbox', bounce('Transient', 'MailboxFull'), { what: 'bounced', at, isFinal: false }],
    ['the account’s list', bounce('Permanent', 'OnAccountSuppressionList'), { what: 'suppressed', at }],
    ['the service’s list', bounce('Permanent', 'Suppressed'), { what: 'suppressed', at }],
    ['a complaint', event('Complaint', { complaint: { timestamp: at } }), { what: 'marked as spam', at }],
    [
      'a delay',
      event('DeliveryDelay', { deliveryDelay: { timestamp: at } }),
      { what: 'delayed', isFinal: false },
    ],
    ['a refusal', event('Reject', { reject: { reason: 'Bad content' } }), { what: 'rejected' }],
  ])('%s is read as what it means for the mail', (_, told, meaning) => {
    expect(readMailEvent(told)).toMatchObject({ providerId: '0100-abc', ...meaning });
  });

  it('keeps no address, subject or header', () => {
    expect(JSON.stringify(readMailEvent(bounce('Permanent', 'General')))).not.toMatch(/@|question/);
  });

  it.each([
    ['another source', { ...event('Delivery', { delivery: { timestamp: at } }), source: 'aws.s3' }, 'source'],
    ['an unknown type', event('Click', { click: { timestamp: at } }), 'detail.eventType'],
    ['a delivery without its time', event('Delivery', { delivery: {} }), 'detail.delivery.timestamp'],
    [
      'a time that is none',
      event('Delivery', { delivery: { timestamp: 'soon' } }),
      'detail.delivery.timestamp',
    ],
  ])('refuses %s by field', (_, told, field) => {
    expect(() => readMailEvent(told)).toThrow(NotAMailEvent);
    expect(() => readMailEvent(told)).toThrow(field);
  });

  it('refuses anything else without repeating it', () => {
    fc.assert(
      fc.property(fc.anything(), (anything) => {
        expect(() =>
          readMailEvent({
            source: 'aws.ses',
            detail: { eventType: 'Reject', mail: anything, secret: 'canary' },
          }),
        ).toThrow(/^not an event of the mail service: [\w.]+/);
      }),
    );
  });
});

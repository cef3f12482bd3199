import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { MailRecord } from '../../lambdas/domain/mail.ts';
import {
  afterMailEvent,
  deliveryDeadline,
  type MailEvent,
  tasksInMail,
  urgencyOf,
  urgencyOfList,
  whyInstead,
} from '../../lambdas/domain/mail-delivery.ts';

const queuedAt = '2027-01-04T17:00:00.000Z';
const soon = '2027-01-04T17:00:05.000Z';
const later = '2027-01-04T22:00:00.000Z';

function mail(changes: Partial<MailRecord> = {}): MailRecord {
  return {
    id: 'ep_1:tk-1/rung-0',
    contactId: 'cedar-house.primary',
    message: { kind: 'question', taskId: 'ep_1:tk-1', rung: 0 },
    status: 'accepted',
    queuedAt,
    acceptedAt: queuedAt,
    providerId: '0100-abc',
    attempts: 1,
    ...changes,
  };
}

const told = (what: MailEvent['what'], isFinal = true): MailEvent => ({
  what,
  providerId: '0100-abc',
  at: soon,
  isFinal,
});

describe('the ledger after an event', () => {
  it('accepted, then delivered: nobody else is asked', () => {
    const next = afterMailEvent(mail(), told('delivered'));
    expect(next).toMatchObject({ status: 'delivered', deliveredAt: soon });
    expect(whyInstead(next, later)).toBeUndefined();
  });

  it.each(['bounced', 'suppressed', 'rejected'] as const)('%s: somebody else is asked at once', (what) => {
    const next = afterMailEvent(mail(), told(what));
    expect(next).toMatchObject({ status: 'failed', failure: { what, at: soon } });
    expect(whyInstead(next, soon)).toBe(what);
    expect(whyInstead({ ...next, insteadAt: soon }, later)).toBeUndefined();
  });

  it('delayed: nothing yet, and the deadline decides', () => {
    const next = afterMailEvent(mail(), told('delayed', false));
    expect(next).toMatchObject({ status: 'accepted', delayedAt: soon });
    expect(whyInstead(next, soon)).toBeUndefined();
    expect(whyInstead(next, deliveryDeadline(next))).toBe('not delivered in time');
  });

  it('a notice of absence after the delivery is no failure, a hard bounce after it is one', () => {
    const delivered = afterMailEvent(mail(), told('delivered'));
    expect(afterMailEvent(delivered, told('bounced', false))).toBe(delivered);
    expect(afterMailEvent(delivered, told('bounced'))).toMatchObject({ status: 'failed' });
  });

  it('marked as spam: it was delivered, and somebody else is asked', () => {
    const next = afterMailEvent(afterMailEvent(mail(), told('delivered')), told('marked as spam'));
    expect(next.status).toBe('delivered');
    expect(whyInstead(next, soon)).toBe('marked as spam');
  });

  it('an answer stands above every event: whoever answered has read it', () => {
    const next = afterMailEvent(mail({ status: 'answered' }), told('bounced'));
    expect(next.status).toBe('answered');
    expect(whyInstead(next, later)).toBeUndefined();
  });

  it('the same events twice and in any order lead nowhere new', () => {
    const event = fc.record({
      what: fc.constantFrom<MailEvent['what']>(
        'delivered',
        'bounced',
        'delayed',
        'marked as spam',
        'rejected',
      ),
      providerId: fc.constant('0100-abc'),
      at: fc.constantFrom(soon, later),
      isFinal: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(event, { maxLength: 6 }), (events) => {
        const once = events.reduce(afterMailEvent, mail());
        expect(events.reduce(afterMailEvent, once)).toEqual(once);
        const isLost = events.some(
          ({ what, isFinal }) => isFinal && (what === 'rejected' || what === 'bounced'),
        );
        if (isLost) expect(once.failure).toBeDefined();
      }),
    );
  });
});

describe('how soon a mail must arrive', () => {
  it('drug-test lists and what has hours by the clock within 30 minutes, the rest within 4 hours', () => {
    expect(urgencyOf('tell-client', 0)).toBe('collections');
    expect(urgencyOf('clinician-decision', 0)).toBe('urgent');
    expect(urgencyOf('home-check-in', 0)).toBe('usual');
    expect(urgencyOfList(['review', 'tell-client'])).toBe('collections');
    expect(urgencyOfList(['review', 'clinician-decision'])).toBe('urgent');
    expect(urgencyOfList(['review'])).toBe('usual');
    expect(deliveryDeadline(mail({ urgency: 'urgent' }))).toBe('2027-01-04T17:30:00.000Z');
    expect(deliveryDeadline(mail({ urgency: 'collections' }))).toBe('2027-01-04T17:30:00.000Z');
    expect(deliveryDeadline(mail())).toBe('2027-01-04T21:00:00.000Z');
  });

  it('a mail that was never accepted counts as silent too', () => {
    const queued = mail({ status: 'queued', acceptedAt: null, providerId: null, urgency: 'urgent' });
    expect(whyInstead(queued, '2027-01-04T17:29:59.999Z')).toBeUndefined();
    expect(whyInstead(queued, '2027-01-04T17:30:00.000Z')).toBe('not delivered in time');
  });

  it('names the questions of a mail', () => {
    expect(tasksInMail({ kind: 'digest', taskIds: ['a', 'b'] })).toEqual(['a', 'b']);
    expect(tasksInMail({ kind: 'question', taskId: 'a', rung: 0 })).toEqual(['a']);
    expect(tasksInMail({ kind: 'welcome', episodeId: 'ep_1' })).toEqual([]);
  });
});

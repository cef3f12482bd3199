import type { Instant } from '../lambdas/domain/clinic-calendar.ts';
import { headerSafe } from '../lambdas/emails/header-safe.ts';
import { type Mailer, type OutgoingMail, type Suppressions, Throttled } from '../lambdas/ports.ts';
import { type MailFate, mailFateEvents } from './mail-fates.ts';

/** A mail as its receiver has it. */
export interface ReceivedMail extends OutgoingMail {
  at: Instant;
  number: number;
}

/** A mail that was accepted and did not arrive, or arrived late. */
interface StrayMail {
  id: string;
  to: string;
  at: Instant;
  fate: MailFate;
}

export interface Mailbox extends Mailer, Suppressions {
  /** What arrived, in order. */
  readonly mails: readonly ReceivedMail[];
  /** What was accepted and did not arrive at once. */
  readonly strays: readonly StrayMail[];
  /** How many mails were turned away because the service took no more. */
  readonly throttled: number;
  /** Decides what becomes of each mail; everything arrives until it is set. */
  fateOf: (mail: OutgoingMail) => MailFate;
  /** Addresses that the service no longer delivers to. */
  readonly suppressedAddresses: Set<string>;
  /** Addresses whose mails arrive without anything being told of it. */
  readonly silentAbout: Set<string>;
}

export interface MailboxOptions {
  now(): Instant;
  /** Told of each mail that arrives, at once. */
  received(mail: ReceivedMail): void;
  /** Has something happen when this many seconds have passed. */
  later(seconds: number, happens: () => Promise<void>): unknown;
  /** Takes an event in the form of Amazon SES and EventBridge. */
  happened(event: unknown): Promise<unknown>;
}

/** As AWS does with an event that a function fails on: twice more, a minute and two minutes later. */
const againAfterSeconds = [60, 120];

/**
 * The mail service of the local clinic, and where every mail ends up. It tells of each mail by the same events as
 * Amazon SES, and at a test's wish it bounces, delays, loses, refuses, suppresses and throttles.
 */
export function createMailbox(options: MailboxOptions): Mailbox {
  const { now, received, later } = options;
  const mails: ReceivedMail[] = [];
  const strays: StrayMail[] = [];
  const suppressedAddresses = new Set<string>();
  const silentAbout = new Set<string>();
  let accepted = 0;
  let throttled = 0;

  function arrive(mail: OutgoingMail): void {
    const arrived = { ...mail, at: now(), number: mails.length + 1 };
    mails.push(arrived);
    received(arrived);
  }

  async function tell(event: unknown, tries = 0): Promise<void> {
    try {
      await options.happened(event);
    } catch {
      const seconds = againAfterSeconds[tries];
      if (seconds !== undefined) later(seconds, () => tell(event, tries + 1));
    }
  }

  const mailbox: Mailbox = {
    mails,
    strays,
    suppressedAddresses,
    silentAbout,
    fateOf: () => 'delivered',
    get throttled() {
      return throttled;
    },
    async send(mail) {
      for (const header of [mail.id, mail.from, mail.to, mail.subject]) headerSafe(header);
      const fate = suppressedAddresses.has(mail.to) ? 'suppressed' : mailbox.fateOf(mail);
      if (fate === 'throttled') {
        throttled += 1;
        throw new Throttled(`mail ${mail.id}: the mail service takes no more just now`);
      }
      accepted += 1;
      const providerId = `local-${accepted}`;
      if (fate === 'delivered' || fate === 'marked as spam') arrive(mail);
      else strays.push({ id: mail.id, to: mail.to, at: now(), fate });
      for (const { afterSeconds, event, arrives } of mailFateEvents(fate, { providerId, to: mail.to })) {
        later(afterSeconds, async () => {
          if (arrives) arrive(mail);
          if (!silentAbout.has(mail.to)) await tell(event(now()));
        });
      }
      return { providerId };
    },
    async suppressed(addresses) {
      return addresses.filter((address) => suppressedAddresses.has(address));
    },
  };
  return mailbox;
}

/** The links in a mail's text, in order. */
export function linksIn(mail: Pick<OutgoingMail, 'text'>): string[] {
  return [...mail.text.matchAll(/https?:\/\/\S+\/l\/[\w-]+/g)].map(([link]) => link);
}

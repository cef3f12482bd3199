import type { Instant } from '../lambdas/domain/clinic-calendar.ts';
import type { Mailer, OutgoingMail } from '../lambdas/ports.ts';

/** A mail as its receiver has it. */
export interface ReceivedMail extends OutgoingMail {
  at: Instant;
  number: number;
}

export interface Mailbox extends Mailer {
  readonly mails: readonly ReceivedMail[];
}

/** Where every mail of the local clinic ends up; `received` is told of each at once. */
export function createMailbox(now: () => Instant, received: (mail: ReceivedMail) => void): Mailbox {
  const mails: ReceivedMail[] = [];
  return {
    mails,
    async send(mail) {
      const arrived = { ...mail, at: now(), number: mails.length + 1 };
      mails.push(arrived);
      received(arrived);
      return { providerId: `local-${arrived.number}` };
    },
  };
}

/** The links in a mail's text, in order. */
export function linksIn(mail: Pick<OutgoingMail, 'text'>): string[] {
  return [...mail.text.matchAll(/https?:\/\/\S+\/l\/[\w-]+/g)].map(([link]) => link);
}

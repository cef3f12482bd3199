import { SESClient, SendRawEmailCommand } from '@aws-sdk/client-ses';
import * as z from 'zod/mini';
import { type Mailer, Throttled } from '../ports.ts';
import { type Environment, readEnvironment } from '../runtime/environment.ts';
import { unavailableOr } from './aws-unavailable.ts';
import { mailboxOf, mimeMessage } from './mime-message.ts';

interface SesMailerOptions {
  client: SESClient;
  /** Requires TLS, tracks nothing, and gives up before the shortest answer window closes. */
  configurationSet: string;
}

/** Paused by AWS or by an operator; to be tried again, and alarmed about elsewhere. */
const paused = new Set(['AccountSendingPausedException', 'ConfigurationSetSendingPausedException']);

/**
 * Sends through Amazon SES. Accepting is not delivering: the events of the configuration set tell of that.
 * A service that takes no more for now throws Throttled, a paused or unreachable one ServiceUnavailable; a refused mail
 * throws the service's error.
 */
export function createSesMailer({ client, configurationSet }: SesMailerOptions): Mailer {
  return {
    async send(mail) {
      const command = new SendRawEmailCommand({
        ConfigurationSetName: configurationSet,
        Source: mailboxOf('from', mail.from),
        Destinations: [mailboxOf('to', mail.to)],
        RawMessage: { Data: Buffer.from(mimeMessage(mail)) },
      });
      try {
        const { MessageId } = await client.send(command);
        if (!MessageId) throw new Error(`mail ${mail.id}: accepted without a message id`);
        return { providerId: MessageId };
      } catch (error) {
        throw throttledOr(error, `mail ${mail.id}`);
      }
    },
  };
}

/** The mailer of a deployed function. */
export function mailerFrom(environment: Environment): Mailer {
  const { MAIL_CONFIGURATION_SET } = readEnvironment(environment, {
    MAIL_CONFIGURATION_SET: z.string().check(z.regex(/^[\w-]{1,64}$/)),
  });
  return createSesMailer({ client: new SESClient({}), configurationSet: MAIL_CONFIGURATION_SET });
}

/** Names under which the service says that it takes no more just now. */
const tooMuch = new Set([
  'Throttling',
  'ThrottlingException',
  'TooManyRequestsException',
  'LimitExceededException',
]);

function throttledOr(error: unknown, doing: string): unknown {
  if (error instanceof Error && tooMuch.has(error.name))
    return new Throttled(`${doing}: ${error.name}`, { cause: error });
  return unavailableOr(asThrottled(error), doing);
}

function asThrottled(error: unknown): unknown {
  if (!(error instanceof Error) || !paused.has(error.name)) return error;
  return Object.assign(new Error(error.message, { cause: error }), { name: 'Throttling' });
}

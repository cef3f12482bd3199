import { PinpointSMSVoiceV2Client } from '@aws-sdk/client-pinpoint-sms-voice-v2';
import * as z from 'zod/mini';
import { type Pager, PagerUnavailable } from '../ports.ts';
import { type Environment, readEnvironment } from '../runtime/environment.ts';
import { textPage } from './sms-pager.ts';
import { postPage } from './webhook-pager.ts';

interface PagerOptions {
  /** The ARN of the phone number or pool that texts come from; left out where none was deployed. */
  smsOrigination?: string;
  client?: PinpointSMSVoiceV2Client;
  send?: typeof fetch;
}

/** Pages by the route that the clinic's file chooses. */
export function createPager({ smsOrigination, client, send }: PagerOptions): Pager {
  return {
    async page(page) {
      if (page.route.kind === 'webhook') return postPage(page, page.route, send);
      if (smsOrigination === undefined)
        throw new PagerUnavailable(
          `page ${page.id}: no number to send from; deploy with -c stepdown:smsOrigination=ARN`,
        );
      return textPage(page, {
        client: client ?? new PinpointSMSVoiceV2Client({}),
        origination: smsOrigination,
      });
    },
  };
}

/** The pager of a deployed function. */
export function pagerFrom(environment: Environment): Pager {
  const { SMS_ORIGINATION } = readEnvironment(environment, {
    SMS_ORIGINATION: z.optional(
      z.string().check(z.regex(/^arn:[\w-]+:sms-voice:[\w-]+:\d{12}:(phone-number|pool)\/[\w-]+$/)),
    ),
  });
  return createPager({ smsOrigination: SMS_ORIGINATION });
}

import { createHmac } from 'node:crypto';
import { PinpointSMSVoiceV2Client, SendTextMessageCommand } from '@aws-sdk/client-pinpoint-sms-voice-v2';
import { mockClient } from 'aws-sdk-client-mock';
import { describe, expect, test } from 'vitest';
import { createPager, pagerFrom } from '../../lambdas/adapters/pager.ts';
import { isFresh, signedText } from '../../lambdas/domain/page.ts';
import { type OutgoingPage, PagerUnavailable } from '../../lambdas/ports.ts';
import { nth } from '../example-clinic.ts';

const key = new Uint8Array(32).fill(7);
const webhook = { kind: 'webhook', url: 'https://pages.clinic.example/in', key } as const;

const page: OutgoingPage = {
  id: `pg-${'a'.repeat(32)}`,
  clinicId: 'harbor-example',
  staffId: 'erin-walsh',
  phone: '+1 555 010 0105',
  text: 'Harbor Example: somebody must look now. Open the link and confirm.',
  ackUrl: 'https://links.clinic.example/l/abc',
  at: '2027-01-06T10:00:00.000Z',
  route: webhook,
};

/** A paging service that answers as told, and keeps what it was asked. */
function service(answer: () => Promise<Response>) {
  const asked: { url: string; request: RequestInit }[] = [];
  const send: typeof fetch = async (url, request = {}) => {
    asked.push({ url: String(url), request });
    return answer();
  };
  return { asked, pager: createPager({ send }) };
}

describe('a page by webhook', () => {
  test('is posted as JSON, signed over timestamp and body, with its id against repetition', async () => {
    const { asked, pager } = service(async () => new Response('taken', { status: 202 }));
    await pager.page(page);
    const { url, request } = nth(asked, 0);
    const headers = new Headers(request.headers);
    const body = String(request.body);
    const { route: _, ...said } = page;
    expect(url).toBe(webhook.url);
    expect(JSON.parse(body)).toEqual(said);
    expect(headers.get('idempotency-key')).toBe(page.id);
    const timestamp = headers.get('stepdown-timestamp') ?? '';
    expect(isFresh(timestamp, page.at)).toBe(true);
    const mac = createHmac('sha256', key).update(signedText(timestamp, body)).digest('hex');
    expect(headers.get('stepdown-signature')).toBe(`v1=${mac}`);
    expect(request.redirect).toBe('error');
    expect(request.signal).toBeInstanceOf(AbortSignal);
  });

  test('never carries the key', async () => {
    const { asked, pager } = service(async () => new Response(null, { status: 204 }));
    await pager.page(page);
    expect(JSON.stringify(asked)).not.toContain(Buffer.from(key).toString('hex'));
    expect(String(nth(asked, 0).request.body)).not.toContain('key');
  });

  test.each([400, 401, 404, 429, 500, 503])('is not taken when the service answers %i', async (status) => {
    const { pager } = service(async () => new Response('no', { status }));
    await expect(pager.page(page)).rejects.toThrow(PagerUnavailable);
    await expect(pager.page(page)).rejects.toThrow(`the pager answered ${status}`);
  });

  test('is not taken when nothing answers', async () => {
    const { pager } = service(async () => {
      throw new TypeError('fetch failed');
    });
    await expect(pager.page(page)).rejects.toThrow(PagerUnavailable);
  });
});

describe('a page by text message', () => {
  const origination = 'arn:aws:sms-voice:us-east-1:111122223333:pool/pool-0123';
  const texted: OutgoingPage = { ...page, route: { kind: 'sms' } };

  test('goes from the deployment’s number to the phone, digits only, and dies with its rung', async () => {
    const sms = mockClient(PinpointSMSVoiceV2Client);
    sms.on(SendTextMessageCommand).resolves({ MessageId: 'm-1' });
    const client = new PinpointSMSVoiceV2Client({ region: 'us-east-1' });
    await createPager({ smsOrigination: origination, client }).page(texted);
    expect(nth(sms.commandCalls(SendTextMessageCommand), 0).args[0].input).toEqual({
      DestinationPhoneNumber: '+15550100105',
      OriginationIdentity: origination,
      MessageBody: `${page.text} ${page.ackUrl}`,
      MessageType: 'TRANSACTIONAL',
      TimeToLive: 900,
      Context: { page: page.id },
    });
  });

  test('is not taken when the service refuses it, or no number was deployed', async () => {
    const sms = mockClient(PinpointSMSVoiceV2Client);
    sms.on(SendTextMessageCommand).rejects(Object.assign(new Error('no'), { name: 'ThrottlingException' }));
    const client = new PinpointSMSVoiceV2Client({ region: 'us-east-1' });
    const refused = createPager({ smsOrigination: origination, client }).page(texted);
    await expect(refused).rejects.toThrow(PagerUnavailable);
    await expect(pagerFrom({}).page(texted)).rejects.toThrow('deploy with -c stepdown:smsOrigination=ARN');
  });
});

import { createHmac } from 'node:crypto';
import { signedText } from '../domain/page.ts';
import { type OutgoingPage, type PageRoute, PagerUnavailable } from '../ports.ts';

type WebhookRoute = Extract<PageRoute, { kind: 'webhook' }>;

/** A paging service that is slower than this is taken for one that is down: the next person is waiting. */
const answersWithinMs = 5_000;

/**
 * Posts a page to a paging service over HTTPS. The body is JSON: `id`, `clinicId`, `staffId`, `phone`, `text`, `ackUrl`,
 * `at`. `stepdown-signature` is `v1=` and the HMAC-SHA256, in hex, of the `stepdown-timestamp` (seconds), a point and
 * the body, under the clinic's pager secret. Redirections are not followed.
 *
 * @throws PagerUnavailable when the service does not answer in time, or answers other than 2xx
 */
export async function postPage(
  { route: _, ...page }: OutgoingPage,
  { url, key }: WebhookRoute,
  send: typeof fetch = fetch,
): Promise<void> {
  const body = JSON.stringify(page);
  const timestamp = String(Math.floor(Date.parse(page.at) / 1000));
  const mac = createHmac('sha256', key).update(signedText(timestamp, body)).digest('hex');
  const headers = {
    'content-type': 'application/json',
    'idempotency-key': page.id,
    'stepdown-timestamp': timestamp,
    'stepdown-signature': `v1=${mac}`,
  };
  const status = await statusOf(send, url, { method: 'POST', headers, body }, page.id);
  if (status < 200 || status > 299)
    throw new PagerUnavailable(`page ${page.id}: the pager answered ${status}`);
}

async function statusOf(send: typeof fetch, url: string, request: RequestInit, id: string): Promise<number> {
  try {
    const signal = AbortSignal.timeout(answersWithinMs);
    const response = await send(url, { ...request, redirect: 'error', signal });
    await response.body?.cancel();
    return response.status;
  } catch (error) {
    throw new PagerUnavailable(`page ${id}: the pager did not answer`, { cause: error });
  }
}

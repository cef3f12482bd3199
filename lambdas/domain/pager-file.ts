import * as z from 'zod';
import { type Contradiction, wants, wholeField } from './file-fields.ts';

const kindsFix = 'give { kind: webhook, url: "https://…" } or { kind: sms }';

/** How the clinic's people are paged, as its file says it. */
export const pagerField = z
  .discriminatedUnion(
    'kind',
    [
      z.strictObject(
        {
          kind: z.literal('webhook').describe('A paging service that takes signed HTTPS posts'),
          url: z
            .string(
              wants('the address that pages are posted to', 'write it like https://pages.service.example/in'),
            )
            .refine(
              isPagerUrl,
              'is not an address that pages can be posted to; write https://host/path, without a fragment',
            )
            .describe('Where pages are posted: https, or http on this machine only'),
          secretVersion: wholeField(1, 1000, 'the version of the secret')
            .optional()
            .describe('1 when left out; a higher one is another secret, for when one became known'),
        },
        wants('a webhook pager', kindsFix),
      ),
      z.strictObject(
        { kind: z.literal('sms').describe('Text messages from the number that the deployment names') },
        wants('an SMS pager', kindsFix),
      ),
    ],
    {
      error: (issue) =>
        issue.code === 'invalid_union' ? `has no kind that is known; ${kindsFix}` : undefined,
    },
  )
  .describe('How on-call people are paged in a crisis, at any hour; email is never the only channel');

/** https, or http on this machine only. */
function isPagerUrl(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, hostname, hash, username } = new URL(text);
  const isHere = hostname === 'localhost' || hostname === '127.0.0.1';
  return (protocol === 'https:' || (protocol === 'http:' && isHere)) && hash + username === '';
}

/** A text message needs the number in full: whoever may be paged in a crisis has one with its country. */
export function pagerContradictions(
  pager: z.infer<typeof pagerField> | undefined,
  staff: readonly { phone: string; roles: readonly string[] }[],
): Contradiction[] {
  if (pager?.kind !== 'sms') return [];
  return staff.flatMap(({ phone, roles }, index) =>
    phone.startsWith('+') || !roles.some((role) => pagedRoles.includes(role))
      ? []
      : [
          {
            path: ['staff', index, 'phone'],
            message:
              'has no country, and pages go there as text messages; begin it with + and the country: "+1 555 010 0100"',
          },
        ],
  );
}

const pagedRoles = ['on-call', 'counselor', 'director'];

interface Promising {
  id: string;
  crisis?: { alwaysOpen: boolean };
}

/** A program that promises help in a crisis at any hour needs a way to wake somebody. */
export function promisesWithoutPager(pager: unknown, programs: readonly Promising[]): Contradiction[] {
  const promising = programs.filter(({ crisis }) => crisis?.alwaysOpen).map(({ id }) => id);
  if (pager !== undefined || promising.length === 0) return [];
  return [
    {
      path: ['clinic', 'clinic', 'pager'],
      message: `is missing, and ${promising.join(', ')} promises help in a crisis at any hour; give the clinic a pager, such as { kind: sms }, or set crisis.alwaysOpen to false in the program`,
    },
  ];
}

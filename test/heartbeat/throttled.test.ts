import { beforeEach, expect, test, vi } from 'vitest';
import { action as applyClinic } from '../../lambdas/actions/apply-clinic.ts';
import { queueMail } from '../../lambdas/casework/mail-out.ts';
import type { MailUrgency } from '../../lambdas/domain/mail.ts';
import { beat } from '../../lambdas/heartbeat/beat.ts';
import { type OutgoingMail, Throttled } from '../../lambdas/ports.ts';
import { exampleClinic, operator, sheerProgram } from '../example-clinic.ts';
import { createFakePorts, type FakePorts } from '../fake-ports.ts';

const { clinicId } = operator;
const report = {
  about: 'chain head',
  date: '2027-01-03',
  sequence: 1,
  commitment: 'ab'.repeat(32),
  hash: '0f'.repeat(32),
} as const;
let ports: FakePorts;
let tried: string[];

/** Queues mails that need nothing but the clinic to be made. */
async function queue(mails: Record<string, MailUrgency>): Promise<void> {
  await ports.store.transact(clinicId, async (tx) => {
    for (const [id, urgency] of Object.entries(mails))
      queueMail(tx, {
        id,
        contactId: 'auditor',
        message: { kind: 'draw-report', report },
        queuedAt: ports.clock.now(),
        urgency,
      });
  });
}

/** The mail service takes mails only where `takes` says so. */
function serviceThatTakes(takes: (mail: OutgoingMail) => boolean): void {
  ports.mailer.send = async (mail) => {
    tried.push(mail.id);
    if (!takes(mail)) throw new Throttled(`mail ${mail.id}: Throttling`);
    return { providerId: `provider-${tried.length}` };
  };
}

async function statuses(): Promise<Record<string, string>> {
  const mails = await ports.store.read(clinicId).list('mail');
  return Object.fromEntries(mails.map(({ id, status }) => [id, status]));
}

beforeEach(async () => {
  vi.spyOn(process.stdout, 'write').mockReturnValue(true);
  ports = createFakePorts();
  tried = [];
  await applyClinic.start({ clinic: exampleClinic(), programs: [sheerProgram()] }, operator, ports);
});

test('what is most urgent is tried first, and after three refusals in a row the rest waits', async () => {
  await queue({ a: 'usual', b: 'urgent', c: 'collections', d: 'usual', e: 'usual' });
  serviceThatTakes(({ id }) => id === 'c');
  ports.at('2027-01-04T17:05:00.000Z');
  await beat(ports);
  expect(tried).toEqual(['c', 'b', 'a', 'd']);
  expect(await statuses()).toEqual({ a: 'queued', b: 'queued', c: 'accepted', d: 'queued', e: 'queued' });
});

test('the next beat goes on with what is left, and nothing is sent twice', async () => {
  await queue({ a: 'usual', b: 'urgent', c: 'collections' });
  serviceThatTakes(() => false);
  ports.at('2027-01-04T17:05:00.000Z');
  await beat(ports);
  serviceThatTakes(() => true);
  ports.at('2027-01-04T17:10:00.000Z');
  tried = [];
  await beat(ports);
  await beat(ports);
  expect(tried).toEqual(['c', 'b', 'a']);
  expect(new Set(Object.values(await statuses()))).toEqual(new Set(['accepted']));
});

test('one refusal does not keep back what the service would take', async () => {
  await queue({ a: 'urgent', b: 'urgent', c: 'usual', d: 'usual' });
  serviceThatTakes(({ id }) => id === 'b' || id === 'd');
  ports.at('2027-01-04T17:05:00.000Z');
  await beat(ports);
  expect(await statuses()).toEqual({ a: 'queued', b: 'accepted', c: 'queued', d: 'accepted' });
});

import { beforeEach, expect, test, vi } from 'vitest';
import { action as applyClinic } from '../../lambdas/actions/apply-clinic.ts';
import { checkDelivery } from '../../lambdas/casework/deliver-instead.ts';
import { queueMail, sendQueued } from '../../lambdas/casework/mail-out.ts';
import { take, UnknownMail } from '../../lambdas/mail-events/take-mail-event.ts';
import type { MailFate } from '../../local/mail-fates.ts';
import { mailFateEvents } from '../../local/mail-fates.ts';
import { exampleClinic, operator, sheerProgram } from '../example-clinic.ts';
import { createFakePorts, type FakePorts } from '../fake-ports.ts';

const { clinicId } = operator;
const mailId = 'auditor:head';
const now = '2027-01-04T17:00:00.000Z';
let ports: FakePorts;

function eventOf(fate: MailFate, providerId = 'mail-1'): unknown {
  const [first] = mailFateEvents(fate, { providerId, to: 'draws@auditors.example' });
  return first?.event(now);
}

const mail = () => ports.store.find(clinicId, 'mail', mailId);
const checks = () => ports.store.all(clinicId, 'agenda').filter(({ duty }) => duty.do === 'check-delivery');

beforeEach(async () => {
  ports = createFakePorts(now);
  await applyClinic.start({ clinic: exampleClinic(), programs: [sheerProgram()] }, operator, ports);
  const head = { date: '2027-01-03', sequence: 1, commitment: 'ab'.repeat(32), hash: '0f'.repeat(32) };
  await ports.store.transact(clinicId, async (tx) =>
    queueMail(tx, {
      id: mailId,
      contactId: 'auditor',
      message: { kind: 'draw-report', report: { about: 'chain head', ...head } },
      queuedAt: now,
    }),
  );
});

test('an event that comes before the acceptance is on record is handed over again', async () => {
  await expect(take(ports, eventOf('delivered'))).rejects.toThrow(UnknownMail);
  await sendQueued(ports, clinicId, mailId);
  expect(await take(ports, eventOf('delivered'))).toBe('noted');
  expect(mail()).toMatchObject({ status: 'delivered', deliveredAt: now });
});

test('a delivery takes the check off the agenda; the same event again writes nothing', async () => {
  await sendQueued(ports, clinicId, mailId);
  expect(checks()).toHaveLength(1);
  await take(ports, eventOf('delivered'));
  expect(checks()).toEqual([]);
  const before = mail();
  expect(await take(ports, eventOf('delivered'))).toBe('nothing new');
  expect(mail()).toBe(before);
});

test('a bounce has the heartbeat look at once; looking twice asks for one call only', async () => {
  await sendQueued(ports, clinicId, mailId);
  await take(ports, eventOf('bounced'));
  expect(checks().map(({ dueAt }) => dueAt)).toEqual([now]);
  await checkDelivery(ports, clinicId, mailId);
  await checkDelivery(ports, clinicId, mailId);
  const starts = ports.store.all(clinicId, 'agenda').filter(({ duty }) => duty.do === 'start-execution');
  const calls = starts.filter(({ duty }) => JSON.stringify(duty).includes('"reason":"bounced"'));
  expect(calls).toHaveLength(1);
});

test('a mail that another clinic has sent is none of this one’s', async () => {
  await sendQueued(ports, clinicId, mailId);
  await expect(take(ports, eventOf('bounced', 'mail-2'))).rejects.toThrow(UnknownMail);
  expect(mail()?.status).toBe('accepted');
});

test.each([
  ['line', { email: 'draws@auditors.example\r\nBcc: all@evil.example' }],
  ['line separator', { email: 'draws@auditors.example\u2028Bcc: all@evil.example' }],
])('an address that would forge a header by a %s is not sent to: the mail has failed', async (_, forged) => {
  await ports.store.transact(clinicId, async (tx) => {
    const clinic = await tx.get('clinic', clinicId);
    if (clinic) tx.put('clinic', { ...clinic, auditor: { name: 'Plainview', ...forged } });
  });
  const send = vi.spyOn(ports.mailer, 'send');
  await sendQueued(ports, clinicId, mailId);
  expect(send).not.toHaveBeenCalled();
  expect(mail()).toMatchObject({ status: 'failed', failure: { what: 'rejected' } });
  expect(checks().map(({ dueAt }) => dueAt)).toEqual([now]);
});

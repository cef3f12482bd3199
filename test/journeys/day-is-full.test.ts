import { expect, test } from 'vitest';
import { drawChain } from '../../lambdas/domain/audit.ts';
import type { ChainedDrawRecord } from '../../lambdas/domain/draw-record.ts';
import { exampleClinic, exampleReferrals, nth } from '../example-clinic.ts';
import { begin } from './journey.ts';
import { obligationsUnmet } from './obligations.ts';

test('clients at their deadline find the day full: who is called is recorded, and the director hears', async () => {
  const clinic = exampleClinic();
  clinic.clinic.collections.capacityPerDay = 1;
  const referrals = exampleReferrals().map((referral) => ({ ...referral, day: 0 }));
  const journey = await begin({ clinic, referrals });
  const records = async () => {
    const links = await journey.play.clinic.store.chain(journey.play.clinicId, drawChain);
    return links.map(({ body }) => body as ChainedDrawRecord);
  };
  await journey.days(10);
  const full = nth(
    (await records()).filter(({ breaches }) => breaches.length > 0),
    0,
  );
  expect(full.called).toHaveLength(1);
  const alert = journey
    .tasks('clinic-alert')
    .find(({ about, reason }) => about.date === full.date && reason === 'tests overdue beyond capacity');
  expect(alert?.ownerId).toBe('fay-moreau');
  const digests = journey.all('mail').flatMap(({ contactId, message }) => {
    return contactId === 'fay-moreau' && message.kind === 'digest' ? message.taskIds : [];
  });
  expect(digests).toContain(alert?.id);
  await journey.untilRest();
  expect(await obligationsUnmet(journey)).toEqual([]);
});

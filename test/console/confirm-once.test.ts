import { describe, expect, test } from 'vitest';
import { deedBehind, doOnce, newPageId } from '../../lambdas/console/staff-actions/once.ts';
import { addHours } from '../../lambdas/domain/clinic-calendar.ts';
import { isConfirmable, pageIdOf } from '../../lambdas/domain/confirmed-deed.ts';
import { type Action, BadInput } from '../../lambdas/runtime/define-action.ts';
import { begin } from '../journeys/journey.ts';
import { actingAs, plain } from './acting-staff.ts';
import { clinicIds, consoleClinic } from './console-clinic.ts';

async function clinicInTreatment() {
  const journey = await begin();
  const { clinic, clinicId } = journey.play;
  await journey.untilTrue('the client is admitted', () =>
    journey.all('episode').some(({ admittedOn }) => admittedOn !== null),
  );
  const counselor = await actingAs(clinic, { clinicId, staffId: 'ada-lindqvist', roles: ['counselor'] });
  const ordered = () => journey.all('drugTest').filter(({ basis }) => basis === 'for cause');
  const input = { episodeId: journey.episode().id, reason: 'came to the group unsteady' };
  return { journey, clinic, clinicId, counselor, ordered, input };
}

describe('a page that is confirmed twice', async () => {
  const { journey, clinic, clinicId, counselor, ordered, input } = await clinicInTreatment();

  test('does it once, and shows what the first confirmation did', async () => {
    const shown = await counselor.preview('order-test', input);
    const first = plain((await counselor.confirm('order-test', shown)).body);
    const second = await counselor.confirm('order-test', shown);
    expect(first).toContain('The test is ordered');
    expect(first).not.toContain('Already done');
    expect(second.statusCode).toBe(200);
    expect(plain(second.body)).toContain('Already done');
    expect(plain(second.body)).toContain('The test is ordered');
    expect(second.body).toContain(`href="/console/clients/${input.episodeId}"`);
    expect(ordered()).toHaveLength(1);
  });

  test('is nothing to another page, and nothing to somebody else', async () => {
    const revocation = { recipientId: 'all', how: 'oral', episodeId: input.episodeId };
    const shown = await counselor.preview('revoke', revocation);
    const director = await actingAs(clinic, { clinicId, staffId: 'fay-moreau', roles: ['director'] });
    expect(plain((await counselor.confirm('revoke', shown)).body)).toContain('The consent is revoked');
    expect(plain((await director.confirm('revoke', shown)).body)).not.toContain('Already done');
  });

  test('keeps nothing of what is shown only once', async () => {
    const director = await actingAs(clinic, { clinicId, staffId: 'fay-moreau', roles: ['director'] });
    const shown = await director.preview('set-passcode', { contactId: 'ada-lindqvist' });
    const first = await director.confirm('set-passcode', shown);
    const passcode = /<dt>[^<]*<\/dt><dd>(\d{6,})<\/dd>/.exec(first.body)?.[1] ?? 'none shown';
    const hash = clinic.store.find(clinicId, 'passcode', 'ada-lindqvist')?.hash;
    const second = await director.confirm('set-passcode', shown);
    expect(passcode).toMatch(/^\d+$/);
    expect(plain(second.body)).toContain('Already done');
    expect(second.body).not.toContain(passcode);
    expect(JSON.stringify(journey.all('confirmedDeed'))).not.toContain(passcode);
    expect(clinic.store.find(clinicId, 'passcode', 'ada-lindqvist')?.hash).toBe(hash);
  });
});

describe('a page that is confirmed twice at once', async () => {
  const { counselor, ordered, input } = await clinicInTreatment();

  test('does it once', async () => {
    const shown = await counselor.preview('order-test', input);
    const both = await Promise.all([
      counselor.confirm('order-test', shown),
      counselor.confirm('order-test', shown),
    ]);
    expect(ordered()).toHaveLength(1);
    expect(both.map(({ statusCode }) => statusCode)).toEqual([200, 200]);
    expect(both.filter(({ body }) => plain(body).includes('Already'))).toHaveLength(1);
  });
});

describe('a page without an id of its own, or an old one', async () => {
  const { counselor, ordered, input } = await clinicInTreatment();

  test('is shown again, and nothing is done', async () => {
    const shown = await counselor.preview('order-test', input);
    for (const body of [
      shown.body.replaceAll(/<input type="hidden" name="_page"[^>]*>/g, ''),
      shown.body.replaceAll(
        /(name="_page" value=")[^"]*/g,
        `$1${pageIdOf('2027-01-01T00:00:00.000Z', 'pg_0123456789')}`,
      ),
    ]) {
      const again = await counselor.confirm('order-test', { ...shown, body });
      expect(plain(again.body)).toContain('Nothing is done yet');
      expect(ordered()).toEqual([]);
    }
    await counselor.confirm('order-test', shown);
    expect(ordered()).toHaveLength(1);
  });

  test('is told by the moment at which it was shown', () => {
    const shownAt = '2027-01-04T18:00:00.000Z';
    const id = pageIdOf(shownAt, 'pg_0123456789');
    expect(isConfirmable(id, shownAt)).toBe(true);
    expect(isConfirmable(id, addHours(shownAt, 11.9))).toBe(true);
    expect(isConfirmable(id, addHours(shownAt, 12))).toBe(false);
    expect(isConfirmable(id, addHours(shownAt, -1))).toBe(false);
    for (const bad of ['', 'x', `${id}:other`, id.replace('-', '')])
      expect(isConfirmable(bad, shownAt)).toBe(false);
  });
});

describe('an action that', async () => {
  const { ports, store, passMinutes } = await consoleClinic();
  const [clinicId] = clinicIds;
  const by = `director-of-${clinicId}`;
  const confirmation = () => ({ clinicId, by, pageId: newPageId(ports) });
  const acting = (start: Action['start']) => ({ name: 'refer', start }) as unknown as Action;

  test('refuses what it is given leaves nothing behind and can be confirmed again', async () => {
    const own = confirmation();
    const refusing = acting(async () => {
      throw new BadInput([{ field: 'name', problem: 'is missing', fix: 'give it' }]);
    });
    await expect(doOnce(refusing, {}, own, ports)).rejects.toThrow(BadInput);
    expect(store.all(clinicId, 'confirmedDeed')).toEqual([]);
    const result = { summary: 'done' };
    expect(
      await doOnce(
        acting(async () => result),
        {},
        own,
        ports,
      ),
    ).toEqual({ result });
  });

  test('breaks off is not done again by the same page', async () => {
    const own = confirmation();
    const breaking = acting(async () => {
      throw new Error('the store is away');
    });
    await expect(doOnce(breaking, {}, own, ports)).rejects.toThrow('the store is away');
    expect(await deedBehind(ports, own)).toMatchObject({ action: 'refer', done: null });
    expect(await doOnce(breaking, {}, own, ports)).toMatchObject({ before: { done: null } });
  });

  test('was done long ago is forgotten when no page can lead to it any more', async () => {
    passMinutes(23 * 60);
    await doOnce(
      acting(async () => ({ summary: 'second' })),
      {},
      confirmation(),
      ports,
    );
    expect(store.all(clinicId, 'confirmedDeed')).toHaveLength(3);
    passMinutes(60);
    await doOnce(
      acting(async () => ({ summary: 'third' })),
      {},
      confirmation(),
      ports,
    );
    expect(store.all(clinicId, 'confirmedDeed').map(({ done }) => done?.summary)).toEqual([
      'second',
      'third',
    ]);
  });
});

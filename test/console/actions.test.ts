import { describe, expect, test } from 'vitest';
import { actionNamed } from '../../lambdas/actions/index.ts';
import { actionRoles, consoleAreas, mayStart } from '../../lambdas/domain/console-access.ts';
import { staffRoles } from '../../lambdas/domain/staff.ts';
import { everyone } from '../journeys/answers.ts';
import { begin, referral } from '../journeys/journey.ts';
import { actingAs, plain } from './acting-staff.ts';

/** Who has which role in the example clinic; nobody is its auditor. */
const people = {
  counselor: 'ada-lindqvist',
  'case-manager': 'carmen-ruiz',
  collections: 'dev-patel',
  'on-call': 'erin-walsh',
  director: 'fay-moreau',
  auditor: 'gil-example',
} as const;

/** A client in treatment whose first random test is on record, and everybody of the clinic at the console. */
async function clinicInUse() {
  const journey = await begin();
  const { clinic, clinicId } = journey.play;
  await journey.untilTrue('a test has an outcome', () =>
    journey.all('drugTest').some(({ outcome }) => outcome === 'negative'),
  );
  await clinic.store.transact(clinicId, async (tx) => {
    const manager = await tx.get('staff', people['case-manager']);
    if (manager) tx.put('staff', { ...manager, language: 'en' });
    const member = await tx.get('staff', people.director);
    if (member)
      tx.put('staff', { ...member, id: people.auditor, email: 'gil@harbor.example', roles: ['auditor'] });
  });
  const as = (role: keyof typeof people) =>
    actingAs(clinic, { clinicId, staffId: people[role], roles: [role] });
  return { journey, clinic, clinicId, as, episodeId: journey.episode().id };
}

const names = Object.keys(actionRoles).filter((name) => actionNamed(name));

describe('who may start what', async () => {
  const { as, journey } = await clinicInUse();

  test.each(staffRoles)(
    '%s: is offered exactly what the roles may start, and the rest is refused',
    async (role) => {
      const visitor = await as(role);
      const index = await visitor.get('/actions');
      expect(index.statusCode).toBe(200);
      const before = JSON.stringify(journey.all('task'));
      for (const name of names) {
        const isAllowed = mayStart([role], name);
        expect(index.body.includes(`href="/console/actions/${name}"`), `${role} sees ${name}`).toBe(
          isAllowed,
        );
        const answers = [
          await visitor.get(`/actions/${name}`),
          await visitor.preview(name, {}),
          await visitor.post(`/actions/${name}`, new URLSearchParams({ _foreseen: 'x' })),
        ];
        const refused = answers.map(({ statusCode }) => statusCode === 403);
        expect(refused, `${role} and ${name}`).toEqual(Array(3).fill(!isAllowed));
      }
      expect(JSON.stringify(journey.all('task'))).toBe(before);
    },
  );

  test('what is the operator’s has no form, and an action that is not there is not there', async () => {
    const director = await as('director');
    for (const name of ['apply-clinic', 'restart-stage', 'nothing', 'toString'])
      expect((await director.get(`/actions/${name}`)).statusCode).toBe(404);
  });

  test('every role that may start something is let into the area', () => {
    for (const [name, roles] of Object.entries(actionRoles))
      for (const role of roles) expect(consoleAreas.actions, name).toContain(role);
  });
});

describe('referring a client', async () => {
  const { as, journey } = await clinicInUse();
  const { day: _, ...input } = referral('Quentin Sampleton');
  const manager = await as('case-manager');
  const before = journey.all('episode').length;
  const shown = await manager.preview('refer', input);
  const after = journey.all('episode').length;
  const done = await manager.confirm('refer', shown);

  test('shows first what begins, and writes nothing', () => {
    expect(plain(shown.body)).toContain('The client’s way begins: a place, the intake, a home');
    expect(plain(shown.body)).toContain('Client referred');
    expect(after).toBe(before);
  });

  test('leads to the client’s page and to what corrects it', () => {
    const { id } = journey.episode('Quentin Sampleton');
    expect(done.statusCode).toBe(200);
    expect(done.body).toContain(`href="/console/clients/${id}"`);
    expect(done.body).toContain(`href="/console/actions/update-intake?episode=${id}"`);
    expect(done.body).not.toContain('/console/actions/cancel-episode');
  });

  test('keeps what was filled in when something needs mending', async () => {
    const refused = await manager.preview('refer', { name: 'Anna Beispiel' });
    expect(refused.statusCode).toBe(400);
    expect(refused.body).toContain('Nothing was saved');
    expect(refused.body).toContain('value="Anna Beispiel"');
  });

  test('shows the form again with everything in it to whoever wants to change something', async () => {
    const form = await manager.post(
      '/actions/refer/preview',
      new URLSearchParams({ name: 'Anna Beispiel', _mend: 'yes' }),
    );
    expect(form.statusCode).toBe(200);
    expect(form.body).toContain('value="Anna Beispiel"');
    expect(form.body).not.toContain('Nothing was saved');
  });
});

describe('a test', async () => {
  const { as, journey, episodeId } = await clinicInUse();
  const counselor = await as('counselor');

  test('is ordered by a clinician and by nobody else', async () => {
    const input = { episodeId, reason: 'came to the group unsteady' };
    for (const role of ['case-manager', 'collections', 'auditor'] as const)
      expect((await (await as(role)).start('order-test', input)).statusCode).toBe(403);
    const shown = await counselor.preview('order-test', input);
    expect(plain(shown.body)).toContain('Collections tell the client of the test');
    expect(journey.all('drugTest').filter(({ basis }) => basis === 'for cause')).toEqual([]);
    expect(plain((await counselor.confirm('order-test', shown)).body)).toContain('The test is ordered');
    expect(journey.all('drugTest').filter(({ basis }) => basis === 'for cause')).toMatchObject([
      { orderedBy: people.counselor },
    ]);
  });

  test('is entered by collections through the questions of the day, and corrected by a clinician', async () => {
    await journey.untilTrue('the test for cause has an outcome', () =>
      journey.all('drugTest').some(({ basis, outcome }) => basis === 'for cause' && outcome === 'negative'),
    );
    const testId = journey.all('drugTest').find(({ basis }) => basis === 'for cause')?.id ?? '';
    const form = await counselor.get(`/actions/correct-test?episode=${episodeId}`);
    expect(form.body).toContain(`<option value="${testId}">`);
    const input = { episodeId, testId, outcome: 'refused', reason: 'read from the wrong line' };
    const shown = await counselor.preview('correct-test', input);
    expect(plain(shown.body)).toContain('Who is asked Ada Lindqvist');
    expect(plain(shown.body)).toContain('Test outcome corrected');
    const done = await counselor.confirm('correct-test', shown);
    expect(done.body).toContain(`href="/console/actions/correct-test?episode=${episodeId}"`);
    expect(journey.all('drugTest').find(({ id }) => id === testId)?.outcome).toBe('refused');
  });
});

describe('revoking a consent', async () => {
  const { as, journey, episodeId, clinic } = await clinicInUse();
  const manager = await as('case-manager');
  const input = { episodeId, recipientId: 'all', how: 'oral' };

  test('says who is asked and what is withdrawn before it is done', async () => {
    const shown = await manager.preview('revoke', input);
    expect(plain(shown.body)).toContain('Consent revoked');
    expect(plain(shown.body)).toContain('Revoke consent Nora Testwell');
    expect(plain(shown.body)).toContain('A consent: changed');
    expect(journey.all('consent').flatMap(({ revocations }) => revocations)).toEqual([]);
    expect((await manager.confirm('revoke', shown)).statusCode).toBe(200);
    expect(journey.all('consent').every(({ revocations }) => revocations.length > 0)).toBe(true);
  });

  test('is shown again, and not done, when something else would happen now', async () => {
    const sign = () =>
      clinic.act(
        'consent',
        {
          episodeId,
          recipientIds: ['cedar-house'],
          categories: ['residence'],
          purpose: 'to coordinate the stay',
          signature: 'Nora Testwell',
          expiresOn: '2027-12-31',
          noticeVersion: '2026-02-16',
        },
        { clinicId: journey.play.clinicId, by: people['case-manager'] },
      );
    await sign();
    const shown = await manager.preview('revoke', input);
    await sign();
    const standing = () => journey.all('consent').filter(({ revocations }) => revocations.length === 0);
    const again = await manager.confirm('revoke', shown);
    expect(again.statusCode).toBe(409);
    expect(plain(again.body)).toContain('Something else would happen now');
    expect(plain(again.body)).toContain('A consent: changed (2)');
    expect(standing()).toHaveLength(2);
    expect((await manager.confirm('revoke', again)).statusCode).toBe(200);
    expect(standing()).toEqual([]);
  });
});

describe('ending treatment early', async () => {
  const { as, journey, episodeId } = await clinicInUse();
  const counselor = await as('counselor');
  const input = { episodeId, ending: 'left against advice', reason: 'went home' };
  const shown = await counselor.preview('end-early', input);
  await counselor.confirm('end-early', shown);
  await journey.untilTrue('treatment has ended', () => journey.episode().ending !== null);

  test('foretells whom the home’s list tells, under which consent, and who is asked', () => {
    const home = journey.all('partner').find(({ id }) => id === journey.episode().residence?.homeId);
    const text = plain(shown.body);
    expect(text).toContain('Treatment ends: open questions about it are withdrawn');
    expect(text).toContain(`${home?.name} : No longer in the program since`);
    expect(text).toContain('under the consent signed on');
    const news = journey.all('homeNotice').map(({ news: { news } }) => news);
    expect(news.filter((told) => told === 'discharged')).toHaveLength(1);
    expect(text).toContain('Ada Lindqvist : ');
    expect(journey.tasks('overdose-teaching').map(({ ownerId }) => ownerId)).toEqual([people.counselor]);
  });
});

describe('an administrative discharge', async () => {
  const journey = await begin({ behaviour: everyone({ 'discharge-sign-off': null }) });
  const { clinic, clinicId } = journey.play;
  await journey.untilTrue('the client is admitted', () =>
    journey.all('episode').some(({ admittedOn }) => admittedOn !== null),
  );
  const { id: episodeId } = journey.episode();
  const counselor = await actingAs(clinic, { clinicId, staffId: people.counselor, roles: ['counselor'] });
  const director = await actingAs(clinic, { clinicId, staffId: people.director, roles: ['director'] });
  const input = { episodeId, ending: 'discharged administratively', reason: 'threats' };
  const shown = await counselor.preview('end-early', input);
  const asked = journey.tasks('discharge-sign-off');

  test('says that the director is asked, and asks nobody yet', () => {
    expect(plain(shown.body)).toMatch(/Who is asked Fay Moreau/);
    expect(asked).toEqual([]);
  });

  test('waits for the director’s signature in the console', async () => {
    expect((await counselor.confirm('end-early', shown)).statusCode).toBe(200);
    const task = await journey.untilAsked('discharge-sign-off', people.director);
    const page = await director.get(`/tasks/${encodeURIComponent(task.id)}`);
    expect(page.statusCode).toBe(200);
    expect((await counselor.get(`/tasks/${encodeURIComponent(task.id)}`)).statusCode).toBe(410);
    expect(journey.episode().ending).toBeNull();
  });
});

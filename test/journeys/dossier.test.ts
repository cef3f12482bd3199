import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { firstBrokenLink } from '../../lambdas/domain/audit.ts';
import { dossierText } from '../../lambdas/domain/dossier.ts';
import { checkDossier } from '../../lambdas/domain/dossier-check.ts';
import { everyone } from './answers.ts';
import { begin, referral } from './journey.ts';

const canary = 'the daughter called, her name is Wilhelmina';

async function lived() {
  const journey = await begin({
    referrals: [referral('Nora Testwell'), referral('Tess Mockingham')],
    behaviour: everyone(),
  });
  await journey.days(20);
  const { id: episodeId } = journey.episode();
  await journey.act('end-early', { episodeId, ending: 'left against advice', reason: canary });
  await journey.untilRest();
  return { journey, episodeId };
}

const bytesOf = (text: string) => new TextEncoder().encode(text);

describe('the dossier of an episode that has run its course', async () => {
  const { journey, episodeId } = await lived();
  const { text, hash } = await journey.act('dossier', { episodeId });
  const bytes = bytesOf(String(text));
  const whole = checkDossier(bytes);

  test('is whole, and its records bear out what the audit says', () => {
    expect(whole.problems).toEqual([]);
    expect(whole.leftOut).toBe(0);
    expect(firstBrokenLink(whole.entries)).toBeUndefined();
    expect(whole.entries.at(-1)?.hash).toBe(hash);
    expect(whole.entries.length).toBeGreaterThan(200);
  });

  test('holds what was asked, answered, mailed, consented, disclosed and tested', () => {
    const kinds = new Set(whole.entries.flatMap(({ body }) => (body.kind === 'record' ? [body.of] : [])));
    for (const kind of [
      'episode',
      'task',
      'mail',
      'consent',
      'disclosure',
      'drugTest',
      'checkIn',
      'homeNotice',
      'followUp',
    ])
      expect(kinds).toContain(kind);
  });

  test('holds nothing of the other client, and nothing that opens a door', () => {
    const other = journey.episode('Tess Mockingham');
    expect(text).not.toContain(other.id);
    expect(text).not.toContain('Mockingham');
    for (const { id } of journey.all('link')) expect(text).not.toContain(id);
    expect(text).not.toContain('"token"');
  });

  test('that it was made is on record, with its last hash', async () => {
    const made = (await journey.audit(journey.episode())).filter(({ what }) => what === 'dossier made');
    expect(made).toMatchObject([{ by: 'operator', details: { hash, names: 'with names' } }]);
  });

  test('a change of any byte is found', () => {
    fc.assert(
      fc.property(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 255 }), (at, mask) => {
        const changed = Uint8Array.from(bytes);
        changed[at] = (changed[at] ?? 0) ^ mask;
        expect(checkDossier(changed).problems).not.toEqual([]);
      }),
      { numRuns: 25 },
    );
  });

  test('a changed entry is named, and no other', () => {
    fc.assert(
      fc.property(fc.nat(whole.entries.length - 1), (index) => {
        const entries = whole.entries.map((entry, at) =>
          at === index ? { ...entry, body: { ...entry.body, added: true } } : entry,
        );
        const { problems } = checkDossier(bytesOf(dossierText(entries)));
        expect(problems[0]).toMatchObject({ entry: index + 1 });
        expect(
          problems.filter(({ problem }) => problem.includes('hash does not fit')).length,
        ).toBeGreaterThan(0);
        expect(new Set(problems.map(({ entry }) => entry))).toEqual(new Set([index + 1]));
      }),
      { numRuns: 25 },
    );
  });

  test('a missing entry is named, wherever it stood', () => {
    fc.assert(
      fc.property(fc.nat(whole.entries.length - 1), (index) => {
        const entries = whole.entries.filter((_, at) => at !== index);
        const { problems } = checkDossier(bytesOf(dossierText(entries)));
        const isLast = index === whole.entries.length - 1;
        const named = problems.some(({ entry, problem }) =>
          isLast ? problem === 'the last entry is missing' : entry === index + 1 && problem === 'is missing',
        );
        expect(named).toBe(true);
      }),
      { numRuns: 25 },
    );
  });

  test('an answer that was written into the records alone is found against the audit', async () => {
    const { store } = journey.play.clinic.ports;
    const [review] = journey.tasks('review', journey.episode());
    if (!review?.answer) throw new Error('there is no answered review');
    const forged = { ...review, answer: { ...review.answer, choice: 'hold' } };
    await store.transact(journey.play.clinicId, async (tx) => tx.put('task', forged));
    const again = await journey.act('dossier', { episodeId });
    await store.transact(journey.play.clinicId, async (tx) => tx.put('task', review));
    const problems = checkDossier(bytesOf(String(again.text))).problems.map(({ problem }) => problem);
    expect(problems).toContain('answer recorded: the question does not hold this answer');
    expect(problems).toContain('the audit knows nothing of this answer');
  });
});

describe('a dossier without names', async () => {
  const { journey, episodeId } = await lived();
  const { text } = await journey.act('dossier', { episodeId, withoutNames: true });
  const checked = checkDossier(bytesOf(String(text)));

  test('holds nobody’s name, address, number or own words', () => {
    const { staff, partners, clients } = {
      staff: journey.all('staff'),
      partners: journey.all('partner'),
      clients: journey.all('client'),
    };
    const people = [...staff, ...clients, ...partners.flatMap(({ contacts }) => contacts)];
    for (const { name, phone, email } of people)
      for (const word of [name, phone, email ?? name]) expect(text).not.toContain(word);
    for (const word of ['Testwell', canary, 'Wilhelmina', 'Cedar Example House'])
      expect(text).not.toContain(word);
  });

  test('is whole all the same, and says how much of it is checked by its place only', () => {
    expect(checked.problems).toEqual([]);
    expect(checked.leftOut).toBeGreaterThan(0);
    expect(checked.head?.names).toBe('without names');
  });
});

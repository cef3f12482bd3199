import { describe, expect, test } from 'vitest';
import { exampleReferrals } from '../example-clinic.ts';
import { everyone } from './answers.ts';
import { begin, type Journey } from './journey.ts';
import { visitor } from './visitor.ts';

const counselor = 'ada-lindqvist';

/** What waits for somebody, most urgent first. */
function waitingFor({ all, play }: Journey, contactId: string) {
  const ids = all('openTask')
    .filter((entry) => entry.contactId === contactId)
    .sort((a, b) => (a.dueAt < b.dueAt ? -1 : 1))
    .map(({ taskId }) => taskId);
  return ids.flatMap((id) => play.clinic.store.find(play.clinicId, 'task', id) ?? []);
}

describe('a counselor’s evening', async () => {
  // Given eight clients, and a counselor who has let reviews and milestones gather
  const journey = await begin({
    referrals: exampleReferrals(),
    behaviour: everyone({ review: null, milestones: null }),
  });
  await journey.untilTrue(
    'four questions have gathered',
    () => waitingFor(journey, counselor).length >= 4,
    90,
  );
  await journey.until(new Date(Date.parse(journey.play.clinic.now()) + 24 * 3_600_000).toISOString());
  // When they open the link of their digest
  const evening = visitor(journey, counselor);
  const page = (await evening.open()).body;
  const waiting = waitingFor(journey, counselor);
  const lastReview = waiting.find(({ kind }) => kind === 'review') ?? waiting[0];

  test('every due answer is on one page with one Save, most urgent first', () => {
    const shown = [...page.matchAll(/name="taskId" value="([^"]+)"/g)].map(([, id]) => id);
    expect(shown).toEqual(waiting.map(({ id }) => id));
    expect(page.match(/<button class="button" type="submit">/g)).toHaveLength(1);
  });

  test('what is on record stands there, and nothing is chosen', () => {
    expect(page).not.toMatch(/<input[^>]*\bchecked\b/);
    expect(page).toMatch(/day \d+ of \d+, \w+/);
    expect(page).toMatch(/Tests so far<\/dt><dd>(\d+ negative|none)/);
  });

  test('one person is confirmed and saved; the others stay open', async () => {
    if (!lastReview) throw new RangeError('no review waits');
    const saved = await evening.answer(lastReview, { choice: 'advance' });
    expect(saved.statusCode).toBe(200);
    const left = waitingFor(journey, counselor).map(({ id }) => id);
    expect(left).toEqual(waiting.map(({ id }) => id).filter((id) => id !== lastReview.id));
  });
});

describe('a call that a bounced mail has led to', async () => {
  // Given a house manager whose mails bounce
  const journey = await begin({ behaviour: everyone({ 'placement-request': null, 'phone-call': null }) });
  const { mailbox } = journey.play.clinic;
  mailbox.fateOf = ({ to }) => (to === 'gus@cedar-house.example' ? 'bounced' : 'delivered');
  await journey.untilTrue('the case manager is asked to call', () =>
    journey.tasks('phone-call').some(({ asked }) => asked.length > 0),
  );
  const [call] = journey.tasks('phone-call');
  // When the case manager opens the question
  const page = (await visitor(journey, call?.asked[0] ?? '').open()).body;

  test('the page says whom to call, with the number, and what waits for them', () => {
    const gus = journey
      .all('partner')
      .flatMap(({ contacts }) => contacts)
      .find(({ id }) => id === 'cedar-house.primary');
    expect(page).toContain(`${gus?.name}, Cedar Example House, ${gus?.phone}`);
    expect(page).toContain('¿Tiene una cama para esta persona?');
  });
});

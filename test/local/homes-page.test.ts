import { afterAll, expect, test } from 'vitest';
import { serveExample } from './served-laptop.ts';

const served = await serveExample();
const visit = await served.visitAs('ada-lindqvist');
afterAll(() => served.server.close());

test('the local clinic shows its homes, and leads to the action that asks them for beds', async () => {
  const { status, text } = await visit('/homes');
  expect(status).toBe(200);
  expect(text).toContain('Cedar Example House');
  expect(text).toContain('Casa Olmo de Ejemplo');
  expect(text).toContain('href="/console/actions/ask-for-beds"');
  expect(text).toContain('not said yet');
});

test('a bed request that waits stands beside its home', async () => {
  const asked = { beds: 1, from: '2027-02-01', levels: ['II'] };
  await served.postJson('/staff/ask-for-beds', asked);
  await served.laptop.advanceTo('2027-01-04T18:00:00.000Z');
  const { text } = await visit('/homes');
  expect(text).toContain('asked for 1 from Feb 1, 2027, no answer yet');
});

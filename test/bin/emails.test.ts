import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { clientName } from '../../bin/emails/sample-people.ts';
import { command, galleryFiles } from '../../bin/emails.ts';
import { isPartnerTask, taskKinds, taskRules } from '../../lambdas/domain/human-task-kinds.ts';
import { words } from '../../lambdas/pages/words.ts';

const files = galleryFiles();
const paths = new Set(files.map(({ path }) => path));
const index = files.find(({ path }) => path === 'index.html')?.content ?? '';
const folder = mkdtempSync(join(tmpdir(), 'emails-'));
afterAll(() => rmSync(folder, { recursive: true }));

describe('the gallery of messages and pages', () => {
  test.each(['en', 'es'] as const)(
    '%s: every question in every step, to whom it goes and as a call',
    (language) => {
      for (const kind of taskKinds) {
        const variants = ['ask', 'remind', 'escalate'].map((step) => `${kind}-${step}`);
        const hasCall =
          isPartnerTask(kind) && taskRules[kind].ladder.some(({ party }) => party === 'case-manager');
        for (const name of hasCall ? [...variants, `${kind}-to-call`] : variants) {
          expect(paths).toContain(`${language}/emails/${name}.html`);
          expect(paths).toContain(`${language}/emails/${name}.txt`);
        }
        expect(paths).toContain(`${language}/pages/question-${kind}.html`);
      }
    },
  );

  test('every outcome of an answer and every problem has its page', () => {
    const { recorded, problem } = words.en;
    const names = [
      ...Object.keys(recorded.outcomes).map((outcome) => `recorded-${outcome}`),
      ...Object.keys(problem.codes).map((code) => `problem-${code}`),
    ];
    for (const name of names) expect(paths).toContain(`en/pages/${name.replaceAll(/[^a-z]+/g, '-')}.html`);
  });

  test('no two variants have one name, and the index leads to each', () => {
    expect(paths.size).toBe(files.length);
    const links = [...index.matchAll(/href="([^"]+)"/g)].map(([, href]) => href);
    expect(links.sort()).toEqual([...paths].filter((path) => path !== 'index.html').sort());
  });

  test('no email names the client who is on the pages', () => {
    const naming = files.filter(({ content }) => content.includes(clientName)).map(({ path }) => path);
    expect(naming.length).toBeGreaterThan(20);
    expect(naming.filter((path) => path.includes('/emails/'))).toEqual([]);
  });
});

describe('npm run emails', () => {
  const run = (args: string[]) => {
    const said: string[] = [];
    const line = { args, environment: {}, say: (text: string) => said.push(text), complain: () => {} };
    return command.run(line).then((code) => ({ code, said }));
  };

  test('writes into the folder that is named, and leaves what else is there', async () => {
    writeFileSync(join(folder, 'mine.txt'), 'mine');
    const { code, said } = await run(['--out', folder]);
    expect(code).toBe(0);
    expect(said.join()).toContain(join(folder, 'index.html'));
    expect(readdirSync(folder).sort()).toEqual(['en', 'es', 'index.html', 'mine.txt']);
    expect(
      readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()),
    ).toHaveLength(files.length + 1);
  });

  test('refuses what it does not know', async () => {
    await expect(run(['--to', folder])).rejects.toThrow('--to');
    await expect(run(['somewhere'])).rejects.toThrow();
  });
});

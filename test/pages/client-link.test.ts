import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { noticePurpose } from '../../lambdas/domain/home-notice.ts';
import { taskKinds, taskRules } from '../../lambdas/domain/human-task-kinds.ts';
import { rightsNotice } from '../../lambdas/domain/notices.ts';
import { clientSign } from '../../lambdas/pages/client-link-sign.ts';
import { clientWords, purposeWords } from '../../lambdas/pages/client-link-words.ts';
import { linkStyleSource } from '../../lambdas/pages/link-shell.ts';

import { everyClientPage, signView } from './client-link-views.ts';
import { fieldsOf, postedAsShown, visibleText } from './markup.ts';

const languages = ['en', 'es'] as const;
const everyPage = languages.flatMap((language) =>
  everyClientPage(language).map(([name, page]) => [`${name} (${language})`, page, language] as const),
);

describe.each(everyPage)('the client’s page "%s"', (_, page, language) => {
  it('works under its Content-Security-Policy: one style by its hash, no script, nothing from elsewhere', () => {
    const styles = [...page.matchAll(/<style>([\s\S]*?)<\/style>/g)].map(([, style]) => style ?? '');
    expect(styles).toHaveLength(1);
    const hash = createHash('sha256')
      .update(styles[0] ?? '')
      .digest('base64');
    expect(linkStyleSource).toBe(`'sha256-${hash}'`);
    expect(page).not.toMatch(/\sstyle=|<script|\son[a-z]+=|<link|@import|url\(|https?:/i);
  });

  it('is a whole document in its language with one main heading', () => {
    expect(page).toMatch(new RegExp(`^<!doctype html>\\n<html lang="${language}">`));
    expect(page.match(/<h1[ >]/g)).toHaveLength(1);
    expect(page).not.toContain('undefined');
    expect(page).not.toContain('[object');
    expect(visibleText(page)).not.toMatch(/m\.\./);
  });

  it('keeps client data out of the title', () => {
    expect(/<title>(.*?)<\/title>/.exec(page)?.[1]).toBe(clientWords[language].title);
  });

  it('chooses nothing by itself', () => {
    expect(fieldsOf(page).filter(({ isChecked }) => isChecked)).toEqual([]);
    expect(postedAsShown(page).getAll('recipient')).toEqual([]);
    expect(page).not.toMatch(/\s(checked|selected)[\s>]/);
  });

  it('gives every field of its own a label', () => {
    const ids = [...page.matchAll(/<(?:input type="(?:text|date)"|textarea) id="([^"]*)"/g)].map(
      ([, id]) => id,
    );
    for (const id of ids) expect(page).toContain(`for="${id}"`);
  });
});

describe('the page to sign', () => {
  it.each(languages)('keeps what the client ticked when something is missing (%s)', (language) => {
    const view = signView(language, { problems: ['no signature'] });
    const page = clientSign({
      ...view,
      form: {
        ...view.form,
        recipientIds: ['lakeside'],
        categories: ['referral'],
        purpose: 'own',
        ownPurpose: 'a <b>reason</b>',
        until: 'date',
        untilDate: '2026-12-01',
        hasRights: true,
      },
    });
    const kept = fieldsOf(page).filter(({ isChecked }) => isChecked);
    expect(kept.map(({ value }) => value)).toEqual(['given', 'lakeside', 'referral', 'own', 'date']);
    expect(page).toContain('value="a &lt;b&gt;reason&lt;/b&gt;"');
    expect(page).toContain('<details open>');
  });

  it.each(languages)('holds the notice of rights while it was not handed over (%s)', (language) => {
    const { heading } = rightsNotice.text[language];
    expect(clientSign(signView(language))).toContain(heading);
    expect(clientSign(signView(language, { needsRights: false }))).not.toContain(heading);
  });
});

describe('the words of the client’s pages', () => {
  it('know every purpose that a ledger’s line can have', () => {
    const purposes = taskKinds.flatMap((kind) => taskRules[kind].disclosure?.purpose ?? []);
    expect(purposes.length).toBeGreaterThan(2);
    for (const purpose of [...purposes, noticePurpose])
      expect(purposeWords(purpose, 'es')).not.toBe(purposeWords(purpose, 'en'));
  });

  const textsOf = (tree: unknown, path = ''): [string, string][] => {
    if (typeof tree === 'string') return [[path, tree]];
    if (typeof tree === 'function') return [[path, String(tree('ARG', 'ARG'))]];
    return Object.entries(tree as Record<string, unknown>).flatMap(([key, value]) =>
      textsOf(value, `${path}.${key}`),
    );
  };
  const [english, spanish] = [textsOf(clientWords.en), textsOf(clientWords.es)];

  it('are the same set in both languages, never empty, and translated', () => {
    expect(spanish.map(([path]) => path)).toEqual(english.map(([path]) => path));
    for (const [index, [path, text]] of english.entries()) {
      expect(text.trim()).not.toBe('');
      expect(spanish[index]?.[1], path).not.toBe(text);
    }
  });
});

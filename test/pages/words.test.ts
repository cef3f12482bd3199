import { describe, expect, it } from 'vitest';
import { residentAnswers } from '../../lambdas/domain/check-in.ts';
import { disclosureCategories } from '../../lambdas/domain/consent.ts';
import { collectionOutcomes, confirmationOutcomes } from '../../lambdas/domain/drug-test.ts';
import { taskKinds, taskRules } from '../../lambdas/domain/human-task-kinds.ts';
import { emailWords } from '../../lambdas/emails/email-words.ts';
import { choiceWords, wordsOfChoice } from '../../lambdas/pages/choice-words.ts';
import { reasonText } from '../../lambdas/pages/reason-words.ts';
import { taskReasons } from '../../lambdas/pages/task-words.ts';
import { words } from '../../lambdas/pages/words.ts';

/** Every text of a tree of words by its path; functions are called with a number, then with texts. */
function textsOf(tree: unknown, path = ''): [string, string][] {
  if (typeof tree === 'string') return [[path, tree]];
  if (typeof tree === 'function') return [[path, String(tree(2, 'ARG', 'ARG'))]];
  return Object.entries(tree as Record<string, unknown>).flatMap(([key, value]) =>
    textsOf(value, `${path}.${key}`),
  );
}

describe.each([
  ['pages', words],
  ['emails', emailWords],
])('the words of %s', (_, bothLanguages) => {
  const english = textsOf(bothLanguages.en);
  const spanish = textsOf(bothLanguages.es);

  it('are the same set in both languages', () => {
    expect(spanish.map(([path]) => path)).toEqual(english.map(([path]) => path));
    expect(english.length).toBeGreaterThan(40);
  });

  it('are never empty', () => {
    expect([...english, ...spanish].filter(([, text]) => text.trim() === '')).toEqual([]);
  });

  it('are translated: only a bare argument reads the same in both', () => {
    const same = english.filter(([path, text]) =>
      spanish.some(([at, other]) => at === path && other === text),
    );
    expect(same.map(([, text]) => text).filter((text) => !/^(2|ARG)(, ARG)?$/.test(text))).toEqual([]);
  });
});

describe('the words of tasks', () => {
  it.each(taskKinds)('%s has words for each of its choices, and for no other', (kind) => {
    expect(Object.keys(choiceWords[kind]).sort()).toEqual([...taskRules[kind].choices].sort());
  });

  it.each(taskKinds)('%s tells its choices apart in both languages', (kind) => {
    for (const language of ['en', 'es'] as const) {
      const labels = taskRules[kind].choices.map((choice) => wordsOfChoice(kind, choice, language).label);
      expect(new Set(labels).size).toBe(labels.length);
      expect(labels.every((label) => label.trim() !== '')).toBe(true);
    }
  });

  it.each(taskKinds)('%s says why it is asked', (kind) => {
    expect(taskReasons[kind].en).toMatch(/\.$/);
    expect(taskReasons[kind].es).toMatch(/\.$/);
  });

  it('shows a stored choice that the product no longer knows as it was stored', () => {
    expect(wordsOfChoice('review', 'a retired choice', 'en')).toEqual({ label: 'a retired choice' });
  });

  it('puts stored reasons into words, and leaves a free text as it is', () => {
    const codes = [
      ...residentAnswers.slice(1),
      ...collectionOutcomes,
      ...confirmationOutcomes,
      'revoked',
      'no answer',
    ];
    for (const code of codes) {
      expect(reasonText(code, 'en')).not.toBe('');
      expect(reasonText(code, 'es')).not.toBe(code);
    }
    expect(reasonText('revoked', 'en')).toBe('the consent was revoked');
    expect(reasonText('constructor', 'en')).toBe('constructor');
  });

  it('names every category of consent', () => {
    expect(Object.keys(words.en.categories).sort()).toEqual([...disclosureCategories].sort());
  });
});

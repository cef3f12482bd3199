import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  codesIn,
  type FieldRule,
  fieldProblemCodes,
  fieldProblems,
  fieldsWith,
  keptFields,
  wordsOfProblem,
} from '../../lambdas/domain/answer-fields.ts';
import { taskKinds, taskRules } from '../../lambdas/domain/human-task-kinds.ts';

const label = { en: 'Label', es: 'Etiqueta' };
const rules: FieldRule[] = [
  { name: 'who', kind: 'text', label, isRequired: true, isIdentifier: true },
  { name: 'day', kind: 'date', label },
  { name: 'when', kind: 'time', label, with: ['yes'] },
  { name: 'degrees', kind: 'number', label, least: 40, most: 120 },
  {
    name: 'how',
    kind: 'choice',
    label,
    options: [{ value: 'by phone', label }],
    with: ['yes'],
    isRequired: true,
  },
  {
    name: 'found',
    kind: 'choices',
    label,
    options: [
      { value: 'a', label },
      { value: 'b', label },
    ],
  },
];

const codesOf = (choice: string, given: Record<string, string>) =>
  fieldProblems(rules, choice, fieldsWith(rules, choice, given)).map(({ field, code }) => [field, code]);

describe('fields beside a choice', () => {
  it('are asked only with the choices that they go with', () => {
    expect(codesOf('no', { who: 'Testwell' })).toEqual([]);
    expect(codesOf('yes', { who: 'Testwell' })).toEqual([['fields.how', 'missing']]);
    expect(fieldsWith(rules, 'no', { who: 'Testwell', how: 'by phone', stranger: 'x' })).toEqual({
      who: 'Testwell',
    });
  });

  it.each([
    ['day', '2027-02-30', 'no such date'],
    ['day', '30.3.2027', 'no such date'],
    ['when', '24:00', 'no such time'],
    ['degrees', 'warm', 'no number'],
    ['degrees', '1e2', 'no number'],
    ['degrees', '-3', 'no number'],
    ['degrees', '130', 'out of bounds'],
    ['how', 'by owl', 'no such option'],
    ['found', 'a,z', 'no such option'],
    ['who', 'x'.repeat(61), 'too long'],
  ])('%s is refused as "%s": %s', (name, value, code) => {
    const given = { who: 'Testwell', how: 'by phone', [name]: value };
    expect(codesOf('yes', given)).toEqual([[`fields.${name}`, code]]);
  });

  it('take a decimal comma, and options in the order of the rule', () => {
    const given = { who: ' Testwell ', degrees: '96,5', found: 'b,a,b' };
    expect(fieldsWith(rules, 'no', given)).toEqual({ who: 'Testwell', degrees: '96.5', found: 'a,b' });
  });

  it.each([
    ['degrees', ',,'],
    ['found', 'x ,'],
  ])('are the same when they are tidied twice: %s "%s"', (name, value) => {
    const once = fieldsWith(rules, 'no', { [name]: value });
    expect(fieldsWith(rules, 'no', once)).toEqual(once);
  });

  it('are the same when anything is tidied twice', () => {
    const anything = fc.dictionary(fc.constantFrom(...rules.map(({ name }) => name)), fc.string());
    fc.assert(
      fc.property(anything, fc.constantFrom('yes', 'no'), (given, choice) => {
        const once = fieldsWith(rules, choice, given);
        expect(fieldsWith(rules, choice, once)).toEqual(once);
      }),
    );
  });

  it('that identify a person are not kept, and only codes go into the audit', () => {
    const fields = { who: 'Testwell', day: '2027-01-05', degrees: '96.5', how: 'by phone', found: 'a' };
    expect(keptFields(rules, fields)).toEqual({
      day: '2027-01-05',
      degrees: '96.5',
      how: 'by phone',
      found: 'a',
    });
    expect(codesIn(rules, fields)).toEqual({ how: 'by phone', found: 'a' });
  });
});

describe('what is said about a field', () => {
  const all = taskKinds.flatMap((kind) => taskRules[kind].fields ?? []);

  it.each(all.map((rule) => [rule.name, rule] as const))('%s is in both languages', (_, rule) => {
    const texts = [
      rule.label,
      rule.hint ?? rule.label,
      ...(rule.options ?? []).map((option) => option.label),
    ];
    for (const { en, es } of texts) expect([en.trim(), es.trim()]).not.toContain('');
    const isChosen = rule.kind === 'choice' || rule.kind === 'choices';
    if (isChosen && !rule.optionsFrom) expect(rule.options?.length).toBeGreaterThan(1);
    for (const { value } of rule.options ?? []) expect(value).not.toContain(',');
  });

  it.each(fieldProblemCodes)('"%s" has its problem and its fix in both languages', (code) => {
    const rule = rules[3] as FieldRule;
    const [en, es] = [wordsOfProblem(rule, code, 'en'), wordsOfProblem(rule, code, 'es')];
    expect(en).toMatch(/^\S.*\. \S.*\.$/);
    expect(es).toMatch(/^\S.*\. \S.*\.$/);
    expect(en).not.toBe(es);
    expect(`${en}${es}`).not.toContain('undefined');
  });
});

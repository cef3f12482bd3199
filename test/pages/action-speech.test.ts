import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { actions } from '../../lambdas/actions/index.ts';
import { formSchemaOf } from '../../lambdas/console/staff-actions/form-of.ts';
import { actionsByGroup, correctionsOf } from '../../lambdas/console/staff-actions/grouped.ts';
import { actionGroups, actionWords } from '../../lambdas/pages/action-words.ts';
import { actionsInSpanish } from '../../lambdas/pages/actions-in-spanish.ts';
import { factsInSpanish } from '../../lambdas/pages/facts-in-spanish.ts';
import { fieldsInSpanish, valuesInSpanish } from '../../lambdas/pages/fields-in-spanish.ts';
import type { FormSchema } from '../../lambdas/pages/form-schema.ts';
import { hintsInSpanish } from '../../lambdas/pages/hints-in-spanish.ts';

const withForm = actions;

/** Everything that a form says in words of the schema. */
function wordsIn(schema: FormSchema): { fields: string[]; hints: string[]; values: string[] } {
  const properties = Object.entries(schema.properties ?? {});
  const inner = [
    ...properties.map(([, property]) => property),
    ...(typeof schema.items === 'object' ? [schema.items] : []),
    ...(schema.anyOf ?? []),
    ...(schema.oneOf ?? []),
  ].map(wordsIn);
  return {
    fields: [
      ...properties.filter(([, { const: fixed }]) => fixed === undefined).map(([name]) => name),
      ...inner.flatMap(({ fields }) => fields),
    ],
    hints: [
      ...[schema.title, schema.description].filter((text) => text !== undefined),
      ...inner.flatMap(({ hints }) => hints),
    ],
    values: [...(schema.enum ?? []).map(String), ...inner.flatMap(({ values }) => values)],
  };
}

const said = withForm.map((action) => wordsIn(formSchemaOf(action)));

function missing(words: readonly string[], table: Readonly<Record<string, string>>): string[] {
  return [...new Set(words)].filter((word) => !table[word]);
}

describe('the forms of actions in Spanish', () => {
  it('name every action, and none that is not there', () => {
    expect(Object.keys(actionsInSpanish).sort()).toEqual(withForm.map(({ name }) => name).sort());
  });

  it('name every field, every hint and every value', () => {
    expect(
      missing(
        said.flatMap(({ fields }) => fields),
        fieldsInSpanish,
      ),
    ).toEqual([]);
    expect(
      missing(
        said.flatMap(({ hints }) => hints),
        hintsInSpanish,
      ),
    ).toEqual([]);
    expect(
      missing(
        said.flatMap(({ values }) => values),
        valuesInSpanish,
      ),
    ).toEqual([]);
  });

  it('translate no hint that is gone', () => {
    const hints = new Set(said.flatMap(({ hints }) => hints));
    expect(Object.keys(hintsInSpanish).filter((hint) => !hints.has(hint))).toEqual([]);
  });

  it('name every fact that an action puts on record', () => {
    const folder = join(import.meta.dirname, '../../lambdas/actions');
    const written = withForm.flatMap(({ name }) =>
      [...readFileSync(join(folder, `${name}.ts`), 'utf8').matchAll(/audit\([^;]*?what: '([^']+)'/g)].map(
        ([, what = '']) => what,
      ),
    );
    expect(written.length).toBeGreaterThan(25);
    expect(missing(written, factsInSpanish)).toEqual([]);
  });
});

describe('the list of actions', () => {
  it('has each action under one heading, and each heading in both languages', () => {
    const listed = actionGroups.flatMap((group) => actionsByGroup[group]);
    expect([...listed].sort()).toEqual(withForm.map(({ name }) => name).sort());
    expect(Object.keys(actionWords.es)).toEqual(Object.keys(actionWords.en));
    expect(Object.keys(actionWords.es.machines)).toEqual(Object.keys(actionWords.en.machines));
  });

  it('leads from an action only to actions that there are', () => {
    const names = withForm.map(({ name }) => name);
    for (const name of names)
      for (const correction of correctionsOf(name)) expect(names).toContain(correction);
  });
});

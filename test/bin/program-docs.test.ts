import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parseYaml } from '../../bin/read-yaml.ts';
import { programSchema } from '../../lambdas/domain/program.ts';
import { programWarnings } from '../../lambdas/domain/program-warnings.ts';

const fromRoot = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');
const text = fromRoot('docs/programs.md');
const schema = JSON.parse(fromRoot('programs/program.schema.json')) as SchemaNode;

interface SchemaNode {
  type?: string;
  properties?: Record<string, SchemaNode>;
  required?: string[];
  items?: SchemaNode;
  anyOf?: SchemaNode[];
  enum?: string[];
  minimum?: number;
  maximum?: number;
}

interface Field {
  path: string;
  node: SchemaNode;
  isRequired: boolean;
}

/** Every field of the schema, as the document names it: `phases[].days`. */
function fieldsOf(node: SchemaNode, prefix = ''): Field[] {
  return Object.entries(node.properties ?? {}).flatMap(([name, property]) => {
    const path = `${prefix}${name}`;
    const isRequired = node.required?.includes(name) ?? false;
    const inner = property.items?.properties
      ? fieldsOf(property.items, `${path}[].`)
      : fieldsOf(property, `${path}.`);
    return [{ path, node: property, isRequired }, ...inner];
  });
}

/** The program that the document gives in full. */
function exampleText(): string {
  return /```yaml\n([\s\S]*?)```/.exec(text)?.[1] ?? '';
}

function rowOf(path: string): string | undefined {
  return text.split('\n').find((line) => line.startsWith(`| \`${path}\` |`));
}

describe('the document for who writes programs', () => {
  test.each(fieldsOf(schema))(
    'tells of $path: its bounds, its choices, whether it may be left out',
    (field) => {
      const row = rowOf(field.path) ?? '';
      expect(row).not.toBe('');
      expect(row.includes('may be left out')).toBe(!field.isRequired);
      const numbers = [field.node, field.node.items, ...(field.node.anyOf ?? [])];
      for (const { minimum, maximum } of numbers.filter((node) => node !== undefined))
        if (minimum !== undefined && maximum !== undefined) expect(row).toContain(`${minimum}–${maximum}`);
      for (const choice of [...(field.node.enum ?? []), ...(field.node.items?.enum ?? [])])
        expect(row).toContain(`\`${choice}\``);
    },
  );

  test('tells of no field that there is not', () => {
    const known = fieldsOf(schema).map(({ path }) => path);
    const told = [...text.matchAll(/^\| `([^`]+)` \|/gm)].map((match) => match[1] ?? '');
    expect(told.filter((path) => !known.includes(path))).toEqual([]);
  });

  test('gives a program that is right, and no cause for a warning', () => {
    const { content } = parseYaml(exampleText(), 'docs/programs.md', programSchema);
    expect(content.id).toBe('riverside');
    expect(programWarnings(content)).toEqual([]);
  });
});

import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { publishedSchemas } from '../../bin/published-schemas.ts';

const fromRoot = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');

test.each(publishedSchemas())('$path is current (else: npm run schemas)', ({ path, text }) => {
  expect(fromRoot(path)).toBe(text);
});

test('every field tells an editor what it is for', () => {
  for (const { path, text } of publishedSchemas()) {
    const bare = undescribed(JSON.parse(text), []);
    expect({ path, bare }).toEqual({ path, bare: [] });
  }
});

test.each([
  ['clinics/example.yaml', 'clinics/clinic.schema.json'],
  ['clinics/example.referrals.yaml', 'clinics/referrals.schema.json'],
  ['programs/continuum.yaml', 'programs/program.schema.json'],
  ['programs/lantana.yaml', 'programs/program.schema.json'],
  ['programs/northstar.yaml', 'programs/program.schema.json'],
  ['programs/rehab-carolinas.yaml', 'programs/program.schema.json'],
  ['programs/sheer.yaml', 'programs/program.schema.json'],
])('%s names its schema on its first line', (path, schema) => {
  const [, named] = /^# yaml-language-server: \$schema=(\S+)\n/.exec(fromRoot(path)) ?? [];
  expect(join(dirname(path), named ?? '')).toBe(schema);
});

interface SchemaNode {
  description?: string;
  properties?: Record<string, SchemaNode>;
  items?: SchemaNode;
  anyOf?: SchemaNode[];
}

/** Paths of properties without a description. */
function undescribed(node: SchemaNode, path: string[]): string[] {
  const properties = Object.entries(node.properties ?? {}).flatMap(([name, property]) => [
    ...(property.description === undefined ? [[...path, name].join('.')] : []),
    ...undescribed(property, [...path, name]),
  ]);
  const inner = [node.items, ...(node.anyOf ?? [])].filter((part) => part !== undefined);
  return [...properties, ...inner.flatMap((part) => undescribed(part, path))];
}

import type { JsonValue } from '../domain/audit.ts';

/** The part of JSON Schema that forms are made from; a zod schema's `toJSONSchema` gives it. */
export interface FormSchema {
  title?: string;
  description?: string;
  type?: string | string[];
  properties?: Record<string, FormSchema>;
  required?: string[];
  items?: FormSchema | boolean;
  enum?: JsonValue[];
  const?: JsonValue;
  anyOf?: FormSchema[];
  oneOf?: FormSchema[];
  format?: string;
  pattern?: string;
  minLength?: number;
  maxLength?: number;
  minimum?: number;
  maximum?: number;
  minItems?: number;
  maxItems?: number;
  default?: JsonValue;
}

/** An object among alternatives, told by one constant property. */
export interface Variant {
  value: string;
  schema: FormSchema;
}

/** What kind of input a schema becomes. `json` takes what no other kind fits, written as JSON. */
export type FieldShape =
  | { shape: 'object'; properties: [string, FormSchema][]; required: readonly string[] }
  | { shape: 'variants'; discriminator: string; variants: Variant[] }
  | { shape: 'ticks'; values: string[] }
  | { shape: 'array'; items: FormSchema }
  | { shape: 'select'; values: JsonValue[] }
  | { shape: 'fixed'; value: JsonValue }
  | { shape: 'boolean' }
  | { shape: 'number'; isInteger: boolean }
  | { shape: 'text' }
  | { shape: 'json' };

/** The schema without the alternative `null`, and whether there was one. */
export function withoutNull(schema: FormSchema): { schema: FormSchema; isNullable: boolean } {
  if (Array.isArray(schema.type) && schema.type.includes('null')) {
    const types = schema.type.filter((type) => type !== 'null');
    return { schema: { ...schema, type: types.length === 1 ? types[0] : types }, isNullable: true };
  }
  const alternatives = schema.anyOf ?? schema.oneOf;
  const left = alternatives?.filter((alternative) => alternative.type !== 'null');
  if (alternatives === undefined || left === undefined || left.length === alternatives.length) {
    return { schema, isNullable: false };
  }
  const { anyOf: _anyOf, oneOf: _oneOf, ...said } = schema;
  const [only] = left;
  const rest = left.length === 1 && only !== undefined ? { ...only, ...said } : { ...said, anyOf: left };
  return { schema: rest, isNullable: true };
}

/** What to show for a schema (without its alternative `null`). */
export function shapeOf(schema: FormSchema): FieldShape {
  if (schema.const !== undefined) return { shape: 'fixed', value: schema.const };
  if (schema.enum) return { shape: 'select', values: schema.enum };
  if (schema.properties) {
    return {
      shape: 'object',
      properties: Object.entries(schema.properties),
      required: schema.required ?? [],
    };
  }
  const alternatives = schema.oneOf ?? schema.anyOf;
  if (alternatives) return variantsOf(alternatives) ?? { shape: 'json' };
  return arrayShape(schema) ?? scalarShape(schema);
}

function arrayShape({ type, items }: FormSchema): FieldShape | undefined {
  if (type !== 'array' || typeof items !== 'object') return undefined;
  const values = items.enum?.filter((value) => typeof value === 'string');
  return values ? { shape: 'ticks', values } : { shape: 'array', items };
}

function scalarShape({ type }: FormSchema): FieldShape {
  if (type === 'boolean') return { shape: 'boolean' };
  if (type === 'number' || type === 'integer') return { shape: 'number', isInteger: type === 'integer' };
  return type === 'string' ? { shape: 'text' } : { shape: 'json' };
}

function variantsOf(alternatives: readonly FormSchema[]): FieldShape | undefined {
  const [first] = alternatives;
  const names = Object.keys(first?.properties ?? {});
  const discriminator = names.find((name) =>
    alternatives.every(({ properties }) => typeof properties?.[name]?.const === 'string'),
  );
  if (discriminator === undefined) return undefined;
  const variants = alternatives.map((schema) => ({
    value: String(schema.properties?.[discriminator]?.const),
    schema,
  }));
  return { shape: 'variants', discriminator, variants };
}

/** The name of a form field inside another: `a` and `b` make `a.b`. */
export function pathOf(parent: string, name: string | number): string {
  return parent === '' ? String(name) : `${parent}.${name}`;
}

/** "homeChoices" as "Home choices", "counselorId" as "Counselor". */
export function labelOf(name: string): string {
  const spaced = name
    .replace(/Id(s?)$/, '$1')
    .replace(/[-_]/g, ' ')
    .replace(/([a-z\d])([A-Z])/g, (_, before, letter) => `${before} ${letter.toLowerCase()}`);
  return spaced.charAt(0).toUpperCase() + spaced.slice(1);
}

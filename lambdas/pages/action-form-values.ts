import type { JsonValue } from '../domain/audit.ts';
import { type FormSchema, pathOf, shapeOf, withoutNull } from './form-schema.ts';

/**
 * The JSON that a posted form stands for, by the schema the form was made from. What was left empty is left out, or
 * null where null is allowed; a text that is no number stays text, so that the schema's own check names it. Entries
 * of a list that were left empty are dropped.
 */
export function valuesFromForm(schema: FormSchema, form: URLSearchParams): JsonValue {
  return valueAt(schema, form, '') ?? {};
}

function valueAt(given: FormSchema, form: URLSearchParams, path: string): JsonValue | undefined {
  const { schema, isNullable } = withoutNull(given);
  const value = present(schema, form, path);
  return value === undefined && isNullable ? null : value;
}

function present(schema: FormSchema, form: URLSearchParams, path: string): JsonValue | undefined {
  const shape = shapeOf(schema);
  const text = form.get(path)?.trim() ?? '';
  switch (shape.shape) {
    case 'object':
      return objectAt(shape.properties, form, path);
    case 'variants': {
      const name = pathOf(path, shape.discriminator);
      const chosen = shape.variants.find(({ value }) => value === form.get(name));
      return chosen ? present(chosen.schema, form, path) : undefined;
    }
    case 'ticks':
      return ticked(form, path, schema);
    case 'array':
      return entries(shape.items, form, path);
    case 'fixed':
      return shape.value;
    case 'select':
      return shape.values.find((value) => String(value) === text) ?? (text === '' ? undefined : text);
    case 'boolean':
      return text === '' ? undefined : text === 'true';
    case 'number':
      return text === '' ? undefined : numberOr(text);
    case 'json':
      return text === '' ? undefined : parsedOr(text);
    case 'text':
      return text === '' ? undefined : text.replace(/\r\n?/g, '\n');
  }
}

function objectAt(
  properties: [string, FormSchema][],
  form: URLSearchParams,
  path: string,
): JsonValue | undefined {
  const object: Record<string, JsonValue> = {};
  let isTouched = path === '';
  for (const [name, property] of properties) {
    const value = valueAt(property, form, pathOf(path, name));
    if (value === undefined) continue;
    object[name] = value;
    isTouched ||= value !== null && property.const === undefined && !isEmptyList(value);
  }
  const isOnlyConstants = properties.every(([, property]) => property.const !== undefined);
  return isTouched || isOnlyConstants ? object : undefined;
}

function isEmptyList(value: JsonValue): boolean {
  return Array.isArray(value) && value.length === 0;
}

function ticked(form: URLSearchParams, path: string, schema: FormSchema): JsonValue | undefined {
  const values = form.getAll(path).filter((value) => value !== '');
  return values.length === 0 && schema.minItems ? undefined : values;
}

function entries(items: FormSchema, form: URLSearchParams, path: string): JsonValue[] {
  const indexes = new Set<number>();
  for (const name of form.keys()) {
    const index = name.startsWith(`${path}.`)
      ? Number(name.slice(path.length + 1).split('.')[0])
      : Number.NaN;
    if (Number.isInteger(index)) indexes.add(index);
  }
  return [...indexes]
    .sort((a, b) => a - b)
    .map((index) => present(withoutNull(items).schema, form, pathOf(path, index)))
    .filter((value) => value !== undefined);
}

function numberOr(text: string): number | string {
  const value = Number(text);
  return Number.isFinite(value) ? value : text;
}

function parsedOr(text: string): JsonValue {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

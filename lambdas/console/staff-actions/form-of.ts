import * as z from 'zod';
import { type FormSchema, pathOf, shapeOf, withoutNull } from '../../pages/form-schema.ts';
import type { Action } from '../../runtime/define-action.ts';

/** Fields that say whose word it is: from somebody signed in it is their own, always. */
const ownWord: readonly string[] = ['reportedBy', 'requestedBy', 'correctedBy'];

/** The JSON Schema of an action's input. */
export function schemaOf(action: Action): FormSchema {
  return z.toJSONSchema(action.schema, { io: 'input', unrepresentable: 'any' }) as FormSchema;
}

/** What is asked of somebody who is signed in. */
export function formSchemaOf(action: Action): FormSchema {
  const schema = schemaOf(action);
  const asked = Object.entries(schema.properties ?? {}).filter(([name]) => !ownWord.includes(name));
  return {
    ...schema,
    properties: Object.fromEntries(asked),
    required: (schema.required ?? []).filter((name) => !ownWord.includes(name)),
  };
}

/** The paths of all fields, without list positions: `episodeId`, `consents.recipientIds`. */
export function fieldPaths(schema: FormSchema, path = ''): string[] {
  const { schema: inner } = withoutNull(schema);
  const shape = shapeOf(inner);
  if (shape.shape === 'object')
    return shape.properties.flatMap(([name, property]) => fieldPaths(property, pathOf(path, name)));
  if (shape.shape === 'variants')
    return shape.variants.flatMap((variant) => fieldPaths(variant.schema, path));
  if (shape.shape === 'array') return fieldPaths(shape.items, path);
  return [path];
}

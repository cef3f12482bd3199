import { Refusal } from './errors.ts';
import { compileExpression } from './intrinsics.ts';
import { isArray, isObject, type Json, type JsonObject } from './json.ts';
import type { Evaluate, Place } from './paths.ts';

type Part = { readonly fixed: Json } | { readonly evaluate: Evaluate };

function compileField(key: string, value: Json, place: Place): [string, Part] {
  if (!key.endsWith('.$')) return [key, compilePart(value, place)];
  if (typeof value !== 'string') {
    throw new Refusal(
      `'${key}' does not hold a string`,
      'give a path or an intrinsic call, or drop the .$ of the name',
    );
  }
  return [key.slice(0, -2), { evaluate: compileExpression(value, place, key) }];
}

function compileObject(template: JsonObject, place: Place): Part {
  const fields = Object.entries(template).map(([key, value]) => compileField(key, value, place));
  const names = fields.map(([name]) => name);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined)
    throw new Refusal(`'${twice}' is given twice`, `keep either '${twice}' or '${twice}.$'`);
  if (names.includes('__proto__'))
    throw new Refusal("'__proto__' is not a usable name", 'choose another name');
  if (fields.every(([, part]) => 'fixed' in part)) return { fixed: template };
  const evaluators = fields.map(([, part]) => evaluatorOf(part));
  const evaluate: Evaluate = (input, scope) => {
    const made: Record<string, Json> = {};
    let index = 0;
    for (const name of names) {
      const one = evaluators[index];
      if (one !== undefined) made[name] = one(input, scope);
      index += 1;
    }
    return made;
  };
  return { evaluate };
}

function compileArray(template: readonly Json[], place: Place): Part {
  const parts = template.map((value) => compilePart(value, place));
  if (parts.every((part) => 'fixed' in part)) return { fixed: template };
  const evaluators = parts.map(evaluatorOf);
  return { evaluate: (input, scope) => evaluators.map((one) => one(input, scope)) };
}

function compilePart(template: Json, place: Place): Part {
  if (isObject(template)) return compileObject(template, place);
  if (isArray(template)) return compileArray(template, place);
  return { fixed: template };
}

function evaluatorOf(part: Part): Evaluate {
  if ('evaluate' in part) return part.evaluate;
  const { fixed } = part;
  return () => fixed;
}

/**
 * Compiles a payload template (Parameters, ResultSelector, ItemSelector): fields whose name ends in `.$` are computed
 * from a path, the context object or an intrinsic function, the rest is taken as it is.
 * @throws Refusal
 */
export function compileTemplate(template: Json, place: Place): Evaluate {
  if (!isObject(template))
    throw new Refusal('a template must be a JSON object', 'wrap the value in an object');
  return evaluatorOf(compileObject(template, place));
}

/** JSON as the runner carries it: shared between states, never changed in place. */
export type Json = null | boolean | number | string | readonly Json[] | JsonObject;
export type JsonObject = { readonly [key: string]: Json };

/** The service's limit for the input, result or output of a state, task or execution. */
export const payloadLimitBytes = 262_144;

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function isArray(value: unknown): value is readonly Json[] {
  return Array.isArray(value);
}

/** The size of the value as UTF-8 JSON text. */
export function bytesOf(value: Json): number {
  return Buffer.byteLength(JSON.stringify(value));
}

/**
 * A copy that shares nothing with its original, as if it had travelled as JSON text, and the size of that text.
 * What JSON cannot say becomes null.
 * @throws TypeError when the value is circular or holds a bigint
 */
export function travel(value: unknown): { data: Json; bytes: number } {
  const text = JSON.stringify(value) ?? 'null';
  return { data: JSON.parse(text) as Json, bytes: Buffer.byteLength(text) };
}

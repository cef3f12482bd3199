/**
 * The one text of a JSON value: keys in the order of their UTF-16 code units, no white space, numbers and texts as
 * ECMAScript writes them (RFC 8785); an undefined member is left out and an undefined item is null, as JSON has it. Equal values give equal bytes, so a hash of the text is a hash of the value.
 *
 * @param value plain JSON: objects, arrays, texts, finite numbers, booleans, null
 * @throws TypeError when the value, or a part of it, is not JSON
 */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map((item) => canonicalJson(item ?? null)).join(',')}]`;
  if (typeof value === 'object' && value !== null) return canonicalObject(value);
  const isScalar = value === null || typeof value === 'string' || typeof value === 'boolean';
  if (!isScalar && !(typeof value === 'number' && Number.isFinite(value))) {
    throw new TypeError(`canonical JSON has no ${typeof value} ${String(value)}`);
  }
  return JSON.stringify(value);
}

function canonicalObject(value: object): string {
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) {
    throw new TypeError(`canonical JSON has plain objects only, not ${value.constructor.name}`);
  }
  const members = Object.entries(value)
    .filter(([, member]) => member !== undefined)
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([key, member]) => `${JSON.stringify(key)}:${canonicalJson(member)}`);
  return `{${members.join(',')}}`;
}

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lineOfFault, lineOfPath } from '../../lambdas/domain/json-lines.ts';

const text = `{
  "clinic": { "id": "harbor-example",
    "closures": [
      "2027-01-01",
      "2027-05-31"
    ] },
  "staff": [
    { "id": "ada", "note": "a { brace, a \\" quote: and [ a bracket" },
    { "id": "ben",
      "roles": ["counselor",
        "director"] }
  ],
  "programs": []
}`;

describe('the line of a path in JSON', () => {
  it.each([
    [[], 1],
    [['clinic', 'id'], 2],
    [['clinic', 'closures', 1], 5],
    [['staff', 0, 'note'], 8],
    [['staff', 1, 'roles', 1], 11],
    [['staff', 1, 'email'], 9],
    [['staff', 7, 'email'], 7],
    [['programs'], 13],
    [['nothing', 'like', 'it'], 1],
  ])('%j is %i', (path, line) => {
    expect(lineOfPath(text, path)).toBe(line);
  });

  it('is the line on which a value stands, whatever stands around it', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 3 }), fc.jsonValue({ maxDepth: 3 }), (before, after) => {
        const written = JSON.stringify({ before, list: [before, { found: 'here' }], after }, null, 1);
        const lines = written.split('\n');
        const line = lineOfPath(written, ['list', 1, 'found']);
        expect(lines[line - 1]).toContain('"found": "here"');
      }),
    );
  });
});

describe('the line on which a text stops being JSON', () => {
  it.each([
    ['a comma too many', text.replace('"counselor",', '"counselor",,'), 10],
    ['a comma missing', text.replace('"harbor-example",', '"harbor-example"'), 3],
    ['a quote missing', text.replace('"ben"', '"ben'), 9],
    ['a bracket missing at the end', text.slice(0, -1), 13],
    ['a bracket of the other kind', text.replace('] },', '} },'), 6],
    ['a word', text.replace('[]', 'none'), 13],
    ['nothing at all', '', 1],
    ['something after the end', `${text}\n]`, 15],
  ])('is found: %s', (_, spoilt, line) => {
    expect(() => JSON.parse(spoilt)).toThrow();
    expect(lineOfFault(spoilt)).toBe(line);
  });

  it('is none in JSON, and one in what JSON.parse refuses', () => {
    fc.assert(
      fc.property(
        fc.jsonValue({ maxDepth: 3 }),
        fc.nat(),
        fc.constantFrom(...'{}[],:"x '),
        (value, at, odd) => {
          const written = JSON.stringify({ value }, null, 1);
          expect(lineOfFault(written)).toBeUndefined();
          const place = at % (written.length + 1);
          const spoilt = written.slice(0, place) + odd + written.slice(place);
          expect(lineOfFault(spoilt) === undefined).toBe(isJson(spoilt));
        },
      ),
    );
  });
});

function isJson(spoilt: string): boolean {
  try {
    JSON.parse(spoilt);
    return true;
  } catch {
    return false;
  }
}

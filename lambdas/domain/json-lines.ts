/** Where in a JSON text each value begins, by its path joined with dots; the whole text is the empty path. */
type Places = Map<string, number>;

const token = /"(?:[^"\\\n]|\\.)*"|[{}[\],:]|[^\s{}[\],:"]+|"/g;

/**
 * Finds the line, counted from 1, on which a path of a JSON text stands: its key, its place in a list, or the nearest
 * thing that holds it.
 */
export function lineOfPath(text: string, path: readonly PropertyKey[]): number {
  const { places } = walked(text);
  for (let length = path.length; length > 0; length -= 1) {
    const place = places.get(path.slice(0, length).map(String).join('.'));
    if (place !== undefined) return lineAt(text, place);
  }
  return 1;
}

/** The line, counted from 1, on which a text stops being JSON; undefined when it is JSON, as far as its parts go. */
export function lineOfFault(text: string): number | undefined {
  const { fault } = walked(text);
  return fault === undefined ? undefined : lineAt(text, fault);
}

function lineAt(text: string, offset: number): number {
  return text.slice(0, offset).split('\n').length;
}

/** Thrown inside the walk at the first token that does not belong. */
class Fault extends Error {}

interface Walk {
  tokens: RegExpMatchArray[];
  /** The token that comes next. */
  at: number;
  places: Places;
}

function walked(text: string): { places: Places; fault?: number } {
  const walk: Walk = { tokens: [...text.matchAll(token)], at: 0, places: new Map() };
  const { places } = walk;
  try {
    passValue(walk, []);
    if (walk.at === walk.tokens.length) return { places };
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
  }
  return { places, fault: walk.tokens[walk.at]?.index ?? text.trimEnd().length };
}

function passValue(walk: Walk, path: readonly string[]): void {
  const next = peek(walk);
  if (next === '{') passHeld(walk, '}', () => passMember(walk, path));
  else if (next === '[') passHeld(walk, ']', (index) => passItem(walk, [...path, String(index)]));
  else if (isJson(next)) walk.at += 1;
  else throw new Fault();
}

/** What stands between two brackets, parted by commas. */
function passHeld(walk: Walk, closing: string, passOne: (index: number) => void): void {
  walk.at += 1;
  if (peek(walk) !== closing) {
    passOne(0);
    for (let index = 1; peek(walk) === ','; index += 1) {
      walk.at += 1;
      passOne(index);
    }
  }
  expect(walk, closing);
}

function passMember(walk: Walk, path: readonly string[]): void {
  const key = peek(walk);
  if (!key.startsWith('"') || !isJson(key)) throw new Fault();
  const own = [...path, String(JSON.parse(key))];
  place(walk, own);
  walk.at += 1;
  expect(walk, ':');
  passValue(walk, own);
}

function passItem(walk: Walk, path: readonly string[]): void {
  place(walk, path);
  passValue(walk, path);
}

function place({ places, tokens, at }: Walk, path: readonly string[]): void {
  places.set(path.join('.'), tokens[at]?.index ?? 0);
}

function peek({ tokens, at }: Walk): string {
  return tokens[at]?.[0] ?? '';
}

function expect(walk: Walk, wanted: string): void {
  if (peek(walk) !== wanted) throw new Fault();
  walk.at += 1;
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** One call of a function as it is logged: which, about whom by opaque ids, how it ended and how long it took. */
export interface CallLine {
  call: string;
  requestId: string;
  outcome: string;
  durationMs: number;
  /** Opaque ids by field name; what does not look like one is left out. */
  ids: Record<string, unknown>;
  /** The name of the error's class; its message stays with whoever called. */
  error?: string;
}

/** Only these fields of an input are logged. */
const idFields = [
  'clinicId',
  'episodeId',
  'taskId',
  'testId',
  'homeId',
  'checkInId',
  'date',
  'machine',
  'execution',
];
const opaque = /^[\w:.-]{1,160}$/;
const shortWords = /^[\w -]{1,40}$/;

/** Writes a line of JSON. Nothing goes in but what the type names: no body, no token, no path, no name. */
export function logCall(line: CallLine, write: (text: string) => void = writeOut): void {
  const { ids, error, ...rest } = line;
  const outcome = shortWords.test(rest.outcome) ? rest.outcome : 'unnamed';
  write(`${JSON.stringify({ ...rest, outcome, ...opaqueIds(ids), error })}\n`);
}

/** The ids in a step's input, or in the question that it carries. */
export function idsIn(input: unknown): Record<string, unknown> {
  if (typeof input !== 'object' || input === null) return {};
  const question = Reflect.get(input, 'question');
  const source = typeof question === 'object' && question !== null ? { ...question, ...input } : input;
  return Object.fromEntries(idFields.map((field) => [field, Reflect.get(source, field)]));
}

function opaqueIds(ids: Record<string, unknown>): Record<string, string> {
  const kept: Record<string, string> = {};
  for (const field of idFields) {
    const id = ids[field];
    if (typeof id === 'string' && opaque.test(id)) kept[field] = id;
  }
  return kept;
}

/** Writes to the function's log. */
export function writeOut(text: string): void {
  process.stdout.write(text);
}

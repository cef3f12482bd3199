import { readFile } from 'node:fs/promises';
import { isMap, isScalar, isSeq, LineCounter, type Node, parseDocument } from 'yaml';
import type * as z from 'zod';
import { type FieldProblem, fieldProblem } from '../lambdas/runtime/define-action.ts';

/** A problem of a field, with the place where it stands. */
export interface FileProblem extends FieldProblem {
  file: string;
  /** Counted from 1; undefined when the file could not be read at all. */
  line?: number;
}

/** Thrown when a file cannot be read, or its content is refused: every problem found. */
export class BadFile extends Error {
  override name = 'BadFile';
  readonly problems: FileProblem[];
  constructor(problems: FileProblem[]) {
    super(problems.map(problemLine).join('\n'));
    this.problems = problems;
  }
}

/** `clinics/a.yaml:12: staff.2.email: is missing; give …` */
export function problemLine({ file, line, field, problem, fix }: FileProblem): string {
  return `${file}${line === undefined ? '' : `:${line}`}: ${field === '' ? '' : `${field}: `}${problem}; ${fix}`;
}

/** A file's content once it fits its schema, and where in the file a field stands. */
export interface YamlFile<Content> {
  content: Content;
  /** The line, counted from 1, of a path; of what encloses it when the path is not in the file. */
  lineOf(path: readonly PropertyKey[]): number;
}

/**
 * Reads a YAML file and checks it.
 * @param path as shown in problems
 * @throws BadFile with every problem, each with its line
 */
export async function readYamlFile<Schema extends z.ZodType>(
  path: string,
  schema: Schema,
): Promise<YamlFile<z.infer<Schema>>> {
  return parseYaml(await textOf(path), path, schema);
}

async function textOf(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    const problem = code === 'ENOENT' ? 'there is no such file' : `the file cannot be read (${code})`;
    throw new BadFile([{ file: path, field: '', problem, fix: 'correct the path' }]);
  }
}

/**
 * Checks a YAML text against a schema.
 * @param file named in problems
 * @throws BadFile with every problem, each with its line
 */
export function parseYaml<Schema extends z.ZodType>(
  text: string,
  file: string,
  schema: Schema,
): YamlFile<z.infer<Schema>> {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  if (document.errors.length > 0) {
    // What follows a first mistake of form is mostly its echo.
    throw new BadFile(
      document.errors.slice(0, 1).map(({ message, pos }) => ({
        file,
        line: lines.linePos(pos[0]).line,
        field: '',
        problem: `is not YAML: ${message}`,
        fix: 'correct the indentation, colons and quotes around this line',
      })),
    );
  }
  const lineOf = (path: readonly PropertyKey[]) => lines.linePos(offsetOf(document.contents, path)).line;
  const checked = schema.safeParse(document.toJS());
  if (checked.success) return { content: checked.data, lineOf };
  throw new BadFile(
    checked.error.issues.map((issue) => {
      const path = issue.code === 'unrecognized_keys' ? [...issue.path, issue.keys[0] ?? ''] : issue.path;
      return { file, line: lineOf(path), ...fieldProblem(issue) };
    }),
  );
}

/** Where in the text a path begins: the key of a map, the item of a list, or the nearest thing that holds it. */
function offsetOf(contents: unknown, path: readonly PropertyKey[]): number {
  let node: unknown = contents;
  let offset = startOf(contents) ?? 0;
  for (const part of path) {
    const next = isMap(node) ? entryOf(node, part) : isSeq(node) ? itemOf(node, part) : undefined;
    if (next === undefined) return offset;
    offset = next.offset ?? offset;
    node = next.node;
  }
  return offset;
}

interface Step {
  node: unknown;
  offset: number | undefined;
}

function entryOf(
  map: { items: readonly { key: unknown; value: unknown }[] },
  part: PropertyKey,
): Step | undefined {
  const pair = map.items.find(({ key }) => isScalar(key) && String(key.value) === String(part));
  return pair && { node: pair.value, offset: startOf(pair.key) };
}

function itemOf(list: { items: readonly unknown[] }, part: PropertyKey): Step | undefined {
  const item = list.items[Number(part)];
  return item === undefined ? undefined : { node: item, offset: startOf(item) };
}

function startOf(node: unknown): number | undefined {
  return (node as Node | null)?.range?.[0];
}

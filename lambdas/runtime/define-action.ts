import type * as z from 'zod';
import type { Ports } from '../ports.ts';

export interface FieldProblem {
  /** The path of the field, e.g. `staff.2.email`; empty for the whole input. */
  field: string;
  problem: string;
  fix: string;
}

/** Thrown when an input is refused; nothing was written. */
export class BadInput extends Error {
  override name = 'BadInput';
  readonly problems: FieldProblem[];
  constructor(problems: FieldProblem[]) {
    super(problems.map(({ field, problem, fix }) => `${field || 'input'}: ${problem}; ${fix}`).join('\n'));
    this.problems = problems;
  }
}

/** Who acts, and in which clinic. Comes from sign-in or the command line, never from the input. */
export interface Actor {
  clinicId: string;
  /** Staff id, or `operator` for a command line. */
  by: string;
}

/** What an action did, in words for the person who did it, with the ids it made. */
export interface ActionResult {
  summary: string;
  [detail: string]: unknown;
}

/** Something staff can start: one schema, one way in, the same on a laptop and on AWS. */
export interface Action {
  name: string;
  title: string;
  description: string;
  schema: z.ZodType;
  /** Checks the input and does it. Throws BadInput with every problem found. */
  start(input: unknown, actor: Actor, ports: Ports): Promise<ActionResult>;
}

interface ActionDefinition<Schema extends z.ZodType> {
  name: string;
  title: string;
  description: string;
  schema: Schema;
  run(input: z.infer<Schema>, actor: Actor, ports: Ports): Promise<ActionResult>;
}

/** @example export const action = defineAction({ name: 'refer', title: 'Refer a client', …, run: async (input, actor, ports) => … }); */
export function defineAction<Schema extends z.ZodType>(definition: ActionDefinition<Schema>): Action {
  return {
    ...definition,
    async start(input, actor, ports) {
      const parsed = definition.schema.safeParse(input);
      if (!parsed.success) throw new BadInput(parsed.error.issues.map(fieldProblem));
      return definition.run(parsed.data, actor, ports);
    },
  };
}

/** A zod issue as field, problem, fix. A schema's own message may give the fix after a semicolon. */
export function fieldProblem(issue: z.core.$ZodIssue): FieldProblem {
  const field = issue.path.join('.');
  const [problem, ...fix] = issue.message.split('; ');
  return { field, problem: problem ?? issue.message, fix: fix.join('; ') || fixFor(issue) };
}

function fixFor(issue: z.core.$ZodIssue): string {
  if (issue.code === 'unrecognized_keys')
    return `remove ${issue.keys.map((key) => `"${key}"`).join(', ')} or correct the spelling`;
  if (issue.code === 'invalid_value') return `use one of: ${issue.values.map(String).join(', ')}`;
  if (issue.code === 'invalid_type')
    return `give ${issue.expected === 'array' ? 'a list' : `a value of type ${issue.expected}`}`;
  if (issue.code === 'too_small') return `give at least ${issue.minimum}`;
  if (issue.code === 'too_big') return `give at most ${issue.maximum}`;
  return 'correct the value';
}

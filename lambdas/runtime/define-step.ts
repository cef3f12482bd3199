import middy from '@middy/core';
import * as z from 'zod/mini';
import type { Ports } from '../ports.ts';

/** Thrown when a state machine passes a step something its schema refuses; nothing was done. */
class BadStepInput extends Error {
  override name = 'BadStepInput';
}

/** What a state machine gets back: ids, deadlines and outcomes only. */
export type StepOutcome = Record<string, unknown>;

/** One task of a state machine: a schema for its input and what it does with the outside world given as ports. */
export interface Step {
  /** The function that runs in Lambda and in the local clinic alike. */
  handler(ports: Ports): (input: unknown) => Promise<StepOutcome>;
}

interface StepDefinition<Schema extends z.ZodMiniType, Outcome extends StepOutcome> {
  input: Schema;
  run(input: z.infer<Schema>, ports: Ports): Promise<Outcome>;
}

/** Payloads carry a schema version and only grow, so that an execution begun on an older machine still parses. */
const schemaVersion = z._default(z.int().check(z.minimum(1)), 1);
export const clinicInput = z.object({ schema: schemaVersion, clinicId: z.string() });
export const episodeInput = z.extend(clinicInput, { episodeId: z.string() });
export const dayInput = z.extend(clinicInput, { date: z.string() });

/**
 * Wraps a step: its input is parsed, an unknown field is dropped, and what it throws carries the step's ids.
 * @example export const step = defineStep({ input: episodeInput, run: async ({ clinicId, episodeId }, ports) => … });
 */
export function defineStep<Schema extends z.ZodMiniType, Outcome extends StepOutcome>(
  definition: StepDefinition<Schema, Outcome>,
): Step {
  return {
    handler(ports) {
      const handle = middy<unknown, Outcome>()
        .before((request) => {
          request.event = parseInput(definition.input, request.event);
        })
        .handler(async (input) => definition.run(input as z.infer<Schema>, ports));
      return (input) => handle(input as never, {} as never) as unknown as Promise<Outcome>;
    },
  };
}

function parseInput(schema: z.ZodMiniType, input: unknown): unknown {
  const parsed = z.safeParse(schema, input);
  if (parsed.success) return parsed.data;
  const issues = parsed.error.issues.map(
    (issue) => `${issue.path.join('.')}: ${issue.message || issue.code}`,
  );
  throw new BadStepInput(`the state machine passed a wrong input; ${issues.join('; ')}`);
}

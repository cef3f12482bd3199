import * as z from 'zod/mini';

/** A function's settings, by the names in its configuration. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** Thrown when a function is not configured as its code needs; it answers nothing until it is mended. */
class BadEnvironment extends Error {
  override name = 'BadEnvironment';
}

/**
 * Reads settings, each by its schema.
 *
 * @throws BadEnvironment that names every variable that is missing or malformed, its problem and the fix; values
 *   are not repeated
 * @example const { RECORDS_TABLE } = readEnvironment(process.env, { RECORDS_TABLE: z.string() });
 */
export function readEnvironment<Shape extends Record<string, z.ZodMiniType>>(
  environment: Environment,
  shape: Shape,
): z.infer<z.ZodMiniObject<Shape>> {
  const parsed = z.safeParse(z.object(shape), environment);
  if (parsed.success) return parsed.data;
  const variables = new Set(parsed.error.issues.map((issue) => String(issue.path[0])));
  const problems = [...variables].map((variable) => {
    const problem = environment[variable] === undefined ? 'is not set' : 'is malformed';
    return `${variable}: ${problem}; deploy again, or compare the function's environment with lib/functions.ts`;
  });
  throw new BadEnvironment(problems.join('\n'));
}

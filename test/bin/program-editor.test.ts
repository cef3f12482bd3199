import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { anyProgram } from '../domain/program-arbitrary.ts';

/** The schema that editors check programs with, as they read it: from the file. */
const schema = z.fromJSONSchema(
  JSON.parse(readFileSync(new URL('../../programs/program.schema.json', import.meta.url), 'utf8')),
);

describe('the schema for editors', () => {
  test('takes every valid program', () => {
    fc.assert(
      fc.property(anyProgram(), (program) => {
        expect(schema.safeParse(program).error?.issues ?? []).toEqual([]);
      }),
      { numRuns: 50 },
    );
  });

  test('marks a part that is missing, one that is not known, and a wrong value', () => {
    fc.assert(
      fc.property(anyProgram(), fc.nat(), (program, drawn) => {
        const needed = ['id', 'name', 'lengthDays', 'phases', 'sessions', 'testing', 'residence', 'reviews'];
        const { [needed[drawn % needed.length] as 'id']: _, ...rest } = program;
        expect(schema.safeParse(rest).success).toBe(false);
        expect(schema.safeParse({ ...program, residense: 'optional' }).success).toBe(false);
        expect(schema.safeParse({ ...program, residence: 'sometimes' }).success).toBe(false);
      }),
      { numRuns: 20 },
    );
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { loadMachines } from '../../local/definitions.ts';
import type { Json } from '../../local/runner/json.ts';
import { madeUpPlay } from './plays-from-machines.ts';
import { playBoth } from './second-opinion.ts';

const machines = (await loadMachines()) as Record<string, Json>;

describe("a second opinion on the clinic's own workflows", () => {
  it.each(Object.keys(machines))('%s takes the same course in both engines', async (machine) => {
    await fc.assert(
      fc.asyncProperty(fc.nat(), async (seed) => {
        const { ours, theirs, parallelFailed } = await playBoth(madeUpPlay(machines, machine, String(seed)));
        fc.pre(!parallelFailed);
        expect(ours).toEqual(theirs);
      }),
      { numRuns: 15, endOnFailure: true },
    );
  });
});

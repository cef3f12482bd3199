import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readMachines } from '../../bin/draw-workflows/asl.ts';
import type { World } from './rules/rule.ts';
import { shapeRules } from './shape-rules.ts';
import { visitsOf } from './walk.ts';

const root = join(import.meta.dirname, '..', '..');
const folder = join(root, 'workflows');
const stepsFolder = join(root, 'lambdas', 'steps');

function stepsOnDisk(): string[] {
  const files = readdirSync(stepsFolder, { recursive: true, encoding: 'utf8' });
  return files
    .filter((file) => file.endsWith('.ts') && !file.split(/[\\/]/).includes('retired'))
    .map((file) => basename(file, '.ts'));
}

const world: World = { machines: readMachines(folder), steps: new Set(stepsOnDisk()) };

describe('the state machines', () => {
  it.each(shapeRules)('$rule', ({ check }) => {
    expect(check(world)).toEqual([]);
  });

  it('are all walked, state by state', () => {
    const walked = world.machines.map((machine) => [machine.name, visitsOf(machine).length]);
    const written = readdirSync(folder)
      .filter((file) => file.endsWith('.json'))
      .map((file) => [
        file.replace('.asl.json', ''),
        readFileSync(join(folder, file), 'utf8').match(/"Type":/g)?.length ?? 0,
      ]);
    expect(written.length).toBeGreaterThan(0);
    expect(walked).toEqual(written);
  });

  it('name each step in one file', () => {
    const steps = stepsOnDisk();
    expect(steps.filter((step, at) => steps.indexOf(step) !== at)).toEqual([]);
  });
});

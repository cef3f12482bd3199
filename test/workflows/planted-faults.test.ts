import { describe, expect, it } from 'vitest';
import { healthyWorld } from './healthy-world.ts';
import { flowFaults } from './planted-faults/flow.ts';
import { nameFaults } from './planted-faults/names.ts';
import { payloadFaults } from './planted-faults/payloads.ts';
import { peopleFaults } from './planted-faults/people.ts';
import { taskFaults } from './planted-faults/tasks.ts';
import { shapeRules } from './shape-rules.ts';

const faults = [...flowFaults, ...taskFaults, ...payloadFaults, ...peopleFaults, ...nameFaults];

describe('the shape rules', () => {
  it.each(shapeRules)('find nothing in a healthy house: $rule', ({ check }) => {
    expect(check(healthyWorld())).toEqual([]);
  });

  it.each(faults)('find that $fault', ({ rule, at, plant }) => {
    const world = healthyWorld();
    plant(world);
    const found = shapeRules.find((known) => known.rule === rule)?.check(world) ?? [];
    expect(found.map(({ machine, state }) => [machine, state])).toContainEqual(at);
  });

  it('have each been shown a fault', () => {
    const shown = new Set(faults.map(({ rule }) => rule));
    expect(shapeRules.map(({ rule }) => rule).filter((rule) => !shown.has(rule))).toEqual([]);
  });

  it('have names of their own', () => {
    expect(new Set(shapeRules.map(({ rule }) => rule)).size).toBe(shapeRules.length);
  });
});

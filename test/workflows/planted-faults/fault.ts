import type { Definition, State, Template } from '../../../bin/draw-workflows/asl.ts';
import type { World } from '../rules/rule.ts';
import { visitsOf } from '../walk.ts';

/** A fault put into a healthy house, the rule that must find it, and where. */
export interface Fault {
  rule: string;
  fault: string;
  /** Machine and state that must be reported. */
  at: [machine: string, state: string];
  plant(world: World): void;
}

export function definitionOf(world: World, machine: string): Definition {
  const found = world.machines.find(({ name }) => name === machine);
  if (!found) throw new Error(`there is no machine ${machine}`);
  return found.definition;
}

/** A state by name, nested or not. */
export function stateOf(world: World, machine: string, state: string): State {
  const visits = world.machines.flatMap(visitsOf);
  const found = visits.find((visit) => visit.machine === machine && visit.name === state);
  if (!found) throw new Error(`there is no state ${machine} / ${state}`);
  return found.state;
}

export function parametersOf(world: World, machine: string, state: string): Template {
  return stateOf(world, machine, state).Parameters ?? {};
}

/** Renames a state wherever its name stands. */
export function rename(world: World, machine: string, from: string, to: string): void {
  const definition = definitionOf(world, machine);
  const text = JSON.stringify(definition).replaceAll(JSON.stringify(from), JSON.stringify(to));
  Object.assign(definition, JSON.parse(text));
}

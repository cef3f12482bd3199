import type { Machine, Scope } from '../../../bin/draw-workflows/asl.ts';
import { scopesOf } from '../../../bin/draw-workflows/asl.ts';
import { type Visit, visitsOf } from '../walk.ts';

/** What a rule looks at: the machines, and the kebab-case names of the steps on disk. */
export interface World {
  machines: readonly Machine[];
  steps: ReadonlySet<string>;
}

/** What is wrong, and where; `state` is empty when it is the machine. */
export interface Finding {
  machine: string;
  state: string;
  problem: string;
}

export interface ShapeRule {
  rule: string;
  check(world: World): Finding[];
}

/** A rule for each state, nested ones too. `problems` says what is wrong with one. */
export function forEachState(
  rule: string,
  problems: (visit: Visit, world: World) => (string | false | undefined)[],
): ShapeRule {
  const check = (world: World) =>
    world.machines.flatMap(visitsOf).flatMap((visit) =>
      problems(visit, world).flatMap((problem) => {
        const { machine, name: state } = visit;
        return typeof problem === 'string' ? [{ machine, state, problem }] : [];
      }),
    );
  return { rule, check };
}

/** A rule for each scope: a machine's states, a branch's, a Map's. `problems` gives pairs of state and problem. */
export function forEachScope(
  rule: string,
  problems: (scope: Scope, machine: Machine) => [state: string, problem: string][],
): ShapeRule {
  const check = ({ machines }: World) =>
    machines.flatMap((machine) =>
      scopesOf(machine.definition).flatMap((scope) =>
        problems(scope, machine).map(([state, problem]) => ({ machine: machine.name, state, problem })),
      ),
    );
  return { rule, check };
}

/** A rule for each machine as a whole. */
export function forEachMachine(
  rule: string,
  problems: (machine: Machine, world: World) => string[],
): ShapeRule {
  const check = (world: World) =>
    world.machines.flatMap((machine) =>
      problems(machine, world).map((problem) => ({ machine: machine.name, state: '', problem })),
    );
  return { rule, check };
}

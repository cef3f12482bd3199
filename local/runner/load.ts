import { MachineRefused, type Problem } from './errors.ts';
import { Fields } from './fields.ts';
import { isObject, type Json, travel } from './json.ts';
import { loadState } from './load-states.ts';
import { longestSeconds } from './load-task.ts';
import type { Machine, State, States } from './machine.ts';
import { machinePlaceholder } from './names.ts';

const language = { QueryLanguage: ['JSONata is not supported', 'write the machine in JSONPath'] } as const;

/** Every state the state may hand over to. */
function targets(state: State): string[] {
  const found = state.next === undefined ? [] : [state.next];
  if ('catchers' in state) found.push(...state.catchers.map((catcher) => catcher.next));
  if (state.type === 'Choice') {
    found.push(...state.rules.map((rule) => rule.next));
    if (state.otherwise !== undefined) found.push(state.otherwise);
  }
  return found;
}

class Loading {
  readonly #machine: string;
  readonly #known: ReadonlySet<string>;
  readonly #problems: Problem[];
  readonly #names = new Set<string>();

  constructor(machine: string, known: ReadonlySet<string>, problems: Problem[]) {
    this.#machine = machine;
    this.#known = known;
    this.#problems = problems;
  }

  whole(definition: Json): Machine {
    const fields = this.#fields('(machine)', isObject(definition) ? definition : {});
    if (!isObject(definition))
      fields.refuse('(whole)', 'is not a JSON object', 'give a parsed state machine');
    const plain = fields.value('QueryLanguage') === 'JSONPath' ? ['QueryLanguage'] : [];
    fields.allowOnly(['Comment', 'Version', 'StartAt', 'States', 'TimeoutSeconds', ...plain], language);
    fields.compile('(name)', () => machinePlaceholder(this.#machine));
    const timeoutSeconds = fields.wholeNumber('TimeoutSeconds', 1, longestSeconds);
    return { name: this.#machine, states: this.#states(fields, '', false), timeoutSeconds };
  }

  #fields(state: string, json: Fields['json']): Fields {
    return new Fields(this.#machine, state, json, this.#problems);
  }

  #states(owner: Fields, prefix: string, insideMap: boolean): States {
    const byName = new Map<string, State>();
    const definitions = owner.value('States');
    if (!isObject(definitions))
      owner.refuse(`${prefix}States`, 'is not an object', 'give the states by name');
    for (const [name, json] of Object.entries(isObject(definitions) ? definitions : {})) {
      const state = this.#state(name, json, insideMap);
      if (state !== undefined) byName.set(name, state);
    }
    const startAt = owner.text('StartAt') ?? '';
    this.#checkReach(owner, prefix, startAt, byName);
    return { startAt, byName };
  }

  #state(name: string, json: Json, insideMap: boolean): State | undefined {
    const fields = this.#fields(name, isObject(json) ? json : {});
    if (this.#names.has(name))
      fields.refuse('(name)', 'is used twice in this machine', 'choose another name');
    if (name.length > 80) fields.refuse('(name)', 'is longer than 80 characters', 'shorten it');
    this.#names.add(name);
    const loadInner = (field: string, inner: Json | undefined, isMap: boolean) => {
      const innerFields = this.#fields(name, inner !== undefined && isObject(inner) ? inner : {});
      innerFields.allowOnly(['Comment', 'StartAt', 'States'], language);
      return this.#states(innerFields, `${field}.`, isMap);
    };
    return fields.compile('Type', () => loadState(fields, { insideMap, machines: this.#known, loadInner }));
  }

  #checkReach(owner: Fields, prefix: string, startAt: string, byName: ReadonlyMap<string, State>): void {
    if (!byName.has(startAt))
      owner.refuse(`${prefix}StartAt`, `'${startAt}' is no state here`, 'name one of States');
    const reached = new Set([startAt]);
    for (const name of reached) {
      const state = byName.get(name);
      for (const target of state === undefined ? [] : targets(state)) {
        if (!byName.has(target)) {
          this.#fields(name, {}).refuse(
            'Next',
            `'${target}' is no state of the same scope`,
            'name a state beside it',
          );
        }
        reached.add(target);
      }
    }
    for (const name of byName.keys()) {
      if (!reached.has(name))
        this.#fields(name, {}).refuse('(name)', 'is never reached', 'lead to it or drop it');
    }
  }
}

/**
 * Compiles state machines, given as parsed Amazon States Language by kebab-case name.
 * @throws MachineRefused with every problem found, when one is not (wholly) supported
 */
export function loadMachines(definitions: Readonly<Record<string, unknown>>): Map<string, Machine> {
  const problems: Problem[] = [];
  const known = new Set(Object.keys(definitions));
  const machines = new Map<string, Machine>();
  for (const [name, definition] of Object.entries(definitions)) {
    machines.set(name, new Loading(name, known, problems).whole(travel(definition).data));
  }
  if (problems.length > 0) throw new MachineRefused(problems);
  return machines;
}

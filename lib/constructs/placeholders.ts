import * as z from 'zod';

/** A `${Name}` of a state machine's definition, and what the machine does with it. */
export interface Placeholder {
  /** As between the braces: `TakeUpPlace`, `HumanTaskMachine`. */
  text: string;
  kind: 'function' | 'machine';
  /** The file it stands for, kebab-case: `take-up-place`, `human-task`. */
  name: string;
  /** True for a machine whose end is waited for: to watch and to stop it takes more permissions. */
  awaited: boolean;
}

/** Thrown when a definition cannot be read or holds a placeholder where nothing would be granted for it. */
export class BadDefinition extends Error {
  override name = 'BadDefinition';
}

const stateSchema = z.looseObject({
  Type: z.string(),
  Resource: z.string().optional(),
  Parameters: z.record(z.string(), z.unknown()).optional(),
  get Branches() {
    return z.array(machineSchema).optional();
  },
  get ItemProcessor() {
    return machineSchema.optional();
  },
});
const machineSchema = z.looseObject({ States: z.record(z.string(), stateSchema) });
type State = z.infer<typeof stateSchema>;
type Machine = z.infer<typeof machineSchema>;

const whole = /^\$\{([A-Za-z][A-Za-z0-9]*)\}$/;
const anywhere = /\$\{([^}]*)\}/g;
const machineSuffix = 'Machine';
const invoke = /^arn:aws:states:::lambda:invoke(\.waitForTaskToken)?$/;
const startExecution = /^arn:aws:states:::states:startExecution(\.sync:2)?$/;

/**
 * Every placeholder of a definition once, in the order of names. A function is named by a task's Resource, or by
 * FunctionName where lambda:invoke is the Resource; a machine by StateMachineArn where startExecution is.
 *
 * @throws BadDefinition that names machine and state
 */
export function placeholdersOf(machine: string, definition: string): Placeholder[] {
  const found = new Map<string, Placeholder>();
  for (const [state, placeholder] of placeholdersIn(machine, parsed(machine, definition))) {
    requireKind(machine, state, placeholder);
    const before = found.get(placeholder.text);
    found.set(placeholder.text, { ...placeholder, awaited: placeholder.awaited || before?.awaited === true });
  }
  for (const [, text] of definition.matchAll(anywhere)) {
    if (text !== undefined && found.has(text)) continue;
    throw new BadDefinition(
      `${machine}: \${${text}} stands where nothing is granted for it; name it in a task's Resource, FunctionName or StateMachineArn`,
    );
  }
  return [...found.values()].sort((a, b) => (a.text < b.text ? -1 : 1));
}

function parsed(machine: string, definition: string): Machine {
  try {
    return machineSchema.parse(JSON.parse(definition));
  } catch (error) {
    const problem = error instanceof Error ? error.message : String(error);
    throw new BadDefinition(`${machine}: is not a state machine's definition: ${problem}`);
  }
}

function placeholdersIn(machine: string, { States }: Machine): [string, Placeholder][] {
  return Object.entries(States).flatMap(([name, state]) => {
    const inner = [...(state.Branches ?? []), ...(state.ItemProcessor ? [state.ItemProcessor] : [])];
    const own =
      state.Type === 'Task' ? [[name, placeholderOf(machine, name, state)] as [string, Placeholder]] : [];
    return [...own, ...inner.flatMap((branch) => placeholdersIn(machine, branch))];
  });
}

function placeholderOf(machine: string, name: string, state: State): Placeholder {
  const resource = state.Resource ?? '';
  const start = startExecution.exec(resource);
  const written = start
    ? state.Parameters?.StateMachineArn
    : invoke.test(resource)
      ? state.Parameters?.FunctionName
      : resource;
  const text = typeof written === 'string' ? whole.exec(written)?.[1] : undefined;
  if (text === undefined) {
    throw new BadDefinition(
      `${machine}: "${name}" names neither a function nor a machine by a placeholder; write for example "\${OpenWait}"`,
    );
  }
  const kind = start ? 'machine' : 'function';
  const bare =
    kind === 'machine' && text.endsWith(machineSuffix) ? text.slice(0, -machineSuffix.length) : text;
  return { text, kind, name: kebabCase(bare), awaited: start?.[1] !== undefined };
}

function requireKind(machine: string, state: string, { text, kind }: Placeholder): void {
  if ((kind === 'machine') === text.endsWith(machineSuffix)) return;
  throw new BadDefinition(
    `${machine}: "${state}" uses \${${text}} as a ${kind}; a machine's placeholder ends with "${machineSuffix}", a function's does not`,
  );
}

/** `take-up-place` as `TakeUpPlace`. */
export function pascalCase(kebab: string): string {
  return kebab.replaceAll(/(?:^|-)([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}

/** `TakeUpPlace` as `take-up-place`. */
function kebabCase(pascal: string): string {
  return pascal.replaceAll(/(?<!^)([A-Z])/g, '-$1').toLowerCase();
}

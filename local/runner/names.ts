import { Refusal } from './errors.ts';

// Every word begins with a letter, so that the placeholder leads back to the name.
const kebab = /^[a-z][a-z0-9]*(-[a-z][a-z0-9]*)*$/;
const placeholder = /^\$\{((?:[A-Z][a-z0-9]*)+)\}$/;

function pascal(name: string): string {
  if (!kebab.test(name)) {
    throw new Refusal(
      `'${name}' is not kebab-case`,
      "use lower-case words joined by '-', like 'send-welcome'",
    );
  }
  return name
    .split('-')
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('');
}

function words(pascalName: string): string {
  return pascalName.replace(/(?!^)([A-Z])/g, '-$1').toLowerCase();
}

/** 'send-welcome' → '${SendWelcome}'. @throws Refusal when the name is not kebab-case */
export function stepPlaceholder(step: string): string {
  return `\${${pascal(step)}}`;
}

/** 'human-task' → '${HumanTaskMachine}'. @throws Refusal when the name is not kebab-case */
export function machinePlaceholder(machine: string): string {
  return `\${${pascal(machine)}Machine}`;
}

/** '${SendWelcome}' → 'send-welcome'; undefined when the text is not a placeholder. */
export function stepOfPlaceholder(text: string): string | undefined {
  const inner = placeholder.exec(text)?.[1];
  return inner === undefined ? undefined : words(inner);
}

/** '${HumanTaskMachine}' → 'human-task'; undefined when the text is not a machine's placeholder. */
export function machineOfPlaceholder(text: string): string | undefined {
  const inner = placeholder.exec(text)?.[1];
  return inner === undefined || !/.Machine$/.test(inner)
    ? undefined
    : words(inner.slice(0, -'Machine'.length));
}

const prefix = 'arn:local:states:local:000000000000';

export const machineId = (machine: string) => `${prefix}:stateMachine:${machine}`;
export const executionId = (machine: string, name: string) => `${prefix}:execution:${machine}:${name}`;

// biome-ignore lint/suspicious/noControlCharactersInRegex: the service refuses control characters in names
const forbidden = /[\s<>{}[\]?*"#%\\^|~`$&,;:/\u0000-\u001f\u007f-\u009f\ufffe\uffff\ud800-\udfff]/;

/** Whether the service accepts this as an execution's name. */
export function isExecutionName(name: string): boolean {
  return name.length >= 1 && name.length <= 80 && !forbidden.test(name);
}

import {
  type Exit,
  exitsOf,
  innerScopes,
  isEnding,
  isWaiting,
  type Machine,
  questionOf,
  type Scope,
  type State,
  workOf,
} from './asl.ts';

/** How each kind of state looks: its mermaid brackets and its class. */
const shapes = {
  step: ['["', '"]'],
  question: ['(["', '"])'],
  wait: ['{{"', '"}}'],
  stage: ['[["', '"]]'],
  choice: ['{"', '"}'],
  ending: ['("', '")'],
} as const;
export type Look = keyof typeof shapes;

const classes = [
  'classDef step fill:#eef2f7,stroke:#64748b,color:#0f172a',
  'classDef question fill:#fef3c7,stroke:#b45309,color:#0f172a',
  'classDef wait fill:#e0e7ff,stroke:#4338ca,color:#0f172a',
  'classDef stage fill:#dcfce7,stroke:#15803d,color:#0f172a',
  'classDef choice fill:#ffffff,stroke:#64748b,color:#0f172a',
  'classDef ending fill:#0f172a,stroke:#0f172a,color:#ffffff',
  'classDef begin fill:#ffffff,stroke:#0f172a',
];

/** Text that mermaid shows as it is: everything with a meaning to its parser or to HTML becomes an entity. */
export function escapeLabel(text: string): string {
  return text.replace(/[^\p{L}\p{N} .,:'?/+-]/gu, (sign) => `#${sign.codePointAt(0)};`);
}

function lookOf(state: State): Look {
  const work = workOf(state);
  if (isEnding(state) && state.Type !== 'Task') return 'ending';
  if (state.Type === 'Choice') return 'choice';
  if (work?.kind === 'callback') return 'wait';
  if (questionOf(state) !== undefined) return 'question';
  return work?.kind === 'machine' ? 'stage' : 'step';
}

/** States from which every way ends in a failure: they report it, and are left out of the picture. */
export function failureStates(scope: Scope): Set<string> {
  const going = new Set(
    Object.entries(scope.States).flatMap(([name, state]) =>
      isEnding(state) && state.Type !== 'Fail' ? [name] : [],
    ),
  );
  for (const name of going) {
    for (const [before, state] of Object.entries(scope.States)) {
      if (exitsOf(state).some((exit) => exit.to === name)) going.add(before);
    }
  }
  return new Set(Object.keys(scope.States).filter((name) => !going.has(name)));
}

/** What the errors of a catcher say to a reader; States.ALL takes the timeout too where nothing took it before. */
export function errorInWords(names: string, state: State): string {
  const timeoutTaken = state.Catch?.some(({ ErrorEquals }) => ErrorEquals.includes('States.Timeout'));
  if (names === 'States.Timeout') return 'time is up';
  if (names === 'States.ALL')
    return isWaiting(state) && !timeoutTaken ? 'time is up, or it fails' : 'it fails';
  if (names === 'StepFunctions.ExecutionAlreadyExistsException') return 'it ran already';
  return names;
}

/** When a state leads to another, for all ways between the two. */
function labelOf(exits: readonly Exit[], state: State): string {
  const texts = exits.map(({ when }) => {
    if (when.kind === 'next') return '';
    if (when.kind === 'otherwise') return 'otherwise';
    return when.kind === 'outcome' ? when.value : errorInWords(when.value, state);
  });
  const label = texts.filter((text) => text !== '').join(' / ');
  return texts.includes('') && label !== '' ? `also when ${label}` : label;
}

class Drawing {
  readonly lines: string[] = [];
  #count = 0;

  #id(): string {
    this.#count += 1;
    return `s${this.#count}`;
  }

  node(look: Look, text: string, indent: string): string {
    const [open, close] = shapes[look];
    const id = this.#id();
    this.lines.push(`${indent}${id}${open}${escapeLabel(text)}${close}:::${look}`);
    return id;
  }

  /** Draws a scope's states and ways, between a circle where it starts and a dot where it ends. */
  scope(scope: Scope, indent: string): void {
    const hidden = failureStates(scope);
    const shown = Object.entries(scope.States).filter(([name]) => !hidden.has(name));
    const begin = this.#id();
    this.lines.push(`${indent}${begin}(( )):::begin`);
    const ids = new Map(shown.map(([name, state]) => [name, this.#state(name, state, indent)]));
    this.#edge(begin, ids.get(scope.StartAt) ?? '', '', '-->', indent);
    for (const [name, state] of shown) this.#ways(ids, name, state, indent);
  }

  #edge(from: string, to: string, label: string, arrow: '-->' | '-.->', indent: string): void {
    this.lines.push(`${indent}${from} ${arrow}${label === '' ? '' : `|"${escapeLabel(label)}"|`} ${to}`);
  }

  #state(name: string, state: State, indent: string): string {
    const inner = innerScopes(state);
    if (inner.length === 0) return this.node(lookOf(state), name, indent);
    const isMap = state.Type === 'Map';
    return this.#frame(name, indent, (deeper) => {
      for (const [index, scope] of inner.entries()) {
        const title = `side by side, ${index + 1} of ${inner.length}`;
        if (isMap) this.scope(scope, deeper);
        else this.#frame(title, deeper, (deepest) => this.scope(scope, deepest));
      }
    });
  }

  #frame(title: string, indent: string, draw: (indent: string) => void): string {
    const id = this.#id();
    this.lines.push(`${indent}subgraph ${id}["${escapeLabel(title)}"]`, `${indent}  direction TB`);
    draw(`${indent}  `);
    this.lines.push(`${indent}end`, `${indent}style ${id} fill:none,stroke:#94a3b8`);
    return id;
  }

  /** One arrow for each pair of states: what leads to the same state shares it, dotted when only errors do. */
  #ways(ids: ReadonlyMap<string, string>, name: string, state: State, indent: string): void {
    const from = ids.get(name) ?? '';
    const exits = exitsOf(state).filter((exit) => ids.has(exit.to));
    for (const target of new Set(exits.map((exit) => exit.to))) {
      const those = exits.filter((exit) => exit.to === target);
      const onlyErrors = those.every((exit) => exit.when.kind === 'caught');
      this.#edge(from, ids.get(target) ?? '', labelOf(those, state), onlyErrors ? '-.->' : '-->', indent);
    }
    if (state.End !== true || lookOf(state) === 'ending') return;
    const end = this.#id();
    this.lines.push(`${indent}${end}(( )):::ending`);
    this.#edge(from, end, '', '-->', indent);
  }
}

function fenced(direction: 'TD' | 'LR', lines: readonly string[]): string {
  const all = [`flowchart ${direction}`, ...lines, ...classes.map((line) => `  ${line}`)];
  return ['```mermaid', ...all, '```'].join('\n');
}

/** A machine as a mermaid flowchart, in a fence. What only reports a failure is left out. */
export function diagramOf(machine: Machine): string {
  const drawing = new Drawing();
  drawing.scope(machine.definition, '  ');
  return fenced('TD', drawing.lines);
}

/** One state of each look, named by what it means. */
export function legend(meanings: readonly (readonly [Look, string])[]): string {
  const drawing = new Drawing();
  const ids = meanings.map(([look, meaning]) => drawing.node(look, meaning, '  '));
  return fenced('LR', [...drawing.lines, `  ${ids.join(' ~~~ ')}`]);
}

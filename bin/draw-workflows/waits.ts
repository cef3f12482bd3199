import { type Rung, type TaskKind, type TaskRule, taskRules } from '../../lambdas/domain/human-task-kinds.ts';
import {
  exitsOf,
  isWaiting,
  type Machine,
  machineOf,
  questionOf,
  type Scope,
  type State,
  scopesOf,
  workOf,
  writersOf,
} from './asl.ts';
import { errorInWords } from './diagram.ts';

/** One wait of the house, in words: a line of the table. */
export interface WaitLine {
  machine: string;
  state: string;
  who: string;
  howLong: string;
  thenWhat: string;
}

const askedInWords: Record<TaskRule['asks'], string> = {
  counselor: 'the counselor',
  'case-manager': 'the case manager',
  collections: 'collections staff',
  'on-call': 'the clinician on call',
  director: 'the director',
  auditor: 'the auditor',
  'sober-home': 'the sober home',
  aftercare: 'the aftercare provider',
};

const deliveryInWords: Record<TaskRule['delivery'], string> = {
  now: 'by an email at once',
  digest: 'in the daily digest',
  batch: 'in one list a day',
};

const partyInWords: Record<Rung['party'], string> = {
  owner: 'the same person',
  backup: 'the backup',
  'case-manager': 'the case manager',
  clinician: 'another clinician',
  director: 'the director',
};

const units: [number, string][] = [
  [86_400, 'day'],
  [3600, 'hour'],
  [60, 'minute'],
  [1, 'second'],
];

/** 259200 → '3 days': in the largest unit that divides it. */
export function durationInWords(seconds: number): string {
  const [size, unit] = units.find(([size]) => seconds % size === 0) ?? [1, 'second'];
  return counted(seconds / size, unit);
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

function isKind(kind: string): kind is TaskKind {
  return Object.hasOwn(taskRules, kind);
}

function ruleOf(kind: string): TaskRule {
  if (!isKind(kind)) throw new Error(`"${kind}" is no kind of human task; use one of taskKinds`);
  return taskRules[kind];
}

function deliveryOf(rule: TaskRule): string {
  const when =
    rule.batchAt === 'list complete' ? ', when the list is complete' : ', before collections close';
  return `${deliveryInWords[rule.delivery]}${rule.batchAt === undefined ? '' : when}`;
}

function rungInWords({ action, party, wait }: Rung, index: number): string {
  const time = 'hours' in wait ? counted(wait.hours, 'hour') : counted(wait.workingHours, 'working hour');
  const words = { ask: 'asked', remind: 'reminded', escalate: `escalated to ${partyInWords[party]}` };
  return `${index + 1}. ${words[action]}: ${time}`;
}

const named = (state: string) => `*${state}*`;

/** Where a state goes, with the outcomes that a question's Choice tells apart directly after it. */
function goesTo(scope: Scope, target: string | undefined): string {
  const state = target === undefined ? undefined : scope.States[target];
  if (target === undefined || state === undefined) return 'the end';
  if (state.Type !== 'Choice') return named(target);
  const ways = exitsOf(state).map(({ to, when }) =>
    when.kind === 'outcome' ? `“${when.value}” → ${named(to)}` : `else → ${named(to)}`,
  );
  return `${named(target)} ${ways.join(', ')}`;
}

function caughtInWords(scope: Scope, state: State): string[] {
  return exitsOf(state).flatMap(({ to, when }) =>
    when.kind === 'caught' ? [`${errorInWords(when.value, state)}: ${goesTo(scope, to)}`] : [],
  );
}

function boundOf(scope: Scope, name: string, state: State): string {
  if (state.TimeoutSeconds !== undefined) return `at most ${durationInWords(state.TimeoutSeconds)}`;
  const root = /^\$\.(\w+)/.exec(state.TimeoutSecondsPath ?? '')?.[1] ?? '';
  const setters = writersOf(scope, name, root).map(named);
  return `as long as ${setters.join(' or ')} says`;
}

function questionLine(scope: Scope, state: State, kind: string) {
  const rule = ruleOf(kind);
  const answers = rule.choices.map((choice) => `“${choice}”`).join(', ');
  const each = rule.perItem ? ' for each client of the list' : '';
  const after = `on ${answers}${each}, or on silence “${rule.silence}”: ${goesTo(scope, state.Next)}`;
  return {
    who: `${askedInWords[rule.asks]}, ${deliveryOf(rule)}: “${rule.title.en}”`,
    howLong: [
      ...rule.ladder.map(rungInWords),
      `the call in all: at most ${durationInWords(state.TimeoutSeconds ?? 0)}`,
    ].join('\n'),
    thenWhat: [after, ...caughtInWords(scope, state)].join('\n'),
  };
}

/** Who or what a stage, a signal, an operator or a rung's answer is, and when the wait ends by itself. */
function otherLine(state: State, machines: readonly Machine[]) {
  const work = workOf(state);
  if (work?.kind === 'machine') {
    const machine = machineOf(work.placeholder, machines) ?? work.placeholder;
    return { who: `the machine \`${machine}\`, with waits of its own`, ended: 'when it ends' };
  }
  const payload = state.Parameters?.Payload;
  const { wait, stage } = typeof payload === 'object' && !Array.isArray(payload) ? (payload ?? {}) : {};
  const comment = state.Comment ?? '';
  if (typeof wait === 'string')
    return { who: `a date, or the signal \`${wait}\`. ${comment}`, ended: 'on the signal' };
  if (typeof stage === 'string') return { who: `an operator. ${comment}`, ended: 'on the restart' };
  return { who: comment, ended: 'on the answer' };
}

function lineOf(machine: string, scope: Scope, name: string, machines: readonly Machine[]): WaitLine {
  const state = scope.States[name] ?? { Type: '' };
  const kind = questionOf(state);
  if (kind !== undefined) return { machine, state: name, ...questionLine(scope, state, kind) };
  const { who, ended } = otherLine(state, machines);
  const next = `${ended}: ${goesTo(scope, state.Next)}`;
  return {
    machine,
    state: name,
    who,
    howLong: boundOf(scope, name, state),
    thenWhat: [next, ...caughtInWords(scope, state)].join('\n'),
  };
}

/** Every wait of these machines: who is waited for, how long, then what. */
export function waitsOf(machines: readonly Machine[]): WaitLine[] {
  return machines.flatMap(({ name: machine, definition }) =>
    scopesOf(definition).flatMap((scope) =>
      Object.entries(scope.States)
        .filter(([, state]) => isWaiting(state))
        .map(([name]) => lineOf(machine, scope, name, machines)),
    ),
  );
}

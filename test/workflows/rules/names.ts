import { isEnding, isWaiting, type State, workOf } from '../../../bin/draw-workflows/asl.ts';
import { stepOfPlaceholder } from '../../../local/runner/names.ts';
import { forEachState, type ShapeRule } from './rule.ts';

/** The verbs by which states that run no step of their own begin: questions, stages, groups. */
const imperatives = [
  ...['Admit', 'Ask', 'Attempt', 'Begin', 'Collect', 'Follow', 'Hand', 'Hold', 'Make'],
  ...['Offer', 'Refer', 'Send', 'Start', 'Tell', 'Treat', 'Wait'],
];

const firstWord = (name: string) => name.split(' ')[0] ?? '';

const choices = forEachState('choices, and only choices, end with a question mark', ({ name, state }) => [
  state.Type === 'Choice' && !name.endsWith('?') && 'is a choice without a question mark',
  state.Type !== 'Choice' && name.endsWith('?') && 'asks, but is no choice',
]);

const waits = forEachState('waits begin "Wait for", and what begins so waits', ({ name, state }) => [
  workOf(state)?.kind === 'callback' && !name.startsWith('Wait for ') && 'is a wait, but does not say so',
  firstWord(name) === 'Wait' && !isWaiting(state) && 'says that it waits, but does not',
]);

function isPlainEnding(state: State): boolean {
  return isEnding(state) && state.Type !== 'Task';
}

const endings = forEachState('endings are facts', ({ name, state }) => [
  isPlainEnding(state) && !/(ed|done|ran)$/.test(name) && 'does not say what has happened',
]);

const tasks = forEachState('tasks are imperatives, and say what their step says', ({ name, state }) => {
  if (state.Type === 'Choice' || isPlainEnding(state)) return [];
  const work = workOf(state);
  const verb = firstWord(name);
  if (work?.kind === 'callback') return [];
  if (work?.kind !== 'step') return [!imperatives.includes(verb) && `"${verb}" is no verb of the house`];
  const stepVerb = stepOfPlaceholder(work.placeholder)?.split('-')[0];
  return [
    verb.toLowerCase() !== stepVerb && `begins with "${verb}", but its step ${work.placeholder} does not`,
  ];
});

/** How states are named. */
export const nameRules: ShapeRule[] = [choices, waits, endings, tasks];

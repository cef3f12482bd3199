import {
  type Machine,
  machineOf,
  questionOf,
  rootOf,
  workOf,
  writersOf,
} from '../../../bin/draw-workflows/asl.ts';
import { newTask, outcomeOf, type TaskStatus } from '../../../lambdas/domain/human-task.ts';
import { type TaskKind, taskKinds, taskRules } from '../../../lambdas/domain/human-task-kinds.ts';
import { testQuestions } from '../../../lambdas/domain/test-questions.ts';
import { stepOfPlaceholder } from '../../../local/runner/names.ts';
import { calledBy, outputsOf, type Visit, visitsOf } from '../walk.ts';
import { type Finding, forEachState, type ShapeRule } from './rule.ts';

function isKind(kind: string): kind is TaskKind {
  return taskKinds.some((known) => known === kind);
}

const kinds = forEachState('every question is of a kind that exists', ({ state }) => {
  const kind = questionOf(state);
  return [kind !== undefined && !isKind(kind) && `asks "${kind}", which is no kind of question`];
});

/** All that the human-task machine can answer for a kind, as the domain words it. */
function outcomesOf(kind: TaskKind): string[] {
  const task = newTask({ id: 'task', kind, ownerId: 'owner', openedAt: '2030-01-01T00:00:00Z' });
  const given = { items: {}, comment: '', by: 'owner', at: task.openedAt, late: false };
  const answered = taskRules[kind].choices.map((choice) =>
    outcomeOf({ ...task, status: 'answered', answer: { ...given, choice } }),
  );
  const unanswered: TaskStatus[] = ['given up', 'withdrawn', 'refused'];
  return [...answered, ...unanswered.map((status) => outcomeOf({ ...task, status }))];
}

/** The outcomes that the result of a state can have; undefined where only a step knows. */
function outcomesFrom(visit: Visit, machines: readonly Machine[]): string[] | undefined {
  const kind = questionOf(visit.state);
  if (kind !== undefined) return isKind(kind) ? outcomesOf(kind) : [];
  const work = workOf(visit.state);
  if (work?.kind !== 'machine') return undefined;
  const called = machines.find(({ name }) => name === machineOf(work.placeholder, machines));
  const outcomes = called ? outputsOf(called).map((output) => output.outcome) : [];
  return outcomes.every((outcome) => typeof outcome === 'string') ? outcomes : undefined;
}

const outcomesExist = forEachState('a choice only names outcomes that exist', (visit, { machines }) =>
  (visit.state.Choices ?? []).flatMap(({ Variable, StringEquals }) => {
    const { scope, machine, name } = visit;
    const writers = writersOf(scope, name, rootOf(Variable) ?? '').flatMap((writer) => {
      const state = scope.States[writer];
      return state ? [outcomesFrom({ machine, scope, name: writer, state }, machines)] : [];
    });
    const known = writers.flatMap((outcomes) => outcomes ?? []);
    return writers.length > 0 && !writers.includes(undefined) && !known.includes(StringEquals)
      ? [`"${StringEquals}" can never be the outcome; it is one of: ${known.join(', ')}`]
      : [];
  }),
);

/** The only steps that a test may run: they record what was said and name the next question. */
const stepsOfATest = /^(take-up-(telling|collection|sending|confirmation)|report-failure)$/;

/** Questions whose answers are a test's results, or hang on them. */
const questionsOfATest: readonly string[] = Object.keys(testQuestions).filter(
  (kind) => kind !== 'taper-sign-off' && kind !== 'breach-assessment',
);

const noResultEnds: ShapeRule = {
  rule: 'no result of a test leads to an ending',
  check: ({ machines }): Finding[] =>
    machines.flatMap(visitsOf).flatMap((visit) => {
      const problem =
        visit.machine === 'drug-test' ? strayingFrom(visit, machines) : resultReaching(visit, machines);
      return problem === undefined ? [] : [{ machine: visit.machine, state: visit.name, problem }];
    }),
};

/** A test's own machine asks people and records what they say, and does nothing else. */
function strayingFrom({ state }: Visit, machines: readonly Machine[]): string | undefined {
  const work = workOf(state);
  if (work === undefined) return undefined;
  const started = work.kind === 'machine' ? machineOf(work.placeholder, machines) : undefined;
  const step = stepOfPlaceholder(work.placeholder) ?? '';
  const isAllowed = work.kind === 'machine' ? started === 'human-task' : stepsOfATest.test(step);
  return isAllowed ? undefined : `a result may not lead to ${work.placeholder}`;
}

/** No other machine learns of a result: it neither asks about one nor waits for the machine that does. */
function resultReaching(visit: Visit, machines: readonly Machine[]): string | undefined {
  const kind = questionOf(visit.state);
  if (kind !== undefined && questionsOfATest.includes(kind))
    return `asks "${kind}" outside the test's machine`;
  return calledBy(visit, machines)?.name === 'drug-test' ? 'waits for what a test comes to' : undefined;
}

/** What is asked of people, and what their answers may do. */
export const peopleRules: ShapeRule[] = [kinds, outcomesExist, noResultEnds];

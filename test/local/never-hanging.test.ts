import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { TaskTimedOut } from '../../local/runner/errors.ts';
import type { Described } from '../../local/runner/runner.ts';
import { ask, machine, nest, task } from './asl.ts';
import { StepError, stage } from './stage.ts';

const retry = [{ ErrorEquals: ['Crash'], IntervalSeconds: 3, MaxAttempts: 2 }];
const caught = [{ ErrorEquals: ['States.ALL'], ResultPath: '$.error', Next: 'Escalate' }];

const human = machine({
  Open: task('open-task', { ResultPath: '$.task', Retry: retry, Next: 'Ask' }),
  Ask: ask('ask-person', {
    TimeoutSeconds: 120,
    ResultPath: '$.answer',
    Retry: [...retry, { ErrorEquals: ['Declined'], MaxAttempts: 1 }],
    Catch: [{ ErrorEquals: ['States.Timeout'], ResultPath: '$.late', Next: 'Remind' }],
    Next: 'Record',
  }),
  Remind: task('remind', { ResultPath: null, Retry: retry, Next: 'Pause' }),
  Pause: { Type: 'Wait', Seconds: 40, Next: 'Record' },
  Record: task('record', { ResultPath: '$.recorded', Retry: retry }),
});

const journey = machine({
  Both: {
    Type: 'Parallel',
    ResultPath: '$.both',
    Branches: [
      machine({
        Nest: nest(
          'human',
          { Input: { 'id.$': '$.id' } },
          { TimeoutSeconds: 400, Retry: [{ ErrorEquals: ['States.TaskFailed'], MaxAttempts: 1 }] },
        ),
      }),
      machine({
        Count: task('count', { Retry: retry, Next: 'Rest' }),
        Rest: { Type: 'Wait', Seconds: 70, End: true },
      }),
    ],
    Retry: [{ ErrorEquals: ['States.Timeout'], MaxAttempts: 1 }],
    Catch: caught,
    Next: 'Each',
  },
  Each: {
    Type: 'Map',
    ItemsPath: '$.homes',
    MaxConcurrency: 2,
    ResultPath: '$.each',
    ItemProcessor: machine({
      'Ask home': ask('ask-home', { TimeoutSeconds: 90, Retry: retry }, { 'home.$': '$' }),
    }),
    Catch: caught,
    Next: 'Done',
  },
  Escalate: task('escalate', { ResultPath: null, Retry: retry, Next: 'Done' }),
  Done: { Type: 'Succeed' },
});

/** What may go wrong, and when: one entry for each call of a step, one for each question, some stops. */
const faults = fc.record({
  calls: fc.array(fc.constantFrom('fine', 'fine', 'fine', 'crash before', 'crash after', 'crash inside'), {
    maxLength: 40,
  }),
  replies: fc.array(fc.record({ afterSeconds: fc.integer({ min: 0, max: 130 }), declines: fc.boolean() }), {
    maxLength: 12,
  }),
  stops: fc.array(fc.record({ atSeconds: fc.integer({ min: 0, max: 500 }), which: fc.nat(8) }), {
    maxLength: 3,
  }),
  looks: fc.array(fc.integer({ min: 0, max: 600 }), { maxLength: 8 }),
});
type Faults = typeof faults extends fc.Arbitrary<infer T> ? T : never;

function perform(plan: Faults) {
  let call = 0;
  let question = 0;
  const crashAt = (moment: string) => {
    if (plan.calls[call - 1] === `crash ${moment}`) throw new StepError('Crash', moment);
  };
  const reply = (token: string) => {
    const { afterSeconds, declines } = plan.replies[question] ?? {};
    question += 1;
    if (afterSeconds === undefined) return;
    on.clock.at(on.clock.nowMs() + afterSeconds * 1000, () => {
      try {
        if (declines) on.runner.fail(token, { error: 'Declined' });
        else on.runner.succeed(token, 'yes');
      } catch (error) {
        if (!(error instanceof TaskTimedOut)) throw error;
      }
    });
  };
  const on = stage(
    { human, journey },
    {},
    {
      steps: async (step) => {
        if (step.taskToken !== undefined) reply(step.taskToken);
        await Promise.resolve();
        crashAt('inside');
        return { did: step.step };
      },
      hooks: {
        beforeStep: () => {
          call += 1;
          crashAt('before');
        },
        afterStep: () => crashAt('after'),
      },
    },
  );
  for (const { atSeconds, which } of plan.stops) {
    on.at(atSeconds, () => {
      const execution = on.runner.list()[which];
      if (execution !== undefined) on.runner.stop(execution.executionId);
    });
  }
  return on;
}

type Stage = ReturnType<typeof perform>;

/** Every open state at the end of a branch waits for a moment to come, or for a child that runs. */
function expectAlive(on: Stage, execution: Described): void {
  const open = on.runner.openStates(execution.executionId);
  expect(open.length).toBeGreaterThan(0);
  for (const { waiting, untilMs, childId } of open) {
    if (waiting === 'branches') continue;
    const childRuns = childId !== undefined && on.runner.describe(childId).status === 'RUNNING';
    expect(childRuns || (untilMs ?? 0) > on.clock.nowMs()).toBe(true);
    expect(waiting).not.toBe('step');
  }
}

async function performWhole(plan: Faults): Promise<Stage> {
  const on = perform(plan);
  for (const id of ['c-1', 'c-2'])
    on.runner.start('journey', { id, homes: ['h-1', 'h-2', 'h-3'] }, { name: `${id}-1` });
  for (const seconds of [...plan.looks].sort((a, b) => a - b)) {
    await on.clock.advanceTo(
      Math.max(on.clock.nowMs(), on.clock.nowMs() - on.seconds() * 1000 + seconds * 1000),
    );
    for (const execution of on.runner.list({ status: 'RUNNING' })) expectAlive(on, execution);
  }
  await on.clock.runUntilIdle();
  return on;
}

const record = (on: Stage) =>
  on.runner.list().map((execution) => [execution, on.runner.historyOf(execution.executionId)]);

describe('whatever crashes, is answered late or is stopped', () => {
  it('no execution is left hanging, and none outlives a parent that waits for it', async () => {
    await fc.assert(
      fc.asyncProperty(faults, async (plan) => {
        const on = await performWhole(plan);
        const executions = on.runner.list();
        // One that hung would have been ended by the limit of a year.
        expect(executions.filter(({ status }) => status === 'RUNNING' || status === 'TIMED_OUT')).toEqual([]);
        expect([on.clock.pending, on.runner.counts().openCallbacks]).toEqual([0, 0]);
        for (const { parentId, stoppedAtMs = 0 } of executions) {
          if (parentId === undefined) continue;
          expect(stoppedAtMs).toBeLessThanOrEqual(on.runner.describe(parentId).stoppedAtMs ?? 0);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('each history is whole: numbered, every state left at most once per entry, nothing after the end', async () => {
    await fc.assert(
      fc.asyncProperty(faults, async (plan) => {
        const on = await performWhole(plan);
        for (const { executionId } of on.runner.list()) {
          const history = on.runner.historyOf(executionId);
          expect(history.map(({ id }) => id)).toEqual(history.map((_event, index) => index + 1));
          const count = (end: string) => history.filter(({ type }) => type.endsWith(end)).length;
          expect(count('StateExited') + count('StateAborted')).toBeLessThanOrEqual(count('StateEntered'));
          expect(history.filter(({ type }) => /^Execution(?!Started)/.test(type))).toEqual(history.slice(-1));
          expect(on.runner.transitions(executionId)).toMatchObject({
            events: history.length,
            transitions: count('StateEntered'),
          });
        }
      }),
      { numRuns: 100 },
    );
  });

  it('the same course gives the same history, to the letter', async () => {
    await fc.assert(
      fc.asyncProperty(faults, async (plan) => {
        const [first, second] = [await performWhole(plan), await performWhole(plan)];
        expect(JSON.stringify(record(first))).toBe(JSON.stringify(record(second)));
      }),
      { numRuns: 100 },
    );
  });
});

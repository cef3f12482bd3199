import { describe, expect, it } from 'vitest';
import { TaskDoesNotExist, TaskTimedOut } from '../../local/runner/errors.ts';
import { ask, machine } from './asl.ts';
import { StepError, stage } from './stage.ts';

const asking = (fields: object = {}) => ({
  m: machine({ Ask: ask('ask-home', { TimeoutSeconds: 60, ...fields }) }),
});

async function asked(fields: object = {}, steps: Parameters<typeof stage>[1] = {}) {
  const on = stage(asking(fields), steps);
  const id = on.runner.start('m', { q: 1 }, { name: 'c-1-ask-1' });
  await on.settle();
  return { ...on, id, describe: () => on.runner.describe(id) };
}

describe('a task that waits for a callback', () => {
  it('calls its step with payload and token, and ignores what it gives', async () => {
    const on = await asked({}, { 'ask-home': () => 'ignored' });
    expect(on.calls).toMatchObject([
      {
        step: 'ask-home',
        payload: { input: { q: 1 } },
        executionId: on.id,
        stateName: 'Ask',
        taskToken: on.token(),
      },
    ]);
    expect(on.calls[0]?.payload).toMatchObject({ taskToken: on.token() });
    expect(on.describe().status).toBe('RUNNING');
    expect(on.runner.openStates(on.id)).toEqual([
      {
        state: 'Ask',
        waiting: 'callback',
        untilMs: on.clock.nowMs() + 60_000,
        taskToken: on.token(),
        childId: undefined,
      },
    ]);
  });

  it('ends with the answer, as a copy', async () => {
    const on = await asked({ ResultPath: '$.answer' });
    const answer = { outcome: ['yes'] };
    on.runner.succeed(on.token(), answer);
    answer.outcome.push('changed later');
    expect(on.describe().status).toBe('RUNNING');
    await on.settle();
    expect(on.describe().output).toEqual({ q: 1, answer: { outcome: ['yes'] } });
    expect(on.clock.pending).toBe(0);
  });

  it('fails with the error it is told', async () => {
    const on = await asked();
    on.runner.fail(on.token(), { error: 'Declined', cause: 'no bed' });
    await on.settle();
    expect(on.describe()).toMatchObject({ status: 'FAILED', error: 'Declined', cause: 'no bed' });
  });

  it('times out', async () => {
    const on = await asked();
    await on.clock.runUntilIdle();
    expect([on.describe().status, on.describe().error, on.seconds()]).toEqual([
      'FAILED',
      'States.Timeout',
      60,
    ]);
    expect(() => on.runner.succeed(on.token(), 1)).toThrow(TaskTimedOut);
  });

  it('takes one answer, at once', async () => {
    const on = await asked();
    on.runner.succeed(on.token(), 'first');
    expect(() => on.runner.succeed(on.token(), 'second')).toThrow(TaskTimedOut);
    expect(() => on.runner.fail(on.token(), { error: 'E' })).toThrow(TaskTimedOut);
    await on.settle();
    expect(on.describe().output).toBe('first');
  });

  it('does not know tokens it never gave', async () => {
    const on = await asked();
    expect(() => on.runner.succeed('token', 1)).toThrow(TaskDoesNotExist);
    expect(() => on.runner.fail('token', {})).toThrow(TaskDoesNotExist);
  });

  it('refuses an answer that is too large, and stays open', async () => {
    const on = await asked();
    expect(() => on.runner.succeed(on.token(), 'x'.repeat(262_144))).toThrow('output has 262146 bytes');
    on.runner.succeed(on.token(), 'short');
    await on.settle();
    expect(on.describe().output).toBe('short');
  });

  it.each([
    [59.999, 'SUCCEEDED'],
    [60.001, 'FAILED'],
  ])('answered after %s of 60 seconds: %s', async (seconds, status) => {
    const on = await asked();
    let refused = false;
    on.at(seconds, () => {
      try {
        on.runner.succeed(on.token(), 'yes');
      } catch (error) {
        refused = error instanceof TaskTimedOut;
      }
    });
    await on.clock.runUntilIdle();
    expect([on.describe().status, refused]).toEqual([status, status === 'FAILED']);
  });

  it('answered at the very moment of the timeout: the order in the queue decides', async () => {
    const early = stage(asking());
    const answered: string[] = [];
    const reply = () => {
      try {
        early.runner.succeed(early.token(), 'yes');
        answered.push('taken');
      } catch {
        answered.push('refused');
      }
    };
    const first = early.runner.start('m', {});
    early.at(60, reply);
    await early.clock.runUntilIdle();
    expect([early.runner.describe(first).status, answered]).toEqual(['SUCCEEDED', ['taken']]);

    const late = await asked();
    late.at(60, () => expect(() => late.runner.succeed(late.token(), 'yes')).toThrow(TaskTimedOut));
    await late.clock.runUntilIdle();
    expect(late.describe().error).toBe('States.Timeout');
  });

  it('can be answered before its step has ended, even if the step then crashes', async () => {
    const on = stage(asking(), {
      'ask-home': (_payload, call) => {
        on.runner.succeed(call.taskToken ?? '', 'at once');
        throw new StepError('Crash');
      },
    });
    expect(await on.run('m')).toMatchObject({ status: 'SUCCEEDED', output: 'at once' });
  });

  it('fails with its step, and closes the token', async () => {
    const on = await asked(
      {},
      {
        'ask-home': () => {
          throw new StepError('MailDown');
        },
      },
    );
    expect(on.describe().error).toBe('MailDown');
    expect(() => on.runner.succeed(on.token(), 1)).toThrow(TaskTimedOut);
    expect(on.clock.pending).toBe(0);
  });

  it('closes the token of an attempt that timed out, when it asks again', async () => {
    const on = await asked({ Retry: [{ ErrorEquals: ['States.Timeout'], IntervalSeconds: 5 }] });
    await on.pass(65);
    expect(() => on.runner.succeed(on.token(0), 'stale')).toThrow(TaskTimedOut);
    on.runner.succeed(on.token(1), 'fresh');
    await on.settle();
    expect(on.describe().output).toBe('fresh');
  });

  it('fails with its step at the second attempt, though the first was answered', async () => {
    let times = 0;
    const steps = {
      'ask-home': () => {
        times += 1;
        if (times === 2) throw new StepError('MailDown');
        return {};
      },
    };
    const on = await asked({ Retry: [{ ErrorEquals: ['Declined'] }] }, steps);
    on.runner.fail(on.token(), { error: 'Declined' });
    await on.pass(1);
    expect(on.describe().error).toBe('MailDown');
  });

  it('drops an answer that was taken but not taken up when the execution is stopped', async () => {
    const on = await asked();
    on.runner.succeed(on.token(), 'yes');
    on.runner.stop(on.id);
    await on.clock.runUntilIdle();
    expect(on.describe()).toMatchObject({ status: 'ABORTED', output: undefined });
    expect(on.events(on.id).at(-1)).toBe('0 ExecutionAborted');
  });

  it('gives each visit its own token, so that a stale token or timer does nothing', async () => {
    const machines = {
      m: machine({
        Ask: ask('ask-home', { TimeoutSeconds: 60, Next: 'Again?' }),
        'Again?': {
          Type: 'Choice',
          Choices: [{ Variable: '$', StringEquals: 'again', Next: 'Ask' }],
          Default: 'Done',
        },
        Done: { Type: 'Succeed' },
      }),
    };
    const on = stage(machines);
    const id = on.runner.start('m', {});
    await on.pass(20);
    on.runner.succeed(on.token(), 'again');
    await on.pass(30);
    expect(() => on.runner.succeed(on.token(0), 'stale')).toThrow(TaskTimedOut);
    // The first visit would have timed out at 60, the second does at 80.
    await on.pass(29);
    expect(on.runner.describe(id).status).toBe('RUNNING');
    on.runner.succeed(on.token(1), 'end');
    await on.settle();
    expect(on.runner.describe(id)).toMatchObject({ status: 'SUCCEEDED', output: 'end' });
  });

  it('lasts 90 days of virtual time as well as any', async () => {
    const on = stage(asking({ TimeoutSeconds: 90 * 86_400 }));
    expect(await on.run('m')).toMatchObject({ error: 'States.Timeout' });
    expect(on.seconds()).toBe(90 * 86_400);
  });
});

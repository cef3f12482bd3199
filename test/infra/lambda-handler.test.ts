import { describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { type Ports, StoreConflict } from '../../lambdas/ports.ts';
import { defineRoute } from '../../lambdas/runtime/define-route.ts';
import { clinicInput, defineStep } from '../../lambdas/runtime/define-step.ts';
import {
  beatHandler,
  eventHandler,
  type PortMakers,
  routeHandler,
  type Surroundings,
  stepHandler,
} from '../../lambdas/runtime/lambda-handler.ts';
import { createMemoryStore } from '../../local/memory-store.ts';

const input = { clinicId: 'harbor-light', taskId: 'tk_1', taskToken: 'a-secret-token', note: 'Robin Quill' };
const context = { awsRequestId: 'request-1' };

interface Watched extends Surroundings {
  lines: Record<string, unknown>[];
  made: number;
}

function watched(environment: Record<string, string> = { AWS_LAMBDA_FUNCTION_NAME: 'open-task' }): Watched {
  const around: Watched = {
    environment,
    lines: [],
    made: 0,
    makePorts: (_makers: PortMakers) => {
      around.made += 1;
      const clock = { now: () => '2027-01-04T18:00:00.000Z' };
      return { store: createMemoryStore(), clock } as unknown as Ports;
    },
    write: (text) => around.lines.push(JSON.parse(text)),
  };
  return around;
}

const asks = defineStep({
  input: z.extend(clinicInput, { taskId: z.string() }),
  run: async ({ taskId }) => ({ outcome: 'ask', taskId }),
});
const conflicts = defineStep({
  input: clinicInput,
  run: async () => {
    throw new StoreConflict('harbor-light: lost against others 30 times');
  },
});

describe('a step as a function', () => {
  it('hands back what the step says, on ports made once', async () => {
    const around = watched();
    const handler = stepHandler(asks, {}, around);
    expect(around.made).toBe(0);
    expect(await handler(input, context)).toEqual({ outcome: 'ask', taskId: 'tk_1' });
    await handler(input, context);
    expect(around.made).toBe(1);
  });

  it('logs ids, outcome and duration, and nothing else of what it was given', async () => {
    const around = watched();
    await stepHandler(asks, {}, around)(input, context);
    const [line] = around.lines;
    expect(line).toEqual({
      call: 'open-task',
      requestId: 'request-1',
      outcome: 'ask',
      durationMs: expect.any(Number),
      clinicId: 'harbor-light',
      taskId: 'tk_1',
    });
  });

  it('logs the ids inside a question, and no id that is more than an id', async () => {
    const around = watched();
    const question = { clinicId: 'harbor-light', episodeId: 'Robin Quill, born 1990' };
    await expect(stepHandler(asks, {}, around)({ question }, context)).rejects.toThrow('clinicId');
    expect(around.lines).toEqual([
      {
        call: 'open-task',
        requestId: 'request-1',
        outcome: 'failed',
        error: 'BadStepInput',
        durationMs: expect.any(Number),
        clinicId: 'harbor-light',
      },
    ]);
  });

  it('throws under the name that the state machine retries by', async () => {
    const around = watched();
    await expect(stepHandler(conflicts, {}, around)(input)).rejects.toMatchObject({ name: 'StoreConflict' });
    expect(around.lines[0]).toMatchObject({ outcome: 'failed', error: 'StoreConflict' });
    expect(JSON.stringify(around.lines)).not.toContain('lost against');
  });
});

describe('a route as a function', () => {
  const request = {
    httpMethod: 'POST',
    path: '/l/a-secret-path',
    pathParameters: { id: 'a-secret-path' },
    headers: { Cookie: 'a-secret-cookie' },
    body: 'passcode=31415926',
  };
  const shows = defineRoute(async () => ({ statusCode: 200, headers: {}, body: 'Robin Quill' }));
  const breaks = defineRoute(async () => {
    throw new TypeError('a-secret-path is undefined');
  });

  it('logs the status, and neither path nor body nor cookie', async () => {
    const around = watched({ AWS_LAMBDA_FUNCTION_NAME: 'answer' });
    expect(await routeHandler(shows, {}, around)(request, context)).toMatchObject({ body: 'Robin Quill' });
    expect(around.lines).toEqual([
      { call: 'answer', requestId: 'request-1', outcome: '200', durationMs: expect.any(Number) },
    ]);
  });

  it('answers a failure without its cause, and logs the name of the error', async () => {
    const around = watched({ AWS_LAMBDA_FUNCTION_NAME: 'answer' });
    const response = await routeHandler(breaks, {}, around)(request, context);
    expect(response.statusCode).toBe(500);
    expect(response.body).toContain('Please try again');
    expect(JSON.stringify([response, around.lines])).not.toContain('secret');
    expect(around.lines[0]).toMatchObject({ outcome: 'failed', error: 'TypeError' });
  });
});

describe('the heartbeat as a function', () => {
  it('beats on ports made once and hands nothing back', async () => {
    const around = watched({ AWS_LAMBDA_FUNCTION_NAME: 'beat' });
    let beats = 0;
    const signs = {
      agendaLateMinutes: 0,
      mailLateMinutes: 7,
      drawLateMinutes: 0,
      caseloadMismatches: 0,
      brokenChains: 1,
    };
    const beating = { beat: async () => ({ started: ++beats }), watch: async () => signs };
    const handler = beatHandler(beating, {}, around);
    expect(await handler({}, context)).toBeUndefined();
    await handler({}, context);
    expect([beats, around.made]).toEqual([2, 1]);
    expect(around.lines[0]).toMatchObject({ call: 'beat', outcome: 'done' });
    expect(around.lines[1]).toMatchObject({ MailLateMinutes: 7, BrokenChains: 1, DrawLateMinutes: 0 });
    expect(around.lines[1]).toHaveProperty('_aws.CloudWatchMetrics.0.Namespace', 'stepdown');
  });
});

describe('a function that takes events', () => {
  const told = { source: 'aws.ses', detail: { mail: { destination: ['robin.quill@home.example'] } } };

  it('takes an event on ports made once, and logs the outcome and nothing of the event', async () => {
    const around = watched({ AWS_LAMBDA_FUNCTION_NAME: 'take-mail-event' });
    const taken: unknown[] = [];
    const handler = eventHandler(
      async (_ports, event) => {
        taken.push(event);
        return 'noted';
      },
      {},
      around,
    );
    expect(await handler(told, context)).toBeUndefined();
    await handler(told, context);
    expect([taken, around.made]).toEqual([[told, told], 1]);
    expect(around.lines[0]).toMatchObject({ call: 'take-mail-event', outcome: 'noted' });
    expect(JSON.stringify(around.lines)).not.toContain('robin');
  });

  it('throws what it cannot take, so that the event is handed over again', async () => {
    const around = watched({ AWS_LAMBDA_FUNCTION_NAME: 'take-mail-event' });
    const handler = eventHandler(
      async () => {
        throw new TypeError('robin.quill@home.example is unknown');
      },
      {},
      around,
    );
    await expect(handler(told, context)).rejects.toThrow(TypeError);
    expect(around.lines[0]).toMatchObject({ outcome: 'failed', error: 'TypeError' });
    expect(JSON.stringify(around.lines)).not.toContain('robin');
  });
});

describe('the ports of a deployed function', () => {
  const tables = { RECORDS_TABLE: 'records', AUDIT_TABLE: 'audit', AWS_REGION: 'us-east-1' };
  const deployed = async (environment: Record<string, string>, use: (ports: Ports) => unknown) => {
    const { inLambda } = await import('../../lambdas/runtime/lambda-handler.ts');
    return use(inLambda.makePorts({}, environment));
  };

  it('say which setting is missing, and what to do', async () => {
    await expect(deployed({}, () => 'made')).rejects.toThrow(
      /RECORDS_TABLE: is not set; deploy again.*\nAUDIT_TABLE: is not set/,
    );
    await expect(deployed({ ...tables, AUDIT_TABLE: 'no table' }, () => 'made')).rejects.toThrow(
      'AUDIT_TABLE: is malformed',
    );
  });

  it('refuse a port that the function was not given', async () => {
    await expect(deployed(tables, ({ mailer }) => mailer.send)).rejects.toThrow(
      'mailer.send: this function was not given the mailer; add the need in lib/function-needs.ts',
    );
    expect(await deployed(tables, ({ clock }) => clock.now())).toMatch(/^\d{4}-\d\d-\d\dT.*Z$/);
  });
});

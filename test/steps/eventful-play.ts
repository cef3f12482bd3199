import type { Ports } from '../../lambdas/ports.ts';
import type { StepOutcome } from '../../lambdas/runtime/define-step.ts';
import { loadSteps } from '../../local/definitions.ts';
import { realistic } from '../../local/people/behaviour.ts';
import type { StepCall } from '../../local/runner/execution.ts';
import { exampleReferrals, sheerProgram } from '../example-clinic.ts';
import { begin, type Journey } from '../journeys/journey.ts';

/** Runs a step again, as a service does that delivers at least once. */
export type RunAgain = () => Promise<StepOutcome>;

export interface Repeating {
  before?: (call: StepCall, runAgain: RunAgain) => Promise<void>;
  after?: (call: StepCall, result: unknown, runAgain: RunAgain) => Promise<void>;
}

/**
 * A play in which every step of the house has something to do: a queue for the last places, homes and receivers that
 * decline, a client who leaves, one who revokes, a crisis, a phase that cannot begin until an operator restarts the stage.
 */
export async function eventfulPlay(
  repeating: Repeating = {},
): Promise<{ journey: Journey; stepsRun: Set<string> }> {
  const steps = await loadSteps();
  const stepsRun = new Set<string>();
  let ports: Ports | undefined;
  let hasFailed = false;
  const again = (call: StepCall): RunAgain => {
    const handler = ports && steps.get(call.step)?.handler(ports);
    if (!handler) throw new Error(`there is no step ${call.step}`);
    return () => handler(structuredClone(call.payload));
  };
  const program = sheerProgram();
  const journey = await begin({
    referrals: exampleReferrals(),
    program: { ...program, caseload: { softCap: 4, hardCap: 5 } },
    behaviour: realistic,
    seed: 'eventful',
    local: {
      hooks: {
        async beforeStep(call) {
          if (call.step === 'begin-next-phase' && !hasFailed) {
            hasFailed = true;
            throw new RangeError('a fault that no retry mends');
          }
          await repeating.before?.(call, again(call));
        },
        async afterStep(call, result) {
          stepsRun.add(call.step);
          await repeating.after?.(call, result, again(call));
        },
      },
    },
  });
  ports = journey.play.clinic.ports;
  await script(journey);
  return { journey, stepsRun };
}

async function script(journey: Journey): Promise<void> {
  await journey.untilTrue('a stage has failed', () =>
    journey.all('wait').some(({ wait }) => wait === 'operator'),
  );
  const failed = journey.all('wait').find(({ wait }) => wait === 'operator');
  await journey.act('restart-stage', { episodeId: failed?.episodeId, reason: 'the fault is mended' });
  const inTreatment = () =>
    journey.all('episode').filter(({ stage, ending }) => stage === 'treatment' && !ending);
  const leaver = inTreatment()[0];
  const reason = 'for the sake of the play';
  await journey.act('end-early', { episodeId: leaver?.id, ending: 'left against advice', reason });
  await journey.days(3);
  const resident = inTreatment().find(({ residence }) => residence);
  await journey.act('revoke', { episodeId: resident?.id, recipientId: 'all', how: 'oral' });
  await journey.act('order-test', { episodeId: resident?.id, reason });
  await journey.act('start-crisis', { kind: 'medical emergency', episodeId: resident?.id });
  await journey.untilRest();
}

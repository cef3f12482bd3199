import type { LocalDate } from '../../lambdas/domain/clinic-calendar.ts';
import { taskRules } from '../../lambdas/domain/human-task-kinds.ts';
import { answersFromForm } from '../../lambdas/pages/link-fields.ts';
import { type Ports, ServiceUnavailable } from '../../lambdas/ports.ts';
import { loadSteps } from '../../local/definitions.ts';
import type { Behaviour } from '../../local/people/behaviour.ts';
import type { StepCall } from '../../local/runner/execution.ts';
import { luckOf } from '../../local/seeded.ts';
import { exampleClinic } from '../example-clinic.ts';
import { replyTo } from './answers.ts';
import { begin, type DatedReferral, type Journey } from './journey.ts';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;

/** A world in which things go wrong, all of it drawn from one seed. Shares are from 0 to 1. */
export interface Faults {
  seed: string;
  startsOn: LocalDate;
  timeZone: string;
  /** How many of the mails somebody answers at all. */
  answers: number;
  /** How many of the answers are any choice, rather than the usual one. */
  odd: number;
  longestDelayHours: number;
  crashesBefore: number;
  crashesAfter: number;
  /** How many mails are accepted by a service whose answer is lost on the way. */
  mailAnswersLost: number;
  /** Steps are delivered one to so many times. */
  deliveries: number;
  /** Hours after the beginning at which the store cannot be reached for three hours. */
  storeFailsAtHours: readonly number[];
  /** Hours after the beginning at which the mail service refuses every second mail for half an hour. */
  mailFailsAtHours: readonly number[];
  /** Clocks of the functions differ from the true time by up to so many minutes. */
  clockSkewMinutes: number;
}

export interface Survived {
  journey: Journey;
  crashes: number;
  /** Answers whose page said that they were recorded, and that no task knows of. */
  answersLost: string[];
}

/** What the faults share: the true time, how often something crashed, and the ports for a second delivery. */
interface World {
  nowMs: () => number;
  startedMs: number;
  crashes: number;
  ports?: Ports;
}

/** Error of a function that crashed, as the service reports it. */
class Crash extends Error {
  override name = 'Lambda.Unknown';
}

/** Lets clients go through the program in such a world, to the last follow-up. */
export async function survive(faults: Faults, referrals: readonly DatedReferral[]): Promise<Survived> {
  const steps = await loadSteps();
  const world: World = { nowMs: () => 0, startedMs: 0, crashes: 0 };
  const luck = luckIn(faults.seed);
  const crashWith = (share: number, what: string) => {
    if (luck('crash') >= share) return;
    world.crashes += 1;
    throw new Crash(`crashed ${what}`);
  };
  const deliverAgain = async (call: StepCall) => {
    for (let times = Math.floor(luck('deliveries') * faults.deliveries); times > 0; times -= 1)
      if (world.ports) await steps.get(call.step)?.handler(world.ports)(structuredClone(call.payload));
  };
  const clinic = exampleClinic();
  const journey = await begin({
    clinic: { ...clinic, clinic: { ...clinic.clinic, timeZone: faults.timeZone } },
    referrals,
    startsOn: faults.startsOn,
    seed: faults.seed,
    behaviour: peopleIn(faults),
    local: {
      hooks: {
        beforeStep: () => crashWith(faults.crashesBefore, 'before its work'),
        async afterStep(call) {
          await deliverAgain(call);
          crashWith(faults.crashesAfter, 'after its work');
        },
      },
      around: (ports) => failing(ports, faults, world, luck),
    },
  });
  const { ports, clock } = journey.play.clinic;
  Object.assign(world, { ports, nowMs: clock.nowMs, startedMs: clock.nowMs() });
  goOnAfterOutages(journey);
  const recorded = answersRecorded(journey);
  await journey.untilRest();
  return { journey, crashes: world.crashes, answersLost: lostAmong(journey, recorded) };
}

/** A number from 0 to 1 for each question asked, in the order of asking. */
function luckIn(seed: string): (about: string) => number {
  let asked = 0;
  return (about) => {
    asked += 1;
    return luckOf(seed, `${about}|${asked}`);
  };
}

function peopleIn({ answers, odd, longestDelayHours }: Faults): Behaviour {
  return ({ task, contactId, isRepeat }, luck) => {
    const label = (what: string) => `${what}|${contactId}|${task.id}|${task.rung}|${isRepeat}`;
    if (luck(label('answers')) >= answers) return undefined;
    const { choices } = taskRules[task.kind];
    const choice =
      luck(label('odd')) < odd ? choices[Math.floor(luck(label('choice')) * choices.length)] : undefined;
    const afterMinutes = 1 + Math.floor(luck(label('delay')) * longestDelayHours * 60);
    const reason = luck(label('reason')) < 0.5 ? 'on second thoughts' : '';
    return replyTo(task, { afterMinutes, reason, ...(choice === undefined ? {} : { choice }) });
  };
}

function failing(ports: Ports, faults: Faults, world: World, luck: (about: string) => number): Ports {
  const isWithin = (startsAtHours: readonly number[], lastsMs: number) =>
    world.startedMs > 0 &&
    startsAtHours.some((hours) => {
      const sinceMs = world.nowMs() - world.startedMs - hours * hourMs;
      return 0 <= sinceMs && sinceMs < lastsMs;
    });
  const requireStore = () => {
    if (isWithin(faults.storeFailsAtHours, 3 * hourMs)) throw new ServiceUnavailable('the store is down');
  };
  // One invocation has one clock: at one true moment every reading is off by the same.
  const skewMs = () =>
    Math.round((luckOf(faults.seed, `skew|${world.nowMs()}`) * 2 - 1) * faults.clockSkewMinutes * minuteMs);
  return {
    ...ports,
    clock: { now: () => new Date(Date.parse(ports.clock.now()) + skewMs()).toISOString() },
    store: {
      read(clinicId) {
        const reader = ports.store.read(clinicId);
        return {
          async get(kind, id) {
            requireStore();
            return reader.get(kind, id);
          },
          async list(kind, options) {
            requireStore();
            return reader.list(kind, options);
          },
        };
      },
      async transact(clinicId, work) {
        requireStore();
        return ports.store.transact(clinicId, work);
      },
      async chain(clinicId, chain) {
        requireStore();
        return ports.store.chain(clinicId, chain);
      },
    },
    mailer: {
      async send(mail) {
        const isThrottled = isWithin(faults.mailFailsAtHours, hourMs / 2) && luck('mail') < 0.5;
        if (isThrottled) throw new ServiceUnavailable('too many mails');
        const sent = await ports.mailer.send(mail);
        if (luck('mail answer') < faults.mailAnswersLost) {
          world.crashes += 1;
          throw new ServiceUnavailable('the answer of the mail service was lost');
        }
        return sent;
      },
    },
  };
}

/** What fails in an outage outside of a workflow (a beat, a visitor's page) ends there; the clock goes on. */
function goOnAfterOutages({ play }: Journey): void {
  const { clinic } = play;
  const { advanceTo } = clinic;
  clinic.advanceTo = async (at) => {
    for (let isThere = false; !isThere; ) {
      try {
        await advanceTo(at);
        isThere = true;
      } catch (error) {
        if (!(error instanceof ServiceUnavailable)) throw error;
      }
    }
  };
}

/** Notes every answer after which the page said that it was recorded. */
function answersRecorded({ play }: Journey): { taskId: string; said: string[] }[] {
  const { clinic } = play;
  const { link } = clinic;
  const recorded: { taskId: string; said: string[] }[] = [];
  clinic.link = async (request) => {
    const response = await link(request);
    const form = new URLSearchParams(request.body ?? '');
    if (form.get('action') === 'answer' && response.statusCode === 200)
      for (const { taskId, choice, items } of answersFromForm(form))
        recorded.push({ taskId, said: [choice, ...Object.values(items)].filter((said) => said !== '') });
    return response;
  };
  return recorded;
}

function lostAmong(journey: Journey, recorded: readonly { taskId: string; said: string[] }[]): string[] {
  return recorded.flatMap(({ taskId, said }) => {
    const task = journey.all('task').find(({ id }) => id === taskId);
    const kept = [task?.answer, ...(task?.superseded ?? [])].flatMap((answer) =>
      answer ? [answer.choice, ...Object.values(answer.items)] : [],
    );
    return said
      .filter((choice) => !kept.includes(choice))
      .map((choice) => `${task?.kind} ${taskId}: ${choice}`);
  });
}

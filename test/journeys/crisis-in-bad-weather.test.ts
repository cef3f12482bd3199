import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isUnacknowledged } from '../../lambdas/domain/crisis.ts';
import { type Ports, ServiceUnavailable } from '../../lambdas/ports.ts';
import { luckOf } from '../../local/seeded.ts';
import { executionsOf } from './canary/watch.ts';
import {
  atNight,
  backup,
  director,
  mailsAboutCrisis,
  onCall,
  start,
  theCrisis,
  theLadder,
} from './crisis/night.ts';
import type { Journey } from './journey.ts';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;

/** What goes wrong from the moment when it is switched on. */
interface Weather {
  isStoreDown: boolean;
  /** Throws to crash a step. */
  beforeStep(step: string, payload: Record<string, unknown>): void;
  afterStep(step: string): void;
}

function fairWeather(): Weather {
  return { isStoreDown: false, beforeStep() {}, afterStep() {} };
}

class Crash extends Error {
  override name = 'Lambda.Unknown';
}

/** The store of a clinic on which the weather falls. */
function around(weather: Weather) {
  return (ports: Ports): Ports => {
    const requireStore = () => {
      if (weather.isStoreDown) throw new ServiceUnavailable('the store is down');
    };
    return {
      ...ports,
      store: {
        ...ports.store,
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
      },
    };
  };
}

function nightIn(
  weather: Weather,
  answers: Parameters<typeof atNight>[0],
  history = false,
): Promise<Journey> {
  return atNight(answers, {
    local: {
      history,
      around: around(weather),
      hooks: {
        beforeStep: (call) => weather.beforeStep(call.step, call.payload as Record<string, unknown>),
        afterStep: (call) => weather.afterStep(call.step),
      },
    },
  });
}

/** Lets time pass; what fails in an outage outside of a workflow ends there, and the clock goes on. */
async function pass(journey: Journey, spanMs: number): Promise<void> {
  const until = new Date(Date.parse(journey.play.clinic.now()) + spanMs).toISOString();
  for (let isThere = false; !isThere; ) {
    try {
      await journey.until(until);
      isThere = true;
    } catch (error) {
      if (!(error instanceof ServiceUnavailable)) throw error;
    }
  }
}

describe('a crisis while the store is down for three hours', async () => {
  const weather = fairWeather();
  const journey = await nightIn(weather, { crisis: { afterMinutes: 5 } });
  weather.beforeStep = (step) => {
    if (step === 'open-crisis-round' && !weather.isStoreDown) weather.isStoreDown = true;
  };
  await start(journey);
  await pass(journey, 3 * hourMs);
  const pagesInOutage = journey.play.clinic.pager.pages.length;
  weather.beforeStep = () => {};
  weather.isStoreDown = false;
  await pass(journey, hourMs / 2);

  test('reaches a person within a quarter of an hour of its end, and is acknowledged', () => {
    expect(pagesInOutage).toBe(0);
    expect(theCrisis(journey).acknowledgements).toMatchObject([{ by: onCall }]);
  });
});

describe('a crisis whose asking breaks down', async () => {
  const weather = fairWeather();
  const journey = await nightIn(weather, {
    crisis: (_, contactId) => (contactId === onCall ? { afterMinutes: 2 } : null),
  });
  let brokenLeft = 1;
  weather.beforeStep = (step, { taskId }) => {
    const isOfCrisis = journey.tasks('crisis').some(({ id }) => id === taskId);
    if (step !== 'ask-person' || !isOfCrisis || brokenLeft === 0) return;
    brokenLeft -= 1;
    throw new TypeError('a mistake in the code');
  };
  await start(journey);
  await pass(journey, 6 * minuteMs);
  const alerted = journey.play.clinic.pager.pages.map(({ staffId }) => staffId);
  await pass(journey, 20 * minuteMs);

  test('pages the director at once, and begins the ladder again within a quarter of an hour', () => {
    expect(alerted).toEqual([director]);
    expect(journey.tasks('crisis-alert')).toMatchObject([{ reason: 'a round failed' }]);
    expect(theCrisis(journey)).toMatchObject({ climb: 2, acknowledgements: [{ by: onCall }] });
  });

  test('leaves no question open that nobody is asked any more', () => {
    expect(
      journey
        .tasks('crisis')
        .map(({ status }) => status)
        .sort(),
    ).toEqual(['answered', 'withdrawn']);
  });
});

describe('a crisis whose machine never begins', async () => {
  const weather = fairWeather();
  const journey = await nightIn(weather, {});
  let isBroken = true;
  weather.beforeStep = (step) => {
    if (isBroken && step === 'open-crisis-round') throw new TypeError('a mistake in the code');
  };
  await start(journey);
  await pass(journey, hourMs);
  isBroken = false;
  await pass(journey, 5 * hourMs);

  test('is asked by the next climb, which was on the agenda from the beginning', () => {
    const [first] = journey.play.clinic.pager.pages.filter(({ staffId }) => staffId === onCall);
    expect(first?.at).toBeDefined();
    expect(theCrisis(journey).climb).toBeGreaterThanOrEqual(2);
    expect(journey.tasks('clinic-alert').some(({ reason }) => reason === 'workflow failed')).toBe(true);
  });
});

const word = 'kingfisher';

const weathers = fc.record({
  seed: fc.integer({ min: 1, max: 1_000_000 }),
  /** Who of the ladder answers at all, and after how many minutes. */
  answers: fc.record({
    [onCall]: fc.option(fc.integer({ min: 1, max: 200 }), { nil: null }),
    [backup]: fc.option(fc.integer({ min: 1, max: 200 }), { nil: null }),
    [director]: fc.option(fc.integer({ min: 1, max: 200 }), { nil: null }),
  }),
  pagesLost: fc.constantFrom(0, 0.3, 1),
  crashes: fc.constantFrom(0, 0.1, 0.3),
  storeFailsAtMinutes: fc.option(fc.integer({ min: 0, max: 300 }), { nil: null }),
  reportsAtMinutes: fc.array(fc.integer({ min: 1, max: 400 }), { maxLength: 3 }),
});

type World = typeof weathers extends fc.Arbitrary<infer Value> ? Value : never;

/** A crisis in such a world, and 26 hours after it. */
async function weathered(world: World): Promise<Journey> {
  const weather = fairWeather();
  const who: Record<string, number | null> = world.answers;
  const crisis = (_: unknown, contactId: string) => {
    const afterMinutes = who[contactId];
    return typeof afterMinutes === 'number' ? { afterMinutes } : null;
  };
  const journey = await nightIn(weather, { crisis }, true);
  const { clinic } = journey.play;
  let calls = 0;
  const luck = () => {
    calls += 1;
    return luckOf(String(world.seed), `luck|${calls}`);
  };
  const crash = () => {
    if (luck() < world.crashes) throw new Crash('crashed');
  };
  clinic.pager.isDown = () => luck() < world.pagesLost;
  Object.assign(weather, { beforeStep: crash, afterStep: crash });
  await start(journey, { facts: word });
  for (const minute of world.reportsAtMinutes)
    at(journey, minute, async () => {
      if (!weather.isStoreDown) await start(journey, { facts: word });
    });
  if (world.storeFailsAtMinutes !== null) {
    at(journey, world.storeFailsAtMinutes, () => Object.assign(weather, { isStoreDown: true }));
    at(journey, world.storeFailsAtMinutes + 180, () => Object.assign(weather, { isStoreDown: false }));
  }
  await pass(journey, 26 * hourMs);
  return journey;
}

function at({ play }: Journey, minute: number, happens: () => unknown): void {
  const { clock } = play.clinic;
  clock.at(
    clock.nowMs() + minute * minuteMs,
    async () => {
      await happens();
    },
    'weather',
  );
}

describe('a crisis in any weather', () => {
  test('is acknowledged or still climbs, and who was not reached by one way was by another', async () => {
    await fc.assert(
      fc.asyncProperty(weathers, async (world) => {
        const journey = await weathered(world);
        const crisis = theCrisis(journey);
        const goesOn = crisis.nextClimbAt !== null || crisis.status === 'unanswered';
        expect(isUnacknowledged(crisis) ? goesOn : crisis.acknowledgements.length > 0).toBe(true);
        if (crisis.acknowledgements.length === 0)
          for (const contactId of theLadder)
            expect(mailsAboutCrisis(journey, contactId), contactId).toBeGreaterThan(1);
      }),
      { numRuns: 8 },
    );
  }, 120_000);

  test('puts nothing of a client into a page, an email or a state', async () => {
    await fc.assert(
      fc.asyncProperty(weathers, async (world) => {
        const journey = await weathered(world);
        const { pager, mailbox } = journey.play.clinic;
        const pages = pager.pages.map((page) => JSON.stringify(page)).join('\n');
        const mails = mailbox.mails.map((mail) => JSON.stringify(mail)).join('\n');
        const states = executionsOf(journey).join('\n');
        for (const secret of [word, 'Nora', 'Testwell']) expect(`${pages}\n${states}`).not.toContain(secret);
        for (const secret of [journey.episode().id, journey.episode().clientId, 'overdose'])
          expect(pages).not.toContain(secret);
        expect(mails).not.toContain(word);
        expect(mails.length).toBeGreaterThan(0);
      }),
      { numRuns: 4 },
    );
  }, 120_000);
});

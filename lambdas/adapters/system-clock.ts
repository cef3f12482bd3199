import type { Clock } from '../ports.ts';

/** The time of the machine it runs on, which AWS keeps. */
export const systemClock: Clock = {
  now: () => new Date().toISOString(),
};

import { createHmac } from 'node:crypto';
import type { OutgoingMail, OutgoingPage, Ports, Secrets } from '../lambdas/ports.ts';
import { PagerUnavailable, ServiceUnavailable } from '../lambdas/ports.ts';
import { hashPasscode, passcodeMatches } from '../lambdas/runtime/passcode-hash.ts';
import { createMemoryStore, type MemoryStore } from '../local/memory-store.ts';

/** An execution that was asked for. */
interface StartedJourney {
  machine: string;
  name: string;
  input: Record<string, unknown>;
}

/** The outside world of a test: nothing random, nothing slow, everything on record. */
export interface FakePorts extends Ports {
  store: MemoryStore;
  /** Sets the clock. */
  at(now: string): void;
  /** Everything started, in order; a name started twice stands here once. */
  started: StartedJourney[];
  told: { token: string; output: Record<string, unknown> }[];
  stopped: { machine: string; name: string; reason: string }[];
  mailbox: OutgoingMail[];
  pages: OutgoingPage[];
  /** While true, no page is taken. */
  isPagerDown: boolean;
  /** Addresses that the mail service no longer delivers to. */
  suppressedAddresses: string[];
  /** While true, the mail service and the state machines cannot be reached. */
  isDown: boolean;
}

/** scrypt's lowest cost: the same code as deployed, without the quarter of a second. */
const passcodeCost = 2;

export function createFakePorts(now = '2027-01-04T17:00:00.000Z'): FakePorts {
  let clock = now;
  let ids = 0;
  const refuseWhenDown = (service: string) => {
    if (ports.isDown) throw new ServiceUnavailable(`${service} cannot be reached`);
  };
  const ports: FakePorts = {
    store: createMemoryStore({ pause: async () => {}, random: () => 0.5 }),
    started: [],
    told: [],
    stopped: [],
    mailbox: [],
    pages: [],
    isPagerDown: false,
    suppressedAddresses: [],
    isDown: false,
    at(next) {
      clock = next;
    },
    clock: { now: () => clock },
    ids: {
      next: (prefix) => {
        ids += 1;
        return `${prefix}_${String(ids).padStart(4, '0')}`;
      },
    },
    secrets: fakeSecrets(),
    mailer: {
      async send(mail) {
        refuseWhenDown('the mail service');
        ports.mailbox.push(mail);
        return { providerId: `mail-${ports.mailbox.length}` };
      },
    },
    suppressions: {
      async suppressed(addresses) {
        refuseWhenDown('the mail service');
        return addresses.filter((address) => ports.suppressedAddresses.includes(address));
      },
    },
    pager: {
      async page(page) {
        if (ports.isPagerDown) throw new PagerUnavailable('the pager is down');
        ports.pages.push(page);
      },
    },
    journeys: {
      startCrisis: (name, input) => ports.journeys.start('crisis', name, input),
      async start(machine, name, input) {
        refuseWhenDown('the state machines');
        if (ports.started.some((journey) => journey.name === name)) return 'already started';
        ports.started.push({ machine, name, input });
        return 'started';
      },
      async succeed(token, output) {
        refuseWhenDown('the state machines');
        if (ports.told.some((told) => told.token === token)) return 'gone';
        ports.told.push({ token, output });
        return 'told';
      },
      async stop(machine, name, reason) {
        refuseWhenDown('the state machines');
        ports.stopped.push({ machine, name, reason });
      },
    },
  };
  return ports;
}

function fakeSecrets(): Secrets {
  let passcodes = 0;
  const mac = (key: string, text: string) => new Uint8Array(createHmac('sha256', key).update(text).digest());
  return {
    sign: async (text) => mac('link key of the tests', text),
    drawDayKey: async (clinicId, date) => mac('draw key of the tests', `${clinicId}|${date}`),
    hashPasscode: (passcode) => hashPasscode(passcode, { cost: passcodeCost, salt: new Uint8Array(16) }),
    passcodeMatches,
    newPasscode: () => {
      passcodes += 1;
      return String(10_000_000 + passcodes);
    },
  };
}

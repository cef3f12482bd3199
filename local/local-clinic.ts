import { route as actRoute } from '../lambdas/console/act-console.ts';
import { route as viewRoute } from '../lambdas/console/view-console.ts';
import type { AuditEntry } from '../lambdas/domain/audit.ts';
import type { Instant } from '../lambdas/domain/clinic-calendar.ts';
import { beat } from '../lambdas/heartbeat/beat.ts';
import { route as answerRoute } from '../lambdas/links/answer.ts';
import { route as answerPageRoute } from '../lambdas/links/answer-page.ts';
import { route as openDoorRoute } from '../lambdas/links/open-door.ts';
import { take } from '../lambdas/mail-events/take-mail-event.ts';
import type { Ports } from '../lambdas/ports.ts';
import type { Action, ActionResult } from '../lambdas/runtime/define-action.ts';
import type { HttpRequest, HttpResponse } from '../lambdas/runtime/define-route.ts';
import { loadActions, loadMachines, loadSteps } from './definitions.ts';
import { localJourneys } from './local-journeys.ts';
import { localSecrets } from './local-secrets.ts';
import { createMailbox, type Mailbox, type ReceivedMail } from './mailbox.ts';
import { createMemoryStore, type MemoryStore } from './memory-store.ts';
import { observedStore } from './observed-store.ts';
import { createPagerBox, type PagerBox, type ReceivedPage } from './pager-box.ts';
import { createRunner, type Runner, type RunnerOptions } from './runner/runner.ts';
import { seededIds } from './seeded.ts';
import { createVirtualClock, type VirtualClock } from './virtual-clock.ts';

/** The heartbeat's schedule, as deployed. */
const heartbeatMs = 5 * 60_000;

export interface LocalClinicOptions {
  seed: string;
  /** 32 bytes; left out, the key follows from the seed. */
  drawKey?: Uint8Array;
  startAt: Instant;
  /** Keep the executions' histories: most of the memory of a large rehearsal. Default: false. */
  history?: boolean;
  hooks?: RunnerOptions['hooks'];
  onAudit?: (clinicId: string, entry: AuditEntry) => void;
  onMail?: (mail: ReceivedMail) => void;
  onPage?: (page: ReceivedPage) => void;
  /** Wraps the ports, so that a test can make one of them fail. */
  around?: (ports: Ports) => Ports;
}

/** A clinic in memory, on a virtual clock, run by the state machines that deploy. */
export interface LocalClinic {
  clock: VirtualClock;
  store: MemoryStore;
  runner: Runner;
  mailbox: Mailbox;
  pager: PagerBox;
  ports: Ports;
  actions: Map<string, Action>;
  now(): Instant;
  act(action: string, input: unknown, actor: { clinicId: string; by: string }): Promise<ActionResult>;
  /** Answers a request to a link as API Gateway would pass it on. */
  link(request: HttpRequest): Promise<HttpResponse>;
  /** Answers a request to the staff console, likewise. */
  console(request: unknown): Promise<HttpResponse>;
  /** Takes a reply of the paging service as API Gateway would pass it on. */
  pagerReply(request: HttpRequest): Promise<HttpResponse>;
  /** Moves the clock, doing everything that falls due, in order. */
  advanceTo(at: Instant): Promise<void>;
}

const definitions = Promise.all([loadMachines(), loadSteps(), loadActions()]);

/** Makes an empty local clinic; `act('apply-clinic', …)` fills it. */
export async function createLocalClinic(options: LocalClinicOptions): Promise<LocalClinic> {
  const [machines, steps, actions] = await definitions;
  const clock = createVirtualClock(Date.parse(options.startAt));
  const now = () => new Date(clock.nowMs()).toISOString();
  const memory = createMemoryStore();
  const mailbox = createMailbox({
    now,
    received: (mail) => options.onMail?.(mail),
    later: (seconds, happens) => clock.at(clock.nowMs() + seconds * 1000, happens, 'mail event'),
    happened: (event) => take(ports, event),
  });
  const pager = createPagerBox({ now, received: (page) => options.onPage?.(page) });
  const store = observedStore(memory, {
    committed(clinicId, entries) {
      for (const entry of entries) options.onAudit?.(clinicId, entry);
      planBeat();
    },
  });
  let runner: Runner | undefined;
  const given: Ports = {
    store,
    mailer: mailbox,
    suppressions: mailbox,
    pager,
    journeys: localJourneys(() => runner as Runner),
    clock: { now },
    ids: seededIds(options.seed),
    secrets: localSecrets(options.seed, options.drawKey),
  };
  const ports = options.around?.(given) ?? given;
  const handlers = new Map([...steps].map(([name, step]) => [name, step.handler(ports)]));
  runner = createRunner({
    machines,
    clock,
    hooks: options.hooks,
    history: options.history ?? false,
    steps: async (call) => {
      const handler = handlers.get(call.step);
      if (!handler) throw new Error(`no step "${call.step}" in lambdas/steps`);
      return handler(call.payload);
    },
  });
  const planBeat = beatPlanner(clock, memory, () => beat(ports));
  const consoleRoutes = { view: viewRoute.handler(ports), act: actRoute.handler(ports) };
  const routes = { open: openDoorRoute.handler(ports), answer: answerRoute.handler(ports) };
  return {
    clock,
    store: memory,
    runner,
    mailbox,
    pager,
    ports,
    actions,
    now,
    async act(name, input, actor) {
      const action = actions.get(name);
      if (!action) throw new RangeError(`there is no action "${name}"`);
      const result = await action.start(input, actor, ports);
      await settle(clock);
      return result;
    },
    async link(request) {
      const response = await (request.httpMethod === 'POST' ? routes.answer(request) : routes.open(request));
      return response;
    },
    pagerReply: answerPageRoute.handler(ports),
    console: (request) => (isDeed(request) ? consoleRoutes.act(request) : consoleRoutes.view(request)),
    advanceTo: (at) => clock.advanceTo(Date.parse(at)),
  };
}

/** What the deployed API passes to the function that acts: every post, and the forms of actions. */
function isDeed(request: unknown): boolean {
  if (typeof request !== 'object' || request === null) return false;
  const path = String(Reflect.get(request, 'path'));
  return Reflect.get(request, 'httpMethod') === 'POST' || /^\/console\/actions(\/|$)/.test(path);
}

/** Does what is due at this very moment, unless the clock is moving already. */
async function settle(clock: VirtualClock): Promise<void> {
  if (clock.nextDueMs !== undefined && clock.nextDueMs <= clock.nowMs() && !clock.isAdvancing) {
    await clock.advanceTo(clock.nowMs());
  }
}

/**
 * Beats on the five-minute schedule, leaving out the beats that would find nothing to do: the next one is at the
 * first tick at or after the earliest agenda item.
 */
function beatPlanner(clock: VirtualClock, store: MemoryStore, run: () => Promise<unknown>): () => void {
  let plannedMs = Number.POSITIVE_INFINITY;
  let timer: ReturnType<VirtualClock['at']> | undefined;
  let isBeating = false;
  const planAt = (tickMs: number) => {
    if (timer) clock.cancel(timer);
    plannedMs = tickMs;
    timer = clock.at(tickMs, beatNow, 'heartbeat');
  };
  const plan = (soonestMs: number) => {
    const dueAt = store.nextAgendaAt();
    if (dueAt === undefined || isBeating) return;
    const tickMs = Math.ceil(Math.max(Date.parse(dueAt), soonestMs) / heartbeatMs) * heartbeatMs;
    if (tickMs < plannedMs) planAt(tickMs);
  };
  const beatNow = async () => {
    isBeating = true;
    try {
      await run();
    } finally {
      isBeating = false;
      plannedMs = Number.POSITIVE_INFINITY;
      plan(clock.nowMs() + heartbeatMs);
    }
  };
  return () => plan(clock.nowMs());
}

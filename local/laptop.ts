import { setImmediate as nextTurn } from 'node:timers/promises';
import type { AuditEntry } from '../lambdas/domain/audit.ts';
import {
  addDays,
  type Instant,
  instantOf,
  type LocalDate,
  localDateOf,
} from '../lambdas/domain/clinic-calendar.ts';
import { type ClinicFile, clinicFileSchema } from '../lambdas/domain/clinic-file.ts';
import type { ProgramFile } from '../lambdas/domain/program.ts';
import { anyClinic } from '../lambdas/domain/records.ts';
import type { ReferralsFile } from '../lambdas/domain/referral.ts';
import type { ActionResult, Actor } from '../lambdas/runtime/define-action.ts';
import type { HttpRequest, HttpResponse } from '../lambdas/runtime/define-route.ts';
import type { LocalClinic } from './local-clinic.ts';
import { createPeopledClinic, handOutPasscodes, type PeopledClinic, setUpPlay } from './play.ts';

export interface LaptopSettings {
  clinic: ClinicFile;
  programs: ProgramFile[];
  referrals: ReferralsFile['referrals'];
  seed: string;
  /** The draw key of a key file; left out, it follows from the seed. */
  drawKey?: Uint8Array;
  startsOn: LocalDate;
  /** Nobody answers by themselves, and the clock moves only when told. */
  isManual: boolean;
  /** Where the links of the mails point: the clinic's own file says where they point on a deployment. */
  baseUrl: string;
  onAudit?: (clinicId: string, entry: AuditEntry) => void;
}

/** Where a play starts from. */
export interface Beginning {
  seed: string;
  startAt: Instant;
  /** Nothing in the store: a script applies its own clinic. */
  isEmpty: boolean;
}

/** The one clinic that runs in this process, or the clinics that a script has applied; it can be begun again. */
export interface Laptop {
  readonly settings: LaptopSettings;
  readonly beginning: Beginning;
  readonly clinic: LocalClinic;
  /** Contacts whom a person at the keyboard plays. */
  readonly playedByHand: Set<string>;
  /** Runs one piece of work after the other: the clock is never moved by two at once. */
  exclusive<T>(work: () => Promise<T>): Promise<T>;
  clinicIds(): string[];
  /** A clinic's zone; before a clinic is applied, that of the file. */
  timeZoneOf(clinicId: string | undefined): string;
  passcodesOf(clinicId: string): ReadonlyMap<string, string>;
  /** Referrals of the file that have not come in yet. */
  leftToCome(): number;
  /** How many of the episodes, those to come included, are closed: from 0 to 1. */
  shareClosed(): number;
  begin(beginning: Beginning): Promise<void>;
  /** Starts an action. @throws BadInput when it is refused */
  act(action: string, input: unknown, actor: Actor): Promise<ActionResult>;
  /** Answers a request to a link, and lets what follows from it happen. */
  link(request: HttpRequest): Promise<HttpResponse>;
  /** Takes a reply of the paging service, and lets what follows from it happen. */
  pagerReply(request: HttpRequest): Promise<HttpResponse>;
  /** Answers a request to the staff console, and lets what follows from it happen. */
  console(request: unknown): Promise<HttpResponse>;
  advanceTo(at: Instant): Promise<void>;
  /** Day by day until every episode is closed; `onDay` hears of each day that is over. */
  toEnd(onDay?: (today: LocalDate) => void): Promise<void>;
}

/** More days than any program and its follow-ups take, however late the last referral comes in. */
const longestPlayDays = 1200;
const dayBegins = '05:00';

/** Sets up the clinic of the files, or an empty store, at the beginning of a play. */
export async function createLaptop(settings: LaptopSettings): Promise<Laptop> {
  const playedByHand = new Set<string>();
  const ownZone = settings.clinic.clinic.timeZone;
  const first: Beginning = {
    seed: settings.seed,
    startAt: beginningOf(settings, settings.startsOn),
    isEmpty: false,
  };
  let scene = await setUp(settings, first, playedByHand);
  let last: Promise<unknown> = Promise.resolve();

  const clinicIds = () => scene.clinic.store.all(anyClinic, 'clinic').map(({ id }) => id);
  const timeZoneOf = (clinicId: string | undefined) =>
    (clinicId && scene.clinic.store.find(anyClinic, 'clinic', clinicId)?.calendar.timeZone) || ownZone;
  const episodes = () => clinicIds().flatMap((id) => scene.clinic.store.all(id, 'episode'));
  const closed = () => episodes().filter(({ closedAt }) => closedAt !== null).length;
  const isOver = () => scene.leftToCome() === 0 && closed() === episodes().length;

  return {
    settings,
    get beginning() {
      return scene.beginning;
    },
    get clinic() {
      return scene.clinic;
    },
    playedByHand,
    exclusive<T>(work: () => Promise<T>) {
      const turn = last.then(work);
      last = turn.catch(() => undefined);
      return turn;
    },
    clinicIds,
    timeZoneOf,
    passcodesOf: (clinicId) => scene.passcodesOf(clinicId),
    leftToCome: () => scene.leftToCome(),
    shareClosed: () => closed() / Math.max(1, episodes().length + scene.leftToCome()),
    async begin(beginning) {
      scene = await setUp(settings, beginning, playedByHand);
    },
    async act(name, input, actor) {
      const isClinicFile = name === 'apply-clinic';
      const result = await scene.clinic.act(name, isClinicFile ? atHome(input, settings) : input, actor);
      if (isClinicFile && clinicIds().includes(actor.clinicId))
        await handOutPasscodes(scene.clinic, actor.clinicId);
      return result;
    },
    async link(request) {
      const response = await scene.clinic.link(request);
      await scene.clinic.advanceTo(scene.clinic.now());
      return response;
    },
    async pagerReply(request) {
      const response = await scene.clinic.pagerReply(request);
      await scene.clinic.advanceTo(scene.clinic.now());
      return response;
    },
    async console(request) {
      const response = await scene.clinic.console(request);
      await scene.clinic.advanceTo(scene.clinic.now());
      return response;
    },
    advanceTo: (at) => scene.clinic.advanceTo(at),
    async toEnd(onDay) {
      const zone = timeZoneOf(clinicIds()[0]);
      for (let days = 0; days < longestPlayDays && !isOver(); days += 1) {
        const tomorrow = addDays(localDateOf(zone, scene.clinic.now()), 1);
        await scene.clinic.advanceTo(instantOf(zone, tomorrow, dayBegins));
        onDay?.(tomorrow);
        await nextTurn();
      }
    },
  };
}

/** The moment at which a play that starts on a date begins, before the clinic's day does. */
export function beginningOf(settings: Pick<LaptopSettings, 'clinic'>, date: LocalDate): Instant {
  return instantOf(settings.clinic.clinic.timeZone, date, dayBegins);
}

interface Scene extends PeopledClinic {
  beginning: Beginning;
  leftToCome(): number;
}

async function setUp(
  settings: LaptopSettings,
  beginning: Beginning,
  playedByHand: ReadonlySet<string>,
): Promise<Scene> {
  const { seed, startAt, isEmpty } = beginning;
  const people = { playedByHand, behaviour: settings.isManual ? null : undefined };
  const { drawKey } = settings;
  if (isEmpty) {
    const peopled = await createPeopledClinic({
      ...people,
      drawKey,
      seed,
      startAt,
      onAudit: settings.onAudit,
    });
    return { ...peopled, beginning, leftToCome: () => 0 };
  }
  const file = withBaseUrl(settings.clinic, settings.baseUrl);
  const play = await setUpPlay({
    ...people,
    seed,
    startAt,
    startsOn: localDateOf(file.clinic.timeZone, startAt),
    clinic: file,
    programs: settings.programs,
    referrals: settings.referrals,
    local: { drawKey },
    onAudit: (entry) => settings.onAudit?.(file.clinic.id, entry),
  });
  return { clinic: play.clinic, passcodesOf: play.passcodesOf, leftToCome: play.leftToCome, beginning };
}

/** A clinic's file as it is applied here, with links that lead back to this machine; a refusal is not ours to make. */
function atHome(input: unknown, { baseUrl }: LaptopSettings): unknown {
  if (typeof input !== 'object' || input === null || !('clinic' in input)) return input;
  const { data: file } = clinicFileSchema.safeParse(input.clinic);
  return file ? { ...input, clinic: withBaseUrl(file, baseUrl) } : input;
}

function withBaseUrl(file: ClinicFile, baseUrl: string): ClinicFile {
  return { ...file, clinic: { ...file.clinic, baseUrl } };
}

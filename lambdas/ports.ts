import type { AuditEntry, ChainLink } from './domain/audit.ts';
import type { Instant, LocalDate } from './domain/clinic-calendar.ts';
import type { Deployment } from './domain/real-clients.ts';
import type { RecordKind, RecordOf } from './domain/records.ts';

export interface Reader {
  /** Strongly consistent. */
  get<K extends RecordKind>(kind: K, id: string): Promise<RecordOf<K> | undefined>;
  /** Strongly consistent, in the order of ids. `parent` is needed for kinds whose ids are `parent:own`; `upTo` keeps ids below it. */
  list<K extends RecordKind>(kind: K, options?: { parent?: string; upTo?: string }): Promise<RecordOf<K>[]>;
}

/** What one transaction reads and will write. Nothing is written unless all of it is. */
export interface Transaction extends Reader {
  put<K extends RecordKind>(kind: K, record: RecordOf<K>): void;
  remove(kind: RecordKind, id: string): void;
  /** Appends to the chain of the entry's episode, or of the clinic when it has none. */
  audit(entry: AuditEntry): void;
  /** Appends to a chain of the clinic by name; resolves to the link that will be written. */
  append(chain: string, body: unknown): Promise<ChainLink>;
}

/** Where the truth is. Every call names the clinic, and nothing crosses from one clinic to another. */
export interface ClinicStore {
  read(clinicId: string): Reader;
  /**
   * Runs `work` and commits what it put, on condition that nothing it read by `get`, and nothing it listed and then wrote,
   * has changed since; at most 100 records and links in all, else RangeError. On a conflict the
   * whole of `work` runs again with jittered pauses; after the last try StoreConflict is thrown and nothing is written.
   */
  transact<T>(clinicId: string, work: (tx: Transaction) => Promise<T>): Promise<T>;
  /** A chain from its first link on, whole. */
  chain(clinicId: string, chain: string): Promise<ChainLink[]>;
}

/** Thrown when a transaction lost against others on every try. */
export class StoreConflict extends Error {
  override name = 'StoreConflict';
}

/** Thrown when the store or another service cannot be reached now; the workflow tries again for hours. */
export class ServiceUnavailable extends Error {
  override name = 'ServiceUnavailable';
}

/** Thrown when the mail service takes no more mail just now; others may pass. */
export class Throttled extends ServiceUnavailable {}

export interface OutgoingMail {
  /** The mail ledger's id; the same mail sent twice carries the same. */
  id: string;
  clinicId: string;
  from: string;
  to: string;
  subject: string;
  text: string;
  html: string;
}

export interface Mailer {
  /** Resolves when the mail service has accepted the mail, which is not delivery. @throws Throttled */
  send(mail: OutgoingMail): Promise<{ providerId: string }>;
}

/** The mail service's own list of addresses that it no longer delivers to. */
export interface Suppressions {
  /** Those of the addresses that are on the list. */
  suppressed(addresses: readonly string[]): Promise<string[]>;
}

/** Thrown when a page was not taken; the workflow tries again shortly, and then the ladder climbs. */
export class PagerUnavailable extends Error {
  override name = 'PagerUnavailable';
}

/** Where a page goes: a paging service, with the key that signs for the clinic, or a phone. */
export type PageRoute = { kind: 'webhook'; url: string; key: Uint8Array } | { kind: 'sms' };

/** A call for somebody to look, at any hour. It names the clinic and the person paged, and nothing of a client. */
export interface OutgoingPage {
  /** One per crisis, round and rung: the same page sent twice carries the same. */
  id: string;
  clinicId: string;
  staffId: string;
  phone: string;
  text: string;
  /** Opens the question, behind the passcode. */
  ackUrl: string;
  at: Instant;
  route: PageRoute;
}

export interface Pager {
  /** Resolves when the service has taken the page, which is no acknowledgement. @throws PagerUnavailable */
  page(page: OutgoingPage): Promise<void>;
}

/** The state machines, by their kebab-case names. */
export interface Journeys {
  /** Starts the machine that climbs a crisis's ladder, and no other: what a link may start at once. */
  startCrisis(name: string, input: Record<string, unknown>): Promise<'started' | 'already started'>;
  start(
    machine: string,
    name: string,
    input: Record<string, unknown>,
  ): Promise<'started' | 'already started'>;
  /** 'gone' when the wait timed out or was answered: the caller's saved record then counts, not this call. */
  succeed(token: string, output: Record<string, unknown>): Promise<'told' | 'gone'>;
  stop(machine: string, name: string, reason: string): Promise<void>;
}

export interface Clock {
  now(): Instant;
}

export interface Ids {
  /** An opaque random id with a short prefix that tells its kind, e.g. `ep_4f0c…`. */
  next(prefix: string): string;
}

export interface Secrets {
  /** HMAC-SHA256 under the link key, 32 bytes: the id in a URL, the signature of a cookie. */
  sign(text: string): Promise<Uint8Array>;
  hashPasscode(passcode: string): Promise<string>;
  /** Compares in constant time. */
  passcodeMatches(passcode: string, hash: string): Promise<boolean>;
  /** A passcode to be told by voice: digits only. */
  newPasscode(): string;
  /** K_d of a clinic and date: HMAC of the draw key, 32 bytes. */
  drawDayKey(clinicId: string, date: LocalDate): Promise<Uint8Array>;
}

/** How staff prove who they are: an identity provider, by authorization code with PKCE. */
export interface StaffSignIn {
  /** Where to send the browser, and what it must bring back. `redirectUri` is our own address. */
  begin(redirectUri: string): Promise<{ url: string; keep: SignInKept }>;
  /**
   * Redeems the code that the browser brought back and checks the identity that comes for it.
   * @throws SignInRefused when anything does not fit
   */
  finish(returned: URL, keep: SignInKept, redirectUri: string): Promise<StaffIdentity>;
  /** Where a browser ends the provider's own session too. */
  signOutUrl(returnTo: string): string;
}

/** What a browser keeps between leaving for the provider and coming back. */
export interface SignInKept {
  state: string;
  nonce: string;
  verifier: string;
}

/** Who the provider says has signed in. */
export interface StaffIdentity {
  email: string;
  groups: string[];
}

/** Thrown when somebody could not be identified; nothing was begun. */
export class SignInRefused extends Error {
  override name = 'SignInRefused';
}

/** Everything the outside world gives to a step or a route. */
export interface Ports {
  store: ClinicStore;
  mailer: Mailer;
  suppressions: Suppressions;
  pager: Pager;
  journeys: Journeys;
  clock: Clock;
  ids: Ids;
  secrets: Secrets;
  /** Only where staff sign in: the local clinic knows who sits at the keyboard. */
  signIn?: StaffSignIn;
  /** Left out on a machine of one's own, and where no action is started: no real client may then be taken. */
  deployment?: Deployment;
}

import * as z from 'zod';
import { canonicalJson } from './canonical-json.ts';
import type { LocalDate } from './clinic-calendar.ts';
import { type EpochDay, isoWeekdayOf } from './draw-calendar.ts';
import {
  type CheckedDrawInput,
  checkDrawInput,
  clientIdSchema,
  compareIds,
  type DrawClient,
  type DrawInput,
  DrawInputError,
  localDateSchema,
  type RosterItem,
  testPolicySchema,
} from './draw-input.ts';
import { commitmentOf, sha256Hex } from './draw-keys.ts';
import { draw } from './random-draw.ts';

/** Names the scheme and the layout of a record; a change of either gets a new name. */
const drawFormat = 'rtdraw/v1';
/** What the first record of a clinic names as the record before it. */
export const firstPreviousHash = '0'.repeat(64);

export const sha256HexSchema = z.string().regex(/^[0-9a-f]{64}$/, 'must be 64 lower-case hex digits');
const wholeNumberText = z.string().regex(/^(0|[1-9]\d{0,15})$/, 'must be a whole number as decimal text');
const idList = z.array(clientIdSchema);
const label = z.string().min(1).max(200);

const exclusionReasons = ['closure', 'weekday', 'excuse'] as const;
const uncoveredReasons = ['draw-too-late', 'collection-closed'] as const;

/** Why a client cannot be tested on a day: collection closed, not one of the policy's weekdays, excused. */
type ExclusionReason = (typeof exclusionReasons)[number];
/**
 * Why a day had no random testing: the draw ran too late to give clients their window (so it called nobody), or
 * collection was closed without notice.
 */
export type UncoveredReason = (typeof uncoveredReasons)[number];

/** Everything about one day's draw, without its place in the chain. */
const drawRecordSchema = z.strictObject({
  format: z.literal(drawFormat),
  clinicId: label,
  date: localDateSchema,
  commitment: sha256HexSchema,
  capacity: z.int().min(0).nullable(),
  closures: z.array(localDateSchema),
  uncovered: z.enum(uncoveredReasons).nullable(),
  policies: z.array(z.strictObject({ version: label, policy: testPolicySchema.strict() })),
  roster: z.array(
    z.strictObject({
      clientId: clientIdSchema,
      policyVersion: label,
      lastTestDate: localDateSchema.nullable(),
      excused: z.union([z.boolean(), z.array(localDateSchema)]),
    }),
  ),
  exclusions: z.array(z.strictObject({ clientId: clientIdSchema, reason: z.enum(exclusionReasons) })),
  entries: z.array(
    z.strictObject({
      clientId: clientIdSchema,
      chancePpm: wholeNumberText,
      k: wholeNumberText,
      tickets: wholeNumberText,
      threshold: wholeNumberText,
      u: wholeNumberText,
      status: z.enum(['called', 'not-called', 'bumped', 'breach', 'excluded']),
    }),
  ),
  called: idList,
  forced: idList,
  bumped: idList,
  breaches: idList,
  codeVersion: label,
});

/** A record in its clinic's chain. `hash` is the SHA-256 of the canonical JSON of all the rest. */
export const chainedDrawRecordSchema = drawRecordSchema.extend({
  previousHash: sha256HexSchema,
  hash: sha256HexSchema,
});

export type DrawRecord = z.infer<typeof drawRecordSchema>;
export type ChainedDrawRecord = z.infer<typeof chainedDrawRecordSchema>;

/** A roster item with the name of its policy's version. */
export interface VersionedRosterItem extends RosterItem {
  policyVersion: string;
}

/** What one day's record is made from. */
export interface DrawToRecord {
  clinicId: string;
  dayKey: Uint8Array;
  date: LocalDate;
  roster: readonly VersionedRosterItem[];
  /** Most collections on that day; a draw that ran too late is recorded, and drawn, with none. */
  capacity: number | null;
  /** Every known closure from the day after the previous record to the last deadline ahead. */
  closures: readonly LocalDate[];
  uncovered: UncoveredReason | null;
  /** The version of the code that drew, for instance a commit's hash. */
  codeVersion: string;
}

/**
 * Draws a day and writes its record. A draw that ran too late calls nobody: its capacity is nought, so clients at
 * their deadline are its breaches, and they are certain on the next testable day.
 *
 * @returns the record, still without its place in the chain
 * @throws DrawInputError naming the client and the field
 */
export function recordDraw(day: DrawToRecord): DrawRecord {
  const capacity = day.uncovered === 'draw-too-late' ? 0 : day.capacity;
  if (day.uncovered === 'collection-closed' && !day.closures.includes(day.date)) {
    throw new DrawInputError('closures', 'with the date itself on a day without collection', day.closures);
  }
  const input: DrawInput = { ...day, capacity };
  const { entries, ...lists } = draw(input);
  const checked = checkDrawInput(input);
  const policyOf = new Map(checked.clients.map(({ clientId, policy }) => [clientId, policy]));
  return {
    format: drawFormat,
    clinicId: day.clinicId,
    date: day.date,
    commitment: commitmentOf(day.dayKey, day.date),
    capacity,
    closures: [...new Set(day.closures)].sort(),
    uncovered: day.uncovered,
    policies: policyVersionsOf(day.roster),
    roster: day.roster.map(snapshotOf).sort((one, other) => compareIds(one.clientId, other.clientId)),
    exclusions: checked.clients.flatMap((client) => exclusionOf(client, checked)),
    entries: entries.map((entry) => ({
      ...entry,
      chancePpm: String(policyOf.get(entry.clientId)?.chancePpm),
    })),
    ...lists,
    codeVersion: day.codeVersion,
  };
}

/**
 * Puts a record behind the one before it.
 *
 * @param previousHash the previous record's `hash`; null for a clinic's first record
 * @returns the record with `previousHash` and `hash`: SHA-256 of the canonical JSON of everything but `hash`,
 *   lower-case hex
 * @throws z.ZodError when the record or the hash does not have its shape
 */
export function chainRecord(previousHash: string | null, record: DrawRecord): ChainedDrawRecord {
  const linked = { ...record, previousHash: previousHash ?? firstPreviousHash };
  return chainedDrawRecordSchema.parse({ ...linked, hash: sha256Hex(canonicalJson(linked)) });
}

/** True when a record's hash is that of its content. */
export function isIntact({ hash, ...content }: ChainedDrawRecord): boolean {
  return hash === sha256Hex(canonicalJson(content));
}

function snapshotOf({ clientId, policyVersion, lastTestDate, excused }: VersionedRosterItem) {
  return {
    clientId,
    policyVersion,
    lastTestDate,
    excused: typeof excused === 'boolean' ? excused : [...new Set(excused)].sort(),
  };
}

function policyVersionsOf(roster: readonly VersionedRosterItem[]): DrawRecord['policies'] {
  const versions = new Map<string, DrawRecord['policies'][number]>();
  for (const { clientId, policyVersion, policy } of roster) {
    const version = { version: policyVersion, policy: testPolicySchema.parse(policy) };
    const known = versions.get(policyVersion);
    if (known !== undefined && canonicalJson(known) !== canonicalJson(version)) {
      throw new DrawInputError('policyVersion', 'the name of one policy only', policyVersion, clientId);
    }
    versions.set(policyVersion, version);
  }
  return [...versions.values()].sort((one, other) => compareIds(one.version, other.version));
}

function exclusionOf(
  { clientId, policy, excusedDays }: DrawClient,
  { today, closedDays }: CheckedDrawInput,
): DrawRecord['exclusions'] {
  const reason = reasonAgainst(policy.testDays, today, closedDays, excusedDays);
  return reason === null ? [] : [{ clientId, reason }];
}

function reasonAgainst(
  testDays: readonly number[],
  today: EpochDay,
  closedDays: ReadonlySet<EpochDay>,
  excusedDays: ReadonlySet<EpochDay>,
): ExclusionReason | null {
  if (closedDays.has(today)) return 'closure';
  if (!testDays.includes(isoWeekdayOf(today))) return 'weekday';
  return excusedDays.has(today) ? 'excuse' : null;
}

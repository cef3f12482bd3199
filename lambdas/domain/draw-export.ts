import * as z from 'zod';
import { canonicalJson } from './canonical-json.ts';
import type { LocalDate } from './clinic-calendar.ts';
import { localDateSchema } from './draw-input.ts';
import { sha256Hex } from './draw-keys.ts';
import {
  type ChainedDrawRecord,
  chainedDrawRecordSchema,
  firstPreviousHash,
  isIntact,
  sha256HexSchema,
} from './draw-record.ts';

/** Names the layout of an export. */
const exportFormat = 'rtdraw-export/v1';

/** Commitments and keys are by date, each date once; records are one unbroken piece of the clinic's chain. */
const drawExportSchema = z.strictObject({
  format: z.literal(exportFormat),
  clinicId: z.string().min(1),
  records: z.array(chainedDrawRecordSchema),
  commitments: z.array(z.strictObject({ date: localDateSchema, commitment: sha256HexSchema })),
  dayKeys: z.array(z.strictObject({ date: localDateSchema, dayKey: sha256HexSchema })),
  /** Hash of the last record; 64 zeros when there is none. */
  head: sha256HexSchema,
  /** SHA-256 of the canonical JSON of all the rest: finds a damaged file, commitments of days to come included. */
  fileHash: sha256HexSchema,
});

export type DrawExport = z.infer<typeof drawExportSchema>;

/** Thrown when what the store holds is no sound chain of this clinic, or a key in it must not be out yet. */
export class UnsoundDraws extends Error {
  override name = 'UnsoundDraws';
}

/** What goes into an export. */
export interface DrawsToExport {
  clinicId: string;
  /** One unbroken piece of the clinic's chain, in its order. */
  records: readonly ChainedDrawRecord[];
  /** Published commitments, past and to come. */
  commitments: readonly { date: LocalDate; commitment: string }[];
  /** Revealed day keys, 32 raw bytes each. */
  dayKeys: readonly { date: LocalDate; dayKey: Uint8Array }[];
  /** The clinic's date: keys of this day and later stay secret. */
  today: LocalDate;
}

/**
 * The file an auditor gets: canonical JSON and one line feed, nothing else, so that a changed byte shows.
 * `bin/verify-draws.ts` checks it on its own. A day without a commitment, or with another than its key's, is exported
 * as it is: it is for the auditor to see.
 *
 * @returns the file's text (UTF-8)
 * @throws UnsoundDraws naming the date and the field when a record is not intact, not this clinic's or out of its chain, or
 *   when a key is not yet to be revealed
 */
export function exportDraws({ clinicId, records, commitments, dayKeys, today }: DrawsToExport): string {
  checkChain(clinicId, records);
  for (const { date } of dayKeys) {
    if (date >= today)
      throw new UnsoundDraws(`dayKeys ${date}: a key is revealed the day after, not on ${today}`);
  }
  const content = {
    format: exportFormat,
    clinicId,
    records: [...records],
    commitments: byDate(commitments.map(({ date, commitment }) => ({ date, commitment }))),
    dayKeys: byDate(dayKeys.map(({ date, dayKey }) => ({ date, dayKey: hexOf(dayKey) }))),
    head: records.at(-1)?.hash ?? firstPreviousHash,
  };
  const file: DrawExport = drawExportSchema.parse({
    ...content,
    fileHash: sha256Hex(canonicalJson(content)),
  });
  return `${canonicalJson(file)}\n`;
}

function checkChain(clinicId: string, records: readonly ChainedDrawRecord[]): void {
  for (const [index, record] of records.entries()) {
    const before = records[index - 1];
    const where = `records ${record.date}`;
    if (record.clinicId !== clinicId)
      throw new UnsoundDraws(`${where}: clinicId is ${record.clinicId}, not ${clinicId}`);
    if (!isIntact(record)) throw new UnsoundDraws(`${where}: hash is not that of the record`);
    if (before === undefined) continue;
    if (record.previousHash !== before.hash)
      throw new UnsoundDraws(`${where}: previousHash is not that of ${before.date}`);
    if (record.date <= before.date) throw new UnsoundDraws(`${where}: date is not after ${before.date}`);
  }
}

function byDate<T extends { date: LocalDate }>(items: readonly T[]): T[] {
  const sorted = [...items].sort((one, other) => (one.date < other.date ? -1 : 1));
  for (const [index, { date }] of sorted.entries()) {
    if (sorted[index + 1]?.date === date) throw new UnsoundDraws(`${date}: given twice; give each date once`);
  }
  return sorted;
}

function hexOf(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

import { createHash } from 'node:crypto';
import { canonicalJson } from '../../lambdas/domain/canonical-json.ts';
import { type DrawExport, exportDraws } from '../../lambdas/domain/draw-export.ts';
import {
  type ChainedDrawRecord,
  chainRecord,
  recordDraw,
  type VersionedRosterItem,
} from '../../lambdas/domain/draw-record.ts';
import { commitmentOf, dayKeyFrom, type TestPolicy } from '../../lambdas/domain/random-draw.ts';
import { dateAfter } from './random-draw-arbitraries.ts';

export const clinicId = 'clinic-rowan';
export const firstDate = '2026-03-02';
const seed = 'seed of the export';
/** Commitments are out this many days beyond the last record. */
const daysAhead = 2;

const policies: Record<string, TestPolicy> = {
  'phase-1@a1': {
    ratePerWeek: 2,
    maxGapDays: 7,
    testDays: [1, 2, 3, 4, 5, 6],
    minPerCalendarWeek: 0,
    closureGuard: true,
    chancePpm: 220_130,
  },
  'phase-2@b7': {
    ratePerWeek: 0.5,
    maxGapDays: 28,
    testDays: [1, 2, 3, 4, 5, 6],
    minPerCalendarWeek: 1,
    closureGuard: false,
    chancePpm: 66_157,
  },
};

function clientsOf(count: number): VersionedRosterItem[] {
  const versions = Object.entries(policies);
  return Array.from({ length: count }, (_, index) => {
    const [policyVersion, policy] = versions[index % versions.length] ?? versions[0] ?? fail();
    const lastTestDate = index === 0 ? null : dateAfter(firstDate, -1 - index);
    return { clientId: `client-${index}`, policyVersion, policy, lastTestDate, excused: false };
  });
}

function fail(): never {
  throw new Error('no policy');
}

export interface ClinicHistory {
  records: ChainedDrawRecord[];
  commitments: { date: string; commitment: string }[];
  dayKeys: { date: string; dayKey: Uint8Array }[];
  today: string;
}

/** Some days of a small clinic: Sundays and one holiday without a record, an excuse now and then, capacity 2. */
export function clinicHistory(days: number, clients: number): ClinicHistory {
  const roster = clientsOf(clients);
  const holiday = dateAfter(firstDate, 3);
  const dates = Array.from({ length: days + daysAhead }, (_, index) => dateAfter(firstDate, index));
  const history: ClinicHistory = {
    records: [],
    commitments: [],
    dayKeys: [],
    today: dateAfter(firstDate, days),
  };
  for (const [index, date] of dates.entries()) {
    const dayKey = dayKeyFrom(seed, clinicId, date);
    history.commitments.push({ date, commitment: commitmentOf(dayKey, date) });
    if (index >= days) continue;
    history.dayKeys.push({ date, dayKey });
    if (date === holiday || index % 7 === 6) continue;
    const excusedToday = roster.map((client, place) => ({
      ...client,
      excused: (place + index) % 4 === 0 ? [date] : false,
    }));
    const common = { clinicId, dayKey, date, capacity: 2, closures: [holiday], codeVersion: 'c0ffee' };
    const record = recordDraw({ ...common, roster: excusedToday, uncovered: null });
    history.records.push(chainRecord(history.records.at(-1)?.hash ?? null, record));
    for (const client of roster) if (record.called.includes(client.clientId)) client.lastTestDate = date;
  }
  return history;
}

export function exportOf(history: ClinicHistory): string {
  return exportDraws({ clinicId, ...history });
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/** Edits an export and then makes every hash in it right again, as somebody with the code but no key could. */
export function forge(text: string, edit: (file: DrawExport) => unknown): string {
  const file: DrawExport = JSON.parse(text);
  edit(file);
  let previousHash = file.records[0]?.previousHash ?? '';
  for (const record of file.records) {
    const { hash: _, ...content } = { ...record, previousHash };
    previousHash = sha256(canonicalJson(content));
    Object.assign(record, content, { hash: previousHash });
  }
  const { fileHash: _, ...content } = { ...file, head: previousHash };
  return `${canonicalJson({ ...content, fileHash: sha256(canonicalJson(content)) })}\n`;
}

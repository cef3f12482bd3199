import { createHash } from 'node:crypto';
import { dateAfter, serialOf, weekdayOf } from './dates.ts';
import { redraw } from './redraw.ts';
import { type EntryInFile, type ExportFile, exportShape, type RecordInFile, ShapeError } from './shape.ts';

/** What an auditor holds from elsewhere to compare an export with. */
export interface Anchors {
  /** Chain heads that were mailed. */
  heads: readonly string[];
  /** Commitments that were mailed, by date. */
  commitments: ReadonlyMap<string, string>;
}

export interface Verdict {
  /** One line per difference, naming the day and, where there is one, the client; empty when all agrees. */
  differences: string[];
  /** What the reader should know though it is no difference. */
  notes: string[];
  /** One line on what was checked; null when the file could not be read as an export. */
  summary: string | null;
}

const firstPreviousHash = '0'.repeat(64);

/** Verifies the bytes of an export: its form, its chain, its keys, and every draw in it, recomputed. */
export function verifyExport(bytes: Uint8Array, anchors: Anchors): Verdict {
  const notes: string[] = [];
  try {
    const file = readExport(bytes);
    const { records } = file;
    const differences = [
      ...checkFile(file),
      ...records.flatMap((record, index) => checkRecord(file, record, records[index - 1], notes)),
      ...checkAnchors(file, anchors, notes),
    ];
    return { differences, notes, summary: summaryOf(file) };
  } catch (error) {
    if (!(error instanceof ShapeError)) throw error;
    return { differences: [error.message], notes, summary: null };
  }
}

function readExport(bytes: Uint8Array): ExportFile {
  const text = decode(bytes);
  const value = parse(text);
  const file = exportShape(value, '');
  const expected = `${canonical(value)}\n`;
  if (text === expected) return file;
  let at = 0;
  while (text[at] === expected[at]) at += 1;
  throw new ShapeError(`character ${at + 1}`, 'canonical JSON with one line feed at the end', text.slice(at));
}

function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new ShapeError('the file', 'UTF-8 text', 'other bytes');
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new ShapeError('the file', 'JSON', error instanceof Error ? error.message : 'other text');
  }
}

/** The one way to write a JSON value: keys sorted, no white space (RFC 8785). */
function canonical(value: unknown): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(canonical).join()}]`;
  const keys = Object.keys(value).sort();
  return `{${keys.map((key) => `${JSON.stringify(key)}:${canonical(Reflect.get(value, key))}`).join()}}`;
}

function sha256(...parts: (string | Uint8Array)[]): string {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest('hex');
}

function checkFile({ fileHash, ...content }: ExportFile): string[] {
  const { records, commitments, dayKeys, head } = content;
  const differences = [];
  if (fileHash !== sha256(canonical(content)))
    differences.push('the file: fileHash is not that of its content');
  if (head !== (records.at(-1)?.hash ?? firstPreviousHash)) {
    differences.push('the file: head is not the hash of the last record');
  }
  const published = new Map(commitments.map(({ date, commitment }) => [date, commitment]));
  for (const { date, dayKey } of dayKeys) {
    const commitment = published.get(date);
    if (commitment === undefined)
      differences.push(`${date}: a key was revealed, but no commitment published`);
    else if (commitment !== commitmentOf(dayKey, date))
      differences.push(`${date}: the revealed key does not match the commitment`);
  }
  differences.push(...checkDates('commitments', commitments), ...checkDates('dayKeys', dayKeys));
  return differences;
}

function commitmentOf(dayKeyHex: string, date: string): string {
  return sha256(`rtdraw/v1/commit|${date}|`, Buffer.from(dayKeyHex, 'hex'));
}

function checkDates(field: string, items: readonly { date: string }[]): string[] {
  const unordered = items.filter(({ date }, index) => index > 0 && date <= (items[index - 1]?.date ?? ''));
  return unordered.map(({ date }) => `${date}: out of order or given twice (${field})`);
}

function checkRecord(
  file: ExportFile,
  record: RecordInFile,
  before: RecordInFile | undefined,
  notes: string[],
): string[] {
  const problems = [
    ...checkPlace(file, record, before, notes),
    ...checkCommitment(file, record),
    ...checkSnapshot(record),
  ];
  const dayKey = file.dayKeys.find(({ date }) => date === record.date)?.dayKey;
  if (dayKey === undefined) {
    if (record !== file.records.at(-1)) problems.push('the day key is not revealed');
    else
      notes.push(`${record.date}: the day key is not revealed yet; its call numbers are taken as recorded`);
  }
  try {
    const again = redraw(record, dayKey === undefined ? null : Buffer.from(dayKey, 'hex'));
    problems.push(...compareDraw(record, again));
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    problems.push(error.message);
  }
  return problems.map((problem) => `${record.date}: ${problem}`);
}

function checkPlace(
  file: ExportFile,
  record: RecordInFile,
  before: RecordInFile | undefined,
  notes: string[],
): string[] {
  const { hash, ...content } = record;
  const problems = [];
  if (record.clinicId !== file.clinicId)
    problems.push(`clinicId is ${record.clinicId}, not ${file.clinicId}`);
  if (hash !== sha256(canonical(content))) problems.push('hash is not that of the record');
  if (before === undefined) {
    if (record.previousHash !== firstPreviousHash) {
      notes.push(`${record.date}: the export begins here, behind a record with hash ${record.previousHash}`);
    }
    return problems;
  }
  if (record.previousHash !== before.hash) problems.push(`previousHash is not the hash of ${before.date}`);
  if (record.date <= before.date) problems.push(`date is not after ${before.date}`);
  return [...problems, ...daysWithoutRecord(before, record)];
}

/** Days between two records that no closure explains and on which somebody on either roster has a test day. */
function daysWithoutRecord(before: RecordInFile, after: RecordInFile): string[] {
  const closed = new Set([...before.closures, ...after.closures]);
  const testDays = new Set(
    [before, after].flatMap(({ policies }) => policies.flatMap(({ policy }) => policy.testDays)),
  );
  const missing = [];
  for (let date = dateAfter(before.date); date < after.date; date = dateAfter(date)) {
    if (testDays.has(weekdayOf(serialOf(date))) && !closed.has(date)) missing.push(date);
  }
  return missing.map((date) => `there is no record of ${date}, which was open`);
}

function checkCommitment(file: ExportFile, record: RecordInFile): string[] {
  const published = file.commitments.find(({ date }) => date === record.date)?.commitment;
  if (published === record.commitment) return [];
  return [published === undefined ? 'no commitment was published' : 'commitment is not the published one'];
}

function checkSnapshot(record: RecordInFile): string[] {
  const { date, roster, policies, uncovered, capacity, closures } = record;
  const problems = [
    ...checkSorted(
      'roster',
      roster.map(({ clientId }) => clientId),
    ),
  ];
  problems.push(
    ...checkSorted(
      'policies',
      policies.map(({ version }) => version),
    ),
  );
  const used = new Set(roster.map(({ policyVersion }) => policyVersion));
  for (const { version } of policies)
    if (!used.has(version)) problems.push(`policy version ${version} is not used`);
  for (const { clientId, lastTestDate } of roster) {
    if (lastTestDate !== null && lastTestDate > date)
      problems.push(`${clientId}: last test is after the draw`);
  }
  if (uncovered === 'draw-too-late' && capacity !== 0)
    problems.push('a draw that ran too late has capacity 0');
  if (uncovered === 'collection-closed' && !closures.includes(date)) {
    problems.push('a day on which collection was closed is not among the closures');
  }
  return problems;
}

function checkSorted(field: string, items: readonly string[]): string[] {
  return items
    .filter((item, index) => index > 0 && item <= (items[index - 1] ?? ''))
    .map((item) => `${item}: out of order or given twice (${field})`);
}

function compareDraw(record: RecordInFile, again: ReturnType<typeof redraw>): string[] {
  const problems = compareEntries(record.entries, again.entries);
  for (const list of ['called', 'forced', 'bumped', 'breaches'] as const) {
    problems.push(...compareLists(list, record[list], again[list]));
  }
  const reasons = ({ exclusions }: Pick<RecordInFile, 'exclusions'>) =>
    exclusions.map(({ clientId, reason }) => `${clientId} (${reason})`);
  return [...problems, ...compareLists('exclusions', reasons(record), reasons(again))];
}

function compareEntries(recorded: EntryInFile[], recomputed: EntryInFile[]): string[] {
  const entryOf = new Map(recorded.map((entry) => [entry.clientId, entry]));
  const problems = compareLists(
    'entries',
    recorded.map(({ clientId }) => clientId),
    recomputed.map(({ clientId }) => clientId),
  );
  for (const right of recomputed) {
    const entry = entryOf.get(right.clientId);
    if (entry === undefined) continue;
    for (const field of ['chancePpm', 'k', 'tickets', 'threshold', 'u', 'status'] as const) {
      if (entry[field] === right[field]) continue;
      problems.push(`${right.clientId}: ${field} is ${entry[field]}, recomputed ${right[field]}`);
    }
  }
  return problems;
}

function compareLists(field: string, recorded: readonly string[], recomputed: readonly string[]): string[] {
  const inRecord = new Set(recorded);
  const expected = new Set(recomputed);
  const missing = recomputed.filter((id) => !inRecord.has(id));
  const extra = recorded.filter((id) => !expected.has(id));
  const problems = [
    ...missing.map((id) => `${id}: missing from ${field}`),
    ...extra.map((id) => `${id}: wrongly in ${field}`),
  ];
  if (problems.length === 0 && recorded.join('\n') !== recomputed.join('\n')) {
    problems.push(`${field}: out of order or with an item twice`);
  }
  return problems;
}

function checkAnchors(file: ExportFile, anchors: Anchors, notes: string[]): string[] {
  const differences = [];
  for (const head of anchors.heads) {
    const index = file.records.findIndex(({ hash }) => hash === head);
    const found = file.records[index];
    if (found === undefined) differences.push(`the head ${head} is not in this chain`);
    else
      notes.push(
        `the head given covers the records up to ${found.date}; ${file.records.length - index - 1} later`,
      );
  }
  const published = new Map(file.commitments.map(({ date, commitment }) => [date, commitment]));
  for (const [date, commitment] of anchors.commitments) {
    if (published.get(date) !== commitment)
      differences.push(`${date}: the commitment is not the one that was mailed`);
  }
  for (const { date } of anchors.commitments.size === 0 ? [] : file.records) {
    if (!anchors.commitments.has(date)) notes.push(`${date}: no mailed commitment to compare with`);
  }
  return differences;
}

function summaryOf({ clinicId, records, head }: ExportFile): string {
  const clientDays = records.reduce((total, { roster }) => total + roster.length, 0);
  const days =
    records.length === 0
      ? 'no day'
      : `${records.length} days, ${records[0]?.date} to ${records.at(-1)?.date}`;
  return `${clinicId}: ${days}, ${clientDays} client-days recomputed, head ${head}`;
}

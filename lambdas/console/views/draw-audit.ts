// biome-ignore lint/style/noRestrictedImports: the auditor's own program, which shares no code with the draws that it checks.
import { verifyExport } from '../../../bin/verify-draws/verify.ts';
import { exportClinicDraws } from '../../casework/export-draws.ts';
import { drawChain } from '../../domain/audit.ts';
import type { Clinic } from '../../domain/clinic.ts';
import { addDays, daysBetween, type LocalDate, localDateOf } from '../../domain/clinic-calendar.ts';
import { type DrawDay, isSettledDay } from '../../domain/draw-day.ts';
import { UnsoundDraws } from '../../domain/draw-export.ts';
import type { ChainedDrawRecord } from '../../domain/draw-record.ts';
import { type DrawDayView, type DrawRecordLine, drawDay } from '../../pages/draw-day.ts';
import { type DrawListDay, drawList } from '../../pages/draw-list.ts';
import type { DrawCheck } from '../../pages/draw-words.ts';
import type { ClinicStore, Ports } from '../../ports.ts';
import { download, page } from '../console-response.ts';
import type { ConsoleRequest, ConsoleRoute } from '../console-route.ts';
import { frameOf } from '../frame.ts';
import { nothingHere } from '../nothing-here.ts';

/** A clinic's draws as of now, and what the auditor's program, which shares no code with them, finds in their export. */
interface CheckedDraws {
  clinic: Clinic;
  href: ConsoleRequest['href'];
  days: readonly DrawDay[];
  records: ReadonlyMap<string, { record: ChainedDrawRecord; sequence: number }>;
  /** By date. */
  differences: ReadonlyMap<string, string[]>;
  /** Differences that belong to no day. */
  ofTheWhole: readonly string[];
}

/** Every draw with its proofs, by opaque ids only. */
export const drawAuditRoutes: ConsoleRoute[] = [
  { method: 'GET', path: '/draws/audit', area: 'draw audit', answer: showDraws },
  { method: 'GET', path: '/draws/audit/:date', area: 'draw audit', answer: showDay },
  { method: 'GET', path: '/draws/export', area: 'draw audit', answer: exportDraws },
];

async function showDraws(request: ConsoleRequest, ports: Ports) {
  const { href, visitor } = request;
  const { clinic } = visitor;
  const [draws, head] = await Promise.all([
    checkedDraws(request, ports),
    ports.store.read(clinic.id).get('drawHead', 'draws'),
  ]);
  return page(
    drawList({
      frame: frameOf(request, 'draw audit'),
      exportHref: href('/draws/export'),
      meterHref: href('/meter'),
      auditorName: clinic.auditor?.name ?? null,
      head: head ? { date: head.date, sequence: head.sequence, hash: head.hash } : null,
      ahead: draws.days.flatMap(({ id, status, commitment }) =>
        status === 'ahead' && commitment !== null ? [{ date: id, hash: commitment }] : [],
      ),
      days: draws.days.filter(({ status }) => status !== 'ahead').map((day) => listDay(draws, day)),
      differences: draws.ofTheWhole,
    }),
  );
}

async function showDay(request: ConsoleRequest, ports: Ports) {
  const draws = await checkedDraws(request, ports);
  const day = draws.days.find(({ id }) => id === request.params.date);
  if (!day) return nothingHere(request);
  return page(drawDay({ frame: frameOf(request, 'draw audit'), ...dayView(draws, day) }));
}

/** The file that the auditor's program reads. */
async function exportDraws({ visitor: { clinic } }: ConsoleRequest, { store, clock }: Ports) {
  const today = localDateOf(clinic.calendar.timeZone, clock.now());
  return download(`${clinic.id}-draws.json`, await exportClinicDraws(store, clinic.id, today));
}

async function checkedDraws(
  { visitor: { clinic }, href }: ConsoleRequest,
  { store, clock }: Ports,
): Promise<CheckedDraws> {
  const today = localDateOf(clinic.calendar.timeZone, clock.now());
  const [days, links, found] = await Promise.all([
    store.read(clinic.id).list('drawDay'),
    store.chain(clinic.id, drawChain),
    differencesIn(store, clinic, today),
  ]);
  const dated = Map.groupBy(found, (line) => /^\d{4}-\d\d-\d\d(?=: )/.exec(line)?.[0] ?? '');
  return {
    clinic,
    href,
    days,
    records: new Map(
      links.map(({ body, sequence }) => {
        const record = body as ChainedDrawRecord;
        return [record.date, { record, sequence }];
      }),
    ),
    differences: dated,
    ofTheWhole: dated.get('') ?? [],
  };
}

async function differencesIn(store: ClinicStore, clinic: Clinic, today: LocalDate): Promise<string[]> {
  try {
    const text = await exportClinicDraws(store, clinic.id, today);
    return verifyExport(Buffer.from(text), { heads: [], commitments: new Map() }).differences;
  } catch (error) {
    if (!(error instanceof UnsoundDraws)) throw error;
    return [error.message];
  }
}

function listDay(draws: CheckedDraws, day: DrawDay): DrawListDay {
  const record = draws.records.get(day.id)?.record;
  return {
    date: day.id,
    href: hrefOf(draws, day),
    status: day.status,
    commitment: commitmentOf(draws, day),
    called: day.calledEpisodeIds.length,
    clients: record?.roster.length ?? 0,
    breaches: record?.uncovered === null ? record.breaches.length : 0,
    isRevealed: day.revealedKey !== null,
    check: checkOf(draws, day),
  };
}

function dayView(draws: CheckedDraws, day: DrawDay): Omit<DrawDayView, 'frame'> {
  const { days, clinic } = draws;
  const seen = days.filter(({ status }) => status !== 'ahead');
  const neighbour = (other: DrawDay | undefined) =>
    other ? { date: other.id, href: hrefOf(draws, other) } : null;
  return {
    date: day.id,
    timeZone: clinic.calendar.timeZone,
    listHref: draws.href('/draws/audit'),
    before: neighbour(seen.filter(({ id }) => id < day.id).at(-1)),
    after: neighbour(seen.find(({ id }) => id > day.id)),
    status: day.status,
    drawnAt: day.drawnAt,
    commitment: commitmentOf(draws, day),
    key: day.revealedKey === null ? { comesOn: addDays(day.id, 1) } : { hex: day.revealedKey },
    record: recordLine(draws, day.id),
    check: checkOf(draws, day),
  };
}

function hrefOf({ href }: CheckedDraws, { id }: DrawDay): string {
  return href(`/draws/audit/${id}`);
}

function commitmentOf({ clinic }: CheckedDraws, { id, commitment, committedAt }: DrawDay) {
  if (commitment === null || committedAt === null) return null;
  const publishedOn = localDateOf(clinic.calendar.timeZone, committedAt);
  return { hash: commitment, publishedAt: committedAt, daysAhead: daysBetween(publishedOn, id) };
}

function checkOf({ differences, ofTheWhole }: CheckedDraws, day: DrawDay): DrawCheck {
  const own = differences.get(day.id) ?? [];
  if (own.length > 0) return { verdict: 'differs', differences: own };
  if (!isSettledDay(day)) return { verdict: 'to come' };
  if (day.status === 'closed') return { verdict: 'no draw' };
  if (ofTheWhole.length > 0) return { verdict: 'differs', differences: ofTheWhole };
  return day.revealedKey === null
    ? { verdict: 'key to come', on: addDays(day.id, 1) }
    : { verdict: 'verified' };
}

function recordLine({ records, differences }: CheckedDraws, date: string): DrawRecordLine | null {
  const found = records.get(date);
  if (!found) return null;
  const { record, sequence } = found;
  const { hash, previousHash, codeVersion, capacity, uncovered, roster, exclusions } = record;
  const lines = differences.get(date) ?? [];
  return {
    sequence,
    hash,
    previousHash,
    codeVersion,
    capacity,
    uncovered,
    clients: record.entries.map((entry) => {
      const client = roster.find(({ clientId }) => clientId === entry.clientId);
      return {
        ...entry,
        plan: client?.policyVersion ?? '',
        lastTestDate: client?.lastTestDate ?? null,
        excluded: exclusions.find(({ clientId }) => clientId === entry.clientId)?.reason ?? null,
        differences: lines.filter((line) => line.includes(`${entry.clientId}:`)),
      };
    }),
  };
}

import { verifyExport } from '../../bin/verify-draws/verify.ts';
import { exportClinicDraws } from '../../lambdas/casework/export-draws.ts';
import { drawChain } from '../../lambdas/domain/audit.ts';
import type { Clinic } from '../../lambdas/domain/clinic.ts';
import { addDays, daysBetween, localDateOf } from '../../lambdas/domain/clinic-calendar.ts';
import { type DrawDay, isSettledDay } from '../../lambdas/domain/draw-day.ts';
import { UnsoundDraws } from '../../lambdas/domain/draw-export.ts';
import type { ChainedDrawRecord } from '../../lambdas/domain/draw-record.ts';
import { type DrawDayView, type DrawRecordLine, drawDay } from '../../lambdas/pages/draw-day.ts';
import { type DrawListDay, drawList } from '../../lambdas/pages/draw-list.ts';
import type { DrawCheck } from '../../lambdas/pages/draw-words.ts';
import type { Laptop } from '../laptop.ts';
import type { SiteContext } from './clinic-choice.ts';
import { clinicPage, notThere } from './frame.ts';
import type { SiteRequest, SiteResponse } from './http.ts';

/** A clinic's draws as of now, and what the auditor's program, which shares no code with them, finds in their export. */
interface CheckedDraws {
  clinic: Clinic;
  days: readonly DrawDay[];
  records: ReadonlyMap<string, { record: ChainedDrawRecord; sequence: number }>;
  /** By date. */
  differences: ReadonlyMap<string, string[]>;
  /** Differences that belong to no day. */
  ofTheWhole: readonly string[];
}

/** `GET /draws` */
export async function getDrawList(request: SiteRequest, context: SiteContext): Promise<SiteResponse> {
  return clinicPage(request, context, async (clinic, frame) => {
    const draws = await checkedDraws(context.laptop, clinic);
    const head = context.laptop.clinic.store.find(clinic.id, 'drawHead', 'draws');
    return drawList({
      frame,
      exportHref: `/local/export/draws?clinic=${clinic.id}`,
      meterHref: '/meter',
      auditorName: clinic.auditor?.name ?? null,
      head: head ? { date: head.date, sequence: head.sequence, hash: head.hash } : null,
      ahead: draws.days.flatMap(({ id, status, commitment }) =>
        status === 'ahead' && commitment !== null ? [{ date: id, hash: commitment }] : [],
      ),
      days: draws.days.filter(({ status }) => status !== 'ahead').map((day) => listDay(draws, day)),
      differences: draws.ofTheWhole,
    });
  });
}

/** `GET /draws/<date>` */
export async function getDrawDay(request: SiteRequest, context: SiteContext): Promise<SiteResponse> {
  return clinicPage(request, context, async (clinic, frame) => {
    const draws = await checkedDraws(context.laptop, clinic);
    const day = draws.days.find(({ id }) => id === request.params.date);
    if (!day) notThere('there is no draw of that day', 'choose a day at /draws');
    return drawDay({ frame, ...dayView(draws, day) });
  });
}

async function checkedDraws(laptop: Laptop, clinic: Clinic): Promise<CheckedDraws> {
  const { store } = laptop.clinic;
  const today = localDateOf(clinic.calendar.timeZone, laptop.clinic.now());
  const links = await store.chain(clinic.id, drawChain);
  const found = await differencesIn(laptop, clinic, today);
  const dated = Map.groupBy(found, (line) => /^\d{4}-\d\d-\d\d(?=: )/.exec(line)?.[0] ?? '');
  return {
    clinic,
    days: store.all(clinic.id, 'drawDay'),
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

async function differencesIn(laptop: Laptop, clinic: Clinic, today: string): Promise<string[]> {
  try {
    const text = await exportClinicDraws(laptop.clinic.store, clinic.id, today);
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
    href: hrefOf(day),
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
  const neighbour = (other: DrawDay | undefined) => (other ? { date: other.id, href: hrefOf(other) } : null);
  return {
    date: day.id,
    timeZone: clinic.calendar.timeZone,
    listHref: '/draws',
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

function hrefOf({ id }: DrawDay): string {
  return `/draws/${id}`;
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

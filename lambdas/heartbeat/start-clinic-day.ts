import { required } from '../casework/read-records.ts';
import { startLater } from '../casework/start-later.ts';
import { type AgendaItem, agendaItem, type Clinic } from '../domain/clinic.ts';
import {
  addDays,
  addHours,
  daysBetween,
  type Instant,
  instantOf,
  type LocalDate,
  localDateOf,
  nextOpenDate,
  weekdayOf,
} from '../domain/clinic-calendar.ts';
import type { Ports, Transaction } from '../ports.ts';

/** Days that an outage kept from starting are started late, oldest first, but no more than these. */
const catchUpDays = 7;

/** Before the draw, so that its notices go to people whom mail reaches. */
const reconcileHours = 0.5;

/**
 * Starts the clinic's day, once per date, and plans the next one. After an outage the days in between are started
 * too: their draws call nobody, and the record says that they were uncovered. An outage that ends in the night starts
 * no day ahead of its morning.
 */
export async function startClinicDay(ports: Ports, clinicId: string, item: AgendaItem): Promise<void> {
  const now = ports.clock.now();
  await ports.store.transact(clinicId, async (tx) => {
    tx.remove('agenda', item.id);
    const clinic = await required(tx, 'clinic', clinicId);
    const latest = lastBegunDate(clinic, now);
    const mark = await tx.get('clinicDay', 'clinic-day');
    for (const date of datesToStart(mark?.lastStartedOn, latest)) startDay(tx, clinic, date, now);
    tx.put('clinicDay', { id: 'clinic-day', lastStartedOn: latest, attempt: 1 });
    const next = addDays(latest, 1);
    const at = instantOf(clinic.calendar.timeZone, next, clinic.dayStartsAt);
    tx.put('agenda', agendaItem(at, { do: 'start-clinic-day', date: next }));
    planMonday(tx, clinic, latest, now);
    tx.put('agenda', agendaItem(addHours(at, -reconcileHours), { do: 'reconcile-suppressed', date: next }));
  });
}

/** On the first open day of a week the director is told of the page of the week, with the digest. */
function planMonday(tx: Transaction, { calendar, digestAt }: Clinic, date: LocalDate, now: Instant): void {
  const monday = addDays(date, 1 - weekdayOf(date));
  if (nextOpenDate(calendar, monday) !== date) return;
  const at = instantOf(calendar.timeZone, date, digestAt);
  tx.put('agenda', agendaItem(at > now ? at : now, { do: 'tell-of-monday', date: monday }));
}

/** Today once its morning has come, else yesterday. */
function lastBegunDate({ calendar, dayStartsAt }: Clinic, now: Instant): LocalDate {
  const today = localDateOf(calendar.timeZone, now);
  return instantOf(calendar.timeZone, today, dayStartsAt) <= now ? today : addDays(today, -1);
}

function datesToStart(lastStartedOn: LocalDate | undefined, latest: LocalDate): LocalDate[] {
  const missed = lastStartedOn === undefined ? 1 : Math.min(catchUpDays, daysBetween(lastStartedOn, latest));
  return Array.from({ length: Math.max(0, missed) }, (_, ago) => addDays(latest, ago - missed + 1));
}

function startDay(tx: Transaction, clinic: Clinic, date: LocalDate, now: Instant): void {
  const input = { schema: 1, clinicId: clinic.id, date, attempt: 1 };
  startLater(tx, now, { machine: 'clinic-day', name: `${clinic.id}-day-${date}-1`, input });
}

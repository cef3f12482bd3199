import { agendaItem, type Clinic } from '../domain/clinic.ts';
import { type Instant, type LocalDate, localDateOf } from '../domain/clinic-calendar.ts';
import {
  type Crisis,
  type CrisisReport,
  climbingAgain,
  isUnacknowledged,
  joined,
  newCrisis,
  openCrisisId,
} from '../domain/crisis.ts';
import { type Ports, ServiceUnavailable, type Transaction } from '../ports.ts';
import { executionName } from './execution-name.ts';
import { required } from './read-records.ts';
import { askSeparately, startLater } from './start-later.ts';

/** An execution of the ladder's machine. */
export interface Climb {
  name: string;
  input: Record<string, unknown>;
}

function climbOf(clinicId: string, { id, episodeId }: Crisis, attempt: number): Climb {
  return {
    name: executionName(episodeId ?? clinicId, 'crisis', id, String(attempt)),
    input: { schema: 1, clinicId, crisisId: id, attempt },
  };
}

function climbItem(clinicId: string, crisis: Crisis, attempt: number, at: Instant) {
  return agendaItem(at, { do: 'start-execution', machine: 'crisis', ...climbOf(clinicId, crisis, attempt) });
}

/** Saves a crisis with the start of its next climb on the agenda, in place of what was planned before. */
export function putCrisis(
  tx: Transaction,
  clinicId: string,
  crisis: Crisis,
  before: Crisis | undefined,
): void {
  if (before?.nextClimbAt)
    tx.remove('agenda', climbItem(clinicId, before, before.climb + 1, before.nextClimbAt).id);
  if (crisis.nextClimbAt) tx.put('agenda', climbItem(clinicId, crisis, crisis.climb + 1, crisis.nextClimbAt));
  tx.put('crisis', crisis);
}

export interface OpenedCrisis {
  crisis: Crisis;
  outcome: 'opened' | 'joined';
  /** The climb to start after the transaction; undefined while one goes on already. */
  climb: Climb | undefined;
}

/**
 * Opens a crisis, or adds a report to the one that is open about the same client. The start of the ladder is on the
 * agenda with it; call `startClimb` after the transaction, or the heartbeat starts it.
 */
export async function openCrisis(
  tx: Transaction,
  clinicId: string,
  { episodeId, report }: { episodeId?: string; report: CrisisReport },
): Promise<OpenedCrisis> {
  const clientId = episodeId === undefined ? undefined : (await required(tx, 'episode', episodeId)).clientId;
  const key = openCrisisId({ id: 'nobody', clientId, reports: [report] });
  const open = await tx.get('openCrisis', key);
  return open
    ? join(tx, clinicId, await required(tx, 'crisis', open.crisisId), report)
    : openNew(tx, clinicId, { episodeId, clientId, report });
}

async function openNew(
  tx: Transaction,
  clinicId: string,
  { episodeId, clientId, report }: { episodeId?: string; clientId?: string; report: CrisisReport },
): Promise<OpenedCrisis> {
  const parent = episodeId ?? 'clinic';
  const known = await tx.list('crisis', { parent });
  const id = `${parent}:cr-${known.length + 1}`;
  await tx.get('crisis', id);
  const crisis = newCrisis({ id, episodeId, clientId, report });
  putCrisis(tx, clinicId, crisis, undefined);
  tx.put('openCrisis', { id: openCrisisId(crisis), crisisId: id });
  auditReport(tx, crisis, report);
  return { crisis, outcome: 'opened', climb: planClimb(tx, clinicId, crisis, report.at) };
}

function join(tx: Transaction, clinicId: string, before: Crisis, report: CrisisReport): OpenedCrisis {
  const { crisis, climbs } = joined(before, report);
  putCrisis(tx, clinicId, crisis, before);
  auditReport(tx, crisis, report);
  return {
    crisis,
    outcome: 'joined',
    climb: climbs ? planClimb(tx, clinicId, crisis, report.at) : undefined,
  };
}

function auditReport(tx: Transaction, crisis: Crisis, report: CrisisReport): void {
  const { at, by, via, kind, homeId } = report;
  const details = { crisisId: crisis.id, kind, via, ...(homeId !== undefined && { homeId }) };
  const isFirst = crisis.reports.length === 1;
  tx.audit({
    at,
    what: isFirst ? 'crisis opened' : 'crisis report joined',
    by,
    episodeId: crisis.episodeId,
    details,
  });
}

/** Plans a crisis's present climb for now: by `startClimb`, else by the next heartbeat. */
function planClimb(tx: Transaction, clinicId: string, crisis: Crisis, at: Instant): Climb {
  const climb = climbOf(clinicId, crisis, crisis.climb);
  startLater(tx, at, { machine: 'crisis', ...climb });
  return climb;
}

/** Starts a climb at once; what cannot be started now the heartbeat starts. */
export async function startClimb(ports: Ports, climb: Climb | undefined): Promise<void> {
  if (!climb) return;
  try {
    await ports.journeys.startCrisis(climb.name, climb.input);
  } catch (error) {
    if (!(error instanceof ServiceUnavailable)) throw error;
  }
}

/** Asks for a debrief, unless the last question for one is still open. */
export async function askDebrief(
  tx: Transaction,
  clinic: Clinic,
  crisis: Crisis,
  at: Instant,
): Promise<Crisis> {
  const asked = crisis.debriefTaskId ? await tx.get('task', crisis.debriefTaskId) : undefined;
  if (asked?.status === 'open') return crisis;
  const debriefsAsked = crisis.debriefsAsked + 1;
  const by = crisis.acknowledgements[0]?.by;
  const member = by === undefined ? undefined : await tx.get('staff', by);
  const staffId: Record<string, string> = member && !member.leftOn ? { staffId: member.id } : {};
  askSeparately(tx, at, executionName('clinic', 'debrief', crisis.id, String(debriefsAsked)), {
    clinicId: clinic.id,
    kind: 'crisis-debrief',
    about: { crisisId: crisis.id, ...staffId },
  });
  return { ...crisis, debriefsAsked, lastAskedOn: localDateOf(clinic.calendar.timeZone, at) };
}

/**
 * What the clinic's day does about a crisis that is open: the ladder begins again where nobody has it and no climb is
 * planned any more, and a debrief that nobody is asked for any more is asked for again.
 */
export async function lookAfterCrisis(
  ports: Ports,
  clinic: Clinic,
  crisisId: string,
  { today, at }: { today: LocalDate; at: Instant },
): Promise<void> {
  await ports.store.transact(clinic.id, async (tx) => {
    const before = await required(tx, 'crisis', crisisId);
    if (isUnacknowledged(before)) climbOn(tx, clinic.id, before, at);
    else if (before.status === 'acknowledged' && (before.lastAskedOn ?? '') < today)
      tx.put('crisis', await askDebrief(tx, clinic, before, at));
  });
}

function climbOn(tx: Transaction, clinicId: string, before: Crisis, at: Instant): void {
  if (before.nextClimbAt !== null) return;
  const crisis = climbingAgain(before, at);
  putCrisis(tx, clinicId, crisis, before);
  planClimb(tx, clinicId, crisis, at);
}

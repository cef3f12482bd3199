import { createHash } from 'node:crypto';
import { type ResidentTick, residentAnswers, residentTicks } from '../domain/check-in.ts';
import { agendaItem } from '../domain/clinic.ts';
import type { Instant } from '../domain/clinic-calendar.ts';
import { type CrisisKind, crisisInReport } from '../domain/crisis.ts';
import type { Answer, HumanTask } from '../domain/human-task.ts';
import { dutiesOfReport, type HomeReport } from '../domain/incident-report.ts';
import type { Ports, Transaction } from '../ports.ts';
import { type Climb, openCrisis } from './crisis.ts';
import { executionName } from './execution-name.ts';
import { required } from './read-records.ts';
import { askSeparately } from './start-later.ts';

/**
 * Keeps what a home said of a resident, and asks whoever sees to it; what is a crisis is opened as one. The same report a
 * second time changes nothing. Returns the climb to start after the transaction, else the heartbeat starts it.
 */
export async function recordReport(
  tx: Transaction,
  clinicId: string,
  report: HomeReport,
): Promise<Climb | undefined> {
  if (await tx.get('homeReport', report.id)) return undefined;
  const { episodeId, homeId, at, by, via, said, ticks } = report;
  tx.put('homeReport', report);
  tx.audit({
    at,
    what: 'home reported',
    by,
    episodeId,
    details: { reportId: report.id, homeId, via, said, ticks },
  });
  const own = report.id.split(':')[1] ?? report.id;
  for (const { kind, reason } of dutiesOfReport(report))
    askSeparately(tx, at, `${episodeId}-${own}-${kind}`, {
      clinicId,
      kind,
      episodeId,
      about: { reportId: report.id, homeId },
      reason,
    });
  const kind = crisisInReport(report);
  if (!kind) return undefined;
  const crisis = { at, by, via: 'home', kind, homeId, facts: report.comment } as const;
  return (await openCrisis(tx, clinicId, { episodeId, report: crisis })).climb;
}

/**
 * A crisis at a home, of somebody whom the home may no longer be shown: a clinician calls the home. Nothing of what was
 * said is kept but that it is a crisis, and of what kind; the home is told nothing.
 */
export async function openCrisisAtHome(
  tx: Transaction,
  clinicId: string,
  { kind, homeId, by, at }: { kind: CrisisKind | undefined; homeId: string; by: string; at: Instant },
): Promise<Climb | undefined> {
  if (!kind) return undefined;
  const report = { at, by, via: 'home', kind, homeId, facts: '' } as const;
  return (await openCrisis(tx, clinicId, { report })).climb;
}

/** An id that the same words about the same person at the same place always have. */
export function reportId(episodeId: string, source: readonly string[]): string {
  const own = createHash('sha256').update(source.join('|')).digest('hex').slice(0, 16);
  return `${episodeId}:rp-${own}`;
}

/**
 * Plans that the heartbeat looks at what a check-in's answer says, also while the list is not yet complete: who has
 * an incident to tell does not wait for the last resident's line.
 */
export function planReports(tx: Transaction, task: HumanTask, at: Instant): void {
  if (task.kind === 'home-check-in')
    tx.put('agenda', agendaItem(at, { do: 'take-up-reports', taskId: task.id }));
}

/** Every answer of a check-in that needs somebody becomes that person's task; each resident in a transaction of its own. */
export async function takeUpReports(ports: Ports, clinicId: string, taskId: string): Promise<void> {
  const task = await required(ports.store.read(clinicId), 'task', taskId);
  const counted = task.superseded.filter(({ because }) => because !== 'withdrawn');
  for (const answer of [...counted, ...(task.answer ? [task.answer] : [])])
    for (const episodeId of Object.keys(answer.items)) {
      const report = reportIn(task, answer, episodeId);
      if (report && dutiesOfReport(report).length > 0)
        await ports.store.transact(clinicId, (tx) => recordReport(tx, clinicId, report));
    }
}

function reportIn(task: HumanTask, answer: Answer, episodeId: string): HomeReport | undefined {
  const said = residentAnswers.find((known) => known === answer.items[episodeId]);
  if (!said) return undefined;
  const ticks = (answer.ticks?.[episodeId] ?? []).filter((tick): tick is ResidentTick =>
    residentTicks.some((known) => known === tick),
  );
  return {
    id: reportId(episodeId, [task.id, said, ...[...ticks].sort()]),
    episodeId,
    homeId: task.ownerId,
    by: answer.by,
    at: answer.at,
    via: 'check-in',
    said,
    ticks,
    comment: answer.comment,
  };
}

/**
 * A home wanted to say something of a resident whom it may no longer be shown. Nothing of it is kept; whoever is
 * responsible calls the home, since it may matter.
 */
export function noteRefusedReport(
  tx: Transaction,
  clinicId: string,
  refused: { episodeId: string; homeId: string; by: string; at: Instant },
): void {
  const { episodeId, homeId, by, at } = refused;
  tx.audit({ at, what: 'report refused', by, episodeId, details: { homeId } });
  askSeparately(tx, at, executionName(episodeId, 'refused', homeId, at.slice(0, 13)), {
    clinicId,
    kind: 'resident-report',
    episodeId,
    about: { homeId },
    reason: 'report refused',
  });
}

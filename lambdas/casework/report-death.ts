import type { Instant } from '../domain/clinic-calendar.ts';
import { type Episode, isEnded } from '../domain/episode.ts';
import { secondPerson } from '../domain/second-person.ts';
import type { Transaction } from '../ports.ts';
import { openMatter } from './consent-matters.ts';
import { stopCrisisOf } from './crisis-answers.ts';
import { endReferral } from './end-referral.ts';
import type { Case } from './read-records.ts';
import { requestEnding } from './request-ending.ts';
import { planGoingOn, planSettling } from './settle-ending.ts';
import { raiseSignal } from './tell-workflow.ts';

const laterWaits = ['aftercare', 'follow-up'] as const;

/**
 * The first report of a death: from now on nobody is asked, told or called for a test about this client, and a second
 * member of staff is asked at once. Resolves to that person's id; undefined where the clinic has nobody else.
 */
export async function reportDeath(
  tx: Transaction,
  the: Case,
  report: { by: string; reason: string },
  now: Instant,
): Promise<string | undefined> {
  const { episode, clinic, today } = the;
  const { id: episodeId } = episode;
  const second = secondPerson(await tx.list('staff'), {
    not: report.by,
    prefer: [episode.counselorId, episode.caseManagerId],
    on: today,
  });
  if (!second) return undefined;
  tx.put('episode', { ...episode, deathReport: { status: 'reported', at: now, ...report } });
  tx.audit({
    at: now,
    what: 'death reported',
    by: report.by,
    episodeId,
    details: { reason: report.reason, secondPerson: second.id },
  });
  await openMatter(tx, clinic, {
    episodeId,
    kind: 'death-confirmation',
    text: report.reason,
    about: { staffId: second.id, notStaffId: report.by },
    by: report.by,
    at: now,
  });
  return second.id;
}

/** The second word: everything about the client stops at once, whatever else was under way. Returns whose place is offered on. */
export async function confirmDeath(
  tx: Transaction,
  the: Case,
  word: { by: string; source: string },
  now: Instant,
): Promise<string[]> {
  const { episode } = the;
  const report = episode.deathReport;
  if (report?.status !== 'reported') return [];
  const details = { reportedBy: report.by, source: word.source, endingBefore: episode.ending };
  tx.audit({ at: now, what: 'death confirmed', by: word.by, episodeId: episode.id, details });
  const confirmed: Episode = { ...episode, deathReport: { ...report, status: 'confirmed' } };
  planSettling(tx, episode.id, now);
  await stopCrisisOf(tx, the.clinic, episode.clientId, { by: word.by, at: now });
  if (isEnded(episode)) {
    recordDeath(tx, confirmed, { reason: report.reason, by: word.by }, now);
    return [];
  }
  if (episode.admittedOn === null) return endBeforeAdmission(tx, the, confirmed, now);
  const facts = { requestedBy: report.by };
  requestEnding(tx, confirmed, { ending: 'deceased', reason: report.reason, by: word.by, facts }, now);
  return [];
}

/** The report was wrong: everything goes on, and what fell due meanwhile is asked now. */
export function refuteDeath(
  tx: Transaction,
  episode: Episode,
  word: { by: string; source: string },
  now: Instant,
): void {
  const report = episode.deathReport;
  if (report?.status !== 'reported') return;
  tx.put('episode', { ...episode, deathReport: null });
  const details = { reportedBy: report.by, source: word.source };
  tx.audit({ at: now, what: 'death refuted', by: word.by, episodeId: episode.id, details });
  planGoingOn(tx, episode.id, now, report.at);
  if (episode.stage === 'closed') return;
  for (const wait of ['treatment', ...laterWaits] as const) {
    const news = { kind: 'changed' } as const;
    raiseSignal(tx, { episodeId: episode.id, wait, at: now, news }, `hold-over-${wait}-${now}`);
  }
}

/** A death learned of after treatment: every question, call and handoff about the client stops at once. */
function recordDeath(
  tx: Transaction,
  episode: Episode,
  { reason, by }: { reason: string; by: string },
  now: Instant,
): void {
  tx.audit({
    at: now,
    what: 'death recorded',
    by,
    episodeId: episode.id,
    details: { reason, endingBefore: episode.ending },
  });
  if (episode.stage === 'closed') {
    tx.put('episode', { ...episode, ending: 'deceased' });
    return;
  }
  tx.put('episode', {
    ...episode,
    ending: 'deceased',
    handoff: { status: 'not applicable', receiverId: null },
  });
  for (const wait of laterWaits) {
    raiseSignal(tx, { episodeId: episode.id, wait, at: now, news: { kind: 'changed' } }, `death-${wait}`);
  }
}

/** A client who died before the first day: the referral ends and the place goes to the next. */
async function endBeforeAdmission(
  tx: Transaction,
  the: Case,
  episode: Episode,
  now: Instant,
): Promise<string[]> {
  const { by = 'report-death', reason = '' } = episode.deathReport ?? {};
  const news = { kind: 'cancelled', reason, by } as const;
  raiseSignal(tx, { episodeId: episode.id, wait: 'place', at: now, news }, `death-${now}`);
  return endReferral(tx, { ...the, episode }, 'deceased', now, by);
}

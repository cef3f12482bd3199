import { verifyExport } from '../../../bin/verify-draws/verify.ts';
import { drawChain } from '../../../lambdas/domain/audit.ts';
import { addDays, isOpenOn, type LocalDate, weekdayOf } from '../../../lambdas/domain/clinic-calendar.ts';
import type { DrawDay } from '../../../lambdas/domain/draw-day.ts';
import { exportDraws } from '../../../lambdas/domain/draw-export.ts';
import type { ChainedDrawRecord } from '../../../lambdas/domain/draw-record.ts';
import type { Journey } from '../journey.ts';
import { isHeldOn } from './holds.ts';

type RosterLine = ChainedDrawRecord['roster'][number];

/** What is wrong with the draws: days left out, closed days drawn, clients left out, gaps not kept, keys not revealed. */
export async function drawsWrong(journey: Journey): Promise<string[]> {
  const { play } = journey;
  const links = await play.clinic.store.chain(play.clinicId, drawChain);
  const records = links.map((link) => link.body as ChainedDrawRecord);
  const days = journey.all('drawDay').filter((day) => day.id < play.today());
  return [
    ...daysWrong(journey, days, records),
    ...records.flatMap((record) => clientsLeftOut(journey, record)),
    ...records.flatMap((record) => gapsAtRisk(journey, record)),
    ...differencesFound(journey, days, records),
  ];
}

function daysWrong(
  journey: Journey,
  days: readonly DrawDay[],
  records: readonly ChainedDrawRecord[],
): string[] {
  const { calendar } = clinicOf(journey);
  const first = days[0]?.id ?? journey.play.today();
  const problems: string[] = [];
  for (let date = first; date < journey.play.today(); date = addDays(date, 1)) {
    const drawn = records.filter((record) => record.date === date).length;
    const wanted = isOpenOn(calendar, date) ? 1 : 0;
    if (drawn !== wanted) problems.push(`${date} has ${drawn} draws and should have ${wanted}`);
    const mayBeHidden = date >= addDays(journey.play.today(), -1);
    if (!mayBeHidden && !days.some((day) => day.id === date && day.revealedKey))
      problems.push(`the key of ${date} is not revealed`);
  }
  const closed = journey
    .all('drugTest')
    .filter((test) => test.basis === 'random' && !isOpenOn(calendar, test.date));
  return [...problems, ...closed.map((test) => `${test.id} was called on a closed day`)];
}

function clinicOf({ all, play }: Journey) {
  const clinic = all('clinic').find(({ id }) => id === play.clinicId);
  if (!clinic) throw new RangeError('the clinic is gone');
  return clinic;
}

/** Everyone in treatment that morning stands on the roster, and nobody else does. */
function clientsLeftOut(journey: Journey, { date, roster }: ChainedDrawRecord): string[] {
  return journey.all('episode').flatMap(({ id, admittedOn, endedOn }) => {
    const isListed = roster.some((line) => line.clientId === id);
    const isThere = admittedOn !== null && admittedOn <= date && (endedOn === null || date < endedOn);
    const isAway = admittedOn === null || date < admittedOn || (endedOn !== null && date > endedOn);
    if (isHeldOn(journey, id, date)) return [];
    if (isThere && !isListed) return [`${id} is not on the roster of ${date}`];
    return isAway && isListed ? [`${id} is on the roster of ${date} and should not be`] : [];
  });
}

/** A client who is not called today must have another day left before the longest gap, unless the day was full. */
function gapsAtRisk(journey: Journey, record: ChainedDrawRecord): string[] {
  return record.roster.flatMap((line) => {
    const isCalledFor = record.called.includes(line.clientId) || record.breaches.includes(line.clientId);
    const isExcluded = record.exclusions.some(({ clientId }) => clientId === line.clientId);
    if (isCalledFor || isExcluded || hasDayLeft(journey, record, line)) return [];
    return [`${line.clientId} was not called on ${record.date}, the last day before the gap`];
  });
}

function hasDayLeft(journey: Journey, record: ChainedDrawRecord, line: RosterLine): boolean {
  const policy = record.policies.find(({ version }) => version === line.policyVersion)?.policy;
  if (!policy || line.lastTestDate === null) return false;
  const deadline = addDays(line.lastTestDate, policy.maxGapDays);
  const excused = (date: LocalDate) => Array.isArray(line.excused) && line.excused.includes(date);
  for (let date = addDays(record.date, 1); date <= deadline; date = addDays(date, 1)) {
    const isTestDay = policy.testDays.includes(weekdayOf(date)) && isOpenOn(clinicOf(journey).calendar, date);
    if (isTestDay && !excused(date)) return true;
  }
  return false;
}

/** What the auditor's own program finds in the export: its chain, its keys, every draw computed again. */
function differencesFound(
  { play }: Journey,
  days: readonly DrawDay[],
  records: readonly ChainedDrawRecord[],
): string[] {
  const text = exportDraws({
    clinicId: play.clinicId,
    records,
    commitments: days.flatMap(({ id, commitment }) => (commitment ? [{ date: id, commitment }] : [])),
    dayKeys: days.flatMap(({ id, revealedKey }) =>
      revealedKey ? [{ date: id, dayKey: new Uint8Array(Buffer.from(revealedKey, 'hex')) }] : [],
    ),
    today: play.today(),
  });
  const { differences } = verifyExport(new TextEncoder().encode(text), { heads: [], commitments: new Map() });
  return differences.map((difference) => `draw verifier: ${difference}`);
}

import type { AttendanceRecord, AttendanceSheet } from '../../../lambdas/domain/attendance.ts';
import { stopsAllContact } from '../../../lambdas/domain/episode.ts';
import type { Journey } from '../journey.ts';

/** Sessions of which nothing is known, and misses on which nobody acted: hours due are recorded or escalated. */
export function attendanceUnmet(journey: Journey): string[] {
  const records = new Map(journey.all('attendance').map((record) => [record.id, record]));
  const sheets = journey.all('attendanceSheet');
  return [
    ...sheets.flatMap((sheet) => linesMissing(journey, sheet, records)),
    ...sheetsUntold(journey, [...records.values()]),
    ...[...records.values()]
      .filter((record) => isIgnored(journey, record, [...records.values()]))
      .map(({ id }) => `${id}: was missed, and nobody was asked to call`),
  ];
}

function linesMissing(
  journey: Journey,
  { id, date, sessionId, members }: AttendanceSheet,
  records: ReadonlyMap<string, AttendanceRecord>,
): string[] {
  return members.flatMap(({ episodeId }) => {
    const episode = journey.all('episode').find((known) => known.id === episodeId);
    const isKnown = records.has(`${episodeId}:${date}.${sessionId}`);
    return isKnown || stopsAllContact(episode?.ending ?? null)
      ? []
      : [`sheet ${id}: nothing is recorded for ${episodeId}`];
  });
}

/** The director hears of each day with a sheet that nobody sent in. */
function sheetsUntold(journey: Journey, records: readonly AttendanceRecord[]): string[] {
  const alerts = journey
    .tasks('clinic-alert')
    .filter(({ reason }) => reason === 'attendance is not recorded');
  const told = new Set(alerts.map(({ about }) => about.sheetId?.slice(0, 10)));
  const days = new Set(records.filter(({ outcome }) => outcome === 'not recorded').map(({ date }) => date));
  return [...days]
    .filter((day) => !told.has(day))
    .map((day) => `sheets of ${day}: not recorded, and not told`);
}

function isIgnored(
  journey: Journey,
  { episodeId, date, outcome, at }: AttendanceRecord,
  records: readonly AttendanceRecord[],
): boolean {
  if (outcome !== 'missed') return false;
  const episode = journey.all('episode').find((known) => known.id === episodeId);
  const wasOver = (episode?.endedOn ?? '~') <= at.slice(0, 10) || Boolean(episode?.deathReport);
  const ofDay = records.filter((record) => record.episodeId === episodeId && record.date === date);
  return !wasOver && ofDay.every(({ asked = [] }) => asked.length === 0);
}

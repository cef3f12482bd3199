import { attendanceSummary } from '../../lambdas/domain/attendance-summary.ts';
import type { Clinic } from '../../lambdas/domain/clinic.ts';
import { type Episode, isInTreatment } from '../../lambdas/domain/episode.ts';
import { plannedMinutesAWeek } from '../../lambdas/domain/session-calendar.ts';
import type { AttendanceShown } from '../../lambdas/pages/attendance-hours.ts';
import { datedYear } from '../../lambdas/pages/dates.ts';
import type { Laptop } from '../laptop.ts';
import { programOf } from './api-state.ts';

/** What the page of an episode shows of its sessions, from the records. */
export function attendanceShown(laptop: Laptop, clinic: Clinic, episode: Episode): AttendanceShown {
  const records = laptop.clinic.store.all(clinic.id, 'attendance');
  const program = programOf(laptop, clinic.id, episode);
  const leaves = (episode.leaves ?? []).map(
    ({ from, to, reason }) => `Away ${datedYear(from, 'en')} to ${datedYear(to, 'en')}: ${reason}`,
  );
  const { schedule } = episode;
  const own = schedule?.sessionIds
    ? [
        `Own schedule since ${datedYear(schedule.on, 'en')}: ${schedule.sessionIds.join(', ')} (${schedule.reason})`,
      ]
    : [];
  return {
    summary: attendanceSummary(records.filter(({ episodeId }) => episodeId === episode.id)),
    planned: program && isInTreatment(episode) ? plannedMinutesAWeek(episode, program) : null,
    notes: [...own, ...leaves],
  };
}

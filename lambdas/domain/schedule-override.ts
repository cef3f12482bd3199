import type { LocalDate } from './clinic-calendar.ts';

/** Which sessions one client attends instead of those of track and phase, decided by a clinician. */
export interface ScheduleOverride {
  /** The sessions attended, by id; the program's own by track and phase when left out. */
  sessionIds?: string[];
  /** The phase for which it was decided; the next one's sessions are the program's own again. For all when left out. */
  phaseIndex?: number;
  reason: string;
  by: string;
  on: LocalDate;
}

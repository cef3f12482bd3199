import type { LocalDate } from './clinic-calendar.ts';

/** What is known of one day's draw: published ahead, drawn on the day, revealed after it. */
export interface DrawDay {
  /** The date. */
  id: LocalDate;
  /** Published before the day; null when the day came without one. */
  commitment: string | null;
  status: 'ahead' | 'drawn' | 'closed' | 'too late';
  calledEpisodeIds: string[];
  /** K_d in lower-case hex, once the day is over. */
  revealedKey: string | null;
}

/** The hash of the clinic's last draw record, which the next one names. */
export interface DrawHead {
  id: 'draws';
  hash: string;
}

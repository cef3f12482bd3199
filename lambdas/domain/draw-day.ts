import type { Instant, LocalDate } from './clinic-calendar.ts';

/** What is known of one day's draw: published ahead, drawn on the day, revealed after it. */
export interface DrawDay {
  /** The date. */
  id: LocalDate;
  /** Published before the day; null when the day came without one. */
  commitment: string | null;
  /** When the commitment was published; null when there is none. */
  committedAt: Instant | null;
  /**
   * ahead: still to come. drawing: its roster is being read, and nothing can be excused for it any more. too late:
   * recorded, and nobody was called, because a client could not have been given the whole window.
   */
  status: 'ahead' | 'drawing' | 'drawn' | 'closed' | 'too late';
  /** When it was drawn, or found to be closed or too late; null before. */
  drawnAt: Instant | null;
  calledEpisodeIds: string[];
  /** K_d in lower-case hex, once the day is over. */
  revealedKey: string | null;
}

/** The clinic's last draw record: the next one names its hash, and the auditor gets it once a month. */
export interface DrawHead {
  id: 'draws';
  date: LocalDate;
  /** Place in the draw chain, from 1. */
  sequence: number;
  commitment: string;
  hash: string;
}

/** A date that came without a commitment: its draw is made all the same, and the verifier names it. */
export function unannouncedDay(date: LocalDate): DrawDay {
  return {
    id: date,
    commitment: null,
    committedAt: null,
    status: 'ahead',
    drawnAt: null,
    calledEpisodeIds: [],
    revealedKey: null,
  };
}

/** True from the moment on which nothing about the day changes any more but its key's being revealed. */
export function isSettledDay({ status }: Pick<DrawDay, 'status'>): boolean {
  return status !== 'ahead' && status !== 'drawing';
}

/** What the director hears of a draw, each in a question of its own. */
export type DrawAlert =
  | 'draw too late to be fair'
  | 'tests overdue beyond capacity'
  | 'draw without a commitment'
  | 'draw key is not the committed one';

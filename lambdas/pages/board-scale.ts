import { daysBetween, type LocalDate } from '../domain/clinic-calendar.ts';

/** Both days are shown. */
export interface DayRange {
  from: LocalDate;
  to: LocalDate;
}

function daysIn({ from, to }: DayRange): number {
  return Math.max(1, daysBetween(from, to) + 1);
}

function percent(share: number): string {
  return `${Math.round(share * 100_000) / 1000}%`;
}

/** Where a day begins in a range, as a percentage of its width; below 0 % or above 100 % outside of it. */
export function startOf(range: DayRange, date: LocalDate): string {
  return percent(daysBetween(range.from, date) / daysIn(range));
}

/** The middle of a day in a range. */
export function middleOf(range: DayRange, date: LocalDate): string {
  return percent((daysBetween(range.from, date) + 0.5) / daysIn(range));
}

/** How wide the days `from` to `to` are in a range. */
export function widthOf(range: DayRange, part: DayRange): string {
  return percent(daysIn(part) / daysIn(range));
}

export function contains(range: DayRange, date: LocalDate): boolean {
  return range.from <= date && date <= range.to;
}

/** The smallest range that holds every date given; `otherwise` when there is none. */
export function rangeOf(dates: readonly LocalDate[], otherwise: LocalDate): DayRange {
  const sorted = [...dates].sort();
  return { from: sorted[0] ?? otherwise, to: sorted.at(-1) ?? otherwise };
}

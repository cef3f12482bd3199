import { addDays, type LocalDate } from './clinic-calendar.ts';

/** A quarter of a calendar year, "2027-Q1". Sorts by time. */
export type Quarter = string;

const monthsInQuarter = 3;

export function quarterOf(date: LocalDate): Quarter {
  const month = Number(date.slice(5, 7));
  return `${date.slice(0, 4)}-Q${Math.ceil(month / monthsInQuarter)}`;
}

export function firstDayOf(quarter: Quarter): LocalDate {
  const month = (Number(quarter.slice(6)) - 1) * monthsInQuarter + 1;
  return `${quarter.slice(0, 4)}-${String(month).padStart(2, '0')}-01`;
}

export function lastDayOf(quarter: Quarter): LocalDate {
  const longestQuarterDays = 92;
  return addDays(firstDayOf(quarterOf(addDays(firstDayOf(quarter), longestQuarterDays))), -1);
}

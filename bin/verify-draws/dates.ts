/** True when a text "YYYY-MM-DD" names a day of the Gregorian calendar, year 1000 or later. */
export function isDate(date: string): boolean {
  if (!/^[1-9]\d{3}-(0[1-9]|1[0-2])-\d{2}$/.test(date)) return false;
  const [year = 0, month = 0, day = 0] = date.split('-').map(Number);
  const february = isLeap(year) ? 29 : 28;
  const longest = month === 2 ? february : startOf(marchMonthOf(month) + 1) - startOf(marchMonthOf(month));
  return day >= 1 && day <= longest;
}

/** Days since 0000-03-01. A year that starts in March ends with the leap day. */
export function serialOf(date: string): number {
  const [year = 0, month = 0, day = 0] = date.split('-').map(Number);
  const marchYear = month <= 2 ? year - 1 : year;
  const leapDays = Math.floor(marchYear / 4) - Math.floor(marchYear / 100) + Math.floor(marchYear / 400);
  return 365 * marchYear + leapDays + startOf(marchMonthOf(month)) + day - 1;
}

/** ISO weekday, Monday 1 to Sunday 7: 0000-03-01 was a Wednesday. */
export function weekdayOf(serial: number): number {
  return ((serial + 2) % 7) + 1;
}

/** The day after a date. */
export function dateAfter(date: string): string {
  return new Date(Date.parse(`${date}T12:00:00Z`) + 86_400_000).toISOString().slice(0, 10);
}

function isLeap(year: number): boolean {
  return year % 400 === 0 || (year % 4 === 0 && year % 100 !== 0);
}

function marchMonthOf(month: number): number {
  return (month + 9) % 12;
}

/** Days before a month, counted from March: every five months have 153 days. */
function startOf(marchMonth: number): number {
  return Math.floor((153 * marchMonth + 2) / 5);
}

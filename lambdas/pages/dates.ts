import {
  type Instant,
  type LocalDate,
  type LocalTime,
  localDateOf,
  localTimeOf,
  type Weekday,
  weekdayOf,
} from '../domain/clinic-calendar.ts';
import type { Language } from './words.ts';

// Written out here because the runtime's own tables change between versions, and a page must not change with them.
const names = {
  en: {
    weekdays: ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'],
    weekdaysShort: ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'],
    months: [
      'January',
      'February',
      'March',
      'April',
      'May',
      'June',
      'July',
      'August',
      'September',
      'October',
      'November',
      'December',
    ],
    monthsShort: ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'],
  },
  es: {
    weekdays: ['lunes', 'martes', 'miércoles', 'jueves', 'viernes', 'sábado', 'domingo'],
    weekdaysShort: ['lun', 'mar', 'mié', 'jue', 'vie', 'sáb', 'dom'],
    months: [
      'enero',
      'febrero',
      'marzo',
      'abril',
      'mayo',
      'junio',
      'julio',
      'agosto',
      'septiembre',
      'octubre',
      'noviembre',
      'diciembre',
    ],
    monthsShort: ['ene', 'feb', 'mar', 'abr', 'may', 'jun', 'jul', 'ago', 'sep', 'oct', 'nov', 'dic'],
  },
} as const;

function partsOf(date: LocalDate) {
  return { year: date.slice(0, 4), month: Number(date.slice(5, 7)) - 1, day: Number(date.slice(8, 10)) };
}

/** "Jul 14", "14 jul". */
export function shortDate(date: LocalDate, language: Language): string {
  const { month, day } = partsOf(date);
  const name = names[language].monthsShort[month] ?? '';
  return language === 'en' ? `${name} ${day}` : `${day} ${name}`;
}

/** "Tue, Jul 14", "mar 14 jul". */
export function dayWords(date: LocalDate, language: Language): string {
  const weekday = names[language].weekdaysShort[weekdayOf(date) - 1] ?? '';
  return `${weekday}${language === 'en' ? ', ' : ' '}${shortDate(date, language)}`;
}

/** "Tuesday, July 14, 2026", "martes 14 de julio de 2026". */
export function longDate(date: LocalDate, language: Language): string {
  const { year, month, day } = partsOf(date);
  const weekday = names[language].weekdays[weekdayOf(date) - 1] ?? '';
  const name = names[language].months[month] ?? '';
  return language === 'en'
    ? `${weekday}, ${name} ${day}, ${year}`
    : `${weekday} ${day} de ${name} de ${year}`;
}

/** "Mon", "lun": by ISO weekday. */
export function weekdayWords(weekday: Weekday, language: Language): string {
  return names[language].weekdaysShort[weekday - 1] ?? '';
}

/** "Jul 14, 2026", "14 jul 2026". */
export function datedYear(date: LocalDate, language: Language): string {
  return `${shortDate(date, language)}${language === 'en' ? ',' : ''} ${partsOf(date).year}`;
}

/** "July 2026", "julio de 2026". */
export function monthWords(date: LocalDate, language: Language): string {
  const { year, month } = partsOf(date);
  return `${names[language].months[month] ?? ''}${language === 'en' ? ' ' : ' de '}${year}`;
}

/** "5:00 PM", "5:00 p. m.", with spaces that do not break. */
export function timeWords(time: LocalTime, language: Language): string {
  const hour = Number(time.slice(0, 2));
  const half = language === 'en' ? (hour < 12 ? 'AM' : 'PM') : hour < 12 ? 'a.\u00a0m.' : 'p.\u00a0m.';
  return `${hour % 12 === 0 ? 12 : hour % 12}${time.slice(2, 5)}\u00a0${half}`;
}

/** "Tue, Jul 14, 5:00 PM" on the clinic's wall clock. */
export function momentWords(at: Instant, timeZone: string, language: Language): string {
  const time = timeWords(localTimeOf(timeZone, at), language);
  return `${dayWords(localDateOf(timeZone, at), language)}, ${time}`;
}

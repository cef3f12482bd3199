import type { AttendancePart, AttendanceSummary } from '../domain/attendance-summary.ts';
import type { MinutesByKind } from '../domain/session-calendar.ts';
import { sessionKindWords } from './attendance-words.ts';
import { clientWords } from './console-words-client.ts';
import { dayWords } from './dates.ts';
import { type Content, type Html, html } from './html.ts';
import type { Language } from './words.ts';

/** What an episode's page shows of sessions: the plan of a week, and what was attended. */
export interface AttendanceShown {
  summary: AttendanceSummary;
  /** Minutes of a week in the present phase, by kind; null outside treatment. */
  planned: MinutesByKind | null;
  /** Leaves and a clinician's own schedule, in words. */
  notes: string[];
}

/** Hours by kind against what was due, in all and by week. */
export function attendanceHours({ summary, planned, notes }: AttendanceShown, language: Language): Content {
  const said = clientWords[language];
  const { total, weeks } = summary;
  const lines = notes.map((note) => html`<p class="quiet">${note}</p>`);
  if (weeks.length === 0 && planned === null) return html`<p class="empty">${said.noSession}</p>${lines}`;
  const rows = [...weeks]
    .reverse()
    .map(({ weekOf, ...part }) => row(dayWords(weekOf, language), part, language));
  return html`${planned && html`<p class="quiet">${said.weekByPlan(kindsWords(planned, language))}</p>`}${lines}
<div class="scroll" tabindex="0" role="region" aria-label="${said.attendance}"><table><thead><tr><th scope="col">${said.weekOf}</th><th scope="col">${said.hours}</th><th scope="col">${said.byKind}</th><th scope="col">${said.sessions}</th></tr></thead><tbody>${rows}${row(said.inAll, total, language)}</tbody></table></div>`;
}

function row(label: string, part: AttendancePart, language: Language): Html {
  const { of } = clientWords[language];
  const byKind = part.byKind.map(
    ({ kind, plannedMinutes, attendedMinutes }) =>
      html`${sessionKindWords[kind][language]} ${of(hours(attendedMinutes), hours(plannedMinutes))}<br>`,
  );
  return html`<tr><td>${label}</td><td>${of(hours(part.attendedMinutes), hours(part.plannedMinutes))} h</td><td><span class="quiet">${byKind}</span></td><td>${sessionsWords(part, language)}</td></tr>`;
}

function sessionsWords(part: AttendancePart, language: Language): Html {
  const said = clientWords[language];
  const { attended, leftEarly, missed, excused, madeUp, notRecorded } = part;
  const rest = [
    [leftEarly, said.leftEarly],
    [excused, said.excused],
    [madeUp, said.madeUp],
  ] as const;
  const others = rest.flatMap(([count, what]) => (count > 0 ? [what(count)] : []));
  const words = [said.attended(attended), ...others].join(', ');
  return html`${words}${missed > 0 && html` <span class="tag caution">! ${said.missed(missed)}</span>`}${notRecorded > 0 && html` <span class="tag caution">! ${said.notRecorded(notRecorded)}</span>`}`;
}

/** "10.5" for 630 minutes. */
function hours(minutes: number): string {
  return String(Math.round(minutes / 6) / 10);
}

function kindsWords(planned: MinutesByKind, language: Language): string {
  const kinds = Object.entries(planned) as [keyof MinutesByKind, number][];
  const total = kinds.reduce((sum, [, minutes]) => sum + minutes, 0);
  const each = kinds.map(
    ([kind, minutes]) => `${sessionKindWords[kind][language].toLowerCase()} ${hours(minutes)}`,
  );
  return `${hours(total)} h (${each.join(', ')})`;
}

import type { AttendancePart, AttendanceSummary } from '../domain/attendance-summary.ts';
import type { MinutesByKind } from '../domain/session-calendar.ts';
import { sessionKindWords } from './attendance-words.ts';
import { dayWords } from './dates.ts';
import { type Content, type Html, html } from './html.ts';

/** What an episode's page shows of sessions: the plan of a week, and what was attended. */
export interface AttendanceShown {
  summary: AttendanceSummary;
  /** Minutes of a week in the present phase, by kind; null outside treatment. */
  planned: MinutesByKind | null;
  /** Leaves and a clinician's own schedule, in words. */
  notes: string[];
}

/** Hours by kind against what was due, in all and by week. */
export function attendanceHours({ summary, planned, notes }: AttendanceShown): Content {
  const { total, weeks } = summary;
  const lines = notes.map((note) => html`<p class="quiet">${note}</p>`);
  if (weeks.length === 0 && planned === null) return html`<p class="empty">No session yet.</p>${lines}`;
  return html`${planned && html`<p class="quiet">A week by plan: ${kindsWords(planned)}</p>`}${lines}
<div class="scroll" tabindex="0" role="region" aria-label="Attendance"><table><thead><tr><th scope="col">Week of</th><th scope="col">Hours</th><th scope="col">By kind</th><th scope="col">Sessions</th></tr></thead><tbody>${[
    ...weeks,
  ]
    .reverse()
    .map(({ weekOf, ...part }) =>
      row(dayWords(weekOf, 'en'), part),
    )}${row('In all', total)}</tbody></table></div>`;
}

function row(label: string, part: AttendancePart): Html {
  const byKind = part.byKind.map(
    ({ kind, plannedMinutes, attendedMinutes }) =>
      html`${sessionKindWords[kind].en} ${hours(attendedMinutes)} of ${hours(plannedMinutes)}<br>`,
  );
  return html`<tr><td>${label}</td><td>${hours(part.attendedMinutes)} of ${hours(part.plannedMinutes)} h</td><td><span class="quiet">${byKind}</span></td><td>${sessionsWords(part)}</td></tr>`;
}

function sessionsWords({ attended, leftEarly, missed, excused, madeUp, notRecorded }: AttendancePart): Html {
  const rest = [
    [leftEarly, 'left early'],
    [excused, 'excused'],
    [madeUp, 'made up'],
  ] as const;
  const said = rest.flatMap(([count, what]) => (count > 0 ? [`${count} ${what}`] : []));
  const words = [`${attended} attended`, ...said].join(', ');
  return html`${words}${missed > 0 && html` <span class="tag caution">! ${missed} missed</span>`}${notRecorded > 0 && html` <span class="tag caution">! ${notRecorded} not recorded</span>`}`;
}

/** "10.5" for 630 minutes. */
function hours(minutes: number): string {
  return String(Math.round(minutes / 6) / 10);
}

function kindsWords(planned: MinutesByKind): string {
  const kinds = Object.entries(planned) as [keyof MinutesByKind, number][];
  const total = kinds.reduce((sum, [, minutes]) => sum + minutes, 0);
  const each = kinds.map(([kind, minutes]) => `${sessionKindWords[kind].en.toLowerCase()} ${hours(minutes)}`);
  return `${hours(total)} h (${each.join(', ')})`;
}

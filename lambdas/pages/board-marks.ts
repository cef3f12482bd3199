import type { LocalDate } from '../domain/clinic-calendar.ts';
import { type DayRange, middleOf } from './board-scale.ts';
import { boardWords } from './console-words-board.ts';
import { dayWords } from './dates.ts';
import { type Html, html } from './html.ts';
import type { Language } from './words.ts';

/** contact: a first visit, a follow-up call, an intake. */
export type MarkKind = 'test' | 'check-in' | 'review' | 'contact';

/** planned: to come. due: asked, not yet answered. attention: done, and somebody must look at it. */
export type MarkStatus = 'planned' | 'due' | 'done' | 'attention' | 'overdue';

/** Something on one day of a client's bar. */
export interface BoardMark {
  kind: MarkKind;
  on: LocalDate;
  status: MarkStatus;
  /** "Drug test: negative". */
  label: string;
}

const shapes: Record<MarkKind, string> = {
  test: 'M0 -5.5A5.5 5.5 0 1 1 0 5.5A5.5 5.5 0 1 1 0 -5.5Z',
  'check-in': 'M0 -6.8L6.8 0L0 6.8L-6.8 0Z',
  review: 'M-5.2 -5.2H5.2V5.2H-5.2Z',
  contact: 'M-3.4 -6H3.4V6H-3.4Z',
};
const overdueShape = 'M0 -8L8.5 7H-8.5Z';
/** Height of the middle of each kind's lane, in pixels; the bar lies between the first and the second. */
const lanes: Record<MarkKind, number> = { test: 9, 'check-in': 45, review: 60, contact: 60 };

/** The shape alone, around the origin: kind and status differ in outline, fill and sign, not only in colour. */
export function markShape(kind: MarkKind, status: MarkStatus): Html {
  if (status === 'overdue') {
    return html`<path class="m overdue" d="${overdueShape}"/><text class="m-text" y="2.5">!</text>`;
  }
  const path = html`<path class="m${status === 'done' ? '' : ` ${status}`}" d="${shapes[kind]}"/>`;
  return status === 'attention' ? html`${path}<text class="m-text" y=".5">!</text>` : path;
}

/** A mark on a bar of `range`. */
export function boardMark(mark: BoardMark, range: DayRange, language: Language): Html {
  return html`<svg x="${middleOf(range, mark.on)}" y="${lanes[mark.kind]}" overflow="visible"><title>${markWords(mark, language)}</title>${markShape(mark.kind, mark.status)}</svg>`;
}

/** "Tue, Jul 14: Drug test: negative (overdue)". */
function markWords(mark: BoardMark, language: Language): string {
  const status = boardWords[language].statuses[mark.status];
  return `${dayWords(mark.on, language)}: ${mark.label}${status === '' ? '' : ` (${status})`}`;
}

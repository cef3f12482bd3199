import type { LocalDate } from '../domain/clinic-calendar.ts';
import type { DrawRecord } from '../domain/draw-record.ts';
import { datedYear } from './dates.ts';
import {
  checkTag,
  type DrawCheck,
  fractionWords,
  grouped,
  percentWords,
  shareOf48Bits,
} from './draw-words.ts';
import { type Content, type Html, html } from './html.ts';

/** One client of a day's draw, by opaque id; integers as decimal text, as on record. */
export interface DrawClientLine {
  clientId: string;
  /** The version of the testing plan. */
  plan: string;
  lastTestDate: LocalDate | null;
  k: string;
  tickets: string;
  threshold: string;
  u: string;
  chancePpm: string;
  status: DrawRecord['entries'][number]['status'];
  /** Why the client cannot be tested on the day; null for a client who can. */
  excluded: DrawRecord['exclusions'][number]['reason'] | null;
  /** What the second program works out otherwise. */
  differences: readonly string[];
}

const order: Record<DrawClientLine['status'], number> = {
  called: 0,
  breach: 1,
  bumped: 2,
  'not-called': 3,
  excluded: 4,
};

const exclusionWords: Record<NonNullable<DrawClientLine['excluded']>, string> = {
  closure: 'collection closed',
  weekday: 'not a test day',
  excuse: 'excused',
};

const columns = [
  'Client',
  'Chance and number',
  'Chance',
  'Number U',
  'Threshold T',
  'k',
  'Tickets',
  'Outcome',
];

/** Each client's chance and number; the called first, then by id. */
export function drawClients(clients: readonly DrawClientLine[], check: DrawCheck): Html {
  const sorted = [...clients].sort(
    (one, other) => order[one.status] - order[other.status] || (one.clientId < other.clientId ? -1 : 1),
  );
  const body =
    sorted.length === 0
      ? html`<p class="empty">No client was in treatment.</p>`
      : html`<table class="lots" role="table"><thead role="rowgroup"><tr role="row">${columns.map((column) => html`<th role="columnheader" scope="col">${column}</th>`)}</tr></thead><tbody role="rowgroup">${sorted.map((client) => row(client, check))}</tbody></table>
<p class="quiet">A client is called when the number U, which follows from the day’s key and the client’s id alone, is below the threshold T, the chance × 2⁴⁸: in the picture, when the mark is inside the bar. k counts the days left on which the client can be tested before the longest gap of their plan ends; with 3, 2 and 1 left the chance is at least 1/3, 1/2 and 1.</p>`;
  return html`<section class="panel"><h2>Clients</h2>${body}</section>`;
}

function row(client: DrawClientLine, check: DrawCheck): Html {
  const chance = shareOf48Bits(client.threshold);
  const cell = (label: string, content: Content, className = '') =>
    html`<td role="cell" data-label="${label}"${className !== '' && html` class="${className}"`}>${content}</td>`;
  return html`<tr role="row" class="${client.status}"><th role="rowheader" scope="row"><span class="id">${client.clientId}</span><span class="quiet">${lastTest(client)}</span></th>
${cell('Chance and number', picture(client, chance), 'picture')}
${cell('Chance', html`<b>${percentWords(chance)}</b> <span class="quiet">${fractionWords(client)}</span>`)}
${cell('Number U', grouped(client.u), 'number')}
${cell('Threshold T', grouped(client.threshold), 'number')}
${cell('k', client.tickets === '0' ? '–' : client.k, 'half')}
${cell('Tickets', client.tickets === '0' ? '–' : client.tickets, 'half')}
${cell('Outcome', html`${outcome(client)}${rowCheck(client, check)}`, 'outcome')}</tr>
`;
}

function lastTest({ lastTestDate }: DrawClientLine): string {
  return lastTestDate === null ? 'never tested' : `last test ${datedYear(lastTestDate, 'en')}`;
}

/** The chance as a bar from 0 to 1, and the number as a mark on it. */
function picture(client: DrawClientLine, chance: number): Content {
  if (client.tickets === '0') return html`<span class="quiet">–</span>`;
  const number = shareOf48Bits(client.u);
  const percent = (share: number) => `${(100 * share).toFixed(2)}%`;
  const label = `chance ${percentWords(chance)}, number at ${percentWords(number)}`;
  return html`<svg class="lot" role="img" aria-label="${label}"><rect class="whole" x="0" y="8" width="100%" height="8" rx="4"/><rect class="chance" x="0" y="8" width="${percent(chance)}" height="8" rx="4"/><line class="${number < chance ? 'hit' : 'miss'}" x1="${percent(number)}" x2="${percent(number)}" y1="2" y2="22"/></svg>`;
}

function outcome({ status, excluded, k, lastTestDate }: DrawClientLine): Html {
  const why = Number(k) > 1 ? '' : lastTestDate === null ? ': new' : ': deadline';
  if (status === 'called') return html`<span class="tag called">● called${why}</span>`;
  if (status === 'breach') return html`<span class="tag alert">▲ overdue, day full</span>`;
  if (status === 'bumped') return html`<span class="tag caution">! drawn, day full</span>`;
  if (status === 'not-called') return html`<span class="tag">not called</span>`;
  return html`<span class="tag">${excluded === null ? 'cannot be tested' : exclusionWords[excluded]}</span>`;
}

function rowCheck({ differences }: DrawClientLine, check: DrawCheck): Content {
  if (differences.length > 0) return [checkTag({ verdict: 'differs', differences })];
  return check.verdict === 'verified' && checkTag(check);
}

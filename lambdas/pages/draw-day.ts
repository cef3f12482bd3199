import type { Instant, LocalDate } from '../domain/clinic-calendar.ts';
import type { DrawDay } from '../domain/draw-day.ts';
import type { DrawRecord } from '../domain/draw-record.ts';
import { dayWords, longDate, momentWords, shortDate } from './dates.ts';
import { type DrawClientLine, drawClients } from './draw-clients.ts';
import { checkTag, type DrawCheck } from './draw-words.ts';
import { type Content, type Html, html } from './html.ts';
import { type ProductFrame, productPage } from './product-shell.ts';

/** A day's record and its place in the chain. */
export interface DrawRecordLine {
  sequence: number;
  hash: string;
  previousHash: string;
  codeVersion: string;
  /** Null for no limit. */
  capacity: number | null;
  uncovered: DrawRecord['uncovered'];
  clients: readonly DrawClientLine[];
}

export interface DrawDayView {
  frame: ProductFrame;
  date: LocalDate;
  timeZone: string;
  listHref: string;
  before: { date: LocalDate; href: string } | null;
  after: { date: LocalDate; href: string } | null;
  status: DrawDay['status'];
  drawnAt: Instant | null;
  /** Null for a day that came without one. */
  commitment: { hash: string; publishedAt: Instant; daysAhead: number } | null;
  /** The key, or the day on which it will be out. */
  key: { hex: string } | { comesOn: LocalDate };
  /** Null where nothing was drawn. */
  record: DrawRecordLine | null;
  check: DrawCheck;
}

/** One day's draw, for an auditor: what fixed it, what it came to for each client, and whether it can be worked out again. */
export function drawDay(view: DrawDayView): string {
  return productPage({
    frame: view.frame,
    title: `Draw of ${view.date}`,
    main: html`<div class="heading"><h1>${longDate(view.date, 'en')}</h1>${checkTag(view.check)}</div>
${neighbours(view)}
${notice(view)}
<div class="proofs">${commitmentPanel(view)}${recordPanel(view)}${keyPanel(view)}</div>
${view.record !== null && drawClients(view.record.clients, view.check)}
${byHand(view)}`,
  });
}

function neighbours({ before, after, listHref }: DrawDayView): Html {
  return html`<nav class="sorts" aria-label="Days">${before && html`<a href="${before.href}">← ${shortDate(before.date, 'en')}</a>`}<a href="${listHref}">All days</a>${after && html`<a href="${after.href}">${shortDate(after.date, 'en')} →</a>`}</nav>`;
}

function notice({ check, status, commitment, date }: DrawDayView): Content {
  const notices: Content[] = [];
  if (check.verdict === 'differs')
    notices.push(
      html`<div class="notice alert" role="alert"><strong>This day does not agree with its own proof</strong>${check.differences.map((line) => html`<span>${line.replace(`${date}: `, '')}</span>`)}</div>`,
    );
  if (commitment === null && status !== 'ahead')
    notices.push(
      html`<div class="notice alert"><strong>No commitment was published before this day</strong><span>Nothing proves that the key was fixed ahead.</span></div>`,
    );
  if (status === 'too late')
    notices.push(
      html`<div class="notice caution"><strong>Uncovered: the draw came too late to be fair</strong><span>A client could not have been given the whole time before closing, so nobody was called.</span></div>`,
    );
  if (status === 'closed')
    notices.push(
      html`<p class="panel empty">Collection was closed on this day. Nothing was drawn, and it counts as uncovered.</p>`,
    );
  if (status === 'ahead' || status === 'drawing')
    notices.push(
      html`<p class="panel empty">This day has not been drawn. There is nothing to see ahead: the selection does not exist yet.</p>`,
    );
  return notices;
}

function commitmentPanel({ commitment, timeZone }: DrawDayView): Html {
  if (commitment === null)
    return html`<section class="panel"><h2>Fixed ahead</h2><p class="empty">Nothing was published.</p></section>`;
  const { hash, publishedAt, daysAhead } = commitment;
  const ahead =
    daysAhead === 0
      ? 'on the day, before its draw'
      : `${daysAhead} ${daysAhead === 1 ? 'day' : 'days'} ahead`;
  return html`<section class="panel"><h2>Fixed ahead</h2><p class="quiet">The commitment: SHA-256 of the day’s key</p><p class="hash">${hash}</p><p class="quiet">Published ${momentWords(publishedAt, timeZone, 'en')}, ${ahead}</p></section>`;
}

function keyPanel({ key, check }: DrawDayView): Html {
  if ('comesOn' in key)
    return html`<section class="panel"><h2>Shown afterwards</h2><p class="quiet">The day’s key</p><p><b>Revealed on ${dayWords(key.comesOn, 'en')}</b></p><p class="quiet">It proves the numbers of this day, and comes out when the day is over.</p></section>`;
  const words =
    check.verdict === 'differs'
      ? null
      : html`<p class="quiet">It matches the commitment. With it anybody can work the day out again.</p>`;
  return html`<section class="panel"><h2>Shown afterwards</h2><p class="quiet">The day’s key</p><p class="hash">${key.hex}</p>${words}</section>`;
}

function recordPanel({ record, drawnAt, timeZone }: DrawDayView): Html | null {
  if (record === null) return null;
  const { clients, capacity, sequence, hash, previousHash, codeVersion } = record;
  const called = clients.filter(({ status }) => status === 'called').length;
  const facts: [string, Content][] = [
    ['Called', html`${called} of ${clients.length}`],
    ['Places', capacity === null ? 'no limit' : capacity],
    ['Drawn', drawnAt === null ? '–' : momentWords(drawnAt, timeZone, 'en')],
    ['Line of the chain', sequence],
  ];
  return html`<section class="panel"><h2>Drawn</h2><dl class="facts">${facts.map(([label, value]) => html`<div><dt>${label}</dt><dd>${value}</dd></div>`)}</dl><details class="more"><summary>Hash of the record</summary><p class="hash">${hash}</p><p class="quiet">behind</p><p class="hash">${previousHash}</p><p class="quiet">Drawn by version ${codeVersion}</p></details></section>`;
}

/** The few lines with which anybody can check one client without any program of ours. */
function byHand({ key, date, commitment, record }: DrawDayView): Content {
  const client = record?.clients.find(({ tickets }) => tickets !== '0');
  if (!('hex' in key) || commitment === null || client === undefined) return null;
  const lines = [
    '# the commitment, from the key',
    `(printf 'rtdraw/v1/commit|${date}|'; printf '${key.hex}' | xxd -r -p) | sha256sum`,
    '',
    `# the number U of ${client.clientId}, in hexadecimal`,
    `printf 'rtdraw/v1/call|${client.clientId}' | openssl dgst -sha256 -mac HMAC -macopt hexkey:${key.hex} | sed 's/.*= //' | cut -c 1-12`,
  ];
  const u = BigInt(client.u).toString(16).padStart(12, '0');
  const isCalled = BigInt(client.u) < BigInt(client.threshold);
  return html`<details class="panel more"><summary><h2>Work it out by hand</h2></summary><pre class="scroll lines" tabindex="0" role="region" aria-label="Commands">${lines.join('\n')}</pre><p class="quiet">The first prints <code>${commitment.hash.slice(0, 12)}…</code>, the second <code>${u}</code>, which is ${client.u}: ${isCalled ? 'below' : 'not below'} the threshold ${client.threshold}, so ${client.clientId} is ${isCalled ? 'drawn' : 'not drawn'}. The rules stand in docs/random-testing.md.</p></details>`;
}

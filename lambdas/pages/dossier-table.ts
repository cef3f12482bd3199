import { type Content, type Html, html } from './html.ts';

/** One kind of record of a dossier, a line for each. */
export interface DossierTable {
  /** The anchor of the section. */
  id: string;
  title: string;
  lead: string;
  columns: string[];
  /** As many cells as there are columns; a list stands in lines of its own. */
  rows: (string | string[])[][];
}

/** A table with its heading; `none` stands where it has no row. */
export function dossierTable({ id, title, lead, columns, rows }: DossierTable, none: string): Html {
  const body: Content =
    rows.length === 0
      ? html`<p class="empty">${none}</p>`
      : html`<table class="ledger"><thead><tr>${columns.map((column) => html`<th scope="col">${column}</th>`)}</tr></thead><tbody>${rows.map(
          (cells) =>
            html`<tr>${cells.map((cell, index) => html`<td data-label="${columns[index] ?? ''}">${shown(cell)}</td>`)}</tr>`,
        )}</tbody></table>`;
  return html`<section class="panel" id="${id}"><h2>${title}</h2><p class="lead">${lead}</p>${body}</section>`;
}

function shown(cell: string | string[]): Content {
  if (typeof cell === 'string') return cell || '–';
  if (cell.length === 0) return '–';
  return html`<ul>${cell.map((line) => html`<li>${line}</li>`)}</ul>`;
}

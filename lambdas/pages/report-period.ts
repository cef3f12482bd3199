import type { LocalDate } from '../domain/clinic-calendar.ts';
import { shortDate } from './dates.ts';
import { html } from './html.ts';
import { type ProductFrame, productPage } from './product-shell.ts';
import type { Language } from './words.ts';

const en = {
  title: 'Report',
  lead: 'What a director and a payer ask, counted over a period and by program. Nobody is named, and numbers from 1 to 10 are held back.',
  language: null,
  from: 'First day',
  to: 'Last day',
  make: 'Make the report',
  ready: 'Common periods',
  periods: { quarter: 'Last quarter', year: 'This year so far', days: 'The last 90 days' },
  span: (from: string, to: string) => `${from} to ${to}`,
  refused: 'The report was not made',
};

type PeriodWords = Omit<typeof en, 'language'> & { language: string | null };

const es: PeriodWords = {
  title: 'Informe',
  lead: 'Lo que preguntan la dirección y quien paga, contado en un periodo y por programa. No se nombra a nadie, y los números de 1 a 10 no se muestran.',
  language: 'El informe está escrito en inglés, como el que reciben los pagadores.',
  from: 'Primer día',
  to: 'Último día',
  make: 'Hacer el informe',
  ready: 'Periodos habituales',
  periods: { quarter: 'Último trimestre', year: 'Este año hasta hoy', days: 'Los últimos 90 días' },
  span: (from, to) => `${from} a ${to}`,
  refused: 'No se hizo el informe',
};

const words: Record<Language, PeriodWords> = { en, es };

export interface ReportPeriodView {
  frame: ProductFrame;
  /** Where the report itself is. */
  figuresHref: string;
  from: string;
  to: string;
  /** What was wrong with the period that was asked for, each with its fix. */
  problems: readonly { problem: string; fix: string }[];
  ready: readonly { name: keyof typeof en.periods; from: LocalDate; to: LocalDate; href: string }[];
}

/** Asks for the period of a report. */
export function reportPeriodPage(view: ReportPeriodView): string {
  const language = view.frame.language ?? 'en';
  const said = words[language];
  const isWrong = view.problems.length > 0;
  return productPage({
    frame: view.frame,
    title: said.title,
    main: html`<div class="heading"><h1>${said.title}</h1><p class="quiet">${said.lead} ${said.language}</p></div>
${isWrong && html`<div class="notice alert" role="alert"><strong>${said.refused}</strong>${view.problems.map(({ problem, fix }) => html`<span>${problem}; ${fix}</span>`)}</div>`}
<section class="panel office"><form method="get" action="${view.figuresHref}"><div class="fields two">
<div class="field"><label for="from">${said.from}</label><input type="date" id="from" name="from" value="${view.from}" required${isWrong && html` aria-invalid="true"`}></div>
<div class="field"><label for="to">${said.to}</label><input type="date" id="to" name="to" value="${view.to}" required${isWrong && html` aria-invalid="true"`}></div></div>
<p><button class="button" type="submit">${said.make}</button></p></form></section>
<section class="panel office"><h2>${said.ready}</h2><ul class="list">${view.ready.map(
      ({ name, from, to, href }) =>
        html`<li><span class="head"><a href="${href}"><b>${said.periods[name]}</b></a><span class="quiet">${said.span(spoken(from), spoken(to))}</span></span></li>`,
    )}</ul></section>`,
  });

  function spoken(date: LocalDate): string {
    return `${shortDate(date, language)} ${date.slice(0, 4)}`;
  }
}

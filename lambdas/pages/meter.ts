import type { TestTargets } from '../domain/draw-chance.ts';
import type { Predictability } from '../domain/random-draw.ts';
import { percentWords } from './draw-words.ts';
import { type Content, type Html, html } from './html.ts';
import { meterPlot, plotKey } from './meter-plot.ts';
import { type ProductFrame, productPage } from './product-shell.ts';

/** A testing plan that can be chosen: a phase of a program. */
export interface PlanLink {
  label: string;
  href: string;
  current: boolean;
}

/** What a person typed to try a plan of their own, as it stands in the form. */
export interface PlanForm {
  /** Where the form is sent by GET. */
  action: string;
  ratePerWeek: string;
  maxGapDays: string;
  testDays: readonly number[];
  closureGuard: boolean;
  isWeekly: boolean;
  /** What is wrong with it, in words; empty when it is shown. */
  problems: readonly string[];
}

export interface MeterView {
  frame: ProductFrame;
  plans: readonly PlanLink[];
  /** The plan's name. */
  title: string;
  targets: TestTargets;
  /** Dates to come on which collection is closed; none are counted when it is empty. */
  closures: { count: number; isCounted: boolean; href: string };
  /** Null when the plan that was typed cannot be read. */
  meter: Predictability | null;
  warnings: readonly string[];
  form: PlanForm;
}

const weekdayWords = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];
/** More than this share of announced tests makes a plan foreseeable. */
const mostAnnounced = 0.2;

/** The predictability meter: what a client who knows a testing plan can and cannot foresee. */
export function meterPage(view: MeterView): string {
  return productPage({
    frame: view.frame,
    title: 'What can be foreseen',
    main: html`<div class="heading"><h1>What can be foreseen</h1><p class="quiet">By a client who knows the plan, the calendar and their own history.</p></div>
<nav class="sorts" aria-label="Testing plans">${view.plans.map(({ href, label, current }) => html`<a href="${href}"${current && html` aria-current="true"`}>${label}</a>`)}</nav>
${view.meter !== null && figures(view, view.meter)}
${view.warnings.length > 0 && html`<div class="notice caution"><strong>Saving this plan warns</strong>${view.warnings.map((line) => html`<span>${line}</span>`)}</div>`}
${view.meter !== null && charts(view, view.meter)}
${tryAnother(view)}`,
  });
}

function figures({ targets }: MeterView, meter: Predictability): Html {
  const { ratePerWeek, maxGapDays, lowestChance, highestUncertainChance, announcedShare } = meter;
  const isHigh = announcedShare > mostAnnounced;
  const all: { label: string; value: string; note: string; isHigh?: boolean }[] = [
    { label: 'Tests a week', value: short(ratePerWeek), note: `asked for: ${short(targets.ratePerWeek)}` },
    {
      label: 'Longest gap',
      value: `${maxGapDays} days`,
      note: maxGapDays > targets.maxGapDays ? `${targets.maxGapDays} but for closures` : 'never longer',
    },
    { label: 'Chance on an ordinary day', value: percentWords(lowestChance), note: 'no day is lower' },
    {
      label: 'Highest before the deadline',
      value: percentWords(highestUncertainChance),
      note: 'at most 75 %',
    },
    { label: 'Announced tests', value: percentWords(announcedShare), note: 'at most 20 %', isHigh },
  ];
  return html`<dl class="figures">${all.map((figure) => html`<div${figure.isHigh === true && html` class="high"`}><dt>${figure.isHigh === true && '! '}${figure.label}</dt><dd>${figure.value}<span class="quiet">${figure.note}</span></dd></div>`)}</dl>`;
}

function charts(view: MeterView, meter: Predictability): Html {
  const { targets, closures } = view;
  const days = targets.testDays.length === 7 ? 'every day' : weekdaysOf(targets.testDays);
  const toggle =
    closures.count > 0 &&
    html`<a href="${closures.href}">${closures.isCounted ? 'Leave the closures out' : `Count the clinic’s ${closures.count} closures`}</a>`;
  return html`<section class="panel"><h2>Chance of a call, by days since the last test</h2><p class="quiet">${view.title}: ${short(targets.ratePerWeek)} a week, gap ${targets.maxGapDays} days, ${days}${targets.closureGuard && ', two tickets beside a closed day'}. ${toggle}</p>
${meterPlot(meter, floorOf(targets))}${plotKey}${table(meter)}</section>
<section class="panel"><h2>What can escape</h2><p class="quiet">The greatest chance of no test in the days after a day of the client’s own choice. Read it as the chance that a use which shows for so many days goes unseen.</p>${escapes(meter)}</section>`;
}

/** Half the rate per open day: no history may make a day safer. */
function floorOf({ ratePerWeek, testDays }: TestTargets): number {
  return Math.min(1, ratePerWeek / (2 * testDays.length));
}

function table({ chancesByDaysSinceTest }: Predictability): Html {
  return html`<details class="more"><summary>The same as a table</summary><div class="scroll" tabindex="0" role="region" aria-label="Chances"><table><thead><tr><th scope="col">Days since the last test</th><th scope="col">Lowest chance</th><th scope="col">Highest chance</th></tr></thead><tbody>${chancesByDaysSinceTest.map(
    ({ daysSinceTest, lowest, highest }) =>
      html`<tr><td>${daysSinceTest}</td><td>${percentWords(lowest)}</td><td>${percentWords(highest)}</td></tr>`,
  )}</tbody></table></div></details>`;
}

function escapes({ bestEscape, optimumEscape }: Predictability): Html {
  const lines = [0, 1, 2].map((index) => {
    const [best, optimum] = [bestEscape[index] ?? 1, optimumEscape[index] ?? 1];
    const percent = (share: number) => `${(100 * share).toFixed(2)}%`;
    const window = index === 0 ? '1 day' : `${index + 1} days`;
    const label = `${window}: ${percentWords(best)}, at best ${percentWords(optimum)}`;
    return html`<li><span class="head"><b>Shows for ${window}</b><span>${percentWords(best)} <span class="quiet">at best ${percentWords(optimum)}</span></span></span><svg role="img" aria-label="${label}"><rect class="whole" x="0" y="5" width="100%" height="12" rx="6"/><rect class="bar-escape" x="0" y="5" width="${percent(best)}" height="12" rx="6"/><line class="best" x1="${percent(optimum)}" x2="${percent(optimum)}" y1="0" y2="22"/></svg></li>`;
  });
  const safe =
    optimumEscape[0] === 1 &&
    html`<p class="quiet">With a day on which nobody is tested, whatever shows for one day escapes: no drawing of lots changes that, only opening does.</p>`;
  return html`<ul class="escapes">${lines}</ul>${safe}<ul class="key"><li><svg viewBox="0 0 18 12" aria-hidden="true"><rect class="sure" width="18" height="12" rx="3"/></svg>this plan</li><li><svg viewBox="0 0 18 12" aria-hidden="true"><line class="best" x1="9" x2="9" y1="-2" y2="14"/></svg>the least that any plan with the same rate, gap, calendar and lowest chance could reach</li></ul>`;
}

function tryAnother({ form, closures }: MeterView): Html {
  const day = (weekday: number) =>
    html`<label class="tick"><input type="checkbox" name="day${weekday}" value="1"${form.testDays.includes(weekday) && html` checked`}>${weekdayWords[weekday - 1]}</label>`;
  const tick = (name: string, label: string, isChecked: boolean) =>
    html`<label class="tick"><input type="checkbox" name="${name}" value="1"${isChecked && html` checked`}>${label}</label>`;
  return html`<section class="panel try" id="try"><h2>Try a plan before it is saved</h2>${form.problems.length > 0 && problems(form.problems)}
<form method="get" action="${form.action}"><input type="hidden" name="plan" value="own"><div class="fields">
<div class="field"><label for="rate">Tests a week</label><input type="number" id="rate" name="ratePerWeek" min="0.1" max="7" step="any" inputmode="decimal" required value="${form.ratePerWeek}"></div>
<div class="field"><label for="gap">Longest gap, days</label><input type="number" id="gap" name="maxGapDays" min="1" max="60" step="1" required value="${form.maxGapDays}"></div>
<fieldset class="wide-field"><legend>Test days</legend><div class="ticks">${[1, 2, 3, 4, 5, 6, 7].map(day)}</div></fieldset>
<div class="wide-field">${tick('closureGuard', 'Two tickets beside a day without collection', form.closureGuard)}${tick('weekly', 'At least one test in every calendar week', form.isWeekly)}${closures.count > 0 && tick('closures', `Count the clinic’s ${closures.count} closures`, closures.isCounted)}</div>
</div><button class="button small" type="submit">Show it</button></form></section>`;
}

function problems(lines: readonly string[]): Content {
  return html`<div class="notice alert" role="alert"><strong>This plan cannot be shown</strong>${lines.map((line) => html`<span>${line}</span>`)}</div>`;
}

function weekdaysOf(testDays: readonly number[]): string {
  const sorted = [...testDays].sort((one, other) => one - other);
  const [first = 1] = sorted;
  const isRun = sorted.length > 2 && sorted.every((day, index) => day === first + index);
  const words = (day: number | undefined) => weekdayWords[(day ?? 1) - 1] ?? '';
  return isRun ? `${words(first)} to ${words(sorted.at(-1))}` : sorted.map(words).join(', ');
}

/** At most two decimals, no trailing zeros. */
function short(value: number): string {
  return String(Math.round(100 * value) / 100);
}

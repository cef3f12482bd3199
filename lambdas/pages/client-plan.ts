import type { PlanItem } from '../domain/care-plan.ts';
import type { Instant } from '../domain/clinic-calendar.ts';
import type { Feedback } from '../domain/feedback.ts';
import type { MilestoneCheck, Milestones } from '../domain/mutual-help.ts';
import type { Override } from '../domain/override.ts';
import { datedYear, dayWords, momentWords } from './dates.ts';
import { type Content, type Html, html } from './html.ts';
import { milestoneLine } from './milestone-line.ts';
import { checkWords, settingLine } from './plan-words.ts';
import { reviewWords } from './review-words.ts';

/** What a client works on and how it goes, as staff see it: no partner is shown any of it. */
export interface ClientPlan {
  goals: PlanItem[];
  needs: PlanItem[];
  /** Settings of the client's own, oldest first; `isInForce` as of now. */
  own: { override: Override; isInForce: boolean; byName: string }[];
  mutualHelp: {
    expected: 'required' | 'encouraged';
    reported: Milestones[];
    checks: { check: MilestoneCheck; byName: string }[];
  };
  feedback: { feedback: Feedback; byName: string }[];
}

const said = reviewWords.en;

export function clientPlan(plan: ClientPlan, timeZone: string): Html {
  return html`<section class="panel"><h2>Goals and needs</h2>${items(plan)}</section>
<section class="panel"><h2>Set for this client</h2>${own(plan)}</section>
<section class="panel"><h2>Mutual help</h2>${mutualHelp(plan)}</section>
<section class="panel"><h2>Written to the client</h2>${feedback(plan, timeZone)}</section>`;
}

function items({ goals, needs }: ClientPlan): Content {
  if (goals.length + needs.length === 0) return html`<p class="empty">None on record.</p>`;
  const line = (label: string) => (item: PlanItem) =>
    html`<li><span class="head"><b>${item.words}</b><span class="tag${item.status === 'met' && ' done'}">${said.itemStatus[item.status]}</span></span><span class="quiet">${label}</span></li>`;
  return html`<ul class="list">${goals.map(line('goal'))}${needs.map(line('need'))}</ul>`;
}

function own({ own: lines }: ClientPlan): Content {
  if (lines.length === 0) return html`<p class="empty">Nothing: the program holds.</p>`;
  return html`<ul class="list">${[...lines].reverse().map(
    ({ override, isInForce, byName }) =>
      html`<li><span class="head"><b>${said.setting[override.setting.what]}: ${settingLine(override.setting, 'en')}</b><span class="tag${isInForce && ' done'}">${isInForce ? 'holds' : 'holds not'}</span></span>
<span>${override.reason}</span>
<span class="quiet">${override.id}, from ${datedYear(override.from, 'en')}${override.until !== null && ` until ${datedYear(override.until, 'en')}`}, by ${byName}${override.withdrawn && `; withdrawn ${datedYear(override.withdrawn.on, 'en')}: ${override.withdrawn.reason}`}</span></li>`,
  )}</ul>`;
}

function mutualHelp({ mutualHelp: { expected, reported, checks } }: ClientPlan): Content {
  const latestFirst = [...reported].sort((a, b) => (a.on < b.on ? 1 : -1));
  return html`<p class="quiet">The program ${said.expected[expected]}.</p>
${
  latestFirst.length + checks.length === 0
    ? html`<p class="empty">Nothing reported yet.</p>`
    : html`<ul class="list">${checks.map(verified)}${latestFirst.map(
        (one) =>
          html`<li><span class="head"><b>${milestoneLine(one, 'en') || one.said}</b><span class="quiet">${dayWords(one.on, 'en')}</span></span><span class="quiet">${said.reported}: ${one.said}</span></li>`,
      )}</ul>`
}`;
}

function verified({ check, byName }: ClientPlan['mutualHelp']['checks'][number]): Html {
  return html`<li><span class="head"><b>${checkWords(check, 'en')}</b><span class="tag done">✓ verified</span></span><span class="quiet">${dayWords(check.on, 'en')}, by ${byName}</span></li>`;
}

function feedback({ feedback: list }: ClientPlan, timeZone: string): Content {
  if (list.length === 0) return html`<p class="empty">Nothing yet.</p>`;
  const moment = (at: Instant) => momentWords(at, timeZone, 'en');
  return html`<ul class="list">${[...list].reverse().map(
    ({ feedback: one, byName }) =>
      html`<li><span class="head"><b>${byName}</b><span class="quiet">${moment(one.at)}</span></span><span>${one.words}</span>
<span class="quiet">${one.answer === null ? (one.readAt === null ? said.notRead : said.read) : `${said.clientSays}: ${[said.answer[one.answer.as], one.answer.words].filter(Boolean).join(': ')} (${moment(one.answer.at)})`}</span></li>`,
  )}</ul>`;
}

import type { PlanItem } from '../domain/care-plan.ts';
import type { Instant, LocalDate } from '../domain/clinic-calendar.ts';
import type { Feedback } from '../domain/feedback.ts';
import type { MilestoneCheck, Milestones } from '../domain/mutual-help.ts';
import type { Override } from '../domain/override.ts';
import { type ClientWords, clientWords } from './console-words-client.ts';
import { datedYear, dayWords, momentWords } from './dates.ts';
import { type Content, type Html, html } from './html.ts';
import { milestoneLine } from './milestone-line.ts';
import { checkWords, settingLine } from './plan-words.ts';
import { reviewWords } from './review-words.ts';
import type { Language } from './words.ts';

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

/** What every panel is written with. */
interface Wording {
  language: Language;
  timeZone: string;
  said: ClientWords;
  codes: (typeof reviewWords)[Language];
}

export function clientPlan(plan: ClientPlan, timeZone: string, language: Language): Html {
  const said = clientWords[language];
  const wording = { language, timeZone, said, codes: reviewWords[language] };
  return html`<section class="panel"><h2>${said.goals}</h2>${items(plan, wording)}</section>
<section class="panel"><h2>${said.own}</h2>${own(plan, wording)}</section>
<section class="panel"><h2>${said.mutualHelp}</h2>${mutualHelp(plan, wording)}</section>
<section class="panel"><h2>${said.feedback}</h2>${feedback(plan, wording)}</section>`;
}

function items({ goals, needs }: ClientPlan, { said, codes }: Wording): Content {
  if (goals.length + needs.length === 0) return html`<p class="empty">${said.noGoals}</p>`;
  const line = (label: string) => (item: PlanItem) =>
    html`<li><span class="head"><b>${item.words}</b><span class="tag${item.status === 'met' && ' done'}">${codes.itemStatus[item.status]}</span></span><span class="quiet">${label}</span></li>`;
  return html`<ul class="list">${goals.map(line(said.goal))}${needs.map(line(said.need))}</ul>`;
}

function own({ own: lines }: ClientPlan, { said, codes, language }: Wording): Content {
  if (lines.length === 0) return html`<p class="empty">${said.noOwn}</p>`;
  const day = (date: LocalDate) => datedYear(date, language);
  return html`<ul class="list">${[...lines].reverse().map(
    ({ override, isInForce, byName }) =>
      html`<li><span class="head"><b>${codes.setting[override.setting.what]}: ${settingLine(override.setting, language)}</b><span class="tag${isInForce && ' done'}">${isInForce ? said.holds : said.holdsNot}</span></span>
<span>${override.reason}</span>
<span class="quiet">${said.ownSince(override.id, day(override.from), override.until && day(override.until), byName)}${override.withdrawn && said.withdrawn(day(override.withdrawn.on), override.withdrawn.reason)}</span></li>`,
  )}</ul>`;
}

function mutualHelp({ mutualHelp: { expected, reported, checks } }: ClientPlan, wording: Wording): Content {
  const { said, codes, language } = wording;
  const latestFirst = [...reported].sort((a, b) => (a.on < b.on ? 1 : -1));
  return html`<p class="quiet">${said.programSays(codes.expected[expected])}</p>
${
  latestFirst.length + checks.length === 0
    ? html`<p class="empty">${said.noMilestones}</p>`
    : html`<ul class="list">${checks.map((one) => verified(one, wording))}${latestFirst.map(
        (one) =>
          html`<li><span class="head"><b>${milestoneLine(one, language) || one.said}</b><span class="quiet">${dayWords(one.on, language)}</span></span><span class="quiet">${codes.reported}: ${one.said}</span></li>`,
      )}</ul>`
}`;
}

function verified(
  { check, byName }: ClientPlan['mutualHelp']['checks'][number],
  { said, language }: Wording,
): Html {
  return html`<li><span class="head"><b>${checkWords(check, language)}</b><span class="tag done">✓ ${said.verified}</span></span><span class="quiet">${dayWords(check.on, language)}, ${said.from(byName)}</span></li>`;
}

function feedback({ feedback: list }: ClientPlan, { said, codes, language, timeZone }: Wording): Content {
  if (list.length === 0) return html`<p class="empty">${said.noFeedback}</p>`;
  const moment = (at: Instant) => momentWords(at, timeZone, language);
  return html`<ul class="list">${[...list].reverse().map(
    ({ feedback: one, byName }) =>
      html`<li><span class="head"><b>${byName}</b><span class="quiet">${moment(one.at)}</span></span><span>${one.words}</span>
<span class="quiet">${one.answer === null ? (one.readAt === null ? codes.notRead : codes.read) : `${codes.clientSays}: ${[codes.answer[one.answer.as], one.answer.words].filter(Boolean).join(': ')} (${moment(one.answer.at)})`}</span></li>`,
  )}</ul>`;
}

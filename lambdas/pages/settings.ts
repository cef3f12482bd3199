import type { Clinic } from '../domain/clinic.ts';
import {
  type Instant,
  type LocalDate,
  type LocalTime,
  localDateOf,
  type Weekday,
} from '../domain/clinic-calendar.ts';
import type { Partner, PartnerContact } from '../domain/partner.ts';
import type { StaffMember } from '../domain/staff.ts';
import { consoleWords } from './console-words.ts';
import { type SettingsWords, settingsWords } from './console-words-settings.ts';
import { datedYear, timeWords, weekdayWords } from './dates.ts';
import { type Content, type Html, html } from './html.ts';
import { type ProductFrame, productPage } from './product-shell.ts';
import type { Language } from './words.ts';

/** A version of a program, and the episodes that have not ended on it. */
export interface VersionInUse {
  version: string;
  isForNew: boolean;
  running: number;
}

export interface SettingsView {
  frame: ProductFrame;
  today: LocalDate;
  clinic: Clinic;
  staff: readonly StaffMember[];
  /** Questions that still wait for somebody who has left, by staff id. */
  openQuestions: Readonly<Record<string, number>>;
  partners: readonly Partner[];
  /** When a passcode was set, by contact id. */
  passcodes: Readonly<Record<string, Instant>>;
  programs: readonly { name: string; isOpen: boolean; versions: VersionInUse[] }[];
  /** Leads to an action's form; null for whoever may not start it. */
  actionHref(action: string): string | null;
  /** Leads to the change of the clinic's file. */
  changeHref: string;
}

interface Page extends SettingsView {
  said: SettingsWords;
  language: Language;
}

/** What a director sets: people, partners, hours, programs. It names no client. */
export function settingsPage(view: SettingsView): string {
  const language = view.frame.language ?? 'en';
  const said = settingsWords[language];
  const page: Page = { ...view, said, language };
  return productPage({
    frame: view.frame,
    title: said.title,
    main: html`<div class="heading"><h1>${said.title}</h1><p class="quiet">${said.lead}</p></div>
${clinicPanel(page)}${staffPanel(page)}${partnersPanel(page)}${programsPanel(page)}`,
  });
}

function clinicPanel(page: Page): Html {
  const { said, language, clinic, today } = page;
  const { calendar, collections, pager, auditor } = clinic;
  const closures = calendar.closures.filter((date) => date >= today).map((date) => datedYear(date, language));
  const time = (at: LocalTime) => timeWords(at, language);
  const facts: [string, Content][] = [
    [said.openingHours, openingLines(page)],
    [said.closures, closures.join(' · ') || said.noClosures],
    [
      said.collections,
      said.capacity(collections.capacityPerDay, time(collections.opens), time(collections.closes)),
    ],
    [said.pager, said.pagers[pager?.kind ?? 'none']],
    ...(auditor
      ? [
          [said.auditor, [auditor.name, html`<span class="line">${auditor.email}</span>`]] as [
            string,
            Content,
          ],
        ]
      : []),
    [said.clients, clientsWords(page)],
  ];
  return html`<section class="panel office"><h2>${said.clinic}</h2><dl class="facts">${facts.map(([term, value]) => html`<div><dt>${term}</dt><dd>${value}</dd></div>`)}</dl>
<p class="links"><a class="button small" href="${page.changeHref}">${said.change}</a></p></section>`;
}

function openingLines({ said, language, clinic }: Page): Html[] {
  const weekdays: Weekday[] = [1, 2, 3, 4, 5, 6, 7];
  return weekdays.map((weekday) => {
    const hours = clinic.calendar.opening[weekday];
    const words = hours
      ? `${timeWords(hours.opens, language)} – ${timeWords(hours.closes, language)}`
      : said.closedDay;
    return html`<span class="line">${weekdayWords(weekday, language)} ${words}</span>`;
  });
}

function clientsWords({ said, language, clinic }: Page): string {
  if (clinic.fictional) return said.fictional;
  const agreement = clinic.businessAssociateAgreement;
  return agreement ? said.real(agreement.with, datedYear(agreement.signedOn, language)) : said.noAgreement;
}

function staffPanel(page: Page): Html {
  const { said, staff } = page;
  const present = staff.filter(({ leftOn }) => !leftOn);
  const gone = staff.filter(({ leftOn }) => leftOn);
  const links = linksTo(page, {
    'set-absence': said.setAbsence,
    'set-passcode': said.setPasscode,
    'hand-over': said.handOver,
  });
  return html`<section class="panel office"><h2>${said.staff} <span class="quiet">${present.length}</span></h2>${links}<p class="quiet">${said.passcodeNote}</p>
<ul class="list">${present.map((member) => memberRow(page, member))}</ul>
${gone.length > 0 && html`<h3>${said.left}</h3><ul class="list">${gone.map((member) => leaverRow(page, member))}</ul>`}</section>`;
}

function memberRow(page: Page, { id, name, roles, backupId, absences }: StaffMember): Html {
  const { said, language, today } = page;
  const roleNames = roles.map((role) => consoleWords[language].roles[role]).join(', ');
  const away = absences
    .filter(({ to }) => to >= today)
    .map(({ from, to, coverId }) =>
      said.away(datedYear(from, language), datedYear(to, language), nameOf(page, coverId)),
    );
  const backup = backupId ? said.backup(nameOf(page, backupId)) : said.noBackup;
  return html`<li><span class="head"><b>${name}</b>${passcodeTag(page, id)}</span><span class="quiet">${[roleNames, backup].join(' · ')}</span>${away.map((words) => html`<span class="tag caution">${words}</span>`)}</li>`;
}

function leaverRow({ said, language, openQuestions }: Page, { id, name, leftOn }: StaffMember): Html {
  const open = openQuestions[id] ?? 0;
  return html`<li><span class="head"><b>${name}</b><span class="quiet">${said.leftOn(datedYear(leftOn ?? '', language))}</span></span>${open > 0 && html`<span class="tag caution">${said.stillAsked(open)}</span>`}</li>`;
}

function passcodeTag({ said, language, clinic, passcodes }: Page, contactId: string): Html {
  const setAt = passcodes[contactId];
  if (setAt === undefined) return html`<span class="tag caution">${said.noPasscode}</span>`;
  const day = datedYear(localDateOf(clinic.calendar.timeZone, setAt), language);
  return html`<span class="quiet">${said.passcodeSet(day)}</span>`;
}

function nameOf({ staff }: Page, staffId: string): string {
  return staff.find(({ id }) => id === staffId)?.name ?? staffId;
}

function partnersPanel(page: Page): Html {
  const { said, partners } = page;
  const links = linksTo(page, { 'set-passcode': said.setPasscode, 'remove-contact': said.removeContact });
  return html`<section class="panel office"><h2>${said.partners} <span class="quiet">${partners.length}</span></h2>${links}
${partners.map((partner) => html`<h3>${partner.name} <span class="quiet">${partnerWords(page, partner)}</span></h3><ul class="list">${partner.contacts.map((contact) => contactRow(page, contact))}</ul>`)}</section>`;
}

function partnerWords({ said }: Page, partner: Partner): string {
  const kind = said.kinds[partner.kind];
  if (partner.kind === 'aftercare') return `${kind}, ${partner.levelOfCare}`;
  return `${kind}, ${said.beds(partner.beds, partner.narrLevel)}`;
}

function contactRow(page: Page, { id, rank, name, email, phone, removedOn }: PartnerContact): Html {
  const { said, language } = page;
  const state = removedOn
    ? html`<span class="tag">${said.removed(datedYear(removedOn, language))}</span>`
    : passcodeTag(page, id);
  return html`<li><span class="head"><b>${name}</b>${state}</span><span class="quiet">${[said.ranks[rank], email, phone].join(' · ')}</span></li>`;
}

function programsPanel({ said, programs }: Page): Html {
  const versionRow = ({ version, isForNew, running }: VersionInUse) =>
    html`<li><span class="head"><span>${said.version(version)} ${isForNew && html`<span class="tag done">${said.forNew}</span>`}</span><span class="quiet">${said.running(running)}</span></span></li>`;
  return html`<section class="panel office"><h2>${said.programs}</h2><p class="quiet">${said.programNote}</p>${programs.map(
    ({ name, isOpen, versions }) =>
      html`<h3>${name} ${!isOpen && html`<span class="tag">${said.closedProgram}</span>`}</h3><ul class="list">${versions.map(versionRow)}</ul>`,
  )}</section>`;
}

function linksTo({ actionHref }: Page, actions: Record<string, string>): Content {
  const links = Object.entries(actions).flatMap(([action, label]) => {
    const href = actionHref(action);
    return href === null ? [] : [html`<a class="button small plain" href="${href}">${label}</a>`];
  });
  return links.length > 0 && html`<p class="links">${links}</p>`;
}

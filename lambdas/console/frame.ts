import { type ConsoleArea, mayVisit } from '../domain/console-access.ts';
import type { StaffRole } from '../domain/staff.ts';
import { consoleWords } from '../pages/console-words.ts';
import { html } from '../pages/html.ts';
import type { ProductFrame } from '../pages/product-shell.ts';
import type { ConsoleRequest } from './console-route.ts';

/** The parts that the header leads to, in its order, and where each begins. */
const destinations: readonly [area: ConsoleArea, path: string][] = [
  ['my work', '/'],
  ['board', '/board'],
  ['homes', '/homes'],
  ['draw list', '/draws'],
  ['draw audit', '/draws/audit'],
  ['caseload', '/caseload'],
  ['monday', '/monday'],
  ['report', '/report'],
  ['settings', '/settings'],
  ['actions', '/actions'],
];

/** Where a visitor begins: the first part that the roles open. */
export function landingPath(roles: readonly StaffRole[]): string | undefined {
  return destinations.find(([area]) => mayVisit(roles, area))?.[1];
}

/** What surrounds a page of the console: only what this visitor's roles open is offered. */
export function frameOf({ visitor, href }: ConsoleRequest, current: ConsoleArea): ProductFrame {
  const { clinic, member, roles } = visitor;
  const said = consoleWords[member.language];
  return {
    clinicName: clinic.name,
    language: member.language,
    navigation: destinations
      .filter(([area]) => mayVisit(roles, area))
      .map(([area, path]) => ({ label: said.areas[area], href: href(path), current: area === current })),
    banner: clinic.fictional ? said.fictional : null,
    toolbar: null,
    visitor: html`<details><summary>${member.name}<span class="quiet">${roles.map((role) => said.roles[role]).join(', ')}</span></summary>
<form method="post" action="${signOutHref(href)}"><button class="button small plain" type="submit">${said.signOut}</button><button class="button small plain" type="submit" name="everywhere" value="yes">${said.signOutEverywhere}</button></form></details>`,
  };
}

function signOutHref(href: (path: string) => string): string {
  return href('').replace(/\/console$/, '/sign-out');
}

import type { KnownPerson } from '../../lambdas/console/known-people.ts';
import { html } from '../../lambdas/pages/html.ts';
import { productPage } from '../../lambdas/pages/product-shell.ts';
import type { SiteContext } from './clinic-choice.ts';
import { contactsOf, peopleById } from './contacts.ts';
import { clinicPage } from './frame.ts';
import type { SiteRequest, SiteResponse } from './http.ts';

/** `GET /passcodes`: what would be told by voice. */
export async function getPasscodes(request: SiteRequest, context: SiteContext): Promise<SiteResponse> {
  const { laptop } = context;
  return clinicPage(request, context, (clinic, frame) => {
    const passcodes = laptop.passcodesOf(clinic.id);
    const clients = [...peopleById(laptop, clinic.id).values()].filter(
      ({ id, kind }) => kind === 'client' && passcodes.has(id),
    );
    const contacts = [...contactsOf(laptop, clinic.id), ...clients];
    const row = ({ id, name, role, partnerName }: KnownPerson) =>
      html`<tr><th scope="row">${name}<br><span class="quiet">${id}</span></th><td>${partnerName ? html`${partnerName}<br><span class="quiet">${role}</span>` : role}</td><td class="passcode">${passcodes.get(id) ?? html`<span class="quiet">none</span>`}</td></tr>`;
    const table = (heading: string, kind: KnownPerson['kind']) =>
      html`<section class="panel"><h2>${heading}</h2><div class="scroll"><table class="codes"><thead><tr><th scope="col">Who</th><th scope="col">As</th><th scope="col">Passcode</th></tr></thead><tbody>${contacts.filter((contact) => contact.kind === kind).map(row)}</tbody></table></div></section>`;
    return productPage({
      frame,
      title: 'Passcodes',
      main: html`<div><h1>Passcodes</h1><p class="quiet">A deployed clinic tells each of them once, by voice, and keeps a hash only. Here they are shown, so that you can open anybody’s link.</p></div>${table('Partners', 'partner')}${table('Staff', 'staff')}${clients.length > 0 && table('Clients', 'client')}`,
    });
  });
}

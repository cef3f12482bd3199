import type { Clinic } from '../../lambdas/domain/clinic.ts';
import { localDateOf, localTimeOf } from '../../lambdas/domain/clinic-calendar.ts';
import { anyClinic } from '../../lambdas/domain/records.ts';
import { datedYear, dayWords, timeWords } from '../../lambdas/pages/dates.ts';
import { type Content, type Html, html } from '../../lambdas/pages/html.ts';
import { type ProductFrame, productPage } from '../../lambdas/pages/product-shell.ts';
import { type SiteContext, shownClinicId } from './clinic-choice.ts';
import { contactsOf } from './contacts.ts';
import { page, refused, type SiteRequest, type SiteResponse } from './http.ts';

const destinations = [
  { label: 'Console', href: '/console/' },
  { label: 'Mailbox', href: '/mailbox' },
  { label: 'Pager', href: '/pager' },
  { label: 'Actions', href: '/console/actions' },
  { label: 'Passcodes', href: '/passcodes' },
];

/** A page of the shown clinic; while the store is empty, a page that says how to fill it. */
export async function clinicPage(
  request: SiteRequest,
  context: SiteContext,
  render: (clinic: Clinic, frame: ProductFrame) => Promise<string> | string,
): Promise<SiteResponse> {
  const clinicId = shownClinicId(context);
  const clinic = clinicId && context.laptop.clinic.store.find(anyClinic, 'clinic', clinicId);
  const frame = frameOf(request, context, clinic || undefined);
  return page(clinic ? await render(clinic, frame) : emptyPage(frame));
}

function frameOf(request: SiteRequest, context: SiteContext, clinic: Clinic | undefined): ProductFrame {
  const current = destinations.find(({ href }) => request.path.startsWith(href))?.href ?? '';
  return {
    clinicName: clinic?.name ?? 'no clinic yet',
    navigation: destinations.map((item) => ({ ...item, current: item.href === current })),
    banner:
      clinic?.fictional === false
        ? null
        : 'A fictional clinic on this machine: nobody here is real, and no email leaves it.',
    toolbar: toolbarOf(request, context, clinic),
  };
}

function emptyPage(frame: ProductFrame): string {
  return productPage({
    frame,
    title: 'No clinic yet',
    main: html`<h1>No clinic yet</h1><section class="panel"><p>The store is empty. Apply a clinic’s file with <code>npm run clinic -- apply clinics/example.yaml</code>, or begin again with the clinic that this program was started with.</p></section>`,
  });
}

/** The pages of this machine, for where the header is the console's. */
export function machineLinks(): Html {
  return html`<nav class="machine" aria-label="This machine">${destinations
    .filter(({ href }) => !href.startsWith('/console'))
    .map(({ label, href }) => html`<a href="${href}">${label}</a>`)}</nav>`;
}

/** The clock and its controls. */
export function toolbarOf(request: SiteRequest, context: SiteContext, clinic: Clinic | undefined): Html {
  const { laptop } = context;
  const now = laptop.clinic.now();
  const zone = laptop.timeZoneOf(clinic?.id);
  const date = localDateOf(zone, now);
  const closed = `${Math.round(laptop.shareClosed() * 100)} % of episodes closed${laptop.settings.isManual ? '; nobody answers by themselves' : ''}`;
  const back = html`<input type="hidden" name="back" value="${request.path}">`;
  return html`<link rel="stylesheet" href="/site.css"><div class="controls">
<p class="clock"><span class="sr">Virtual time: </span><b>${dayWords(date, 'en')}</b> <span>${date.slice(0, 4)}, ${timeWords(localTimeOf(zone, now), 'en')}</span><span class="quiet">${closed}</span></p>
<form method="post" action="/controls/day">${back}<button class="button small plain" type="submit">One day on</button></form>
<form method="post" action="/controls/end">${back}<button class="button small plain" type="submit">To the end</button></form>
${drawer(
  'Reset',
  html`<form method="post" action="/controls/reset" class="fill">${back}<div class="field"><label for="seed">Seed</label><input type="text" id="seed" name="seed" value="${laptop.beginning.seed}" autocomplete="off" required></div><p class="quiet">Back to ${datedYear(localDateOf(zone, laptop.beginning.startAt), 'en')}. The same seed plays the same again.</p><button class="button small" type="submit">Begin again</button></form>`,
)}${clinic && !laptop.settings.isManual && byHand(context, clinic, back)}${clinicChoice(context, clinic, back)}
</div>`;
}

function drawer(label: string, content: Content): Html {
  return html`<details class="drawer"><summary class="button small plain">${label}</summary><div class="drop panel">${content}</div></details>`;
}

function byHand({ laptop }: SiteContext, clinic: Clinic, back: Html): Html {
  const contacts = contactsOf(laptop, clinic.id);
  const chosen = contacts.filter(({ id }) => laptop.playedByHand.has(id)).length;
  const ticks = contacts.map(
    ({ id, name, role, partnerName }) =>
      html`<label class="tick"><input type="checkbox" name="contact" value="${id}"${laptop.playedByHand.has(id) && html` checked`}><span>${name}<br><span class="quiet">${partnerName ?? role}</span></span></label>`,
  );
  return drawer(
    chosen === 0 ? 'I answer' : `I answer (${chosen})`,
    html`<form method="post" action="/controls/hand" class="fill">${back}<p class="quiet">Whoever is ticked does nothing by themselves: you answer their mail.</p><div class="people">${ticks}</div><button class="button small" type="submit">Save</button></form>`,
  );
}

function clinicChoice({ laptop }: SiteContext, clinic: Clinic | undefined, back: Html): Content {
  const ids = laptop.clinicIds();
  if (ids.length < 2) return null;
  const choices = ids.map(
    (id) => html`<option value="${id}"${id === clinic?.id && html` selected`}>${id}</option>`,
  );
  return html`<form method="post" action="/controls/clinic" class="choose">${back}<label for="shown" class="sr">Clinic</label><select id="shown" name="clinic">${choices}</select><button class="button small plain" type="submit">Show</button></form>`;
}

/** The page of something that is not there. */
export function notThere(what: string, fix: string): never {
  throw refused(404, ['', what, fix]);
}

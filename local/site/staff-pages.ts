import type { JsonValue } from '../../lambdas/domain/audit.ts';
import type { Clinic } from '../../lambdas/domain/clinic.ts';
import { type ActionFormView, actionForm, type FieldOption } from '../../lambdas/pages/action-form.ts';
import { valuesFromForm } from '../../lambdas/pages/action-form-values.ts';
import { type ActionsIndexView, actionsIndex } from '../../lambdas/pages/actions-index.ts';
import { type FormSchema, labelOf } from '../../lambdas/pages/form-schema.ts';
import { type Content, html } from '../../lambdas/pages/html.ts';
import { type ProductFrame, productPage } from '../../lambdas/pages/product-shell.ts';
import {
  type Action,
  type ActionResult,
  BadInput,
  type FieldProblem,
} from '../../lambdas/runtime/define-action.ts';
import type { Laptop } from '../laptop.ts';
import type { SiteContext } from './clinic-choice.ts';
import { contactsOf } from './contacts.ts';
import { clinicPage } from './frame.ts';
import { formOf, type SiteRequest, type SiteResponse } from './http.ts';
import { actionOf, operator, schemaOf, start } from './staff-actions.ts';

const groups: [heading: string, names: readonly string[]][] = [
  [
    'Clients',
    [
      'refer',
      'update-intake',
      'set-authorization',
      'change-home',
      'transfer',
      'make-aftercare-plan',
      'choose-receiver',
      'end-early',
      'decline-follow-ups',
    ],
  ],
  ['Endings', ['record-contact-attempt', 'report-death', 'correct-ending']],
  [
    'Consent',
    ['client-link', 'consent', 'revoke', 'accounting', 'emergency-disclosure', 'misdirected', 'dossier'],
  ],
  ['Testing', ['order-test', 'excuse', 'correct-test']],
  ['Homes', ['ask-for-beds', 'home-link', 'result-told']],
  ['Clinic', ['report', 'set-absence', 'set-passcode', 'remove-contact', 'apply-clinic']],
  ['Repairs', ['cancel-episode', 'restart-stage']],
];
const otherHeading = 'More';

/** `GET /staff` */
export async function getActions(request: SiteRequest, context: SiteContext): Promise<SiteResponse> {
  return clinicPage(request, context, (_, frame) => actionsIndex({ frame, groups: groupsOf(context) }));
}

function groupsOf({ laptop }: SiteContext): ActionsIndexView['groups'] {
  const actions = [...laptop.clinic.actions.values()];
  const grouped = new Set(groups.flatMap(([, names]) => names));
  const rest = actions.map(({ name }) => name).filter((name) => !grouped.has(name));
  return [...groups, [otherHeading, rest] as const]
    .map(([heading, names]) => ({
      heading,
      actions: names
        .flatMap((name) => laptop.clinic.actions.get(name) ?? [])
        .map(({ name, title, description }) => ({ href: `/staff/${name}`, title, description })),
    }))
    .filter((group) => group.actions.length > 0);
}

/** The field that says who acts; it is no part of the action's own input. */
const actingField = 'actingAs';

function formSchemaOf(action: Action): FormSchema {
  const schema = schemaOf(action);
  const acting: FormSchema = {
    type: 'string',
    title: 'Acting as',
    description: 'Who does this; the audit names them',
  };
  return {
    ...schema,
    properties: { [actingField]: acting, ...schema.properties },
    required: [actingField, ...(schema.required ?? [])],
  };
}

/** `GET /staff/<action>` */
export async function getActionForm(request: SiteRequest, context: SiteContext): Promise<SiteResponse> {
  const action = actionOf(request, context);
  return clinicPage(request, context, (clinic, frame) =>
    formPage({ action, context, clinic, frame }, { [actingField]: operator }, []),
  );
}

interface Asked {
  action: Action;
  context: SiteContext;
  clinic: Clinic;
  frame: ProductFrame;
}

function formPage(
  { action, context, clinic, frame }: Asked,
  values: JsonValue,
  problems: FieldProblem[],
): string {
  const view: ActionFormView = {
    frame,
    indexHref: '/staff',
    postTo: `/staff/${action.name}`,
    title: action.title,
    description: action.description,
    schema: formSchemaOf(action),
    values,
    problems,
    options: optionsOf(context.laptop, clinic),
    submit: action.title,
  };
  return actionForm(view);
}

/** `POST /staff/<action>` from the page. */
export async function postActionForm(request: SiteRequest, context: SiteContext): Promise<SiteResponse> {
  const action = actionOf(request, context);
  const form = formOf(request);
  return clinicPage(request, context, async (clinic, frame) => {
    const asked: Asked = { action, context, clinic, frame };
    const values = valuesFromForm(formSchemaOf(action), form);
    const { [actingField]: acting, ...input } = values as Record<string, JsonValue>;
    try {
      const by = typeof acting === 'string' ? acting : operator;
      return donePage(asked, await start(context, action, input, { clinicId: clinic.id, by }));
    } catch (error) {
      if (error instanceof BadInput) return formPage(asked, values, error.problems);
      throw error;
    }
  });
}

function donePage({ action, frame }: Asked, { summary, ...details }: ActionResult): string {
  const rows = Object.entries(details).filter(([, value]) => value !== undefined && String(value) !== '');
  return productPage({
    frame,
    title: action.title,
    main: html`<div class="form"><div><p class="quiet"><a href="/staff">Actions</a></p><h1>${action.title}</h1></div>
<div class="notice"><strong>✓ Done</strong><span>${summary}</span></div>
${rows.length > 0 && html`<section class="panel"><dl class="facts">${rows.map(([name, value]) => html`<div><dt>${labelOf(name)}</dt><dd>${shown(name, value)}</dd></div>`)}</dl></section>`}
<p><a class="button small plain" href="/staff/${action.name}">Once more</a></p></div>`,
  });
}

/** A file that an action made is not a fact to be read here. */
const longestShown = 2_000;

function shown(name: string, value: unknown): Content {
  if (name === 'episodeId') return html`<a href="/clients/${String(value)}">${String(value)}</a>`;
  if (Array.isArray(value) && value.every((item) => typeof item === 'string'))
    return html`<ul class="plain">${value.map((item) => html`<li>${item}</li>`)}</ul>`;
  if (typeof value === 'string' && value.length > longestShown) return `${value.length} characters`;
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

/** Choices for fields that hold an id, by the field's name wherever it stands. */
function optionsOf(laptop: Laptop, clinic: Clinic): Record<string, FieldOption[]> {
  const { store } = laptop.clinic;
  const contacts = contactsOf(laptop, clinic.id);
  const staff = contacts
    .filter(({ kind }) => kind === 'staff')
    .map(({ id, name, role }) => ({ value: id, label: `${name}, ${role}` }));
  const people = contacts.map(({ id, name, role, partnerName }) => ({
    value: id,
    label: `${name}, ${partnerName ?? role}`,
  }));
  const partners = (kind: 'sober-home' | 'aftercare' | 'any') =>
    store
      .all(clinic.id, 'partner')
      .filter((partner) => kind === 'any' || partner.kind === kind)
      .map(({ id, name }) => ({ value: id, label: name }));
  const nameOfEpisode = (id: string) => {
    const clientId = store.find(clinic.id, 'episode', id)?.clientId ?? '';
    return store.find(clinic.id, 'client', clientId)?.name ?? id;
  };
  const episodes = store.all(clinic.id, 'episode').map(({ id, stage, ending }) => ({
    value: id,
    label: `${nameOfEpisode(id)}, ${ending ?? stage} (${id})`,
  }));
  const tests = store.all(clinic.id, 'drugTest').map(({ id, date, outcome, episodeId }) => ({
    value: id,
    label: `${date}, ${nameOfEpisode(episodeId)}: ${outcome}`,
  }));
  const clients = store
    .all(clinic.id, 'client')
    .map(({ id, name }) => ({ value: id, label: `${name}, client` }));
  const programs = Object.keys(clinic.programVersions).map((id) => ({ value: id, label: id }));
  return {
    [actingField]: [{ value: operator, label: 'The operator of this clinic' }, ...staff],
    contactId: [...people, ...clients],
    staffId: staff,
    memberId: staff,
    coverId: staff,
    reportedBy: staff,
    triedBy: staff,
    requestedBy: staff,
    correctedBy: staff,
    signedBy: staff,
    'overrides.clinicianId': staff,
    episodeId: episodes,
    programId: programs,
    homeId: partners('sober-home'),
    recipientId: [{ value: 'all', label: 'Everybody' }, ...partners('any')],
    testId: tests,
    homeChoices: partners('sober-home'),
    receiverId: partners('aftercare'),
    receiverChoices: partners('aftercare'),
    recipientIds: partners('any'),
    'consents.recipientIds': partners('any'),
  };
}

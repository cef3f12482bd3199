import type { JsonValue } from '../../domain/audit.ts';
import type { ConfirmedDeed } from '../../domain/confirmed-deed.ts';
import { actionDone } from '../../pages/action-done.ts';
import { actionForm, type FieldProblem } from '../../pages/action-form.ts';
import { valuesFromForm } from '../../pages/action-form-values.ts';
import { actionPreview, type PreviewEffects } from '../../pages/action-preview.ts';
import { actionSpeech } from '../../pages/action-speech.ts';
import { actionGroups, actionWords } from '../../pages/action-words.ts';
import { actionsIndex } from '../../pages/actions-index.ts';
import type { Ports } from '../../ports.ts';
import { type Action, type ActionResult, type Actor, BadInput } from '../../runtime/define-action.ts';
import type { HttpResponse } from '../../runtime/define-route.ts';
import { page } from '../console-response.ts';
import type { ConsoleRequest, ConsoleRoute } from '../console-route.ts';
import { frameOf } from '../frame.ts';
import { effectsOf, fingerprintOf } from './effects.ts';
import { foresee } from './foresee.ts';
import { fieldPaths, formSchemaOf } from './form-of.ts';
import { actionsByGroup, correctionsOf } from './grouped.ts';
import { type Confirmation, deedBehind, doOnce, isPageId, newPageId } from './once.ts';
import { optionsFor } from './options.ts';
import { permittedAction, permittedActions } from './permitted.ts';

/** What staff can start. All of it is answered where actions can run: their schemas come with them. */
export const actionRoutes: ConsoleRoute[] = [
  { method: 'GET', path: '/actions', area: 'actions', answer: showActions },
  { method: 'GET', path: '/actions/:action', area: 'actions', answer: permitted(showForm) },
  { method: 'POST', path: '/actions/:action/preview', area: 'actions', answer: permitted(previewOrMend) },
  { method: 'POST', path: '/actions/:action', area: 'actions', answer: permitted(confirm) },
];

/** A request for an action that the visitor may start. */
interface Asked {
  request: ConsoleRequest;
  action: Action;
  ports: Ports;
}

/** Fields of the posted forms that are no part of the action's input. */
const fingerprintField = '_foreseen';
const mendField = '_mend';
const pageField = '_page';
const ownFields = [fingerprintField, mendField, pageField];

function permitted(answer: (asked: Asked) => Promise<HttpResponse>): ConsoleRoute['answer'] {
  return async (request, ports) => {
    const found = permittedAction(request);
    return 'refusal' in found ? found.refusal : answer({ request, ports, action: found.action });
  };
}

async function showActions(request: ConsoleRequest): Promise<HttpResponse> {
  const { member, roles } = request.visitor;
  const offered = new Map(permittedActions(roles).map((action) => [action.name, action]));
  const said = actionWords[member.language].groups;
  const speech = actionSpeech[member.language];
  const groups = actionGroups.map((group) => ({
    heading: said[group],
    actions: actionsByGroup[group]
      .flatMap((name) => offered.get(name) ?? [])
      .map((action) => ({ href: request.href(`/actions/${action.name}`), ...speech.action(action) })),
  }));
  return page(
    actionsIndex({
      frame: frameOf(request, 'actions'),
      groups: groups.filter(({ actions }) => actions.length > 0),
    }),
  );
}

async function showForm(asked: Asked): Promise<HttpResponse> {
  const { query } = asked.request;
  const episodeId = query.get('episode');
  return form(asked, episodeId === null ? {} : { episodeId }, []);
}

async function form(
  { request, action, ports }: Asked,
  values: JsonValue,
  problems: FieldProblem[],
): Promise<HttpResponse> {
  const { clinic, member } = request.visitor;
  const { language } = member;
  const schema = formSchemaOf(action);
  const speech = actionSpeech[language];
  const options = await optionsFor(fieldPaths(schema), {
    reader: ports.store.read(clinic.id),
    clinic,
    language,
    episodeId: episodeIn(values),
  });
  const body = actionForm({
    frame: frameOf(request, 'actions'),
    indexHref: request.href('/actions'),
    postTo: request.href(`/actions/${action.name}/preview`),
    ...speech.action(action),
    schema,
    values,
    problems,
    options,
    submit: actionWords[language].preview,
    speech,
  });
  return page(body, problems.length > 0 ? 400 : 200);
}

function episodeIn(values: JsonValue): string | undefined {
  const { episodeId } = values as { episodeId?: JsonValue };
  return typeof episodeId === 'string' ? episodeId : undefined;
}

function actorOf({ request }: Asked): Actor {
  return { clinicId: request.visitor.clinic.id, by: request.visitor.member.id };
}

function inputOf({ request, action }: Asked): JsonValue {
  return valuesFromForm(formSchemaOf(action), request.form);
}

/** Runs what may refuse the input; a refusal shows the form again with what it held. */
async function orMend(asked: Asked, run: () => Promise<HttpResponse>): Promise<HttpResponse> {
  try {
    return await run();
  } catch (error) {
    if (error instanceof BadInput) return form(asked, inputOf(asked), error.problems);
    throw error;
  }
}

async function effectsNow(asked: Asked): Promise<PreviewEffects> {
  const { request, action, ports } = asked;
  const { clinic } = request.visitor;
  const foreseen = await foresee(action, inputOf(asked), actorOf(asked), ports);
  return effectsOf(foreseen, clinic.id, clinic.calendar.timeZone);
}

async function previewOrMend(asked: Asked): Promise<HttpResponse> {
  if (asked.request.form.get(mendField) === 'yes') return form(asked, inputOf(asked), []);
  return orMend(asked, async () => preview(asked, await effectsNow(asked), false));
}

async function preview(asked: Asked, effects: PreviewEffects, hasChanged: boolean): Promise<HttpResponse> {
  const { request, action } = asked;
  const { clinic, member } = request.visitor;
  // A page that is shown again keeps its id: what it asks for can still be done once only.
  const shown = request.form.get(pageField);
  const pageId = hasChanged && isPageId(shown, asked.ports) ? shown : newPageId(asked.ports);
  const held = [...request.form].filter(([name]) => !ownFields.includes(name));
  return page(
    actionPreview({
      frame: frameOf(request, 'actions'),
      timeZone: clinic.calendar.timeZone,
      indexHref: request.href('/actions'),
      confirmTo: request.href(`/actions/${action.name}`),
      mendAt: request.href(`/actions/${action.name}/preview`),
      title: actionSpeech[member.language].action(action).title,
      about: await clientNamed(asked),
      effects,
      carried: [...held, [fingerprintField, fingerprintOf(effects)], [pageField, pageId]],
      hasChanged,
    }),
    hasChanged ? 409 : 200,
  );
}

async function clientNamed(asked: Asked): Promise<string | null> {
  const reader = asked.ports.store.read(asked.request.visitor.clinic.id);
  const episodeId = episodeIn(inputOf(asked));
  const episode = episodeId === undefined ? undefined : await reader.get('episode', episodeId);
  return (episode && (await reader.get('client', episode.clientId))?.name) ?? null;
}

/** Does it once, if what would happen is what was shown; else it is shown again. */
async function confirm(asked: Asked): Promise<HttpResponse> {
  const { request, ports } = asked;
  const pageId = request.form.get(pageField);
  if (!isPageId(pageId, ports))
    return orMend(asked, async () => preview(asked, await effectsNow(asked), false));
  const confirmation = { ...actorOf(asked), pageId };
  const before = await deedBehind(ports, confirmation);
  if (before) return doneBefore(asked, before);
  return orMend(asked, async () => {
    try {
      return await confirmFirst(asked, confirmation);
    } catch (error) {
      // What refuses it now may be what the same page did a moment ago.
      const meanwhile = error instanceof BadInput && (await deedBehind(ports, confirmation));
      if (meanwhile) return doneBefore(asked, meanwhile);
      throw error;
    }
  });
}

async function confirmFirst(asked: Asked, confirmation: Confirmation): Promise<HttpResponse> {
  const { request, action, ports } = asked;
  const effects = await effectsNow(asked);
  if (request.form.get(fingerprintField) !== fingerprintOf(effects)) {
    const meanwhile = await deedBehind(ports, confirmation);
    return meanwhile ? doneBefore(asked, meanwhile) : preview(asked, effects, true);
  }
  const outcome = await doOnce(action, inputOf(asked), confirmation, ports);
  return 'before' in outcome ? doneBefore(asked, outcome.before) : done(asked, outcome.result);
}

function doneBefore(asked: Asked, { done: known }: ConfirmedDeed): HttpResponse {
  if (known === null) return done(asked, { summary: '' }, 'begun');
  const { summary, episodeId } = known;
  return done(asked, { summary, ...(episodeId !== null && { episodeId }) }, 'done');
}

function done(asked: Asked, { summary, ...details }: ActionResult, earlier?: 'done' | 'begun'): HttpResponse {
  const { request, action } = asked;
  const { member, roles } = request.visitor;
  const speech = actionSpeech[member.language];
  const episodeId = typeof details.episodeId === 'string' ? details.episodeId : episodeIn(inputOf(asked));
  const about = episodeId === undefined ? '' : `?episode=${encodeURIComponent(episodeId)}`;
  const offered = permittedActions(roles);
  const corrections = correctionsOf(action.name)
    .flatMap((name) => offered.find((known) => known.name === name) ?? [])
    .map((known) => ({
      href: request.href(`/actions/${known.name}${about}`),
      title: speech.action(known).title,
    }));
  return page(
    actionDone({
      frame: frameOf(request, 'actions'),
      indexHref: request.href('/actions'),
      title: speech.action(action).title,
      summary,
      ...(earlier && { earlier }),
      details,
      againHref: request.href(`/actions/${action.name}`),
      clientHref: episodeId === undefined ? null : request.href(`/clients/${encodeURIComponent(episodeId)}`),
      corrections,
      label: speech.label,
    }),
  );
}

import { actionNamed } from '../../lambdas/actions/index.ts';
import { schemaOf } from '../../lambdas/console/staff-actions/form-of.ts';
import { type Action, type ActionResult, BadInput } from '../../lambdas/runtime/define-action.ts';
import { clinicHeader, clinicOfRequest, type SiteContext } from './clinic-choice.ts';
import { json, jsonOf, redirect, refused, type SiteRequest, type SiteResponse } from './http.ts';

const actorHeader = 'x-stepdown-actor';
const operator = 'operator';

/** `GET /local/schema` */
export async function getSchema(_: SiteRequest, { laptop }: SiteContext): Promise<SiteResponse> {
  const actions = [...laptop.clinic.actions.values()].map((action) => {
    const { name, title, description } = action;
    return [name, { title, description, post: `/staff/${name}`, schema: schemaOf(action) }] as const;
  });
  return json({ actions: Object.fromEntries(actions) });
}

/** The action that a path names. @throws Refused 404 */
function actionOf({ params }: SiteRequest, { laptop }: SiteContext): Action {
  const { actions } = laptop.clinic;
  const action = actions.get(params.action ?? '');
  if (action) return action;
  throw refused(404, [
    '',
    `there is no action "${params.action}"`,
    `use one of: ${[...actions.keys()].join(', ')}`,
  ]);
}

/** `GET /staff`: people start things in the product's own console. */
export async function getActions(): Promise<SiteResponse> {
  return redirect('/console/actions');
}

/** `GET /staff/<action>` */
export async function getActionForm(request: SiteRequest, context: SiteContext): Promise<SiteResponse> {
  const { name } = actionOf(request, context);
  if (actionNamed(name)) return redirect(`/console/actions/${name}`);
  throw refused(404, ['', `${name} has no form`, `post it as JSON to /staff/${name}: docs/local-api.md`]);
}

/** `POST /staff/<action>` with JSON: the product's own way in. */
export async function postActionJson(request: SiteRequest, context: SiteContext): Promise<SiteResponse> {
  const action = actionOf(request, context);
  const input = jsonOf(request);
  const clinicId =
    action.name === 'apply-clinic' ? clinicToApply(request, input) : clinicOfRequest(request, context);
  return json(
    await start(context, action, input, { clinicId, by: request.headers[actorHeader] ?? operator }),
  );
}

/** Starts an action as somebody. @throws BadInput for an unknown person, and when the action refuses */
async function start(
  { laptop }: SiteContext,
  action: Action,
  input: unknown,
  actor: { clinicId: string; by: string },
): Promise<ActionResult> {
  const { clinicId, by } = actor;
  if (by !== operator) {
    const staff = laptop.clinicIds().includes(clinicId) ? laptop.clinic.store.all(clinicId, 'staff') : [];
    const here = staff.filter(({ leftOn }) => !leftOn).map(({ id }) => id);
    const fix = `use one of: ${[operator, ...here].join(', ')}`;
    if (!here.includes(by))
      throw new BadInput([{ field: actorHeader, problem: `nobody on the staff has the id "${by}"`, fix }]);
  }
  return laptop.act(action.name, input, actor);
}

/** A clinic's file names its clinic itself; what is no file is left to the action to refuse. */
function clinicToApply(request: SiteRequest, input: unknown): string {
  const file = fieldOf(fieldOf(input, 'clinic'), 'clinic');
  return request.headers[clinicHeader] ?? String(fieldOf(file, 'id') ?? '');
}

function fieldOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined;
}

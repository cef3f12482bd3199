import { actionNamed, actions } from '../../actions/index.ts';
import { mayStart } from '../../domain/console-access.ts';
import type { StaffRole } from '../../domain/staff.ts';
import type { Action } from '../../runtime/define-action.ts';
import type { HttpResponse } from '../../runtime/define-route.ts';
import { notice } from '../answer-console.ts';
import type { ConsoleRequest } from '../console-route.ts';

/** The actions that roles may start here, in the order of their names. */
export function permittedActions(roles: readonly StaffRole[]): Action[] {
  return actions.filter(({ name }) => mayStart(roles, name));
}

/** The action that a path names, or the refusal: the one place where a role is held against an action. */
export function permittedAction({
  params,
  visitor,
  href,
}: ConsoleRequest): { action: Action } | { refusal: HttpResponse } {
  const action = actionNamed(params.action ?? '');
  const { language } = visitor.member;
  const back = href('/actions');
  if (!action) return { refusal: notice('not there', 404, language, back) };
  if (!mayStart(visitor.roles, action.name)) return { refusal: notice('not allowed', 403, language, back) };
  return { action };
}

import { BadInput } from '../../lambdas/runtime/define-action.ts';
import type { Laptop } from '../laptop.ts';
import type { SiteRequest } from './http.ts';

/** What the handlers of the site share. */
export interface SiteContext {
  laptop: Laptop;
  /** The clinic whose pages are shown, where there are several; the first when it is not set. */
  shown: { clinicId: string | undefined };
}

export const clinicHeader = 'x-stepdown-clinic';

/**
 * The clinic that a program's request is about: the one that the header or `?clinic=` names, or the only one.
 * @throws BadInput when there is none, or several and none is named
 */
export function clinicOfRequest(request: SiteRequest, { laptop }: SiteContext): string {
  const named = request.headers[clinicHeader] ?? request.query.get('clinic') ?? undefined;
  const ids = laptop.clinicIds();
  const [only] = ids;
  if (named !== undefined && ids.includes(named)) return named;
  if (named === undefined && only !== undefined && ids.length === 1) return only;
  throw new BadInput([{ field: clinicHeader, ...clinicProblem(named, ids) }]);
}

function clinicProblem(named: string | undefined, ids: readonly string[]): { problem: string; fix: string } {
  if (ids.length === 0)
    return { problem: 'no clinic is applied', fix: 'apply a clinic’s file first: POST /staff/apply-clinic' };
  const fix = `name one of: ${ids.join(', ')}`;
  return named === undefined
    ? { problem: 'there are several clinics', fix }
    : { problem: `there is no clinic "${named}"`, fix };
}

/** The clinic whose pages are shown; undefined while the store is empty. */
export function shownClinicId({ laptop, shown }: SiteContext): string | undefined {
  const ids = laptop.clinicIds();
  return shown.clinicId !== undefined && ids.includes(shown.clinicId) ? shown.clinicId : ids[0];
}

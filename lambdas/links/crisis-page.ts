import { openCrisis, startClimb } from '../casework/crisis.ts';
import { enrolledEpisodeIds } from '../casework/enrolled.ts';
import { crisisKinds } from '../domain/crisis.ts';
import { crisisFields, crisisStart, crisisStarted, factsMaxLength } from '../pages/crisis-start.ts';
import { cleaned } from '../pages/link-fields.ts';
import type { LinkProblem } from '../pages/link-problem.ts';
import type { Ports } from '../ports.ts';
import type { HttpResponse } from '../runtime/define-route.ts';
import { page } from './link-response.ts';
import type { LinkTarget } from './link-target.ts';
import { peopleOf } from './shown-people.ts';

/** What the standing link of somebody on call shows: a form to start a crisis, with the clients in the program. */
export async function showCrisisStart(
  ports: Ports,
  target: LinkTarget,
  headers: Record<string, string> = {},
): Promise<HttpResponse> {
  const reader = ports.store.read(target.clinic.id);
  const clients = await peopleOf(reader, await enrolledEpisodeIds(reader, target.clinic));
  const partners = await reader.list('partner');
  const homes = partners.filter(({ kind }) => kind === 'sober-home');
  return page(crisisStart({ ...viewOf(target), clients, homes }), 200, headers);
}

function viewOf({ clinic, holder }: LinkTarget) {
  const { name: clinicName, phone, crisisPhone } = clinic;
  return { language: holder.language, clinicName, phone, crisisPhone, holderName: holder.name };
}

/** A posted crisis: open, and its people being paged. Why it is not, when it cannot be. */
export async function takeCrisis(
  ports: Ports,
  target: LinkTarget,
  form: URLSearchParams,
): Promise<HttpResponse | LinkProblem> {
  const { clinic, holder } = target;
  const kind = crisisKinds.find((known) => known === form.get(crisisFields.kind));
  if (!kind) return 'nothing chosen';
  const facts = cleaned(form.get(crisisFields.facts));
  if (facts.length > factsMaxLength) return 'comment too long';
  const episodeId = form.get(crisisFields.episode) || undefined;
  const homeId = form.get(crisisFields.home) || undefined;
  const at = ports.clock.now();
  const opened = await ports.store.transact(clinic.id, async (tx) => {
    const isKnown = episodeId === undefined || (await tx.get('episode', episodeId)) !== undefined;
    const home = homeId === undefined ? undefined : await tx.get('partner', homeId);
    if (!isKnown || (homeId !== undefined && home?.kind !== 'sober-home')) return undefined;
    const via = 'on-call link' as const;
    const report = { at, by: holder.id, via, kind, facts, ...(homeId !== undefined && { homeId }) };
    return openCrisis(tx, clinic.id, { episodeId, report });
  });
  if (!opened) return 'not on the list';
  await startClimb(ports, opened.climb);
  const hasPager = clinic.pager !== undefined;
  return page(crisisStarted({ ...viewOf(target), outcome: opened.outcome, hasPager }));
}

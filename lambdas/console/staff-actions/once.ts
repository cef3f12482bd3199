import { type ConfirmedDeed, isConfirmable, isForgettable, pageIdOf } from '../../domain/confirmed-deed.ts';
import type { Ports } from '../../ports.ts';
import { type Action, type ActionResult, type Actor, BadInput } from '../../runtime/define-action.ts';

/** A page's confirmation: by whom, and under which id. */
export interface Confirmation extends Actor {
  pageId: string;
}

/** So many forgotten deeds are cleared away at a time. */
const clearedAtOnce = 20;

/** An id for a page that asks for a confirmation. */
export function newPageId({ clock, ids }: Ports): string {
  return pageIdOf(clock.now(), ids.next('pg'));
}

/** Whether what a page carries can be confirmed at all. */
export function isPageId(pageId: string | null, { clock }: Ports): pageId is string {
  return pageId !== null && isConfirmable(pageId, clock.now());
}

/** What the page has already led to; undefined where nothing. */
export function deedBehind({ store }: Ports, confirmation: Confirmation): Promise<ConfirmedDeed | undefined> {
  return store.read(confirmation.clinicId).get('confirmedDeed', idOf(confirmation));
}

/**
 * Does what a page confirms, unless the page has been confirmed before; of two at once one does it. What the action
 * refuses leaves nothing behind. Should it break off otherwise, the page cannot be confirmed again: nobody knows how
 * far it came.
 *
 * @returns what was done, or the deed that the page has led to before
 * @throws BadInput as the action does
 */
export async function doOnce(
  action: Action,
  input: unknown,
  confirmation: Confirmation,
  ports: Ports,
): Promise<{ result: ActionResult } | { before: ConfirmedDeed }> {
  const { store, clock } = ports;
  const { clinicId, by } = confirmation;
  const own: ConfirmedDeed = { id: idOf(confirmation), action: action.name, at: clock.now(), done: null };
  const before = await store.transact(clinicId, async (tx) => {
    const found = await tx.get('confirmedDeed', own.id);
    if (found) return found;
    const forgettable = (await tx.list('confirmedDeed', { parent: by })).filter((deed) =>
      isForgettable(deed, own.at),
    );
    for (const { id } of forgettable.slice(0, clearedAtOnce)) tx.remove('confirmedDeed', id);
    tx.put('confirmedDeed', own);
    return undefined;
  });
  if (before) return { before };
  try {
    const result = await action.start(input, { clinicId, by }, ports);
    // Nothing else of the result is kept: it may hold a passcode or a link, which are shown once.
    const episodeId = typeof result.episodeId === 'string' ? result.episodeId : null;
    await store.transact(clinicId, async (tx) =>
      tx.put('confirmedDeed', { ...own, done: { summary: result.summary, episodeId } }),
    );
    return { result };
  } catch (error) {
    if (error instanceof BadInput)
      await store.transact(clinicId, async (tx) => tx.remove('confirmedDeed', own.id));
    throw error;
  }
}

function idOf({ by, pageId }: Confirmation): string {
  return `${by}:${pageId}`;
}

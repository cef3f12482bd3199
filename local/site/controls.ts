import { after, reset } from './api-clock.ts';
import { type SiteContext, shownClinicId } from './clinic-choice.ts';
import { contactsOf } from './contacts.ts';
import { formOf, redirect, type SiteRequest, type SiteResponse } from './http.ts';

/** What the buttons of the toolbar do, by the last part of their path. Each goes back to the page it stood on. */
const controls: Record<string, (form: URLSearchParams, context: SiteContext) => Promise<void> | void> = {
  async day(_, context) {
    const { laptop } = context;
    await laptop.advanceTo(after(laptop.timeZoneOf(shownClinicId(context)), laptop.clinic.now(), 'P1D'));
  },
  async end(_, { laptop }) {
    await laptop.toEnd();
  },
  async reset(form, context) {
    await reset(context, { seed: form.get('seed')?.trim() || undefined, isEmpty: false });
  },
  hand(form, context) {
    const { laptop } = context;
    const clinicId = shownClinicId(context);
    if (clinicId === undefined) return;
    const chosen = new Set(form.getAll('contact'));
    for (const { id } of contactsOf(laptop, clinicId)) {
      if (chosen.has(id)) laptop.playedByHand.add(id);
      else laptop.playedByHand.delete(id);
    }
  },
  clinic(form, { shown }) {
    shown.clinicId = form.get('clinic') ?? undefined;
  },
};

export const controlNames = Object.keys(controls);

export async function postControl(request: SiteRequest, context: SiteContext): Promise<SiteResponse> {
  const form = formOf(request);
  await controls[request.params.control ?? '']?.(form, context);
  return redirect(backTo(form.get('back') ?? '/', request.params.control));
}

/** A path of this site and nothing else; after a new beginning the episode or mail that was shown is no more. */
function backTo(path: string, control: string | undefined): string {
  const isOwn = /^\/(?![/\\])[\w\-/.~]*$/.test(path);
  if (!isOwn) return '/';
  return control === 'reset' || control === 'clinic'
    ? `/${path.split('/')[1] ?? ''}`.replace('/clients', '/')
    : path;
}

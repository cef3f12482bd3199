import { mondayView } from '../../lambdas/casework/monday.ts';
import { mondayPage } from '../../lambdas/pages/monday.ts';
import type { SiteContext } from './clinic-choice.ts';
import { clinicPage } from './frame.ts';
import type { SiteRequest, SiteResponse } from './http.ts';

/** `GET /monday` */
export async function getMonday(request: SiteRequest, context: SiteContext): Promise<SiteResponse> {
  return clinicPage(request, context, async (clinic, frame) => {
    const { store, now } = context.laptop.clinic;
    const view = await mondayView(store.read(clinic.id), clinic.id, now(), (id) => `/clients/${id}`);
    return mondayPage({ frame, ...view });
  });
}

import { clinicOfRequest, type SiteContext } from './clinic-choice.ts';
import { notThere } from './frame.ts';
import type { SiteRequest, SiteResponse } from './http.ts';

/** `GET /local/export/dossier/<episodeId>`: the file, as `npm run dossier -- EPISODE --out FILE` writes it. */
export async function getDossierFile(request: SiteRequest, context: SiteContext): Promise<SiteResponse> {
  const { clinic } = context.laptop;
  const clinicId = clinicOfRequest(request, context);
  const episodeId = request.params.episode ?? '';
  if (!clinic.store.find(clinicId, 'episode', episodeId))
    notThere('there is no such episode', 'choose one on the caseload');
  const withoutNames = request.query.get('names') === 'without';
  // That it was made is recorded each time.
  const { text } = await clinic.act('dossier', { episodeId, withoutNames }, { clinicId, by: 'operator' });
  return {
    status: 200,
    headers: {
      'content-type': 'application/json; charset=utf-8',
      'content-disposition': `attachment; filename="${episodeId}-dossier.json"`,
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
    },
    body: String(text),
  };
}

import type { Clinic } from '../../lambdas/domain/clinic.ts';
import { addHours } from '../../lambdas/domain/clinic-calendar.ts';
import { isInTreatment } from '../../lambdas/domain/episode.ts';
import { contactOfRank, type Partner } from '../../lambdas/domain/partner.ts';
import { type BedBoardHome, bedBoard } from '../../lambdas/pages/bed-board.ts';
import type { Laptop } from '../laptop.ts';
import type { SiteContext } from './clinic-choice.ts';
import { clinicPage } from './frame.ts';
import type { SiteRequest, SiteResponse } from './http.ts';

/** A check-in is weekly; what is older than one and a day may no longer be so. */
const oldAfterHours = 8 * 24;

/** `GET /homes` */
export async function getHomes(request: SiteRequest, context: SiteContext): Promise<SiteResponse> {
  const { laptop } = context;
  return clinicPage(request, context, (clinic, frame) =>
    bedBoard({
      frame,
      timeZone: clinic.calendar.timeZone,
      askHref: '/staff/ask-for-beds',
      homes: laptop.clinic.store
        .all(clinic.id, 'partner')
        .flatMap((partner) => (partner.kind === 'sober-home' ? [homeOf(laptop, clinic, partner)] : [])),
    }),
  );
}

function homeOf(
  { clinic: { store, now } }: Laptop,
  clinic: Clinic,
  home: Extract<Partner, { kind: 'sober-home' }>,
): BedBoardHome {
  const contact = contactOfRank(home, 'primary');
  const said = store.find(clinic.id, 'freeBeds', home.id);
  const lives = store
    .all(clinic.id, 'episode')
    .filter((episode) => isInTreatment(episode) && episode.residence?.homeId === home.id);
  const open = store
    .all(clinic.id, 'task')
    .filter(
      ({ kind, status, ownerId }) => kind === 'bed-request' && status === 'open' && ownerId === home.id,
    );
  return {
    name: home.name,
    narrLevel: home.narrLevel,
    beds: home.beds,
    contact: contact ? { name: contact.name, phone: contact.phone } : null,
    residents: lives.length,
    said: said ? { ...said, isOld: said.asOf < addHours(now(), -oldAfterHours) } : null,
    openRequests: open.map(({ about }) => ({ beds: about.beds ?? '', from: about.from ?? '' })),
  };
}

import { startClimb } from '../casework/crisis.ts';
import { noteRefusedReport, openCrisisAtHome, recordReport, reportId } from '../casework/home-reports.ts';
import { required } from '../casework/read-records.ts';
import { isResidentShown, residentsShown, type ShownResident } from '../casework/residents-shown.ts';
import { enterLedger, type Telling } from '../casework/write-ledger.ts';
import { incidentKinds } from '../domain/check-in.ts';
import { localDateOf } from '../domain/clinic-calendar.ts';
import { crisisInReport } from '../domain/crisis.ts';
import { noticePurpose } from '../domain/home-notice.ts';
import { type HomeReport, reportableEvents } from '../domain/incident-report.ts';
import type { Link } from '../domain/link.ts';
import { homeReport, homeReported, reportFields } from '../pages/home-report.ts';
import { cleaned, commentMaxLength } from '../pages/link-fields.ts';
import type { LinkProblem } from '../pages/link-problem.ts';
import type { ConsentScope } from '../pages/link-why.ts';
import type { Ports, Reader } from '../ports.ts';
import type { HttpResponse } from '../runtime/define-route.ts';
import { page } from './link-response.ts';
import type { LinkTarget } from './link-target.ts';
import { scopeOf } from './questions-view.ts';
import { peopleOf, personOf } from './shown-people.ts';

/** What a home's standing link shows: its residents as of now, each through the gate and in the ledger first. */
export async function showHome(
  ports: Ports,
  target: LinkTarget,
  headers: Record<string, string> = {},
): Promise<HttpResponse> {
  const { clinic } = target;
  const reader = ports.store.read(clinic.id);
  const now = ports.clock.now();
  let residents: ShownResident[];
  do residents = await residentsOf(reader, target, now);
  while (!(await enterLedger(ports, target, residents.map(tellingOf), now)));
  const ids = residents.map(({ episodeId }) => episodeId);
  const shown = {
    people: await peopleOf(reader, ids),
    consents: await scopesOf(reader, target, residents),
  };
  const view = { ...viewOf(target), residents: shown.people, consents: shown.consents };
  return page(homeReport(view), 200, headers);
}

function tellingOf({ episodeId, consentId }: ShownResident): Telling {
  return { episodeId, consentId, category: 'residence', purpose: noticePurpose, description: 'home-report' };
}

function residentsOf(reader: Reader, { clinic, link }: LinkTarget, now: string): Promise<ShownResident[]> {
  return residentsShown(reader, clinic, homeIdOf(link), localDateOf(clinic.calendar.timeZone, now));
}

function homeIdOf({ scope }: Link): string {
  return scope.to === 'home' ? scope.homeId : '';
}

function scopesOf(
  reader: Reader,
  { holder }: LinkTarget,
  residents: readonly ShownResident[],
): Promise<ConsentScope[]> {
  return Promise.all(
    residents.map(async ({ episodeId, consentId }) => {
      const { name } = await personOf(reader, episodeId);
      const consent = await required(reader, 'consent', consentId);
      return scopeOf(consent, name, holder.partnerName ?? holder.name);
    }),
  );
}

function viewOf({ clinic, holder }: LinkTarget) {
  const { name: clinicName, phone, crisisPhone } = clinic;
  return { language: holder.language, clinicName, phone, crisisPhone, holderName: holder.name };
}

/** A posted report: kept, and on its way to whoever sees to it. Why it cannot be, when it cannot. */
export async function takeReport(
  ports: Ports,
  target: LinkTarget,
  form: URLSearchParams,
): Promise<HttpResponse | LinkProblem> {
  const { clinic, holder } = target;
  const now = ports.clock.now();
  const said = reportableEvents.find((event) => event === form.get(reportFields.event));
  const episodeId = form.get(reportFields.resident) ?? '';
  if (!said || episodeId === '') return 'nothing chosen';
  const comment = cleaned(form.get(reportFields.comment));
  if (comment.length > commentMaxLength) return 'comment too long';
  const ticks = incidentKinds.filter((kind) => form.getAll(reportFields.tick).includes(kind));
  const { isTaken, climb } = await ports.store.transact(clinic.id, async (tx) => {
    const episode = await tx.get('episode', episodeId);
    const today = localDateOf(clinic.calendar.timeZone, now);
    if (!episode || !(await isResidentShown(tx, episode, homeIdOf(target.link), today))) {
      const { id: by, partnerId: homeId = '' } = holder;
      if (episode?.residence?.homeId !== homeId) return { isTaken: false, climb: undefined };
      noteRefusedReport(tx, clinic.id, { episodeId, homeId, by, at: now });
      const crisis = { kind: crisisInReport({ ticks }), homeId, by, at: now };
      return { isTaken: false, climb: await openCrisisAtHome(tx, clinic.id, crisis) };
    }
    const report = reportOf(target, { episodeId, said, ticks, comment, at: now });
    return { isTaken: true, climb: await recordReport(tx, clinic.id, report) };
  });
  await startClimb(ports, climb);
  return isTaken ? page(homeReported(viewOf(target))) : 'not on the list';
}

/** The same words within the same hour are one report: a button pressed twice, or a page sent again. */
function reportOf(
  { link, holder }: LinkTarget,
  report: Pick<HomeReport, 'episodeId' | 'said' | 'ticks' | 'comment' | 'at'>,
): HomeReport {
  const { episodeId, said, ticks, comment, at } = report;
  const id = reportId(episodeId, [link.id, said, ...ticks, comment, at.slice(0, 13)]);
  const homeId = holder.partnerId ?? '';
  return { ...report, id, homeId, by: holder.id, via: 'standing link' };
}

import { exportClinicDraws } from '../../lambdas/casework/export-draws.ts';
import { clinicChain, drawChain, episodeChain, firstBrokenLink } from '../../lambdas/domain/audit.ts';
import { localDateOf } from '../../lambdas/domain/clinic-calendar.ts';
import { linksIn } from '../mailbox.ts';
import { clinicOfRequest, type SiteContext } from './clinic-choice.ts';
import { json, refused, type SiteRequest, type SiteResponse } from './http.ts';
import { receivedMails } from './received-mails.ts';

/** `GET /local/mailbox`: every mail as its receiver has it, the first first. */
export async function getMailbox(request: SiteRequest, context: SiteContext): Promise<SiteResponse> {
  const { laptop } = context;
  if (laptop.clinicIds().length === 0) return json([]);
  const mails = receivedMails(laptop, clinicOfRequest(request, context));
  return json(
    mails.map(({ mail, receiver }) => ({
      id: mail.id,
      number: mail.number,
      at: mail.at,
      from: mail.from,
      to: mail.to,
      contactId: receiver.id,
      role: receiver.roleCode,
      subject: mail.subject,
      text: mail.text,
      html: mail.html,
      links: linksIn(mail),
    })),
  );
}

/** `GET /local/audit`: the chains of the clinic and of each episode, or `?episode=` alone, each checked link by link. */
export async function getAudit(request: SiteRequest, context: SiteContext): Promise<SiteResponse> {
  const { laptop } = context;
  const wanted = request.query.get('episode');
  if (laptop.clinicIds().length === 0 && wanted === null) return json([]);
  const clinicId = clinicOfRequest(request, context);
  const { store } = laptop.clinic;
  if (wanted !== null && !store.find(clinicId, 'episode', wanted))
    throw refused(404, ['episode', `there is no episode "${wanted}"`, 'take an id from GET /local/state']);
  const episodes = store.all(clinicId, 'episode').map(({ id }) => episodeChain(id));
  const chains = wanted === null ? [clinicChain, drawChain, ...episodes] : [episodeChain(wanted)];
  const read = chains.map(async (chain) => {
    const links = await store.chain(clinicId, chain);
    return { chain, brokenAt: firstBrokenLink(links) ?? null, links };
  });
  return json(await Promise.all(read));
}

/** `GET /local/export/draws`: the file that an auditor checks with `bin/verify-draws.ts`. */
export async function getDraws(request: SiteRequest, context: SiteContext): Promise<SiteResponse> {
  const { laptop } = context;
  const clinicId = clinicOfRequest(request, context);
  const today = localDateOf(laptop.timeZoneOf(clinicId), laptop.clinic.now());
  const text = await exportClinicDraws(laptop.clinic.store, clinicId, today);
  return json(text, 200, { 'content-disposition': `attachment; filename="${clinicId}-draws.json"` });
}

import { openMatter } from '../casework/consent-matters.ts';
import { required } from '../casework/read-records.ts';
import { revokeConsent } from '../casework/revoke-consent.ts';
import { tellAnswered } from '../casework/settle-questions.ts';
import { signConsent } from '../casework/sign-consent.ts';
import { tellWithdrawn } from '../casework/withdraw-questions.ts';
import type { Consent } from '../domain/consent.ts';
import {
  type ConsentForm,
  type ConsentFormProblem,
  type FilledConsent,
  readConsentForm,
} from '../domain/consent-form.ts';
import { type ClientRequest, clientRequests, requestKinds } from '../domain/disclosure-matter.ts';
import { consentText, rightsNotice } from '../domain/notices.ts';
import type { ClientDone } from '../pages/client-link-done.ts';
import type { ClientRequestsView } from '../pages/client-link-requests.ts';
import { clientWords } from '../pages/client-link-words.ts';
import { commentMaxLength } from '../pages/link-fields.ts';
import type { Ports } from '../ports.ts';
import { type ClientVisit, consentsOf, needsRights, revocable } from './client-view.ts';

/** Who did it, in the audit and in the records. */
const by = 'client';

/** Signs a consent, once, however often the form is sent; or tells what the form still lacks. */
export async function sign(
  ports: Ports,
  visit: ClientVisit,
  form: ConsentForm,
  onFile: number,
): Promise<ClientDone | { problems: ConsentFormProblem[] }> {
  const { scope, episode, today, target } = visit;
  const at = ports.clock.now();
  const { language } = visit.frame;
  const signed = await ports.store.transact(target.clinic.id, async (tx) => {
    const consents = await tx.list('consent', { parent: episode.id });
    const partners = await tx.list('partner');
    const read = readConsentForm(form, {
      clientName: target.holder.name,
      partnerIds: partners.map(({ id }) => id),
      today,
      needsRights: needsRights(consents),
      purposeWords: clientWords[language].sign.purposes,
    });
    const again = read.outcome === 'filled' && sentBefore(consents, onFile, read.consent);
    if (again) return { consentId: again.id, answered: [] };
    if (read.outcome === 'incomplete') return read;
    return signConsent(tx, target.clinic, await required(tx, 'episode', episode.id), {
      ...read.consent,
      noticeVersion: rightsNotice.version,
      signing: { how: 'client link', on: scope.on, language, textVersion: consentText.version },
      by,
      at,
    });
  });
  if ('problems' in signed) return { problems: signed.problems };
  await tellAnswered(ports, target.clinic.id, signed.answered, at);
  return { done: 'signed', consentId: signed.consentId };
}

/** The consent that the same form has made already, since its page was opened. */
function sentBefore(
  consents: readonly Consent[],
  onFile: number,
  filled: FilledConsent,
): Consent | undefined {
  const key = (consent: FilledConsent) =>
    JSON.stringify([
      consent.recipientIds,
      consent.categories,
      consent.purpose,
      consent.expiresOn,
      consent.expiresUpon,
      consent.signature,
    ]);
  return consents.find(
    (consent) =>
      Number(consent.id.slice(consent.id.lastIndexOf(':') + 2)) > onFile &&
      consent.signing?.how === 'client link' &&
      key(consent) === key(filled),
  );
}

/** Takes consents back for one recipient or all; undefined when none was chosen that can be. */
export async function revokeFor(
  ports: Ports,
  visit: ClientVisit,
  recipientId: string,
): Promise<ClientDone | undefined> {
  const { episode, target } = visit;
  const clinicId = target.clinic.id;
  const reader = ports.store.read(clinicId);
  const named = (await consentsOf(reader, visit)).flatMap(({ recipients }) => recipients);
  if (recipientId !== 'all' && !named.some(({ id }) => id === recipientId)) return undefined;
  const names = (await revocable(reader, visit))
    .filter(({ id }) => recipientId === 'all' || id === recipientId)
    .map(({ name }) => name);
  const at = ports.clock.now();
  const result = await ports.store.transact(clinicId, async (tx) =>
    revokeConsent(tx, target.clinic, await required(tx, 'episode', episode.id), {
      recipientId,
      how: 'written',
      by,
      at,
    }),
  );
  if (result.outcome === 'irrevocable') return { done: 'not revocable', until: result.until };
  if (result.outcome === 'revoked') await tellWithdrawn(ports, clinicId, result.questionsEnded, at);
  const standing = result.outcome === 'revoked' && result.irrevocable > 0;
  const before = named.filter(({ id }) => recipientId === 'all' || id === recipientId);
  const said = names.length > 0 ? names : [...new Set(before.map(({ name }) => name))];
  return { done: 'revoked', names: said, standing };
}

/** Puts what a client asks for to the director, with its clock; the same once more while it waits changes nothing. */
export async function request(
  ports: Ports,
  visit: ClientVisit,
  asked: { kind: string; text: string },
): Promise<ClientDone | { problem: NonNullable<ClientRequestsView['problem']> }> {
  const { kind, text } = asked;
  const what = clientRequests.find((known) => known === kind);
  if (!what) return { problem: 'nothing chosen' };
  if (what === 'amendment' && text === '') return { problem: 'text missing' };
  if (text.length > commentMaxLength) return { problem: 'too long' };
  return { done: 'requested', dueOn: await openRequest(ports, visit, what, text) };
}

async function openRequest(
  ports: Ports,
  { target, episode, today }: ClientVisit,
  what: ClientRequest,
  text: string,
): Promise<string> {
  const kind = requestKinds[what];
  return ports.store.transact(target.clinic.id, async (tx) => {
    const known = await tx.list('matter', { parent: episode.id });
    const same = known.find(
      (matter) => matter.kind === kind && matter.text === text && matter.settled === null,
    );
    const at = ports.clock.now();
    const matter =
      same ?? (await openMatter(tx, target.clinic, { episodeId: episode.id, kind, text, by, at }));
    return matter.dueOn ?? today;
  });
}

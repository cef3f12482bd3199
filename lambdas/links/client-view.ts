import { readAccounting } from '../casework/consent-accounting.ts';
import { questionsAbout, settlingAnswer } from '../casework/consent-matters.ts';
import { required } from '../casework/read-records.ts';
import { needOf } from '../casework/sign-consent.ts';
import { type LocalDate, localDateOf } from '../domain/clinic-calendar.ts';
import { type Consent, canBeRevoked, isRevoked } from '../domain/consent.ts';
import { type ClientRequest, clientRequests, requestKinds } from '../domain/disclosure-matter.ts';
import type { Episode } from '../domain/episode.ts';
import type { LinkScope } from '../domain/link.ts';
import { rightsNotice } from '../domain/notices.ts';
import type { ClientDisclosuresView } from '../pages/client-link-disclosures.ts';
import type { ClientHomeView } from '../pages/client-link-home.ts';
import type { ClientConsent, ClientFrame } from '../pages/client-link-parts.ts';
import type { ClientRequestsView } from '../pages/client-link-requests.ts';
import type { ClientSignView } from '../pages/client-link-sign.ts';
import type { Language } from '../pages/words.ts';
import type { Ports, Reader } from '../ports.ts';
import { unanswered } from './client-progress.ts';
import type { LinkTarget } from './link-target.ts';

export type ClientScope = Extract<LinkScope, { to: 'client' }>;

/** A client behind the client's own link, past the passcode. */
export interface ClientVisit {
  target: LinkTarget;
  scope: ClientScope;
  episode: Episode;
  today: LocalDate;
  frame: ClientFrame;
}

export async function clientVisit(
  ports: Ports,
  target: LinkTarget,
  scope: ClientScope,
  language: Language,
): Promise<ClientVisit> {
  const { clinic, holder } = target;
  const { timeZone } = clinic.calendar;
  const episode = await required(ports.store.read(clinic.id), 'episode', scope.episodeId);
  const frame = { language, clinicName: clinic.name, phone: clinic.phone, timeZone, clientName: holder.name };
  return { target, scope, episode, today: localDateOf(timeZone, ports.clock.now()), frame };
}

function readerOf(ports: Ports, { target }: ClientVisit): Reader {
  return ports.store.read(target.clinic.id);
}

export async function homeView(ports: Ports, visit: ClientVisit): Promise<ClientHomeView> {
  const reader = readerOf(ports, visit);
  const asked = await askedFor(reader, visit.episode);
  return {
    frame: visit.frame,
    consents: (await consentsOf(reader, visit)).reverse(),
    askedFor: await Promise.all(asked.map((id) => nameOf(reader, id))),
    unanswered: await unanswered(reader, visit),
  };
}

/** The client's consents, oldest first, as the client sees them. */
export async function consentsOf(reader: Reader, visit: ClientVisit): Promise<ClientConsent[]> {
  const consents = await reader.list('consent', { parent: visit.episode.id });
  const inOrder = [...consents].sort((a, b) => numberOf(a) - numberOf(b));
  return Promise.all(inOrder.map((consent) => shown(reader, consent, visit.today)));
}

/** Ids sort as text, `c10` before `c2`. */
function numberOf({ id }: Consent): number {
  return Number(id.slice(id.lastIndexOf(':') + 2));
}

async function shown(reader: Reader, consent: Consent, today: LocalDate): Promise<ClientConsent> {
  const { id, discloser, categories, purpose, expiresOn, expiresUpon, signedAt, signature, signing } =
    consent;
  const recipients = await Promise.all(
    consent.recipientIds.map(async (recipientId) => ({
      id: recipientId,
      name: await nameOf(reader, recipientId),
      revokedAt: revokedAt(consent, recipientId),
    })),
  );
  return {
    consentId: id,
    discloser,
    recipients,
    categories,
    purpose,
    expiresOn,
    expiresUpon,
    signedAt,
    signature,
    how: signing === undefined ? 'referral' : signing.how === 'on paper' ? 'on paper' : signing.on,
    status: statusOf(consent, today),
    irrevocableUntil: canBeRevoked(consent, today) ? null : (consent.irrevocableUntil ?? null),
    signedIn: signing?.how === 'client link' ? signing.language : null,
  };
}

function revokedAt({ revocations }: Consent, recipientId: string): string | null {
  const found = revocations.find((one) => one.recipientId === 'all' || one.recipientId === recipientId);
  return found?.at ?? null;
}

function statusOf(consent: Consent, today: LocalDate): ClientConsent['status'] {
  const left = consent.recipientIds.filter((id) => !isRevoked(consent, id));
  if (left.length === 0) return 'revoked';
  if (consent.expiresOn !== null && consent.expiresOn < today) return 'expired';
  return left.length < consent.recipientIds.length ? 'partly' : 'valid';
}

async function nameOf(reader: Reader, partnerId: string): Promise<string> {
  return (await reader.get('partner', partnerId))?.name ?? partnerId;
}

/** The partners for whom staff are asked to get a consent now. */
async function askedFor(reader: Reader, episode: Episode): Promise<string[]> {
  const tasks = await reader.list('task', { parent: episode.id });
  const needs = tasks
    .filter(({ kind, status }) => kind === 'consent-needed' && status === 'open')
    .map((task) => needOf(task, episode)?.recipientId);
  return [...new Set(needs.filter((id) => id !== undefined))];
}

export async function signView(
  ports: Ports,
  visit: ClientVisit,
  { form, problems }: Pick<ClientSignView, 'form' | 'problems'>,
): Promise<ClientSignView> {
  const reader = readerOf(ports, visit);
  const { episode, frame, today } = visit;
  const asked = await askedFor(reader, episode);
  const consents = await reader.list('consent', { parent: episode.id });
  const chosen = [episode.residence?.homeId, ...episode.homeChoices, ...episode.receiverChoices];
  const partners = await reader.list('partner');
  const byName = [...partners].sort((a, b) => (a.name < b.name ? -1 : 1));
  return {
    frame,
    today,
    recipients: byName.map(({ id, name }) => ({
      id,
      name,
      isAskedFor: asked.includes(id),
      isChosen: chosen.includes(id),
    })),
    needsRights: needsRights(consents),
    onFile: consents.length,
    form,
    problems,
  };
}

/** True while no consent of the episode says that the notice of rights as it is now was handed over. */
export function needsRights(consents: readonly Consent[]): boolean {
  return consents.every(({ noticeVersion }) => noticeVersion !== rightsNotice.version);
}

/** Everyone whom a consent still names that can be taken back. */
export async function revocable(reader: Reader, visit: ClientVisit): Promise<{ id: string; name: string }[]> {
  const consents = await consentsOf(reader, visit);
  const recipients = consents
    .filter(({ irrevocableUntil }) => irrevocableUntil === null)
    .flatMap((consent) => consent.recipients.filter((recipient) => recipient.revokedAt === null));
  return [...new Map(recipients.map(({ id, name }) => [id, { id, name }])).values()];
}

export async function disclosuresView(ports: Ports, visit: ClientVisit): Promise<ClientDisclosuresView> {
  const now = ports.clock.now();
  const { clinic } = visit.target;
  const copy = { copyFor: 'client', now } as const;
  const accounting = await readAccounting(readerOf(ports, visit), clinic.id, visit.episode, copy);
  return {
    frame: visit.frame,
    recipients: accounting.recipients.map(({ recipientName, lines }) => ({
      name: recipientName,
      lines: [...lines].reverse(),
    })),
    emergencies: accounting.emergencies,
  };
}

export async function requestsView(
  ports: Ports,
  visit: ClientVisit,
  left: Pick<ClientRequestsView, 'problem' | 'text' | 'kind'>,
): Promise<ClientRequestsView> {
  const reader = readerOf(ports, visit);
  const { timeZone } = visit.frame;
  const earlier: ClientRequestsView['earlier'] = [];
  for (const matter of await reader.list('matter', { parent: visit.episode.id })) {
    const kind = requestOf(matter.kind);
    if (!kind) continue;
    const questions = await questionsAbout(reader, matter);
    earlier.push({
      kind,
      sentOn: localDateOf(timeZone, matter.openedAt),
      dueOn: matter.dueOn ?? visit.today,
      isAnswered: matter.settled !== null || settlingAnswer(matter, questions) !== undefined,
    });
  }
  return { frame: visit.frame, earlier: earlier.reverse(), ...left };
}

function requestOf(kind: string): ClientRequest | undefined {
  return clientRequests.find((request) => requestKinds[request] === kind);
}

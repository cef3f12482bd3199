import { mayStartCrisis } from '../casework/crisis-link.ts';
import { hashOfDoorId, isOfDeparted } from '../casework/links.ts';
import { type Contact, contactById } from '../casework/recipients.ts';
import type { Clinic } from '../domain/clinic.ts';
import { isDeathConfirmed } from '../domain/death-report.ts';
import { stopsAllContact } from '../domain/episode.ts';
import type { Link } from '../domain/link.ts';
import { anyClinic } from '../domain/records.ts';
import type { ClinicStore, Reader } from '../ports.ts';
import type { HttpRequest } from '../runtime/define-route.ts';

/** A link that holds: not expired, its holder still there. */
export interface LinkTarget {
  link: Link;
  clinic: Clinic;
  holder: Contact;
}

/** What a request's link opens. Unknown, forged, expired and departed are one and the same: undefined. */
export async function linkTarget(
  store: ClinicStore,
  request: HttpRequest,
  now: string,
): Promise<LinkTarget | undefined> {
  const id = request.pathParameters?.id ?? '';
  if (!/^[\w-]{43}$/.test(id)) return undefined;
  const link = await store.read(anyClinic).get('link', hashOfDoorId(id));
  if (!link || link.expiresAt <= now) return undefined;
  const reader = store.read(link.clinicId);
  if (await isOfDeparted(reader, link)) return undefined;
  const clinic = await reader.get('clinic', link.clinicId);
  const holder = await holderOf(reader, link);
  return clinic && holder && { link, clinic, holder };
}

/** A client's link opens for the client of its episode; every other for somebody who can be asked. */
async function holderOf(reader: Reader, { scope, contactId }: Link): Promise<Contact | undefined> {
  if (scope.to === 'crisis' && !(await mayStartCrisis(reader, contactId))) return undefined;
  if (scope.to !== 'client') return contactById(reader, contactId);
  const episode = await reader.get('episode', scope.episodeId);
  const client = await reader.get('client', contactId);
  if (!client || episode?.clientId !== client.id || stopsAllContact(episode.ending)) return undefined;
  if (isDeathConfirmed(episode)) return undefined;
  const { id, name, email, phone, language } = client;
  return { id, name, email: email ?? '', phone, language };
}

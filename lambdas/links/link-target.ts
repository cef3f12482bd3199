import { hashOfDoorId } from '../casework/links.ts';
import { type Contact, contactById } from '../casework/recipients.ts';
import type { Clinic } from '../domain/clinic.ts';
import type { Link } from '../domain/link.ts';
import { anyClinic } from '../domain/records.ts';
import type { ClinicStore } from '../ports.ts';
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
  const clinic = await reader.get('clinic', link.clinicId);
  const holder = await contactById(reader, link.contactId);
  return clinic && holder && { link, clinic, holder };
}

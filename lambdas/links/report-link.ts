import { fileHomeLink, homeDoor, isOfHome } from '../casework/home-link.ts';
import { urlOf } from '../casework/links.ts';
import type { Ports } from '../ports.ts';
import type { LinkTarget } from './link-target.ts';

/** A home's way to report at any time, filed anew where it has run out; null for everybody who is of no home. */
export async function reportHrefOf(ports: Ports, { clinic, holder }: LinkTarget): Promise<string | null> {
  if (!(await isOfHome(ports.store.read(clinic.id), holder))) return null;
  const now = ports.clock.now();
  await ports.store.transact(clinic.id, (tx) => fileHomeLink(tx, ports.secrets, clinic.id, holder, now));
  return urlOf(ports.secrets, clinic, homeDoor(clinic.id, holder));
}

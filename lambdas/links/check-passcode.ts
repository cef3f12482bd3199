import { required } from '../casework/read-records.ts';
import { askSeparately } from '../casework/start-later.ts';
import { afterWrongPasscode, isLocked, type Link, passcodeTries } from '../domain/link.ts';
import { anyClinic } from '../domain/records.ts';
import type { PasscodeState } from '../pages/link-passcode.ts';
import type { Ports } from '../ports.ts';
import type { LinkTarget } from './link-target.ts';

/**
 * Checks a passcode for a link: undefined when it is right, else what the page says. A try is counted before the
 * passcode is looked at, so that tries made at the same moment are no more than those made one by one; the fifth
 * wrong one locks the link.
 */
export async function checkPasscode(
  ports: Ports,
  target: LinkTarget,
  given: string,
): Promise<PasscodeState | undefined> {
  const { link, clinic, holder } = target;
  const passcode = await ports.store.read(clinic.id).get('passcode', holder.id);
  // A form sent empty is a scanner's or a slip: it guesses nothing, so it locks nobody out.
  if (!passcode || given.trim() === '')
    return isLocked(link, ports.clock.now()) ? lockedState(link) : { state: 'no passcode' };
  const counted = await countTry(ports, target);
  if (!counted) return lockedState(await required(ports.store.read(anyClinic), 'link', link.id));
  if (await ports.secrets.passcodeMatches(given.replace(/\s/g, ''), passcode.hash)) {
    await forgetTries(ports, target);
    return undefined;
  }
  if (counted.lockedUntil === null) return { state: 'wrong', triesLeft: passcodeTries - counted.failedTries };
  await tellOfLock(ports, target);
  return lockedState(counted);
}

function lockedState({ lockedUntil }: Link): PasscodeState {
  return { state: 'locked', until: lockedUntil ?? '' };
}

/** The link with one more try; undefined when it is locked. */
async function countTry(ports: Ports, { link, clinic }: LinkTarget): Promise<Link | undefined> {
  const now = ports.clock.now();
  return ports.store.transact(clinic.id, async (tx) => {
    const current = await required(tx, 'link', link.id);
    if (isLocked(current, now)) return undefined;
    const counted = afterWrongPasscode({ ...current, lockedUntil: null }, now);
    tx.put('link', counted);
    return counted;
  });
}

async function forgetTries(ports: Ports, { link, clinic }: LinkTarget): Promise<void> {
  await ports.store.transact(clinic.id, async (tx) => {
    const current = await required(tx, 'link', link.id);
    tx.put('link', { ...current, failedTries: 0, lockedUntil: null });
  });
}

async function tellOfLock(ports: Ports, { link, clinic, holder }: LinkTarget): Promise<void> {
  const now = ports.clock.now();
  await ports.store.transact(clinic.id, async (tx) => {
    tx.audit({ at: now, what: 'link locked after wrong passcodes', by: holder.id });
    const name = `locked-${link.id.slice(0, 16)}-${now.slice(0, 10)}`;
    askSeparately(tx, now, name, {
      clinicId: clinic.id,
      kind: 'clinic-alert',
      reason: 'wrong passcodes',
      about: { contactId: holder.id },
    });
  });
}

import { required } from '../casework/read-records.ts';
import { askSeparately } from '../casework/start-later.ts';
import { afterWrongPasscode, isLocked, passcodeTries } from '../domain/link.ts';
import type { PasscodeState } from '../pages/link-passcode.ts';
import type { Ports } from '../ports.ts';
import type { LinkTarget } from './link-target.ts';

/** Checks a passcode for a link: undefined when it is right, else what the page says. The fifth wrong one locks the link. */
export async function checkPasscode(
  ports: Ports,
  target: LinkTarget,
  given: string,
): Promise<PasscodeState | undefined> {
  const now = ports.clock.now();
  const { link, clinic, holder } = target;
  if (isLocked(link, now)) return { state: 'locked', until: link.lockedUntil ?? now };
  const passcode = await ports.store.read(clinic.id).get('passcode', holder.id);
  if (!passcode) return { state: 'no passcode' };
  if (await ports.secrets.passcodeMatches(given.replace(/\s/g, ''), passcode.hash)) {
    if (link.failedTries > 0)
      await ports.store.transact(clinic.id, async (tx) => tx.put('link', { ...link, failedTries: 0 }));
    return undefined;
  }
  return countWrongTry(ports, target);
}

async function countWrongTry(ports: Ports, { link, clinic, holder }: LinkTarget): Promise<PasscodeState> {
  const now = ports.clock.now();
  return ports.store.transact(clinic.id, async (tx) => {
    const counted = afterWrongPasscode(await required(tx, 'link', link.id), now);
    tx.put('link', counted);
    if (!counted.lockedUntil || counted.lockedUntil <= now) {
      return { state: 'wrong', triesLeft: passcodeTries - counted.failedTries };
    }
    tx.audit({ at: now, what: 'link locked after wrong passcodes', by: holder.id });
    const name = `locked-${link.id.slice(0, 16)}-${now.slice(0, 10)}`;
    askSeparately(tx, now, name, {
      clinicId: clinic.id,
      kind: 'clinic-alert',
      reason: 'wrong passcodes',
      about: { contactId: holder.id },
    });
    return { state: 'locked', until: counted.lockedUntil };
  });
}

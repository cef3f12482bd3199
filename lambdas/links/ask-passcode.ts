import { linkPasscode, type PasscodeState } from '../pages/link-passcode.ts';
import type { Ports } from '../ports.ts';
import type { HttpResponse } from '../runtime/define-route.ts';
import { page } from './link-response.ts';
import type { LinkTarget } from './link-target.ts';

/** Whether a passcode is taken now, or the link is locked after too many wrong ones. */
export async function lockState({ link }: LinkTarget, ports: Ports): Promise<PasscodeState> {
  const locked = link.lockedUntil !== null && ports.clock.now() < link.lockedUntil;
  return locked ? { state: 'locked', until: link.lockedUntil ?? '' } : { state: 'ask' };
}

/** The page that asks for the passcode, in the language of whoever holds the link. */
export function askPasscode({ clinic, holder, link }: LinkTarget, state: PasscodeState): HttpResponse {
  const staffOrClient = link.scope.to === 'client' ? 'client' : 'staff';
  const view = {
    language: holder.language,
    senderName: clinic.senderName,
    phone: clinic.phone,
    timeZone: clinic.calendar.timeZone,
    holder: holder.partnerId ? 'partner' : staffOrClient,
    state,
  } as const;
  return page(linkPasscode(view), state.state === 'ask' ? 200 : 403);
}

import { type Episode, isEnded } from './episode.ts';
import type { Program } from './program.ts';

export type NextHome =
  | { outcome: 'ask home'; homeId: string }
  | { outcome: 'no home needed' | 'none left' | 'ended'; homeId: null };

/**
 * The home to ask next. A client with a bed, or who chose none where the program does not require one, needs no
 * home; a client whose every choice has declined needs staff.
 */
export function nextHome(episode: Episode, residence: Program['residence']): NextHome {
  if (isEnded(episode)) return { outcome: 'ended', homeId: null };
  if (episode.residence) return { outcome: 'no home needed', homeId: null };
  const homeId = episode.homeChoices.find((choice) => !episode.homesDeclined.includes(choice));
  if (homeId !== undefined) return { outcome: 'ask home', homeId };
  const wantsNone = episode.homeChoices.length === 0 && residence !== 'required';
  return { outcome: wantsNone ? 'no home needed' : 'none left', homeId: null };
}

export type NextReceiver =
  | { outcome: 'ask receiver'; receiverId: string }
  | { outcome: 'none left' | 'closed'; receiverId: null };

/** The aftercare provider to ask next, in the client's order; none once the handoff is closed. */
export function nextReceiver(episode: Episode): NextReceiver {
  if (episode.handoff.status !== 'open') return { outcome: 'closed', receiverId: null };
  const receiverId = episode.receiverChoices.find((choice) => !episode.receiversDeclined.includes(choice));
  return receiverId === undefined
    ? { outcome: 'none left', receiverId: null }
    : { outcome: 'ask receiver', receiverId };
}

import type { Clinic } from '../domain/clinic.ts';
import type { Instant } from '../domain/clinic-calendar.ts';
import { type Episode, stopsAllContact } from '../domain/episode.ts';
import type { Feedback } from '../domain/feedback.ts';
import type { Secrets, Transaction } from '../ports.ts';
import { clientDoor, fileLink } from './links.ts';
import { queueMail } from './mail-out.ts';
import { required } from './read-records.ts';

export interface NewFeedback {
  words: string;
  by: string;
  at: Instant;
  reviewTaskId: string | null;
}

/**
 * Puts words for a client on the client's own page. A client who wants to hear of news by email gets the link to that
 * page, in words that tell a stranger nothing; to others staff hand the page over.
 *
 * @returns the feedback, and whether a mail announces it
 */
export async function giveFeedback(
  tx: Transaction,
  secrets: Secrets,
  clinic: Clinic,
  episode: Episode,
  { words, by, at, reviewTaskId }: NewFeedback,
): Promise<{ feedback: Feedback; isAnnounced: boolean }> {
  const { id: episodeId } = episode;
  const known = await tx.list('feedback', { parent: episodeId });
  const id = `${episodeId}:fb-${known.length + 1}`;
  await tx.get('feedback', id);
  const feedback: Feedback = { id, episodeId, at, by, words, reviewTaskId, readAt: null, answer: null };
  tx.put('feedback', feedback);
  const isAnnounced = await announce(tx, secrets, clinic, episode, at);
  tx.audit({ at, what: 'feedback given', by, episodeId, details: { feedbackId: id, isAnnounced } });
  return { feedback, isAnnounced };
}

async function announce(
  tx: Transaction,
  secrets: Secrets,
  { id: clinicId }: Clinic,
  { id: episodeId, clientId, ending }: Episode,
  at: Instant,
): Promise<boolean> {
  const client = await required(tx, 'client', clientId);
  if (!client.email || !client.newsByEmail || stopsAllContact(ending)) return false;
  await fileLink(tx, secrets, clientDoor(clinicId, { clientId, episodeId, on: 'own device' }, at), at);
  const message = { kind: 'client-link', episodeId, edition: at } as const;
  queueMail(tx, { id: `${episodeId}/feedback-${at}`, contactId: clientId, message, queuedAt: at });
  return true;
}

import type { Clinic } from '../domain/clinic.ts';
import { type Instant, type LocalDate, localDateOf } from '../domain/clinic-calendar.ts';
import { type Consent, canBeRevoked, isRevoked, revoke } from '../domain/consent.ts';
import type { Episode } from '../domain/episode.ts';
import type { HumanTask } from '../domain/human-task.ts';
import { taskRules } from '../domain/human-task-kinds.ts';
import type { Transaction } from '../ports.ts';
import { mayDisclose } from './consent-check.ts';
import { executionName } from './execution-name.ts';
import { askSeparately } from './start-later.ts';
import { planTelling } from './tell-workflow.ts';
import { closeOpenTask } from './withdraw-questions.ts';

export interface Revocation {
  /** A partner's id, or `all`. */
  recipientId: string;
  how: 'written' | 'oral';
  /** Staff id, `operator`, or `client`. */
  by: string;
  at: Instant;
}

export type RevokedOutcome =
  /** `irrevocable` counts consents that named the recipient too and stand, by their own terms, for now. */
  | { outcome: 'revoked'; questionsEnded: string[]; irrevocable: number }
  | { outcome: 'nothing to revoke' }
  | { outcome: 'irrevocable'; until: LocalDate };

/**
 * Takes consents back at once, for one recipient or all. Open questions to the partner end, their queued mails are
 * cancelled, live links stop at the gate, and staff hear of it; what was already done stands. Call `tellWithdrawn`
 * with `questionsEnded` after the transaction. Source: 42 CFR §2.31(a)(6), and §2.35 for what cannot be revoked yet.
 */
export async function revokeConsent(
  tx: Transaction,
  clinic: Clinic,
  episode: Episode,
  { recipientId, how, by, at }: Revocation,
): Promise<RevokedOutcome> {
  const today = localDateOf(clinic.calendar.timeZone, at);
  const consents = await tx.list('consent', { parent: episode.id });
  const named = consents.filter((consent) => stillNames(consent, recipientId));
  const held = named.filter((consent) => canBeRevoked(consent, today));
  const [standing] = named.filter((consent) => !held.includes(consent));
  if (held.length === 0)
    return standing?.irrevocableUntil
      ? { outcome: 'irrevocable', until: standing.irrevocableUntil }
      : { outcome: 'nothing to revoke' };
  for (const consent of held) tx.put('consent', revoke(consent, { recipientId, at, how, recordedBy: by }));
  tx.audit({
    at,
    what: 'consent revoked',
    by,
    episodeId: episode.id,
    details: { recipientId, how, consents: held.map((consent) => consent.id) },
  });
  const questionsEnded = await endPartnerQuestions(tx, episode, today, at);
  await tellStaff(tx, clinic, episode, { recipientId, today, at });
  return { outcome: 'revoked', questionsEnded, irrevocable: named.length - held.length };
}

function stillNames(consent: Consent, recipientId: string): boolean {
  return consent.recipientIds.some(
    (id) => (recipientId === 'all' || id === recipientId) && !isRevoked(consent, id),
  );
}

async function endPartnerQuestions(
  tx: Transaction,
  episode: Episode,
  today: LocalDate,
  at: Instant,
): Promise<string[]> {
  const ended: string[] = [];
  for (const task of await tx.list('task', { parent: episode.id })) {
    const { disclosure } = taskRules[task.kind];
    if (task.status !== 'open' || !disclosure) continue;
    const gate = await mayDisclose(tx, episode, task.ownerId, disclosure.category, today);
    if (gate.decision === 'allowed') continue;
    await endQuestion(tx, task, at);
    ended.push(task.id);
  }
  return ended;
}

async function endQuestion(tx: Transaction, task: HumanTask, at: Instant): Promise<void> {
  const refused: HumanTask = { ...task, status: 'refused' };
  tx.put('task', refused);
  closeOpenTask(tx, refused);
  planTelling(tx, refused, at);
  for (let rung = 0; rung <= task.rung; rung += 1) {
    const mail = await tx.get('mail', `${task.id}/rung-${rung}`);
    if (mail?.status === 'queued') tx.put('mail', { ...mail, status: 'cancelled' });
  }
  const details = { kind: task.kind, ownerId: task.ownerId, because: 'revoked' };
  tx.audit({ at, what: 'question not sent', by: 'revoke', episodeId: task.episodeId, details });
}

/** The case manager is asked for a new consent for the home the client lives in; of any other the counselor hears. */
async function tellStaff(
  tx: Transaction,
  clinic: Clinic,
  episode: Episode,
  { recipientId, today, at }: { recipientId: string; today: LocalDate; at: Instant },
): Promise<void> {
  const homeId = episode.residence?.homeId;
  const concernsHome = homeId !== undefined && (recipientId === 'all' || recipientId === homeId);
  const question = { clinicId: clinic.id, episodeId: episode.id, reason: 'revoked' };
  if (concernsHome && (await mayDisclose(tx, episode, homeId, 'residence', today)).decision === 'refused') {
    const name = executionName(episode.id, 'revoked', homeId, today);
    askSeparately(tx, at, name, { ...question, kind: 'consent-needed', about: { homeId } });
    return;
  }
  const name = executionName(episode.id, 'revoked', 'told', recipientId, today);
  const about: Record<string, string> = recipientId === 'all' ? {} : { partnerId: recipientId };
  askSeparately(tx, at, name, { ...question, kind: 'care-concern', about });
}

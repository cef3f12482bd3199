import { type Authorization, authorizationWarning } from '../domain/authorization.ts';
import type { Clinic } from '../domain/clinic.ts';
import {
  addDays,
  daysBetween,
  type Instant,
  type LocalDate,
  localDateOf,
} from '../domain/clinic-calendar.ts';
import { isInTreatment } from '../domain/episode.ts';
import type { AnswerOutcome, GivenAnswer, HumanTask } from '../domain/human-task.ts';
import type { AuthorizationGiven } from '../domain/referral-intake.ts';
import { authorizationOf } from '../domain/referral-records.ts';
import type { Ports, Reader, Transaction } from '../ports.ts';
import { authorizationUse } from './authorization-use.ts';
import { executionName } from './execution-name.ts';
import { required } from './read-records.ts';
import { settleQuestions } from './settle-questions.ts';
import { askSeparately } from './start-later.ts';

const kind = 'authorization-ends';
/** Days until a warning that nobody answered, or whose answer did not help, is given again. */
const warnAgainDays = 3;

/**
 * Asks the case manager about an authorization that ends before the plan, or whose units will not last: once, and again
 * while nothing has come of it. Resolves to whether it was asked.
 */
export async function askAboutAuthorization(
  ports: Ports,
  clinic: Clinic,
  episodeId: string,
  { today, at }: { today: LocalDate; at: Instant },
): Promise<boolean> {
  const reader = ports.store.read(clinic.id);
  const authorizations = await reader.list('authorization', { parent: episodeId });
  if (authorizations.length === 0) return false;
  const episode = await required(reader, 'episode', episodeId);
  if (!isInTreatment(episode)) return false;
  const warning = authorizationWarning(authorizations, await authorizationUse(reader, episode, today));
  if (!warning) return false;
  const asked = await questionsAbout(reader, episodeId, warning.authorizationId);
  const last = asked.at(-1);
  const lastOn = last && localDateOf(clinic.calendar.timeZone, last.openedAt);
  if (last?.status === 'open' || (lastOn && daysBetween(lastOn, today) < warnAgainDays)) return false;
  await ports.store.transact(clinic.id, async (tx) => {
    const { authorizationId, because } = warning;
    askSeparately(tx, at, executionName(episodeId, 'authorization', authorizationId, `${asked.length}`), {
      clinicId: clinic.id,
      kind,
      episodeId,
      about: { authorizationId },
      reason: because === 'ends soon' ? 'authorization ends soon' : because,
    });
  });
  return true;
}

async function questionsAbout(
  reader: Reader,
  episodeId: string,
  authorizationId: string,
): Promise<HumanTask[]> {
  const tasks = await reader.list('task', { parent: episodeId });
  return tasks
    .filter((task) => task.kind === kind && task.about.authorizationId === authorizationId)
    .sort((a, b) => (a.openedAt < b.openedAt ? -1 : 1));
}

/** What an answer to such a question does: the new authorization is on record, or its end is and the counselor hears. */
export async function followAuthorizationAnswer(
  tx: Transaction,
  clinic: Clinic,
  task: HumanTask,
  given: GivenAnswer,
  outcome: AnswerOutcome['outcome'],
): Promise<void> {
  const counts = outcome === 'recorded' || outcome === 'late' || outcome === 'corrected';
  if (task.kind !== kind || !counts || !task.episodeId) return;
  const authorization = await required(tx, 'authorization', task.about.authorizationId ?? '');
  if (given.choice === 'ends') return acceptEnd(tx, clinic, authorization, given);
  const { number = '', unit, units, endsOn = '' } = task.answer?.fields ?? {};
  await recordAuthorization(tx, clinic, task.episodeId, {
    given: {
      payer: authorization.payer,
      number,
      unit: unit === 'days' ? 'days' : 'hours',
      units: Math.round(Number(units)),
      startsOn: startOfRenewal(task, authorization, endsOn),
      endsOn,
    },
    by: given.by,
    at: given.at,
  });
}

/** More units count from now on; more time begins when the old time is over. */
function startOfRenewal(
  { reason, openedAt }: HumanTask,
  { endsOn }: Authorization,
  renewedUntil: LocalDate,
): LocalDate {
  const opened = openedAt.slice(0, 10);
  const next = addDays(endsOn, 1);
  return reason === 'units run low' || next > renewedUntil ? opened : next;
}

function acceptEnd(
  tx: Transaction,
  clinic: Clinic,
  authorization: Authorization,
  { by, at }: GivenAnswer,
): void {
  const { id: authorizationId, episodeId, endsOn } = authorization;
  tx.put('authorization', { ...authorization, endAccepted: { at, by } });
  const details = { authorizationId, endsOn };
  tx.audit({ at, what: 'authorization ends without another', by, episodeId, details });
  askSeparately(tx, at, executionName(episodeId, 'authorization-over', authorizationId), {
    clinicId: clinic.id,
    kind: 'care-concern',
    episodeId,
    about: { authorizationId },
    reason: 'authorization ends',
  });
}

/** Files one more authorization of an episode. */
export async function recordAuthorization(
  tx: Transaction,
  clinic: Clinic,
  episodeId: string,
  { given, by, at }: { given: AuthorizationGiven; by: string; at: Instant },
): Promise<Authorization> {
  const known = await tx.list('authorization', { parent: episodeId });
  const today = localDateOf(clinic.calendar.timeZone, at);
  const recorded = authorizationOf(given, { episodeId, number: known.length + 1, now: at, today });
  await tx.get('authorization', recorded.id);
  tx.put('authorization', recorded);
  const details = { authorizationId: recorded.id, endsOn: recorded.endsOn };
  tx.audit({ at, what: 'authorization recorded', by, episodeId, details });
  return recorded;
}

/** The open questions about authorizations, answered by one that was entered. Tell them with `tellAnswered`. */
export async function settleAuthorizationQuestions(
  tx: Transaction,
  episodeId: string,
  { by, at }: { by: string; at: Instant },
): Promise<string[]> {
  const tasks = await tx.list('task', { parent: episodeId });
  const open = tasks.filter((task) => task.kind === kind);
  return settleQuestions(tx, open, { choice: 'renewed', by, at });
}

import {
  type FieldProblem,
  type FieldRule,
  type Fields,
  fieldProblem,
  fieldsWith,
} from '../domain/answer-fields.ts';
import type { Clinic } from '../domain/clinic.ts';
import { type Instant, type LocalDate, localDateOf } from '../domain/clinic-calendar.ts';
import { collectionTimeProblem, tellingTimeProblem } from '../domain/entered-times.ts';
import type { GivenAnswer, HumanTask } from '../domain/human-task.ts';
import { taskRules } from '../domain/human-task-kinds.ts';
import { identifierTries, identifies } from '../domain/identifiers.ts';
import type { Ports, Reader } from '../ports.ts';
import { required } from './read-records.ts';
import { askSeparately } from './start-later.ts';

/** What only the records can tell about an answer's fields: whether the right person is meant, and the times. */
export async function problemByRecords(
  reader: Reader,
  clinic: Clinic,
  task: HumanTask,
  given: GivenAnswer,
): Promise<FieldProblem | undefined> {
  const rules = taskRules[task.kind].fields ?? [];
  const fields = fieldsWith(rules, given.choice, given.fields ?? {});
  const identifier = rules.find((rule) => rule.isIdentifier);
  if (identifier && !(await isMeant(reader, task, fields)))
    return fieldProblem(rules, identifier.name, 'other identifiers');
  return (
    (await choiceProblem(reader, rules, fields)) ??
    appointmentProblem(rules, fields, localDateOf(clinic.calendar.timeZone, given.at)) ??
    timeProblem(reader, clinic, task, { fields, at: given.at })
  );
}

/** What is chosen from the clinic's own records is there: a provider that can be asked, somebody who has not left. */
async function choiceProblem(
  reader: Reader,
  rules: readonly FieldRule[],
  fields: Fields,
): Promise<FieldProblem | undefined> {
  for (const { name, optionsFrom } of rules) {
    const id = fields[name];
    if (!optionsFrom || id === undefined) continue;
    if (!(await isOnRecord(reader, optionsFrom, id))) return fieldProblem(rules, name, 'no such option');
  }
  return undefined;
}

async function isOnRecord(
  reader: Reader,
  optionsFrom: NonNullable<FieldRule['optionsFrom']>,
  id: string,
): Promise<boolean> {
  if (optionsFrom === 'aftercare providers') return (await reader.get('partner', id))?.kind === 'aftercare';
  const member = await reader.get('staff', id);
  return member !== undefined && !member.leftOn;
}

/** A visit or an appointment is agreed for today or later. */
function appointmentProblem(
  rules: readonly FieldRule[],
  fields: Fields,
  today: LocalDate,
): FieldProblem | undefined {
  const past = ['visitOn', 'appointmentOn'].find((name) => (fields[name] ?? today) < today);
  return past === undefined ? undefined : fieldProblem(rules, past, 'in the past');
}

async function isMeant(reader: Reader, task: HumanTask, fields: Fields): Promise<boolean> {
  const { clientId } = await required(reader, 'episode', task.episodeId ?? '');
  return identifies(await required(reader, 'client', clientId), fields);
}

async function timeProblem(
  reader: Reader,
  clinic: Clinic,
  task: HumanTask,
  { fields, at }: { fields: Fields; at: Instant },
): Promise<FieldProblem | undefined> {
  if (fields.toldAt === undefined && fields.collectedAt === undefined) return undefined;
  const test = await required(reader, 'drugTest', task.about.testId ?? '');
  const entered = { test, askedAt: task.openedAt, now: at, timeZone: clinic.calendar.timeZone };
  return tellingTimeProblem(fields, entered) ?? collectionTimeProblem(fields, entered);
}

/**
 * Notes that identifiers were not those of the client asked about; what was typed is not kept. After some tries the
 * director is asked to look: the mistake may be in the record.
 */
export async function countMismatch(
  ports: Ports,
  clinicId: string,
  { taskId, by }: { taskId: string; by: string },
): Promise<void> {
  const at = ports.clock.now();
  await ports.store.transact(clinicId, async (tx) => {
    const task = await required(tx, 'task', taskId);
    const mismatches = (task.mismatches ?? 0) + 1;
    tx.put('task', { ...task, mismatches });
    const { kind, episodeId } = task;
    const details = { taskId, kind, tries: mismatches };
    tx.audit({ at, what: 'identifiers did not match', by, episodeId, details });
    if (mismatches !== identifierTries) return;
    askSeparately(tx, at, `${taskId.replace(':', '-')}-identifiers`, {
      clinicId,
      kind: 'clinic-alert',
      episodeId,
      reason: 'identifiers do not match',
      about: { taskId },
    });
  });
}

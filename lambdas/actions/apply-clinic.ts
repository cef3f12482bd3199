import * as z from 'zod';
import { endAccess } from '../casework/remove-contact.ts';
import { agendaItem, type ClinicDayMark } from '../domain/clinic.ts';
import { addDays, type Instant, instantOf, type LocalDate, localDateOf } from '../domain/clinic-calendar.ts';
import { type ClinicChanges, clinicChanges, type RecordedClinic } from '../domain/clinic-changes.ts';
import { type ClinicFile, clinicFileSchema } from '../domain/clinic-file.ts';
import { contactsWhoAreClients, type NamedContact } from '../domain/contact-is-client.ts';
import { facilitatorsWithoutSession } from '../domain/facilitators-file.ts';
import { type Contradiction, repeats } from '../domain/file-fields.ts';
import { promisesWithoutPager } from '../domain/pager-file.ts';
import { type ProgramFile, programSchema } from '../domain/program.ts';
import { closedSessionWarnings, collectionWarnings, programWarnings } from '../domain/program-warnings.ts';
import { type Deployment, realClientProblems } from '../domain/real-clients.ts';
import { weekdayNames } from '../domain/written-hours.ts';
import type { Clock, Reader, Transaction } from '../ports.ts';
import { type Actor, BadInput, defineAction, fieldProblem } from '../runtime/define-action.ts';

/** A transaction of the store takes 100 records; a change writes at most three, the agenda and the audit a few more. */
const changesPerTransaction = 25;

const schema = z.strictObject({
  clinic: clinicFileSchema.describe('The clinic’s file, as written'),
  programs: z.array(programSchema).min(1).describe('The programs that the clinic’s file lists, in its order'),
  dryRun: z.boolean().default(false).describe('true: say what would change and write nothing'),
});

type ApplyInput = z.infer<typeof schema>;

/** What a clinic's file changes, as the person who applies it reads it. */
interface Plan extends ClinicChanges {
  leavers: { id: string; openTaskIds: string[]; episodeIds: string[] }[];
  runningByProgram: RecordedClinic['runningByProgram'];
}

/** Writes a clinic's file into the store: clinic, staff, partners, programs, and the start of its days. */
export const action = defineAction({
  name: 'apply-clinic',
  title: 'Apply a clinic’s file',
  description:
    'Writes clinic, staff, partners and programs, and says what changes. The same file twice changes nothing. Whoever is no longer listed has left; nothing is deleted.',
  schema,
  async run(input, actor, { store, clock, deployment }) {
    refuseContradictions(input, actor);
    await refuseClients(store.read(actor.clinicId), input, deployment, clock);
    const plan = await planOf(store.read(actor.clinicId), input, clock);
    if (!input.dryRun) {
      let written: number;
      do {
        written = await store.transact(actor.clinicId, (tx) => writeNext(tx, input, actor, clock));
      } while (written === changesPerTransaction);
    }
    return {
      summary: summaryOf(plan, input.dryRun),
      changes: plan.changes.map(({ line }) => line),
      withdrawnPasscodes: plan.withdrawnPasscodes,
      leavers: plan.leavers,
      warnings: warningsOf(input, plan, localDateOf(input.clinic.clinic.timeZone, clock.now())),
    };
  },
});

function warningsOf(
  { clinic: { clinic }, programs }: ApplyInput,
  { runningByProgram }: Plan,
  today: LocalDate,
): string[] {
  const closures = clinic.closures.filter((date) => date >= today);
  const load = collectionWarnings(programs, clinic.collections.capacityPerDay, runningByProgram);
  return [
    ...programs.flatMap((program) =>
      [
        ...programWarnings(program, closures),
        ...closedSessionWarnings(program, closedWeekdays(clinic.opening)),
      ].map((warning) => `program ${program.id}: ${warning}`),
    ),
    ...load.map((warning) => `clinic.collections.capacityPerDay: ${warning}`),
  ];
}

/** ISO weekdays, Monday = 1. */
function closedWeekdays(opening: ClinicFile['clinic']['opening']): number[] {
  return weekdayNames.flatMap((name, index) => (opening[name] === 'closed' ? [index + 1] : []));
}

function summaryOf({ changes }: Plan, dryRun: boolean): string {
  if (changes.length === 0) return 'Nothing changes: the file is already applied.';
  const records = changes.length === 1 ? '1 record' : `${changes.length} records`;
  return dryRun ? `${records} would change. Nothing was written.` : `${records} changed.`;
}

function refuseContradictions({ clinic: file, programs }: ApplyInput, actor: Actor): void {
  const problems: Contradiction[] = [
    ...repeats(
      programs.map(({ id }) => id),
      (index) => ['programs', index, 'id'],
      (id) => `two programs have the id "${id}"; give each their own`,
    ),
    ...programs.flatMap((program, index) => untestableDays(file, program, index)),
    ...promisesWithoutPager(file.clinic.pager, programs),
    ...facilitatorsWithoutSession(file.clinic.facilitators, programs),
  ];
  if (file.clinic.id !== actor.clinicId)
    problems.push({
      path: ['clinic', 'clinic', 'id'],
      message: `is not "${actor.clinicId}", the clinic you act for; correct the id or act for that clinic`,
    });
  if (problems.length > 0)
    throw new BadInput(
      problems.map(({ path, message }) => fieldProblem({ code: 'custom', path, message, input: undefined })),
    );
}

/** Nobody is a client of the clinic and a contact of a partner at once; and no real client is where none may be. */
async function refuseClients(
  reader: Reader,
  { clinic }: ApplyInput,
  deployment: Deployment | undefined,
  clock: Clock,
): Promise<void> {
  const [clients, recorded] = await Promise.all([
    reader.list('client'),
    reader.get('clinic', clinic.clinic.id),
  ]);
  const before = recorded && { fictional: recorded.fictional, hasClients: clients.length > 0 };
  const today = localDateOf(clinic.clinic.timeZone, clock.now());
  const realClients = realClientProblems(clinic.clinic, before, deployment, today);
  const problems = [
    ...contactsWhoAreClients(contactsIn(clinic), clients),
    ...realClients.map(({ path, message }) => ({ path: ['clinic', 'clinic', ...path], message })),
  ];
  if (problems.length > 0)
    throw new BadInput(
      problems.map(({ path, message }) => fieldProblem({ code: 'custom', path, message, input: undefined })),
    );
}

function contactsIn(file: ClinicFile): NamedContact[] {
  const lists = { soberHomes: file.soberHomes, aftercareProviders: file.aftercareProviders };
  return Object.entries(lists).flatMap(([list, partners]) =>
    partners.flatMap(({ primary, backup }, index) => [
      { path: ['clinic', list, index, 'primary'], contact: primary },
      ...(backup ? [{ path: ['clinic', list, index, 'backup'], contact: backup }] : []),
    ]),
  );
}

/** The chance of a test is solved for the program's test days, so each of them must be an open weekday. */
function untestableDays(file: ClinicFile, program: ProgramFile, index: number): Contradiction[] {
  return program.testing.testDays.flatMap((day, at) => {
    const name = weekdayNames[day - 1];
    if (name === undefined || file.clinic.opening[name] !== 'closed') return [];
    const path = ['programs', index, 'testing', 'testDays', at];
    return [{ path, message: `the clinic is closed on ${name}; take ${day} out or open on that weekday` }];
  });
}

async function planOf(reader: Reader, input: ApplyInput, clock: Clock): Promise<Plan> {
  const recorded = await readRecorded(reader, input.clinic.clinic.id);
  const today = localDateOf(input.clinic.clinic.timeZone, clock.now());
  const changes = clinicChanges(input.clinic, input.programs, recorded.clinic, today);
  const leavers = await Promise.all(
    changes.leaverIds.map(async (id) => ({
      id,
      openTaskIds: (await reader.list('openTask', { parent: id })).map(({ taskId }) => taskId),
      episodeIds: recorded.running
        .filter(({ counselorId, caseManagerId }) => [counselorId, caseManagerId].includes(id))
        .map((episode) => episode.id),
    })),
  );
  return { ...changes, leavers, runningByProgram: recorded.clinic.runningByProgram };
}

async function readRecorded(reader: Reader, clinicId: string) {
  const [clinic, staff, partners, episodes] = await Promise.all([
    reader.get('clinic', clinicId),
    reader.list('staff'),
    reader.list('partner'),
    reader.list('episode'),
  ]);
  const running = episodes.filter(({ ending }) => ending === null);
  const runningByProgram: Record<string, number> = {};
  for (const { programId } of running) runningByProgram[programId] = (runningByProgram[programId] ?? 0) + 1;
  const recorded: RecordedClinic = { clinic, staff, partners, runningByProgram };
  return { clinic: recorded, running };
}

/** Writes as many changes as one transaction takes. Planned again in it, so that a repeated try goes on. */
async function writeNext(tx: Transaction, input: ApplyInput, actor: Actor, clock: Clock): Promise<number> {
  const now = clock.now();
  const { changes, withdrawnPasscodes } = await planOf(tx, input, clock);
  const next = changes.slice(0, changesPerTransaction);
  for (const change of next) {
    if (change.kind === 'program' && (await tx.get('program', change.record.id))) continue;
    tx.put(change.kind, change.record);
    const { id } = change.record;
    const theirs = (contactId: string) => contactId === id || contactId.startsWith(`${id}.`);
    for (const contactId of withdrawnPasscodes.filter(theirs)) endAccess(tx, contactId, now);
  }
  if (changes.length === next.length) await planNextDay(tx, input.clinic, now);
  if (next.length > 0)
    tx.audit({
      at: now,
      what: 'clinic file applied',
      by: actor.by,
      details: {
        changes: next.map(({ line }) => line),
        withdrawnPasscodes: next.flatMap(({ kind, record }) =>
          kind === 'staff' || kind === 'partner'
            ? withdrawnPasscodes.filter((id) => id === record.id || id.startsWith(`${record.id}.`))
            : [],
        ),
      },
    });
  return next.length;
}

/** Puts the clinic's next day on the agenda, or moves it where the zone or the day's start has changed. */
async function planNextDay(tx: Transaction, { clinic }: ClinicFile, now: Instant): Promise<void> {
  const planned = (await tx.list('agenda')).filter(({ duty }) => duty.do === 'start-clinic-day');
  const mark = (await tx.get('clinicDay', 'clinic-day')) ?? firstMark(clinic, now);
  if (planned.length === 0) tx.put('clinicDay', mark);
  const dates =
    planned.length === 0
      ? [addDays(mark.lastStartedOn, 1)]
      : planned.flatMap(({ duty }) => (duty.do === 'start-clinic-day' ? [duty.date] : []));
  const items = dates.map((date) =>
    agendaItem(instantOf(clinic.timeZone, date, clinic.dayStartsAt), { do: 'start-clinic-day', date }),
  );
  for (const { id } of planned) if (!items.some((item) => item.id === id)) tx.remove('agenda', id);
  for (const item of items) if (!planned.some(({ id }) => id === item.id)) tx.put('agenda', item);
}

/** A new clinic's days begin with the next start of a day; all before count as over. */
function firstMark(clinic: ClinicFile['clinic'], now: Instant): ClinicDayMark {
  const today = localDateOf(clinic.timeZone, now);
  const hasBegun = instantOf(clinic.timeZone, today, clinic.dayStartsAt) < now;
  return { id: 'clinic-day', lastStartedOn: hasBegun ? today : addDays(today, -1), attempt: 0 };
}

import { canonicalJson } from './canonical-json.ts';
import type { Clinic } from './clinic.ts';
import type { LocalDate } from './clinic-calendar.ts';
import type { ClinicFile } from './clinic-file.ts';
import { clinicOf, partnersOf, staffOf } from './clinic-from-file.ts';
import type { Partner, PartnerContact } from './partner.ts';
import { type ProgramFile, type ProgramVersion, programVersion } from './program.ts';
import type { StaffMember } from './staff.ts';

/** What is on record when a clinic's file is applied. */
export interface RecordedClinic {
  clinic: Clinic | undefined;
  staff: readonly StaffMember[];
  partners: readonly Partner[];
  /** Episodes that have not ended, by the program they run on. */
  runningByProgram: Readonly<Record<string, number>>;
}

/** One record that will be written: what it is, and in words how it changes. */
type ClinicChange = { line: string } & (
  | { kind: 'clinic'; record: Clinic }
  | { kind: 'staff'; record: StaffMember }
  | { kind: 'partner'; record: Partner }
  | { kind: 'program'; record: ProgramVersion }
);

export interface ClinicChanges {
  /** In an order in which any number of the first ones can be written without the rest: the clinic is the last. */
  changes: ClinicChange[];
  /** Contacts whose passcode no longer opens anything: they have left, or somebody else has taken their place. */
  withdrawnPasscodes: string[];
  /** Staff who leave by this file. */
  leaverIds: string[];
}

/**
 * What applying a clinic's file changes. Nobody and nothing is deleted: who is no longer in the file has left, and
 * a program version stays for the episodes that began on it. The same file a second time changes nothing.
 *
 * @param today the clinic's date, on which leavers leave
 */
export function clinicChanges(
  file: ClinicFile,
  programs: readonly ProgramFile[],
  recorded: RecordedClinic,
  today: LocalDate,
): ClinicChanges {
  const versions = programs.map(programVersion);
  const staff = staffChanges(file, recorded.staff, today);
  const partners = partnerChanges(file, recorded.partners, today);
  const changes = [
    ...programChanges(versions, recorded),
    ...staff.map(({ change }) => change),
    ...partners.map(({ change }) => change),
    ...clinicRecordChanges(file, versions, recorded),
  ];
  const withdrawnPasscodes = [...staff, ...partners].flatMap(({ withdrawn }) => withdrawn);
  const leaverIds = staff.filter(({ leaves }) => leaves).map(({ change }) => change.record.id);
  return { changes, withdrawnPasscodes, leaverIds };
}

interface PersonnelChange<Change> {
  change: Change;
  /** Contact ids whose passcodes end. */
  withdrawn: string[];
  leaves: boolean;
}

function programChanges(versions: readonly ProgramVersion[], recorded: RecordedClinic): ClinicChange[] {
  const current = recorded.clinic?.programVersions ?? {};
  return versions
    .filter(({ program }) => current[program.id] !== program.version)
    .map((record) => {
      const { id, version } = record.program;
      const before = current[id];
      const line =
        before === undefined
          ? `program ${id}: + version ${version}`
          : `program ${id}: new version ${version} after ${before}; ${keepTheirs(recorded, id)}`;
      return { kind: 'program', record, line };
    });
}

function keepTheirs({ runningByProgram }: RecordedClinic, programId: string): string {
  const running = runningByProgram[programId] ?? 0;
  if (running === 0) return 'no episode runs on it';
  return running === 1 ? '1 running episode keeps its own' : `${running} running episodes keep theirs`;
}

function staffChanges(
  file: ClinicFile,
  recorded: readonly StaffMember[],
  today: LocalDate,
): PersonnelChange<Extract<ClinicChange, { kind: 'staff' }>>[] {
  const wanted = staffOf(file, recorded);
  const present = wanted.flatMap((record) => {
    const before = recorded.find(({ id }) => id === record.id);
    if (same(before, record)) return [];
    const line = `staff: ${personLine(record.id, before, record)}`;
    const withdrawn = before && isSomebodyElse(before, record) ? [record.id] : [];
    return [{ change: { kind: 'staff' as const, record, line }, withdrawn, leaves: false }];
  });
  const leavers = recorded
    .filter(({ id, leftOn }) => leftOn === undefined && !wanted.some((member) => member.id === id))
    .map((member) => {
      const record = { ...member, leftOn: today };
      const line = `staff: - ${member.id} has left on ${today}`;
      return { change: { kind: 'staff' as const, record, line }, withdrawn: [member.id], leaves: true };
    });
  return [...present, ...leavers];
}

function personLine(id: string, before: StaffMember | undefined, after: StaffMember): string {
  if (before === undefined) return `+ ${id} (${after.roles.join(', ')})`;
  if (before.leftOn !== undefined) return `+ ${id} is back (${after.roles.join(', ')})`;
  return `~ ${id}: ${changedFields(before, after)}`;
}

function partnerChanges(
  file: ClinicFile,
  recorded: readonly Partner[],
  today: LocalDate,
): PersonnelChange<Extract<ClinicChange, { kind: 'partner' }>>[] {
  const wanted = partnersOf(file);
  const present = wanted.flatMap((partner) => {
    const before = recorded.find(({ id }) => id === partner.id);
    const contacts = [...partner.contacts, ...removedContacts(before, partner, today)];
    const record = { ...partner, contacts };
    if (same(before, record)) return [];
    const line = before
      ? `partner: ~ ${partner.id}: ${changedFields(before, record)}`
      : `partner: + ${partner.id} (${partner.kind})`;
    return [
      {
        change: { kind: 'partner' as const, record, line },
        withdrawn: replacedContacts(before, record),
        leaves: false,
      },
    ];
  });
  const gone = recorded
    .filter(({ id }) => !wanted.some((partner) => partner.id === id))
    .filter(({ contacts }) => contacts.some(({ removedOn }) => removedOn === undefined))
    .map((partner) => {
      const contacts = partner.contacts.map((contact) => ({ removedOn: today, ...contact }));
      const record = { ...partner, contacts };
      const line = `partner: - ${partner.id}: nobody there is asked any more`;
      const withdrawn = replacedContacts(partner, record);
      return { change: { kind: 'partner' as const, record, line }, withdrawn, leaves: false };
    });
  return [...present, ...gone];
}

/** Contacts on record whose rank the file leaves empty: kept, and marked as removed. */
function removedContacts(before: Partner | undefined, after: Partner, today: LocalDate): PartnerContact[] {
  return (before?.contacts ?? [])
    .filter(({ id }) => !after.contacts.some((contact) => contact.id === id))
    .map((contact) => ({ removedOn: today, ...contact }));
}

function replacedContacts(before: Partner | undefined, after: Partner): string[] {
  return (before?.contacts ?? [])
    .filter((contact) => contact.removedOn === undefined)
    .filter((contact) => {
      const now = after.contacts.find(({ id }) => id === contact.id);
      return now === undefined || now.removedOn !== undefined || isSomebodyElse(contact, now);
    })
    .map(({ id }) => id);
}

function clinicRecordChanges(
  file: ClinicFile,
  versions: readonly ProgramVersion[],
  { clinic: before }: RecordedClinic,
): ClinicChange[] {
  const wanted = Object.fromEntries(versions.map(({ program }) => [program.id, program.version]));
  const record = clinicOf(file, wanted);
  if (same(before, record)) return [];
  if (before === undefined) return [{ kind: 'clinic', record, line: `clinic: + ${record.id}` }];
  const closed = Object.keys(before.programVersions).filter((id) => wanted[id] === undefined);
  const notes = closed.map((id) => `program ${id} takes no new referrals, running episodes keep it`);
  const line = [`clinic: ~ ${changedFields(before, record)}`, ...notes].join('; ');
  return [{ kind: 'clinic', record, line }];
}

/** Another name or address may be another person: what the one before was told by voice must not open anything. */
function isSomebodyElse(before: { name: string; email: string }, after: { name: string; email: string }) {
  return before.name !== after.name || before.email.toLowerCase() !== after.email.toLowerCase();
}

function same(before: object | undefined, after: object): boolean {
  return before !== undefined && canonicalJson(before) === canonicalJson(after);
}

function changedFields(before: object, after: object): string {
  const fields = new Map<string, string>();
  for (const [field, value] of Object.entries(after)) fields.set(field, canonicalJson(value));
  for (const [field, value] of Object.entries(before)) {
    if (fields.get(field) === canonicalJson(value)) fields.delete(field);
    else fields.set(field, '');
  }
  return [...fields.keys()].join(', ');
}

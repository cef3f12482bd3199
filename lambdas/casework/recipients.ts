import type { LocalDate } from '../domain/clinic-calendar.ts';
import type { Episode } from '../domain/episode.ts';
import type { HumanTask } from '../domain/human-task.ts';
import { isPartnerTask, type Party, type TaskKind, taskRules } from '../domain/human-task-kinds.ts';
import { contactOfRank, partnerIdOf } from '../domain/partner.ts';
import { secondPerson } from '../domain/second-person.ts';
import { firstInRole, onDuty, type StaffMember, type StaffRole, whoCovers } from '../domain/staff.ts';
import type { Reader } from '../ports.ts';
import { otherClinicianId } from './other-clinician.ts';

/** Somebody a question or a mail can reach. */
export interface Contact {
  id: string;
  name: string;
  email: string;
  phone: string;
  language: 'en' | 'es';
  /** Set for a contact of a partner. */
  partnerId?: string;
  partnerName?: string;
}

/**
 * Whom a question belongs to: the person it or a plan names (`about.staffId`, `about.callerId`), the client's own counselor or case manager, whose day it is in a role, or the partner it
 * is about. Empty when nobody fills the role; the ladder then begins with whoever does.
 */
export async function ownerOf(
  reader: Reader,
  question: { kind: TaskKind; about: Record<string, string> },
  episode: Episode | undefined,
  today: LocalDate,
): Promise<string> {
  const { asks } = taskRules[question.kind];
  if (question.about.staffId !== undefined) return question.about.staffId;
  const caller = question.about.callerId ? await reader.get('staff', question.about.callerId) : undefined;
  if (caller && !caller.leftOn) return caller.id;
  if (asks === 'sober-home') return question.about.homeId ?? '';
  if (asks === 'aftercare') return question.about.receiverId ?? '';
  if (asks === 'counselor' && episode) return episode.counselorId;
  if (asks === 'case-manager' && episode) return episode.caseManagerId;
  const staff = await reader.list('staff');
  const member = asks === 'collections' ? onDuty(staff, asks, today) : firstInRole(staff, asks);
  return member?.id ?? '';
}

/** Who is asked on a rung, on a date: covers stand in for the absent; undefined when nobody can be found. */
export async function contactForParty(
  reader: Reader,
  task: HumanTask,
  party: Party,
  on: LocalDate,
): Promise<Contact | undefined> {
  if (isPartnerTask(task.kind) && (party === 'owner' || party === 'backup')) {
    const partner = await reader.get('partner', task.ownerId);
    const contact = partner && contactOfRank(partner, party === 'owner' ? 'primary' : 'backup');
    return contact && { ...contact, partnerId: partner.id, partnerName: partner.name };
  }
  const staff = await reader.list('staff');
  const staffId = await staffIdFor(reader, staff, task, party, on);
  const member = whoCovers(staff, staffId, on);
  const not = task.about.notStaffId;
  const other =
    not !== undefined && (member?.id ?? not) === not
      ? secondPerson(staff, { not, prefer: task.asked, on })
      : member;
  return other && contactOfStaff(other);
}

async function staffIdFor(
  reader: Reader,
  staff: readonly StaffMember[],
  task: HumanTask,
  party: Party,
  on: LocalDate,
): Promise<string> {
  if (party === 'clinician') return clinicianFor(reader, staff, task, on);
  if (party === 'owner') return task.ownerId;
  if (party === 'backup')
    return staff.find((member) => member.id === task.ownerId)?.backupId ?? idInRole(staff, 'director');
  if (party === 'director') return idInRole(staff, 'director');
  const episode = task.episodeId ? await reader.get('episode', task.episodeId) : undefined;
  return episode?.caseManagerId ?? idInRole(staff, 'case-manager');
}

/** Empty, and so nobody, when all who could be asked are asked on other rungs. */
async function clinicianFor(
  reader: Reader,
  staff: readonly StaffMember[],
  task: HumanTask,
  on: LocalDate,
): Promise<string> {
  const owner = whoCovers(staff, task.ownerId, on)?.id;
  const backupId = await staffIdFor(reader, staff, task, 'backup', on);
  const before = [owner, whoCovers(staff, backupId, on)?.id];
  return (await otherClinicianId(reader, staff, task, { before, on })) ?? '';
}

function idInRole(staff: readonly StaffMember[], role: StaffRole): string {
  return firstInRole(staff, role)?.id ?? '';
}

function contactOfStaff(member: StaffMember): Contact {
  const { id, name, email, phone, language } = member;
  return { id, name, email, phone, language };
}

/** Whom a phone call is to reach because no mail does; undefined when it is the client, whom no mail may name. */
export async function unreachedContact(
  reader: Reader,
  { about }: Pick<HumanTask, 'about'>,
): Promise<{ name: string; phone: string } | undefined> {
  const contact = about.contactId === undefined ? undefined : await contactById(reader, about.contactId);
  if (!contact) return undefined;
  const { name, partnerName, phone } = contact;
  return { name: partnerName ? `${name}, ${partnerName}` : name, phone };
}

/** A contact by id, staff or partner; undefined when unknown, departed or removed. */
export async function contactById(reader: Reader, contactId: string): Promise<Contact | undefined> {
  const member = await reader.get('staff', contactId);
  if (member) return member.leftOn ? undefined : contactOfStaff(member);
  const partner = await reader.get('partner', partnerIdOf(contactId));
  const contact = partner?.contacts.find((person) => person.id === contactId && !person.removedOn);
  return contact && { ...contact, partnerId: partner?.id, partnerName: partner?.name };
}

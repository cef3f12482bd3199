import { addDays, type LocalDate } from '../../lambdas/domain/clinic-calendar.ts';
import type { ClinicFile } from '../../lambdas/domain/clinic-file.ts';
import type { ProgramFile } from '../../lambdas/domain/program.ts';
import type { ReferralsFile } from '../../lambdas/domain/referral.ts';
import type { StaffRole } from '../../lambdas/domain/staff.ts';
import { luckOf } from '../seeded.ts';

/** How a clinic of a size is staffed: clients to each member of staff, and to each partner. */
const clientsPer: Record<'counselor' | 'case-manager' | 'collections' | 'home' | 'receiver', number> = {
  counselor: 10,
  'case-manager': 20,
  collections: 20,
  home: 7,
  receiver: 20,
};
const collectionsPerDayEach = 8;
/** Referrals come in over so many days. */
const intakeDays = 14;

type Staff = ClinicFile['staff'][number];

function needed(role: keyof typeof clientsPer, clients: number, atLeast: number): number {
  return Math.max(atLeast, Math.ceil(clients / clientsPer[role]));
}

function phone(number: number): string {
  return `+1 555 01${String(number).padStart(5, '0')}`;
}

/** A clinic of nobody, staffed for a number of clients: what a program asks of it shows in the rehearsal. */
export function fictionalClinic(clients: number, program: ProgramFile, programPath: string): ClinicFile {
  const collectors = needed('collections', clients, 1);
  const weekday = '08:00-20:00';
  const week = { mon: weekday, tue: weekday, wed: weekday, thu: weekday, fri: weekday } as const;
  return {
    clinic: {
      id: 'rehearsal',
      name: 'Rehearsal Clinic',
      phone: phone(1),
      crisisPhone: phone(2),
      timeZone: 'America/New_York',
      opening: {
        ...week,
        sat: program.testing.testDays.includes(6) ? '09:00-18:00' : 'closed',
        sun: program.testing.testDays.includes(7) ? '09:00-18:00' : 'closed',
      },
      closures: [],
      dayStartsAt: '06:00',
      digestAt: '08:30',
      baseUrl: 'http://localhost:4600',
      senderName: 'Rehearsal',
      senderEmail: 'questions@rehearsal.example',
      collections: { capacityPerDay: collectors * collectionsPerDayEach, opens: '08:30', closes: '18:00' },
      fictional: true,
    },
    staff: fictionalStaff(clients, collectors),
    ...fictionalPartners(clients),
    programs: [programPath],
  };
}

function fictionalStaff(clients: number, collectors: number): Staff[] {
  const counselors = team('counselor', needed('counselor', clients, 2));
  const managers = team('case-manager', needed('case-manager', clients, 1));
  const others = [
    ...team('collections', collectors),
    ...team('on-call', 1),
    ...team('director', 1),
    ...team('auditor', 1),
  ];
  return [...counselors, ...managers, ...others].map((member, index, all) => ({
    ...member,
    backupId: backupOf(all, index),
  }));
}

function team(role: StaffRole, size: number): Staff[] {
  return Array.from({ length: size }, (_, index) => {
    const id = `${role}-${index + 1}`;
    return {
      id,
      name: `Fictional ${id}`,
      email: `${id}@rehearsal.example`,
      phone: phone(100 + index),
      language: 'en',
      roles: [role],
    };
  });
}

/** The next of the same role, else the first counselor; a counselor who is alone has the director. */
function backupOf(all: readonly Staff[], index: number): string | undefined {
  const own = all[index];
  const peers = all.filter((member) => member.roles[0] === own?.roles[0]);
  const next = peers[(peers.findIndex((member) => member.id === own?.id) + 1) % peers.length];
  if (next && next.id !== own?.id) return next.id;
  return all.find((member) => member.roles[0] === 'counselor' && member.id !== own?.id)?.id;
}

const checkInDays = ['mon', 'tue', 'wed', 'thu', 'fri'] as const;

function fictionalPartners(clients: number): Pick<ClinicFile, 'soberHomes' | 'aftercareProviders'> {
  const soberHomes = Array.from({ length: needed('home', clients, 2) }, (_, index) => ({
    ...partner(`home-${index + 1}`, index),
    narrLevel: 'II' as const,
    beds: 12,
    checkInWeekday: checkInDays[index % checkInDays.length] ?? 'mon',
  }));
  const aftercareProviders = Array.from({ length: needed('receiver', clients, 2) }, (_, index) => ({
    ...partner(`receiver-${index + 1}`, index + 500),
    levelOfCare: 'Outpatient',
  }));
  return { soberHomes, aftercareProviders };
}

function partner(id: string, number: number) {
  const contact = (rank: string) => ({
    name: `Fictional ${rank} ${id}`,
    email: `${rank}@${id}.example`,
    phone: phone(2000 + number),
    language: 'en' as const,
  });
  return {
    id,
    name: `Fictional ${id}`,
    phone: phone(1000 + number),
    primary: contact('primary'),
    backup: contact('backup'),
  };
}

/** Clients who do not exist, referred over two weeks, each with consents for the partners they chose. */
export function fictionalReferrals(
  clinic: ClinicFile,
  program: ProgramFile,
  clients: number,
  seed: string,
  startsOn: LocalDate,
): ReferralsFile['referrals'] {
  const homes = clinic.soberHomes.map(({ id }) => id);
  const receivers = clinic.aftercareProviders.map(({ id }) => id);
  const { min, max } = program.lengthDays;
  return Array.from({ length: clients }, (_, index) => {
    const luck = (label: string) => luckOf(seed, `${label}|${index}`);
    const livesAtHome = program.residence !== 'required' && luck('own home') < 0.2;
    const homeChoices = livesAtHome ? [] : rotated(homes, index).slice(0, 2);
    const receiverChoices = rotated(receivers, index).slice(0, 2);
    const signature = `Fictional Client ${index + 1}`;
    return {
      day: Math.floor((index * intakeDays) / clients),
      name: signature,
      preferredName: `Client ${index + 1}`,
      birthDate: addDays(startsOn, -9000 - Math.floor(luck('age') * 9000)),
      language: 'en' as const,
      phone: phone(5000 + index),
      voicemail: 'none' as const,
      email: null,
      emergencyContact: null,
      programId: program.id,
      plannedDays: min + Math.round(luck('length') * (max - min)),
      track: 'day' as const,
      meets: [...program.admission.requires],
      homeChoices,
      receiverChoices,
      consents: [
        ...(homeChoices.length > 0 ? [consent(signature, homeChoices, ['placement', 'residence'])] : []),
        consent(signature, receiverChoices, ['referral']),
      ],
    };
  });
}

function rotated(list: readonly string[], by: number): string[] {
  return list.map((_, index) => list[(index + by) % list.length] ?? '');
}

function consent(
  signature: string,
  recipientIds: string[],
  categories: ('placement' | 'residence' | 'referral')[],
) {
  return {
    recipientIds,
    categories,
    purpose: 'To coordinate my care',
    signature,
    expiresAfterDays: 400,
    noticeVersion: '2026-02',
  };
}

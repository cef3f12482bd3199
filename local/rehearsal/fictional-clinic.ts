import type { ClinicFile } from '../../lambdas/domain/clinic-file.ts';
import type { ProgramFile } from '../../lambdas/domain/program.ts';
import { spanOf, timeOf } from '../../lambdas/domain/program-sessions.ts';
import type { StaffRole } from '../../lambdas/domain/staff.ts';
import { weekdayNames } from '../../lambdas/domain/written-hours.ts';

/** How a clinic of a size is staffed: clients to each member of staff, and to each partner. */
const clientsPer: Record<'counselor' | 'case-manager' | 'collections' | 'home' | 'receiver', number> = {
  counselor: 10,
  'case-manager': 20,
  collections: 20,
  home: 7,
  receiver: 20,
};
const collectionsPerDayEach = 8;
const lastMinute = 24 * 60 - 1;

type Staff = ClinicFile['staff'][number];

function needed(role: keyof typeof clientsPer, clients: number, atLeast: number): number {
  return Math.max(atLeast, Math.ceil(clients / clientsPer[role]));
}

export function phone(number: number): string {
  return `+1 555 01${String(number).padStart(5, '0')}`;
}

/** A clinic of nobody, staffed for a number of clients: what a program asks of it shows in the rehearsal. */
export function fictionalClinic(clients: number, program: ProgramFile, programPath: string): ClinicFile {
  const collectors = needed('collections', clients, 1);
  return {
    clinic: {
      id: 'rehearsal',
      name: 'Rehearsal Clinic',
      phone: phone(1),
      crisisPhone: phone(2),
      timeZone: 'America/New_York',
      opening: openingFor(program),
      closures: [],
      dayStartsAt: '06:00',
      digestAt: '08:30',
      baseUrl: 'http://localhost:4600',
      senderName: 'Rehearsal',
      senderEmail: 'questions@rehearsal.example',
      collections: { capacityPerDay: collectors * collectionsPerDayEach, opens: '08:30', closes: '18:00' },
      fictional: true,
      ...(program.crisis.alwaysOpen && { pager: { kind: 'sms' as const } }),
    },
    staff: fictionalStaff(clients, collectors),
    ...fictionalPartners(clients),
    programs: [programPath],
  };
}

/** Open on workdays, and whenever the program tests or holds sessions: long enough for its sessions. */
function openingFor({ testing, sessions }: ProgramFile): ClinicFile['clinic']['opening'] {
  const hours = weekdayNames.map((name, index) => {
    const weekday = index + 1;
    const held = sessions.filter(({ weekdays }) => weekdays.includes(weekday)).map(spanOf);
    const isOpen = weekday <= 5 || held.length > 0 || testing.testDays.includes(weekday);
    const usual = weekday <= 5 ? { starts: 8 * 60, ends: 20 * 60 } : { starts: 9 * 60, ends: 18 * 60 };
    const opens = Math.min(usual.starts, ...held.map(({ starts }) => starts));
    const closes = Math.min(lastMinute, Math.max(usual.ends, ...held.map(({ ends }) => ends)));
    return [name, isOpen ? `${timeOf(opens)}-${timeOf(closes)}` : 'closed'] as const;
  });
  return Object.fromEntries(hours) as ClinicFile['clinic']['opening'];
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

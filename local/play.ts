import type { AuditEntry } from '../lambdas/domain/audit.ts';
import {
  addDays,
  type Instant,
  instantOf,
  type LocalDate,
  localDateOf,
} from '../lambdas/domain/clinic-calendar.ts';
import type { ClinicFile } from '../lambdas/domain/clinic-file.ts';
import type { ProgramFile } from '../lambdas/domain/program.ts';
import type { ReferralsFile } from '../lambdas/domain/referral.ts';
import type { Ports } from '../lambdas/ports.ts';
import { createLocalClinic, type LocalClinic, type LocalClinicOptions } from './local-clinic.ts';
import { type Behaviour, realistic } from './people/behaviour.ts';
import { createPeople, type People } from './people/simulated-people.ts';

/** A referral as the file has it, and the day on which it comes in. */
type DatedReferral = ReferralsFile['referrals'][number];

export interface PlayOptions {
  clinic: ClinicFile;
  programs: ProgramFile[];
  referrals: readonly DatedReferral[];
  seed: string;
  startsOn: LocalDate;
  /** Where the clock begins; left out, early on that day. */
  startAt?: Instant;
  /** Nobody answers by themselves when there is no behaviour. */
  behaviour?: Behaviour | null;
  playedByHand?: ReadonlySet<string>;
  onAudit?: (entry: AuditEntry) => void;
  local?: Pick<LocalClinicOptions, 'history' | 'hooks' | 'around' | 'onMail' | 'onPage' | 'drawKey'>;
}

export interface Play extends PeopledClinic {
  clinicId: string;
  timeZone: string;
  /** Passcodes by contact id, as told by voice. */
  passcodes: ReadonlyMap<string, string>;
  today(): LocalDate;
  /** True when every referral has come in and every episode is closed. */
  isOver(): boolean;
  /** How many referrals have not come in yet. */
  leftToCome(): number;
  /** One clinic day on, to just before the next day's start. */
  nextDay(): Promise<void>;
  /** Plays until every episode is closed, at most `maxDays` days. */
  toEnd(maxDays: number): Promise<void>;
}

const startsAt = '05:00';
const referralsFrom = 9;

/** Sets the stage: clinic, staff, partners and programs applied, passcodes handed out, referrals on the clock. */
export async function setUpPlay(options: PlayOptions): Promise<Play> {
  const { clinic: file, programs, seed } = options;
  const { id: clinicId, timeZone } = file.clinic;
  const { clinic, passcodesOf } = await createPeopledClinic({
    ...options.local,
    seed,
    startAt: options.startAt ?? instantOf(timeZone, options.startsOn, startsAt),
    behaviour: options.behaviour,
    playedByHand: options.playedByHand,
    onAudit: (_, entry) => options.onAudit?.(entry),
  });
  await clinic.act('apply-clinic', { clinic: file, programs }, { clinicId, by: 'operator' });
  const passcodes = passcodesOf(clinicId);
  await handOutPasscodes(clinic, clinicId);
  const schedule = scheduleReferrals(clinic, { clinicId, timeZone, ...options });
  return { ...playOf(clinic, clinicId, timeZone, passcodes, schedule), passcodesOf };
}

export interface PeopledClinic {
  clinic: LocalClinic;
  /** A clinic's passcodes by contact id, as they were told. */
  passcodesOf(clinicId: string): Map<string, string>;
}

/** An empty local clinic in which simulated people answer for every clinic that is applied to it. */
export async function createPeopledClinic(
  options: LocalClinicOptions & Pick<PlayOptions, 'behaviour' | 'playedByHand'>,
): Promise<PeopledClinic> {
  const { seed, behaviour = realistic, playedByHand = new Set<string>() } = options;
  const passcodes = new Map<string, Map<string, string>>();
  const people = new Map<string, People>();
  const passcodesOf = (clinicId: string) => {
    const known = passcodes.get(clinicId) ?? new Map<string, string>();
    passcodes.set(clinicId, known);
    return known;
  };
  // Whoever sets a passcode, here or in the console, tells it by voice; the people of a play hear it.
  const heard = new Map<string, string>();
  const hear = (clinicId: string, contactId: string) => {
    const passcode = heard.get(clinic.store.find(clinicId, 'passcode', contactId)?.hash ?? '');
    if (passcode !== undefined) passcodesOf(clinicId).set(contactId, passcode);
  };
  const clinic: LocalClinic = await createLocalClinic({
    ...options,
    around: (ports) => overhearing(options.around?.(ports) ?? ports, heard),
    onAudit: (clinicId, entry) => {
      if (entry.what === 'passcode set') hear(clinicId, String(entry.details?.contactId));
      options.onAudit?.(clinicId, entry);
    },
    onMail: (mail) => {
      options.onMail?.(mail);
      if (behaviour) peopleOf(mail.clinicId, behaviour).receive(mail);
    },
    onPage: (page) => {
      options.onPage?.(page);
      if (behaviour) peopleOf(page.clinicId, behaviour).wake(page);
    },
  });
  const peopleOf = (clinicId: string, theirBehaviour: Behaviour) => {
    const theirs = { clinic, clinicId, seed, passcodes: passcodesOf(clinicId), playedByHand };
    const known = people.get(clinicId) ?? createPeople({ ...theirs, behaviour: theirBehaviour });
    people.set(clinicId, known);
    return known;
  };
  return { clinic, passcodesOf };
}

/** Ports that note every passcode by its hash. */
function overhearing(ports: Ports, heard: Map<string, string>): Ports {
  const hashPasscode = async (passcode: string) => {
    const hash = await ports.secrets.hashPasscode(passcode);
    heard.set(hash, passcode);
    return hash;
  };
  return { ...ports, secrets: { ...ports.secrets, hashPasscode } };
}

/** Gives a passcode to every contact of a clinic who has none. */
export async function handOutPasscodes(clinic: LocalClinic, clinicId: string): Promise<void> {
  const staff = clinic.store.all(clinicId, 'staff').filter(({ leftOn }) => !leftOn);
  const contacts = clinic.store.all(clinicId, 'partner').flatMap((partner) => partner.contacts);
  for (const { id: contactId } of [...staff, ...contacts.filter(({ removedOn }) => !removedOn)]) {
    if (clinic.store.find(clinicId, 'passcode', contactId)) continue;
    await clinic.act('set-passcode', { contactId }, { clinicId, by: 'operator' });
  }
}

interface Schedule {
  leftToCome: number;
}

function scheduleReferrals(
  clinic: LocalClinic,
  play: { clinicId: string; timeZone: string; startsOn: LocalDate; referrals: readonly DatedReferral[] },
): Schedule {
  const schedule = { leftToCome: play.referrals.length };
  for (const [index, { day, ...referral }] of play.referrals.entries()) {
    const hour = String(referralsFrom + (index % 8)).padStart(2, '0');
    const at = instantOf(play.timeZone, addDays(play.startsOn, day), `${hour}:15`);
    clinic.clock.at(
      Date.parse(at),
      async () => {
        schedule.leftToCome -= 1;
        await clinic.act('refer', referral, { clinicId: play.clinicId, by: 'operator' });
      },
      'referral',
    );
  }
  return schedule;
}

function playOf(
  clinic: LocalClinic,
  clinicId: string,
  timeZone: string,
  passcodes: Map<string, string>,
  schedule: Schedule,
): Omit<Play, 'passcodesOf'> {
  const today = () => localDateOf(timeZone, clinic.now());
  const isOver = () =>
    schedule.leftToCome === 0 &&
    clinic.store.all(clinicId, 'episode').every((episode) => episode.closedAt !== null);
  const nextDay = () => clinic.advanceTo(instantOf(timeZone, addDays(today(), 1), startsAt));
  return {
    clinic,
    clinicId,
    timeZone,
    passcodes,
    today,
    isOver,
    leftToCome: () => schedule.leftToCome,
    nextDay,
    async toEnd(maxDays) {
      for (let days = 0; days < maxDays && !isOver(); days += 1) await nextDay();
    },
  };
}

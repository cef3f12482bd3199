import type { AuditEntry } from '../lambdas/domain/audit.ts';
import { addDays, instantOf, type LocalDate, localDateOf } from '../lambdas/domain/clinic-calendar.ts';
import type { ClinicFile } from '../lambdas/domain/clinic-file.ts';
import type { ProgramFile } from '../lambdas/domain/program.ts';
import type { ReferralsFile } from '../lambdas/domain/referral.ts';
import { createLocalClinic, type LocalClinic, type LocalClinicOptions } from './local-clinic.ts';
import { type Behaviour, realistic } from './people/behaviour.ts';
import { createPeople } from './people/simulated-people.ts';

/** A referral as the file has it, and the day on which it comes in. */
type DatedReferral = ReferralsFile['referrals'][number];

export interface PlayOptions {
  clinic: ClinicFile;
  programs: ProgramFile[];
  referrals: readonly DatedReferral[];
  seed: string;
  startsOn: LocalDate;
  /** Nobody answers by themselves when there is no behaviour. */
  behaviour?: Behaviour | null;
  playedByHand?: ReadonlySet<string>;
  onAudit?: (entry: AuditEntry) => void;
  local?: Pick<LocalClinicOptions, 'history' | 'hooks' | 'around' | 'onMail'>;
}

export interface Play {
  clinic: LocalClinic;
  clinicId: string;
  timeZone: string;
  /** Passcodes by contact id, as told by voice. */
  passcodes: ReadonlyMap<string, string>;
  today(): LocalDate;
  /** True when every referral has come in and every episode is closed. */
  isOver(): boolean;
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
  const people: { receive: ReturnType<typeof createPeople>['receive'] } = { receive: () => undefined };
  const clinic = await createLocalClinic({
    ...options.local,
    seed,
    startAt: instantOf(timeZone, options.startsOn, startsAt),
    onAudit: (_, entry) => options.onAudit?.(entry),
    onMail: (mail) => {
      options.local?.onMail?.(mail);
      people.receive(mail);
    },
  });
  await clinic.act('apply-clinic', { clinic: file, programs }, { clinicId, by: 'operator' });
  const passcodes = await handOutPasscodes(clinic, clinicId);
  const behaviour = options.behaviour === undefined ? realistic : options.behaviour;
  if (behaviour) {
    const playedByHand = options.playedByHand ?? new Set<string>();
    people.receive = createPeople({ clinic, clinicId, seed, passcodes, behaviour, playedByHand }).receive;
  }
  const schedule = scheduleReferrals(clinic, { clinicId, timeZone, ...options });
  return playOf(clinic, clinicId, timeZone, passcodes, schedule);
}

async function handOutPasscodes(clinic: LocalClinic, clinicId: string): Promise<Map<string, string>> {
  const staff = clinic.store.all(clinicId, 'staff').map((member) => member.id);
  const partners = clinic.store
    .all(clinicId, 'partner')
    .flatMap((partner) => partner.contacts.map((contact) => contact.id));
  const passcodes = new Map<string, string>();
  for (const contact of [...staff, ...partners]) {
    const { passcode } = await clinic.act(
      'set-passcode',
      { contactId: contact },
      { clinicId, by: 'operator' },
    );
    passcodes.set(contact, String(passcode));
  }
  return passcodes;
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
): Play {
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
    nextDay,
    async toEnd(maxDays) {
      for (let days = 0; days < maxDays && !isOver(); days += 1) await nextDay();
    },
  };
}

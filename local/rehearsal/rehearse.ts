import { addDays, daysBetween, instantOf, type LocalDate } from '../../lambdas/domain/clinic-calendar.ts';
import type { ProgramFile } from '../../lambdas/domain/program.ts';
import { setUpPlay } from '../play.ts';
import { fictionalClinic } from './fictional-clinic.ts';
import { fictionalReferrals } from './fictional-referrals.ts';
import { type Workload, workloadOf } from './workload.ts';

export interface Rehearsal {
  program: ProgramFile;
  programPath: string;
  clients: number;
  /** Stop after so many days; until every episode is closed when left out. */
  days?: number;
  seed: string;
  startsOn: LocalDate;
}

/** A wait of 45 days, an episode of 180 with its ladders, 90 days of follow-up, and all of it again for who comes back. */
const longestDays = 1000;

/** Plays a fictional clinic of a size through a program and counts what it asked of everyone. */
export async function rehearse({
  program,
  programPath,
  clients,
  days,
  seed,
  startsOn,
}: Rehearsal): Promise<Workload> {
  const clinic = fictionalClinic(clients, program, programPath);
  const referrals = fictionalReferrals(clinic, program, clients, seed, startsOn);
  const play = await setUpPlay({ clinic, programs: [program], referrals, seed, startsOn });
  const lastDay = addDays(startsOn, days ?? longestDays);
  while (!play.isOver() && daysBetween(play.today(), lastDay) > 0) await play.nextDay();
  return workloadOf(play, instantOf(play.timeZone, startsOn, '00:00'));
}

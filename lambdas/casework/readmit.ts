import { clinicChain } from '../domain/audit.ts';
import type { Clinic } from '../domain/clinic.ts';
import { type Instant, localDateOf } from '../domain/clinic-calendar.ts';
import { type Episode, isEnded, stopsAllContact } from '../domain/episode.ts';
import type { Referral } from '../domain/referral.ts';
import { episodeOf } from '../domain/referral-records.ts';
import { firstInRole, type StaffMember } from '../domain/staff.ts';
import type { Reader, Transaction } from '../ports.ts';
import { required } from './read-records.ts';
import { startLater } from './start-later.ts';

export interface Readmission {
  /** The episode that has ended. */
  episodeId: string;
  /** The id of the new one. */
  newEpisodeId: string;
  by: string;
  at: Instant;
}

/**
 * Opens a new episode for a client whose last one has ended, with everything that is known: program, track, length,
 * choices, counselor and case manager. The counselor's intake decides whether the program is right; consents are not
 * carried over, because each was given for the episode it was signed for. Returns false, and writes nothing, when
 * the client is in the program already or must not be contacted.
 */
export async function readmit(tx: Transaction, clinic: Clinic, made: Readmission): Promise<boolean> {
  const { episodeId, newEpisodeId, by, at } = made;
  await tx.append(clinicChain, { at, what: 'client referred', by, details: { episodeId: newEpisodeId } });
  const last = await required(tx, 'episode', episodeId);
  const episodes = await tx.list('episode');
  const isIn = episodes.some((other) => other.clientId === last.clientId && !isEnded(other));
  if (isIn || !isEnded(last) || stopsAllContact(last.ending)) return false;
  const episode = await episodeAgain(tx, clinic, last, made);
  tx.put('episode', episode);
  tx.put('episode', { ...last, readmittedAs: newEpisodeId });
  const { clientId, programId, programVersion, counselorId, caseManagerId } = episode;
  const { plannedDays, track, homeChoices, receiverChoices } = episode;
  const details = { clientId, programId, programVersion, counselorId, caseManagerId };
  const choices = { plannedDays, track, homeChoices, receiverChoices, readmissionOf: episodeId };
  tx.audit({ at, what: 'client referred', by, episodeId: newEpisodeId, details: { ...details, ...choices } });
  tx.audit({ at, what: 'readmission opened', by, episodeId, details: { newEpisodeId } });
  startLater(tx, at, {
    machine: 'client-journey',
    name: `${newEpisodeId}-journey-1`,
    input: { schema: 1, clinicId: clinic.id, episodeId: newEpisodeId, attempt: 1 },
  });
  return true;
}

async function episodeAgain(
  reader: Reader,
  clinic: Clinic,
  last: Episode,
  { newEpisodeId, at }: Readmission,
): Promise<Episode> {
  const client = await required(reader, 'client', last.clientId);
  const version = clinic.programVersions[last.programId] ?? last.programVersion;
  const { program } = await required(reader, 'program', `${last.programId}:${version}`);
  const staff = await reader.list('staff');
  const referral: Referral = {
    ...client,
    programId: last.programId,
    plannedDays: Math.min(Math.max(last.plannedDays, program.lengthDays.min), program.lengthDays.max),
    track: last.track,
    meets: [],
    homeChoices: last.homeChoices,
    receiverChoices: last.receiverChoices,
    consents: [],
  };
  const episode = episodeOf(referral, {
    clientId: last.clientId,
    episodeId: newEpisodeId,
    program,
    counselorId: stillHere(staff, last.counselorId, 'counselor'),
    caseManagerId: stillHere(staff, last.caseManagerId, 'case-manager'),
    discloser: clinic.name,
    timeZone: clinic.calendar.timeZone,
    now: at,
    today: localDateOf(clinic.calendar.timeZone, at),
  });
  return { ...episode, workHours: last.workHours };
}

function stillHere(
  staff: readonly StaffMember[],
  memberId: string,
  role: 'counselor' | 'case-manager',
): string {
  const isHere = staff.some(({ id, leftOn }) => id === memberId && !leftOn);
  return isHere ? memberId : (firstInRole(staff, role)?.id ?? memberId);
}

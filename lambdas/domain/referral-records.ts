import type { Client } from './client.ts';
import { type Instant, instantOf, type LocalDate } from './clinic-calendar.ts';
import type { Consent } from './consent.ts';
import type { Episode } from './episode.ts';
import type { Program } from './program.ts';
import { lastDayOf, type Referral, workHoursOf } from './referral.ts';
import { firstTestRate } from './test-rate.ts';

/** What a referral's records need beside the referral itself. */
export interface ReferralMade {
  clientId: string;
  episodeId: string;
  program: Program;
  counselorId: string;
  caseManagerId: string;
  /** The clinic's name as the client read it on a consent. */
  discloser: string;
  timeZone: string;
  now: Instant;
  today: LocalDate;
}

/** The person as referred; a readmission brings the record up to date. */
export function clientOf(referral: Referral, { clientId }: ReferralMade): Client {
  const { name, preferredName, birthDate, language, phone, voicemail, email, emergencyContact } = referral;
  return {
    id: clientId,
    name,
    preferredName,
    birthDate,
    language,
    phone,
    voicemail,
    email,
    emergencyContact,
  };
}

/** The episode at its beginning, on the program's current version. */
export function episodeOf(referral: Referral, made: ReferralMade): Episode {
  return {
    id: made.episodeId,
    clientId: made.clientId,
    programId: made.program.id,
    programVersion: made.program.version,
    plannedDays: referral.plannedDays,
    track: referral.track,
    workHours: workHoursOf(referral),
    stage: 'admission',
    referredAt: made.now,
    counselorId: made.counselorId,
    caseManagerId: made.caseManagerId,
    homeChoices: referral.homeChoices,
    homesDeclined: [],
    residence: null,
    receiverChoices: referral.receiverChoices,
    receiversDeclined: [],
    waitlisted: false,
    intakePassed: false,
    admittedOn: null,
    phaseIndex: 0,
    phaseStartedOn: null,
    plannedEndOn: null,
    nextReviewOn: null,
    nextMilestonesOn: null,
    endingRequested: null,
    testRate: firstTestRate,
    lastTestOn: null,
    excusedDates: [],
    ending: null,
    endedOn: null,
    handoff: { status: 'not started' },
    followUpsDone: 0,
    attempts: { journey: 1 },
    closedAt: null,
  };
}

/** The consents that came with a referral, numbered within the episode. */
export function consentsOf(referral: Referral, made: ReferralMade): Consent[] {
  return referral.consents.map((consent, index) => {
    const { signedOn = made.today, expiresUpon = null } = consent;
    const { recipientIds, categories, purpose, signature, noticeVersion } = consent;
    return {
      id: `${made.episodeId}:c${index + 1}`,
      episodeId: made.episodeId,
      clientId: made.clientId,
      discloser: made.discloser,
      recipientIds,
      categories,
      purpose,
      expiresOn: lastDayOf(consent, signedOn),
      expiresUpon,
      signedAt: signedOn === made.today ? made.now : instantOf(made.timeZone, signedOn, '12:00'),
      signature,
      noticeVersion,
      revocations: [],
    };
  });
}

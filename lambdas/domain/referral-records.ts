import type { Authorization } from './authorization.ts';
import { type CarePlan, emptyCarePlan, planItems } from './care-plan.ts';
import type { Client } from './client.ts';
import { type Instant, instantOf, type LocalDate } from './clinic-calendar.ts';
import type { Consent } from './consent.ts';
import type { Episode, TransferWish } from './episode.ts';
import type { Program } from './program.ts';
import type { Referral } from './referral.ts';
import { lastDayOf, workHoursOf } from './referral-dates.ts';
import type { Attending, AuthorizationGiven, Evaluation } from './referral-intake.ts';
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
  const { name, birthDate, language, interpreter, phone, email, emergencyContact } = referral;
  const { preferredName = name.split(' ')[0] ?? name, voicemail = 'none' } = referral;
  return {
    id: clientId,
    name,
    preferredName,
    birthDate,
    language,
    ...(interpreter === undefined ? {} : { interpreter }),
    phone,
    voicemail,
    email,
    emergencyContact,
  };
}

/** The clinical part of a referral. */
export function carePlanOf(referral: Referral, { episodeId }: Pick<ReferralMade, 'episodeId'>): CarePlan {
  const { evaluation = {}, attending = {}, meets, overrides = [] } = referral;
  const plan = withEvaluation({ ...emptyCarePlan(episodeId), meets, overrides }, evaluation);
  return withAttending(plan, attending);
}

/** The plan with what an evaluation says; what it leaves out stays as it was. */
export function withEvaluation(plan: CarePlan, { goals = [], needs = [], ...said }: Evaluation): CarePlan {
  return {
    ...plan,
    ...said,
    goals: planItems('g', goals, plan.goals),
    needs: planItems('n', needs, plan.needs),
  };
}

/** The plan with how the client can attend; what is left out stays as it was. */
export function withAttending(plan: CarePlan, said: Attending): CarePlan {
  return { ...plan, ...said };
}

/** An authorization as recorded, numbered within the episode. */
export function authorizationOf(
  { startsOn, ...given }: AuthorizationGiven,
  { episodeId, number, now, today }: { episodeId: string; number: number; now: Instant; today: LocalDate },
): Authorization {
  return {
    ...given,
    id: `${episodeId}:auth-${number}`,
    episodeId,
    startsOn: startsOn ?? today,
    recordedAt: now,
  };
}

/** The episode at its beginning, on the program's current version. */
export function episodeOf(referral: Referral, made: ReferralMade): Episode {
  const { plannedDays, track, homeChoices, receiverChoices } = referral;
  const episode = newEpisode({ ...made, id: made.episodeId });
  const workHours = workHoursOf(referral);
  return { ...episode, plannedDays, track, workHours, homeChoices, receiverChoices };
}

type NewEpisode = Pick<Episode, 'id' | 'clientId' | 'counselorId' | 'caseManagerId'> & {
  program: Program;
  now: Instant;
};

function newEpisode({ id, clientId, counselorId, caseManagerId, program, now }: NewEpisode): Episode {
  return {
    id,
    clientId,
    programId: program.id,
    programVersion: program.version,
    plannedDays: program.lengthDays.planned,
    track: 'day',
    workHours: {},
    stage: 'admission',
    referredAt: now,
    counselorId,
    caseManagerId,
    homeChoices: [],
    homesDeclined: [],
    residence: null,
    receiverChoices: [],
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

/** The episode in which a client goes on after a transfer within the clinic: only what hangs on the program is new. */
export function transferredEpisode(
  episode: Episode,
  program: Program,
  wish: TransferWish,
  now: Instant,
): Episode {
  const { clientId, counselorId, caseManagerId, workHours, residence } = episode;
  const { homeChoices, homesDeclined, receiverChoices } = episode;
  return {
    ...newEpisode({ id: wish.newEpisodeId, clientId, counselorId, caseManagerId, program, now }),
    plannedDays: wish.plannedDays,
    track: wish.track,
    workHours,
    homeChoices,
    homesDeclined,
    residence,
    receiverChoices,
    intakePassed: true,
    transferredFrom: episode.id,
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

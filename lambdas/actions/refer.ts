import { beginJourney, planJourney } from '../casework/begin-journey.ts';
import { raiseSignal, tellSignalOrLater } from '../casework/tell-workflow.ts';
import { clinicChain } from '../domain/audit.ts';
import { type Instant, type LocalDate, localDateOf } from '../domain/clinic-calendar.ts';
import { type Episode, isEnded } from '../domain/episode.ts';
import type { Contradiction } from '../domain/file-fields.ts';
import { type Deployment, whyNoReferral } from '../domain/real-clients.ts';
import { personKey, type Referral, referralProblems, referralSchema } from '../domain/referral.ts';
import {
  authorizationOf,
  carePlanOf,
  clientOf,
  consentsOf,
  episodeOf,
  type ReferralMade,
} from '../domain/referral-records.ts';
import type { StaffMember } from '../domain/staff.ts';
import type { Transaction } from '../ports.ts';
import { type Actor, BadInput, defineAction, fieldProblem } from '../runtime/define-action.ts';

/** Takes a referral: client, episode and consents in one transaction, and the journey begins. */
export const action = defineAction({
  name: 'refer',
  title: 'Refer a client',
  description:
    'Opens an episode: the client, the signed consents and the choices of home and aftercare. The journey starts with a place in the program and the intake.',
  schema: referralSchema,
  async run(referral, actor, ports) {
    const { store, clock, ids } = ports;
    const made = { now: clock.now(), episodeId: ids.next('ep'), newClientId: ids.next('cl') };
    const referred = await store.transact(actor.clinicId, (tx) =>
      recordReferral(tx, { referral, actor, made, deployment: ports.deployment }),
    );
    const begun = await beginJourney(ports, actor.clinicId, referred.journey);
    for (const episodeId of referred.followedUp)
      await tellSignalOrLater(ports, actor.clinicId, { episodeId, wait: 'follow-up', at: made.now });
    const { episodeId, clientId, counselorId, caseManagerId } = referred.facts;
    const { earlierEpisodes } = referred;
    const opened = earlierEpisodes.length > 0 ? 'Readmitted as a new episode' : 'Episode opened';
    return {
      summary: `${opened}; ${begun ? 'the journey has begun' : 'the journey begins within minutes'}.`,
      episodeId,
      clientId,
      counselorId,
      caseManagerId,
      ...(earlierEpisodes.length > 0 ? { earlierEpisodes } : {}),
    };
  },
});

interface Made {
  now: Instant;
  episodeId: string;
  newClientId: string;
}

/** Everything that one transaction writes, or BadInput and nothing is written. */
async function recordReferral(
  tx: Transaction,
  {
    referral,
    actor,
    made,
    deployment,
  }: { referral: Referral; actor: Actor; made: Made; deployment: Deployment | undefined },
) {
  const { now, episodeId } = made;
  // The link to the clinic's chain comes first: of two referrals of one person at the same moment, the later one
  // is tried again and finds the other.
  await tx.append(clinicChain, { at: now, what: 'client referred', by: actor.by, details: { episodeId } });
  const staff = await tx.list('staff');
  const { clinic, program, today } = await checkedPlace(tx, {
    referral,
    staff,
    clinicId: actor.clinicId,
    now,
    deployment,
  });
  const [clients, episodes] = await Promise.all([tx.list('client'), tx.list('episode')]);
  const known = clients.find((client) => personKey(client) === personKey(referral));
  refuseOpenEpisode(episodes.find((episode) => episode.clientId === known?.id && !isEnded(episode)));
  const counselorId = leastLoaded('counselor', staff, episodes, today);
  const facts: ReferralMade = {
    now,
    today,
    timeZone: clinic.calendar.timeZone,
    episodeId,
    clientId: known?.id ?? made.newClientId,
    program,
    counselorId,
    caseManagerId: leastLoaded('case-manager', staff, episodes, today),
    discloser: clinic.name,
  };
  writeRecords(tx, referral, facts, actor);
  const earlier = episodes.filter((episode) => episode.clientId === known?.id);
  return {
    facts,
    journey: planJourney(tx, actor.clinicId, episodeId, now),
    followedUp: endEarlierCalls(tx, earlier, facts, actor),
    earlierEpisodes: earlier.map(({ id }) => id),
  };
}

/** Whoever is back is not called any more about the time after an earlier episode. Returns the episodes to tell. */
function endEarlierCalls(
  tx: Transaction,
  earlier: readonly Episode[],
  { episodeId: newEpisodeId, now }: ReferralMade,
  { by }: Actor,
): string[] {
  const followedUp = earlier.filter(({ stage, readmittedAs }) => stage === 'follow-up' && !readmittedAs);
  for (const episode of followedUp) {
    const { id: episodeId } = episode;
    tx.put('episode', { ...episode, readmittedAs: newEpisodeId });
    const news = { kind: 'changed' } as const;
    raiseSignal(tx, { episodeId, wait: 'follow-up', at: now, news }, `readmitted-${now}`);
    tx.audit({ at: now, what: 'readmission opened', by, episodeId, details: { newEpisodeId } });
  }
  return followedUp.map(({ id }) => id);
}

/** The clinic and the program that a referral goes to, once everything in it fits them. */
async function checkedPlace(
  tx: Transaction,
  {
    referral,
    staff,
    clinicId,
    now,
    deployment,
  }: {
    referral: Referral;
    staff: readonly StaffMember[];
    clinicId: string;
    now: Instant;
    deployment: Deployment | undefined;
  },
) {
  const clinic = await tx.get('clinic', clinicId);
  if (!clinic) throw refused([{ path: [], message: noClinic(clinicId) }]);
  const closed = whyNoReferral(clinic, deployment);
  if (closed) throw refused([{ path: [], message: closed }]);
  const today = localDateOf(clinic.calendar.timeZone, now);
  const version = clinic.programVersions[referral.programId];
  const filed = version ? await tx.get('program', `${referral.programId}:${version}`) : undefined;
  const program = filed?.program;
  const programIds = Object.keys(clinic.programVersions);
  const partners = await tx.list('partner');
  const problems = referralProblems(referral, { program, programIds, partners, staff, today });
  if (problems.length > 0 || !program) throw refused(problems);
  return { clinic, program, today };
}

function noClinic(clinicId: string): string {
  return `there is no clinic "${clinicId}"; apply the clinic’s file first`;
}

function writeRecords(tx: Transaction, referral: Referral, facts: ReferralMade, actor: Actor): void {
  const { episodeId, program, now } = facts;
  const { counselorId, caseManagerId, clientId } = facts;
  const { plannedDays, track, meets, homeChoices, receiverChoices } = referral;
  const choices = { plannedDays, track, meets, homeChoices, receiverChoices };
  const { id: programId, version: programVersion } = program;
  const details = { clientId, programId, programVersion, counselorId, caseManagerId, ...choices };
  tx.put('client', clientOf(referral, facts));
  tx.put('episode', episodeOf(referral, facts));
  tx.audit({ at: now, what: 'client referred', by: actor.by, episodeId, details });
  tx.put('carePlan', carePlanOf(referral, facts));
  for (const { criterion, clinicianId } of referral.overrides ?? [])
    tx.audit({
      at: now,
      what: 'criterion set aside',
      by: actor.by,
      episodeId,
      details: { criterion, clinicianId },
    });
  recordAuthorization(tx, referral, facts, actor);
  for (const consent of consentsOf(referral, facts)) {
    const { id: consentId, recipientIds, categories, expiresOn, expiresUpon } = consent;
    tx.put('consent', consent);
    tx.audit({
      at: now,
      what: 'consent recorded',
      by: actor.by,
      episodeId,
      details: { consentId, recipientIds, categories, expiresOn, expiresUpon },
    });
  }
}

function recordAuthorization(
  tx: Transaction,
  { authorization }: Referral,
  facts: ReferralMade,
  actor: Actor,
) {
  if (!authorization) return;
  const { episodeId, now, today } = facts;
  const recorded = authorizationOf(authorization, { episodeId, number: 1, now, today });
  tx.put('authorization', recorded);
  const details = { authorizationId: recorded.id, endsOn: recorded.endsOn };
  tx.audit({ at: now, what: 'authorization recorded', by: actor.by, episodeId, details });
}

function refused(problems: readonly Contradiction[]): BadInput {
  return new BadInput(
    problems.map(({ path, message }) => fieldProblem({ code: 'custom', path, message, input: undefined })),
  );
}

function refuseOpenEpisode(open: Episode | undefined): void {
  if (!open) return;
  const message = `somebody with this name and birth date has the open episode ${open.id}; go on with that episode, or correct the name or the birth date`;
  throw refused([{ path: ['name'], message }]);
}

/** The one in a role with the fewest open episodes among those at work; among all who have not left when nobody is. */
function leastLoaded(
  role: 'counselor' | 'case-manager',
  staff: readonly StaffMember[],
  episodes: readonly Episode[],
  today: LocalDate,
): string {
  const team = staff.filter(({ roles, leftOn }) => roles.includes(role) && !leftOn);
  const present = team.filter(
    ({ absences }) => !absences.some(({ from, to }) => from <= today && today <= to),
  );
  const field = role === 'counselor' ? 'counselorId' : 'caseManagerId';
  const load = (id: string) =>
    episodes.filter((episode) => episode[field] === id && !isEnded(episode)).length;
  const [first] = (present.length > 0 ? present : team)
    .map(({ id }) => ({ id, load: load(id) }))
    .sort((a, b) => a.load - b.load);
  if (!first) throw refused([{ path: [], message: `nobody is a ${role}; give somebody that role first` }]);
  return first.id;
}

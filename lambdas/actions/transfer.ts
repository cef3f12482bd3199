import * as z from 'zod';
import { leaveTransferQueue } from '../casework/caseload-places.ts';
import { tellOffered } from '../casework/end-referral.ts';
import { afterTransfer, type Transferred, transferOrWait } from '../casework/transfer-client.ts';
import { criteriaProblems } from '../domain/admission-criteria.ts';
import { emptyCarePlan } from '../domain/care-plan.ts';
import type { Clinic } from '../domain/clinic.ts';
import type { Instant } from '../domain/clinic-calendar.ts';
import { type Episode, isInTreatment } from '../domain/episode.ts';
import { type Contradiction, choiceField, slugField, wants, wholeField } from '../domain/file-fields.ts';
import { admissionRequirements, type Program } from '../domain/program.ts';
import { overrideSchema } from '../domain/referral-intake.ts';
import type { Transaction } from '../ports.ts';
import {
  episodeField,
  named,
  reasonField,
  refuseContradictions,
  refuseField,
} from '../runtime/action-subject.ts';
import { defineAction } from '../runtime/define-action.ts';

const schema = z.strictObject({
  episodeId: episodeField,
  programId: slugField(30).describe(
    'The program to go on in; the present one to take back a transfer that waits',
  ),
  plannedDays: wholeField(1, 180, 'a number of days').describe('Length in the new program'),
  track: choiceField(['day', 'evening']).describe('When the client can attend'),
  meets: z
    .array(choiceField(admissionRequirements), wants('a list', 'list what holds now, or leave it out'))
    .optional()
    .describe('Requirements of the new program that hold now, beside those attested before'),
  overrides: z
    .array(overrideSchema, wants('a list', 'list the criteria set aside, or leave it out'))
    .max(5, 'more than 5; talk about another program instead')
    .optional()
    .meta({
      title: 'Criteria set aside',
      description: 'By a clinician, with a reason; never those of safety',
    }),
  reason: reasonField,
});
type Input = z.infer<typeof schema>;

type Done = Transferred | { outcome: 'taken back' };

/** Moves a client to another program of the clinic: at once, or as soon as it has a place. */
export const action = defineAction({
  name: 'transfer',
  title: 'Transfer to another program',
  description:
    'The client goes on in another of the clinic’s programs with the same counselor, home, plan and consents. While it is full the client keeps the place here. Nobody outside is told.',
  schema,
  async run(input, actor, ports) {
    const now = ports.clock.now();
    const { clinicId, by } = actor;
    const { episodeId } = input;
    const newEpisodeId = ports.ids.next('ep');
    const { done, offered } = await ports.store.transact(clinicId, (tx) =>
      transfer(tx, input, { clinicId, by, newEpisodeId }, now),
    );
    await tellOffered(ports, clinicId, offered, now);
    if (done.outcome === 'taken back') return { summary: 'The client stays in the present program.' };
    if (done.outcome === 'waits')
      return {
        summary: `The program is full: the client keeps the present place and is number ${done.position} in the queue.`,
      };
    await afterTransfer(ports, clinicId, { episodeId, journey: done.journey }, now);
    return { summary: 'The client goes on in the new program.', episodeId: newEpisodeId };
  },
});

async function transfer(
  tx: Transaction,
  input: Input,
  { clinicId, by, newEpisodeId }: { clinicId: string; by: string; newEpisodeId: string },
  now: Instant,
): Promise<{ done: Done; offered: string[] }> {
  const episode = await named(tx, 'episode', input.episodeId, 'episodeId');
  const clinic = await named(tx, 'clinic', clinicId, 'clinic');
  if (!isInTreatment(episode))
    refuseField(
      'episodeId',
      'the client is not in treatment',
      'cancel a referral that waits, and refer the client to the other program',
    );
  const offered = await leaveTransferQueue(tx, episode.id, now);
  const stays: Episode = { ...episode, transferWish: null };
  if (input.programId === episode.programId) {
    if (!episode.transferWish)
      refuseField('programId', 'the client is in this program already', 'choose another program');
    return { done: { outcome: 'taken back' }, offered };
  }
  const program = await checkedProgram(tx, clinic, stays, input);
  const { programId, plannedDays, track, reason } = input;
  const programVersion = program.version;
  const wish = { newEpisodeId, programId, programVersion, plannedDays, track, reason, by, at: now };
  return { done: await transferOrWait(tx, clinic, stays, wish, now), offered };
}

/** The program, once everything about the client fits it; what was attested now is on record. */
async function checkedProgram(
  tx: Transaction,
  clinic: Clinic,
  episode: Episode,
  input: Input,
): Promise<Program> {
  const { programId, meets = [], overrides = [] } = input;
  const version = clinic.programVersions[programId];
  const filed = version ? await tx.get('program', `${programId}:${version}`) : undefined;
  if (!filed)
    refuseField(
      'programId',
      'the clinic has no such program',
      `use one of: ${Object.keys(clinic.programVersions).join(', ')}`,
    );
  const { program } = filed;
  const known = (await tx.get('carePlan', episode.id)) ?? emptyCarePlan(episode.id);
  const plan = { ...known, meets: [...new Set([...known.meets, ...meets])] };
  const { residence, homeChoices } = episode;
  const homes = residence ? [residence.homeId] : homeChoices;
  const candidate = { ...plan, homeChoices: homes, overrides };
  refuseContradictions([
    ...boundsProblems(program, input),
    ...criteriaProblems(candidate, program, await tx.list('staff')).map(ofTransfer),
  ]);
  tx.put('carePlan', { ...plan, overrides: [...plan.overrides, ...overrides] });
  return program;
}

function boundsProblems({ lengthDays, tracks = ['day'] }: Program, input: Input): Contradiction[] {
  const problems: Contradiction[] = [];
  const { min, max } = lengthDays;
  if (input.plannedDays < min || input.plannedDays > max)
    problems.push({
      path: ['plannedDays'],
      message: `is outside the program’s ${min} to ${max} days; choose a length within it`,
    });
  if (!tracks.includes(input.track))
    problems.push({
      path: ['track'],
      message: `the program has no ${input.track} track; use one of: ${tracks.join(', ')}`,
    });
  return problems;
}

/** What the referral's form asks elsewhere has no field here: the program itself is what does not fit. */
function ofTransfer({ path, message }: Contradiction): Contradiction {
  const [field] = path;
  return field === 'meets' || field === 'overrides' ? { path, message } : { path: ['programId'], message };
}

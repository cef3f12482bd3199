import type { Clinic } from '../domain/clinic.ts';
import { addHours, type Instant } from '../domain/clinic-calendar.ts';
import { offerAnswerDue } from '../domain/clocked-ladder.ts';
import type { Episode } from '../domain/episode.ts';
import { type TaskKind, taskRules } from '../domain/human-task-kinds.ts';
import type { Reader } from '../ports.ts';
import { required } from './read-records.ts';

/**
 * By when a question of an admission is to be answered: an intake within the program's hours of the place, or of the
 * appointment after the first was missed; an offer before it expires. Null for every other question.
 */
export async function admissionDue(
  reader: Reader,
  clinic: Clinic,
  { kind, episode }: { kind: TaskKind; episode: Episode | undefined },
  now: Instant,
): Promise<Instant | null> {
  const { clock } = taskRules[kind];
  if (!clock || !episode) return null;
  const { program } = await required(reader, 'program', `${episode.programId}:${episode.programVersion}`);
  if (clock === 'offer') {
    const queue = await reader.list('waitlist', { parent: program.id });
    const offer = queue.find((entry) => entry.episodeId === episode.id)?.offer;
    const { offerHours } = program.waitlist;
    const expiresAt = offer?.expiresAt ?? addHours(now, offerHours);
    return offerAnswerDue(clinic.calendar, { now, expiresAt, offerHours });
  }
  const place = await reader.get('enrolment', `${program.id}:${episode.id}`);
  const from = episode.missedIntakeTaskId ? now : (place?.since ?? now);
  return addHours(from, program.admission.intakeWithinHours);
}

import type { FollowUp } from '../domain/follow-up.ts';
import type { Transaction } from '../ports.ts';
import type { Case } from './read-records.ts';

/** Records every follow-up that is still to come as not made, and why. None is asked about any more. */
export async function endFollowUps(
  tx: Transaction,
  { episode, program, today }: Case,
  outcome: Extract<FollowUp['outcome'], 'declined' | 'readmitted'>,
): Promise<void> {
  const { id: episodeId } = episode;
  for (const day of program.followUpDays) {
    const id = `${episodeId}:day-${day}`;
    if (!(await tx.get('followUp', id))) tx.put('followUp', { id, episodeId, day, date: today, outcome });
  }
  tx.put('episode', { ...episode, followUpsDone: program.followUpDays.length });
}

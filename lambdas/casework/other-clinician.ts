import type { LocalDate } from '../domain/clinic-calendar.ts';
import type { HumanTask } from '../domain/human-task.ts';
import { type StaffMember, whoCovers } from '../domain/staff.ts';
import type { Reader } from '../ports.ts';

/**
 * A clinician beside those of a crisis's first rungs: the client's own counselor where there is one, else the next who is
 * at work. Depends on the day alone, so that a repeated step asks the same person; undefined when there is nobody else.
 *
 * @param before ids of those whom the first rungs ask
 */
export async function otherClinicianId(
  reader: Reader,
  staff: readonly StaffMember[],
  { about }: Pick<HumanTask, 'about'>,
  { before, on }: { before: readonly (string | undefined)[]; on: LocalDate },
): Promise<string | undefined> {
  const crisis = about.crisisId ? await reader.get('crisis', about.crisisId) : undefined;
  const episode = crisis?.episodeId ? await reader.get('episode', crisis.episodeId) : undefined;
  const counselors = staff.filter(({ roles }) => roles.includes('counselor')).map(({ id }) => id);
  const inOrder = episode ? [episode.counselorId, ...counselors] : counselors;
  return inOrder.find((id) => whoCovers(staff, id, on)?.id === id && !before.includes(id));
}

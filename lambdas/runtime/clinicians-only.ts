import type { StaffRole } from '../domain/staff.ts';
import type { Reader } from '../ports.ts';
import { refuseField } from './action-subject.ts';
import type { Actor } from './define-action.ts';

/** Who decides about care. */
const clinicians: readonly StaffRole[] = ['counselor', 'on-call', 'director'];

/**
 * Refuses whoever is no clinician. The command line acts for the clinic as a whole; everybody else needs a
 * clinician's role.
 *
 * @param what is theirs to do: "a test for cause"
 * @throws BadInput
 */
export async function cliniciansOnly(reader: Reader, { by }: Actor, what: string): Promise<void> {
  const member = await reader.get('staff', by);
  if (!member || member.roles.some((role) => clinicians.includes(role))) return;
  refuseField(
    'episodeId',
    `${by} is no clinician, and ${what} is a clinician’s to decide`,
    'ask the client’s counselor, the on-call clinician or the director',
  );
}

import type { Reader } from '../ports.ts';
import { named, refuseField } from './action-subject.ts';
import type { Actor } from './define-action.ts';

/**
 * Whose word an action takes: that of the member of staff who acts; from a command line, that of the one it names.
 * Nobody signed in gives another's word, or two people would be one.
 * @throws BadInput for another's name, and where nobody is named
 */
export async function ownWordOf(
  reader: Reader,
  { by }: Actor,
  given: string | undefined,
  field: string,
): Promise<string> {
  if ((await reader.get('staff', by)) !== undefined) {
    if (given !== undefined && given !== by)
      refuseField(field, 'is somebody else', 'leave it out, or have them do it under their own name');
    return by;
  }
  if (given === undefined) return refuseField(field, 'is missing', 'name the member of staff');
  if ((await named(reader, 'staff', given, field)).leftOn)
    refuseField(field, 'has left', 'name somebody who is there');
  return given;
}

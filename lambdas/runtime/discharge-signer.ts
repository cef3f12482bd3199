import { refuseField } from './action-subject.ts';

/**
 * Who is asked to sign a discharge, from what asking for it came to.
 * @throws BadInput when nobody is
 */
export function signerOf(asked: { signerId: string } | 'asked already' | 'nobody else'): string {
  if (asked === 'asked already')
    return refuseField(
      'episodeId',
      'a discharge is waiting for its signature already',
      'wait for the answer',
    );
  if (asked === 'nobody else')
    return refuseField('episodeId', 'nobody else could sign', 'add a second clinician to the clinic’s file');
  return asked.signerId;
}

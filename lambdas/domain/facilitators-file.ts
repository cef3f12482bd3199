import * as z from 'zod';
import { type Contradiction, repeats, slugField, wants } from './file-fields.ts';

/** Who holds which session, as the clinic's file says it. */
export const facilitatorsField = z
  .array(
    z.strictObject({
      programId: slugField(30).describe('The program’s id'),
      sessionId: slugField(30).describe('The session’s id in that program'),
      staffId: slugField(40).describe('Who holds it and is asked who was there'),
    }),
    wants('a list of facilitators', 'list programId, sessionId and staffId of each'),
  )
  .describe(
    'Who holds which session; where nobody is named, the client’s own counselor for individual sessions, else the counselor whose day it is',
  );

type Facilitators = z.infer<typeof facilitatorsField>;

/** Facilitators who are not on the staff, and sessions that are named twice. */
export function facilitatorProblems(
  facilitators: Facilitators,
  staff: readonly { id: string }[],
): Contradiction[] {
  const strangers = facilitators.flatMap(({ staffId }, index) =>
    staff.some(({ id }) => id === staffId)
      ? []
      : [
          {
            path: ['clinic', 'facilitators', index, 'staffId'],
            message: `nobody on the staff has the id "${staffId}"; name a member of staff of this file`,
          },
        ],
  );
  return [
    ...strangers,
    ...repeats(
      facilitators.map(({ programId, sessionId }) => `${programId}.${sessionId}`),
      (index) => ['clinic', 'facilitators', index],
      () => 'names somebody for a session that stands further up; keep one',
    ),
  ];
}

/** Sessions that a facilitator is named for and that no program of the clinic has. */
export function facilitatorsWithoutSession(
  facilitators: Facilitators = [],
  programs: readonly { id: string; sessions: readonly { id: string }[] }[],
): Contradiction[] {
  return facilitators.flatMap(({ programId, sessionId }, index) => {
    const path = ['clinic', 'clinic', 'facilitators', index];
    const program = programs.find(({ id }) => id === programId);
    if (!program) {
      const known = programs.map(({ id }) => id).join(', ');
      return [
        {
          path: [...path, 'programId'],
          message: `the clinic has no program "${programId}"; use one of: ${known}`,
        },
      ];
    }
    if (program.sessions.some(({ id }) => id === sessionId)) return [];
    const known = program.sessions.map(({ id }) => id).join(', ');
    return [
      {
        path: [...path, 'sessionId'],
        message: `the program has no session "${sessionId}"; use one of: ${known}`,
      },
    ];
  });
}

import * as z from 'zod';
import {
  type Contradiction,
  choiceField,
  flagField,
  slugField,
  textField,
  timeField,
  wants,
  wholeField,
} from './file-fields.ts';
import { largestGroup, sessionKinds } from './session-kinds.ts';

const weekdaysFix = 'list weekdays from 1 (Monday) to 7 (Sunday), each once';

const sessionSchema = z.strictObject(
  {
    id: slugField(30).describe('The session for ever'),
    name: textField('the session’s name', 60).describe('As staff and the client read it'),
    sheetName: textField('a neutral name', 60)
      .optional()
      .describe('What attendance sheets call it, where its own name tells something about who comes'),
    kind: choiceField(sessionKinds).describe('What it counts as when hours are added up'),
    track: choiceField(['day', 'evening']).describe('Which track it belongs to'),
    weekdays: z
      .array(wholeField(1, 7, 'a weekday by number, Monday = 1'), wants('a list of weekdays', weekdaysFix))
      .min(1, `no weekday; ${weekdaysFix}`)
      .refine((list) => new Set(list).size === list.length, `lists a weekday twice; ${weekdaysFix}`)
      .describe('ISO weekdays on which it is held, Monday = 1'),
    starts: timeField.describe('When it begins, in the clinic’s time'),
    minutes: wholeField(15, 480, 'a number of minutes').describe('How long it lasts'),
    phases: z
      .array(textField('a phase’s name'), wants('a list of phases', 'list names of phases'))
      .min(1, 'no phase; list the phases that attend, or leave it out for all of them')
      .optional()
      .describe('Names of the phases that attend; all of them when left out'),
    maxSize: wholeField(1, 60, 'a number of clients')
      .optional()
      .describe(`Most clients in the room; ${largestGroup} for a group when left out`),
    online: flagField.optional().describe('Whether clients may attend from elsewhere; no when left out'),
  },
  wants('a session', 'give id, name, kind, track, weekdays, starts and minutes'),
);

export const sessionsSchema = z
  .array(sessionSchema, wants('a list of sessions', 'list at least one session'))
  .min(1, 'no session; list at least one')
  .describe('The calendar of sessions, by track');

export type ProgramSession = z.infer<typeof sessionSchema>;

interface SessionPlan {
  sessions: readonly ProgramSession[];
  tracks?: readonly ('day' | 'evening')[] | undefined;
  clinicalHours?: { opens: string; closes: string } | undefined;
  phases: readonly { name: string }[];
}

/** What in the calendar of sessions contradicts the rest of the program. */
export function sessionContradictions(plan: SessionPlan): Contradiction[] {
  const { sessions, tracks = ['day'], clinicalHours } = plan;
  const idle = tracks.flatMap((track, index) =>
    sessions.some((session) => session.track === track)
      ? []
      : [
          {
            path: ['tracks', index],
            message: `no session belongs to the ${track} track; add its sessions, or take it out`,
          },
        ],
  );
  const isTurned = clinicalHours !== undefined && clinicalHours.closes <= clinicalHours.opens;
  const turned = isTurned
    ? [{ path: ['clinicalHours', 'closes'], message: 'is not after opens; close later than you open' }]
    : [];
  const judged = isTurned ? { ...plan, clinicalHours: undefined } : plan;
  return [...idle, ...turned, ...sessions.flatMap((session, index) => problemsOf(session, index, judged))];
}

function problemsOf(session: ProgramSession, index: number, plan: SessionPlan): Contradiction[] {
  const { sessions, tracks = ['day'], phases } = plan;
  const names = phases.map(({ name }) => name);
  const problems: Contradiction[] = [];
  const say = (field: string, message: string) =>
    problems.push({ path: ['sessions', index, field], message });
  if (!tracks.includes(session.track))
    say(
      'track',
      `the program has no ${session.track} track; add it to tracks, or use one of: ${tracks.join(', ')}`,
    );
  if (sessions.findIndex(({ id }) => id === session.id) < index)
    say('id', `"${session.id}" stands further up; give each session its own id`);
  for (const name of session.phases ?? [])
    if (!names.includes(name))
      say('phases', `the program has no phase "${name}"; use one of: ${names.join(', ')}`);
  return [...problems, ...timeProblems(session, index, plan)];
}

function timeProblems(
  session: ProgramSession,
  index: number,
  { clinicalHours }: SessionPlan,
): Contradiction[] {
  const { starts, ends } = spanOf(session);
  if (ends > 24 * 60)
    return [
      { path: ['sessions', index, 'minutes'], message: 'ends after midnight; begin earlier or shorten it' },
    ];
  if (!clinicalHours) return [];
  const hours = `the clinical hours ${clinicalHours.opens} to ${clinicalHours.closes}`;
  const problems: Contradiction[] = [];
  if (starts < minuteOf(clinicalHours.opens))
    problems.push({
      path: ['sessions', index, 'starts'],
      message: `${session.starts} is before ${hours}; begin later, or widen clinicalHours`,
    });
  if (ends > minuteOf(clinicalHours.closes))
    problems.push({
      path: ['sessions', index, 'minutes'],
      message: `ends at ${timeOf(ends)}, after ${hours}; begin earlier, shorten it, or widen clinicalHours`,
    });
  return problems;
}

/** A session's beginning and end, in minutes after midnight. */
export function spanOf({ starts, minutes }: Pick<ProgramSession, 'starts' | 'minutes'>) {
  const begins = minuteOf(starts);
  return { starts: begins, ends: begins + minutes };
}

function minuteOf(time: string): number {
  const [hour = 0, minute = 0] = time.split(':').map(Number);
  return hour * 60 + minute;
}

/** Minutes after midnight as a time, "09:30". */
export function timeOf(minutes: number): string {
  return [Math.floor(minutes / 60), minutes % 60].map((part) => String(part).padStart(2, '0')).join(':');
}

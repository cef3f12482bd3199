import * as z from 'zod';
import { noteForHome } from '../casework/home-notices.ts';
import { readCase } from '../casework/read-records.ts';
import { type Episode, isInTreatment } from '../domain/episode.ts';
import { choiceField, flagField, slugField } from '../domain/file-fields.ts';
import type { Program } from '../domain/program.ts';
import {
  clashesWithWork,
  plannedMinutesAWeek,
  sessionDaysAWeek,
  totalMinutes,
} from '../domain/session-calendar.ts';
import { episodeField, named, reasonField, refuseField } from '../runtime/action-subject.ts';
import { defineAction } from '../runtime/define-action.ts';

const schema = z.strictObject({
  episodeId: episodeField,
  track: choiceField(['day', 'evening']).optional().describe('The track that the client attends from now on'),
  sessionIds: z
    .array(slugField(30))
    .min(1, 'lists no session; use a leave for days away, or null for the program’s own')
    .max(60)
    .nullable()
    .optional()
    .describe(
      'The sessions that the client attends instead of the program’s own, by id: fewer, more, or of the other track; null goes back to the program’s own',
    ),
  forAllPhases: flagField
    .optional()
    .describe('true: these sessions hold in later phases too, instead of stepping down with the next one'),
  decidedBy: slugField(40).describe('Staff id of the clinician who decided: a counselor or the director'),
  reason: reasonField,
});
type Input = z.infer<typeof schema>;

const weekdays = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];

/** Another track or other sessions for one client. Sessions follow at once, and the home hears of it within consent. */
export const action = defineAction({
  name: 'change-schedule',
  title: 'Change a client’s track or hours',
  description:
    'A clinician decides which sessions one client attends. Attendance sheets follow at once, the home hears the number of days within consent, and sessions that lie in hours of work are named.',
  schema,
  async run(input, actor, { store, clock }) {
    const at = clock.now();
    const changed = await store.transact(actor.clinicId, async (tx) => {
      const { episodeId, reason, decidedBy } = input;
      await named(tx, 'episode', episodeId, 'episodeId');
      const { clinic, episode, program, today } = await readCase(tx, actor.clinicId, episodeId, at);
      const clinician = await named(tx, 'staff', decidedBy, 'decidedBy');
      check(input, episode, program);
      if (clinician.leftOn || !clinician.roles.some((role) => role === 'counselor' || role === 'director'))
        refuseField('decidedBy', 'is not a clinician here', 'name a counselor or the director');
      const next = changedBy(input, episode, today);
      tx.put('episode', next);
      const minutesAWeek = totalMinutes(plannedMinutesAWeek(next, program));
      const details = {
        track: next.track,
        trackBefore: episode.track,
        sessionIds: next.schedule?.sessionIds ?? null,
        minutesAWeek,
        decidedBy,
        reason,
      };
      tx.audit({ at, what: 'schedule changed', by: actor.by, episodeId, details });
      const news = {
        news: 'schedule changed',
        daysPerWeek: sessionDaysAWeek(next, program),
        from: today,
      } as const;
      await noteForHome(tx, clinic, { episode: next, homeId: next.residence?.homeId, news }, at);
      return { minutesAWeek, warnings: warningsFor(next, program) };
    });
    const hours = Math.round((changed.minutesAWeek / 60) * 10) / 10;
    const note = changed.warnings.length > 0 ? ` ${changed.warnings.join(' ')}` : '';
    return { summary: `The client now attends ${hours} hours a week.${note}`, warnings: changed.warnings };
  },
});

function check({ track, sessionIds }: Input, episode: Episode, program: Program): void {
  if (!isInTreatment(episode))
    refuseField('episodeId', 'is not in treatment', 'schedules change during treatment only');
  if (track === undefined && sessionIds === undefined)
    refuseField('track', 'is missing, and so is sessionIds', 'say what changes');
  const tracks = program.tracks ?? ['day'];
  if (track !== undefined && !tracks.includes(track))
    refuseField('track', `is not one of this program’s`, `use one of: ${tracks.join(', ')}`);
  const known = program.sessions.map(({ id }) => id);
  const unknown = (sessionIds ?? []).find((id) => !known.includes(id));
  if (unknown !== undefined)
    refuseField('sessionIds', `there is no session "${unknown}"`, `use some of: ${known.join(', ')}`);
}

/** Sessions that were named for the other track do not follow a change of track unless they are named again. */
function changedBy(
  { track, sessionIds, forAllPhases, reason, decidedBy }: Input,
  episode: Episode,
  today: string,
): Episode {
  const { schedule: _, ...rest } = episode;
  const next = { ...rest, track: track ?? episode.track };
  if (!sessionIds) return next;
  const phase = forAllPhases ? {} : { phaseIndex: episode.phaseIndex };
  return { ...next, schedule: { sessionIds, ...phase, reason, by: decidedBy, on: today } };
}

function warningsFor(episode: Episode, program: Program): string[] {
  return clashesWithWork(episode, program).map(({ sessionId, weekday }) => {
    const name = program.sessions.find(({ id }) => id === sessionId)?.name ?? sessionId;
    return `${name} on ${weekdays[weekday - 1]} lies in the client’s hours of work or school.`;
  });
}

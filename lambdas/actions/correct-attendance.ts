import * as z from 'zod';
import { recordAttendance } from '../casework/record-attendance.ts';
import { tellWithdrawn } from '../casework/withdraw-questions.ts';
import { attendanceAnswers, attendanceId } from '../domain/attendance.ts';
import { choiceField, dateField, slugField, wholeField } from '../domain/file-fields.ts';
import { episodeField, named, reasonField, refuseField } from '../runtime/action-subject.ts';
import { defineAction } from '../runtime/define-action.ts';

const schema = z.strictObject({
  episodeId: episodeField,
  date: dateField.describe('The day of the session'),
  sessionId: slugField(30).describe('The session, as in the program’s file'),
  outcome: choiceField(attendanceAnswers).describe('What should have been recorded'),
  minutesAttended: wholeField(1, 480, 'a number of minutes')
    .optional()
    .describe('With "left early": how long the client was there'),
  reason: reasonField,
});

/** Corrects what a sheet said of one client; what followed from the wrong entry is withdrawn or shown to the counselor. */
export const action = defineAction({
  name: 'correct-attendance',
  title: 'Correct an attendance',
  description:
    'The earlier entry is kept with its author. What is still asked because of it is withdrawn; where somebody has acted on it already, the counselor is asked to undo that. It also enters what a sheet left open.',
  schema,
  async run({ episodeId, date, sessionId, outcome, minutesAttended, reason }, actor, ports) {
    const at = ports.clock.now();
    const questions = await ports.store.transact(actor.clinicId, async (tx) => {
      await named(tx, 'episode', episodeId, 'episodeId');
      const clinic = await named(tx, 'clinic', actor.clinicId, 'clinic');
      const known = await tx.get('attendance', attendanceId(episodeId, date, sessionId));
      if (!known)
        refuseField(
          'sessionId',
          'has no record on that day',
          'use a day and session of the client’s attendance',
        );
      const { plannedMinutes } = known;
      if ((outcome === 'left early') !== (minutesAttended !== undefined))
        refuseField('minutesAttended', 'goes with "left early" and nothing else', 'give both or neither');
      if (minutesAttended !== undefined && minutesAttended >= plannedMinutes)
        refuseField(
          'minutesAttended',
          `is not less than the session’s ${plannedMinutes}`,
          'choose "attended"',
        );
      const attendedMinutes = outcome === 'attended' ? plannedMinutes : (minutesAttended ?? 0);
      const entry = { ...known, outcome, attendedMinutes, by: actor.by, at };
      return recordAttendance(tx, clinic, entry, reason);
    });
    await tellWithdrawn(ports, actor.clinicId, questions, at);
    return { summary: 'The attendance is corrected.' };
  },
});

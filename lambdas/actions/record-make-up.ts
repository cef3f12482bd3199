import * as z from 'zod';
import { type AttendanceRecord, attendanceId } from '../domain/attendance.ts';
import { localDateOf } from '../domain/clinic-calendar.ts';
import { dateField, slugField, wholeField } from '../domain/file-fields.ts';
import { episodeField, named, reasonField, refuseField } from '../runtime/action-subject.ts';
import { defineAction } from '../runtime/define-action.ts';

const schema = z.strictObject({
  episodeId: episodeField,
  missedOn: dateField.describe('The day of the session that is made up for'),
  sessionId: slugField(30).describe('That session, as in the program’s file'),
  madeUpOn: dateField.describe('When it was made up for'),
  minutes: wholeField(1, 480, 'a number of minutes').describe('How long the client was there'),
  reason: reasonField,
});

/** Whoever came to make up for a session was there that day, whatever was missed earlier on it. */
const lastOfItsDay = '23:59';

/** A session that makes up for one that was missed, excused or left early: its minutes count as the same kind. */
export const action = defineAction({
  name: 'record-make-up',
  title: 'Record a make-up session',
  description:
    'The minutes count for the kind of session that was missed. The miss itself stays on record. Entered again, it replaces the earlier entry.',
  schema,
  async run({ episodeId, missedOn, sessionId, madeUpOn, minutes, reason }, actor, { store, clock }) {
    const at = clock.now();
    await store.transact(actor.clinicId, async (tx) => {
      await named(tx, 'episode', episodeId, 'episodeId');
      const clinic = await named(tx, 'clinic', actor.clinicId, 'clinic');
      const missedId = attendanceId(episodeId, missedOn, sessionId);
      const missed = await tx.get('attendance', missedId);
      if (!missed)
        refuseField(
          'sessionId',
          'has no record on that day',
          'use a day and session of the client’s attendance',
        );
      if (missed.outcome === 'attended')
        refuseField('sessionId', 'was attended', 'correct the attendance first, if that is wrong');
      if (madeUpOn > localDateOf(clinic.calendar.timeZone, at))
        refuseField('madeUpOn', 'has not come yet', 'record it when the client was there');
      const id = `${missedId}.made-up`;
      const before = await tx.get('attendance', id);
      const record: AttendanceRecord = {
        ...missed,
        id,
        date: madeUpOn,
        starts: lastOfItsDay,
        plannedMinutes: 0,
        attendedMinutes: minutes,
        outcome: 'made up',
        by: actor.by,
        at,
        asked: [],
      };
      tx.put('attendance', record);
      const details = {
        date: madeUpOn,
        sessionId,
        kind: missed.kind,
        outcome: 'made up',
        minutes,
        missedOn,
        was: before?.attendedMinutes ?? null,
        reason,
      };
      tx.audit({ at, what: 'make-up recorded', by: actor.by, episodeId, details });
    });
    return { summary: 'The make-up session is recorded; its minutes count.' };
  },
});

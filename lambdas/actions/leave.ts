import * as z from 'zod';
import { noteForHome } from '../casework/home-notices.ts';
import { planReturnQuestion, withdrawReturnQuestion } from '../casework/leave-return.ts';
import { readCase } from '../casework/read-records.ts';
import { excuseRecorded } from '../casework/record-attendance.ts';
import { raiseSignal, tellSignalOrLater } from '../casework/tell-workflow.ts';
import { tellWithdrawn } from '../casework/withdraw-questions.ts';
import type { Instant, LocalDate } from '../domain/clinic-calendar.ts';
import { daysBetween } from '../domain/clinic-calendar.ts';
import { type Episode, isInTreatment } from '../domain/episode.ts';
import { dateField, flagField, slugField } from '../domain/file-fields.ts';
import {
  datesOfLeave,
  endAfterLeave,
  type Leave,
  longestLeaveDays,
  overlapping,
  withLeave,
} from '../domain/leave.ts';
import type { Program } from '../domain/program.ts';
import type { Transaction } from '../ports.ts';
import { episodeField, named, reasonField, refuseField } from '../runtime/action-subject.ts';
import { defineAction } from '../runtime/define-action.ts';

const schema = z.strictObject({
  episodeId: episodeField,
  from: dateField.describe('The first day away. The same day again moves the end of that leave'),
  to: dateField.describe('The last day away'),
  reason: reasonField,
  approvedBy: slugField(40).describe('Staff id of the counselor or director who agreed'),
  movePlannedEnd: flagField
    .optional()
    .describe('Treatment ends later by the days away, within the program’s longest episode'),
});
type Input = z.infer<typeof schema>;

interface Done {
  questions: string[];
  late: LocalDate[];
  endMoved: boolean;
  plannedEndOn: LocalDate | null;
}

/** A leave of absence: no draw, no attendance sheet and no miss while away; the day after, a question about the return. */
export const action = defineAction({
  name: 'leave',
  title: 'Leave of absence',
  description:
    'The client is away with approval: not drawn for tests, on no attendance sheet, and nothing counts as missed. The home hears of it within consent. The day after, the counselor is asked whether the client is back. The same first day again moves the end of a leave, also for an early return.',
  schema,
  async run(input, actor, ports) {
    const { store, clock } = ports;
    const at = clock.now();
    const { episodeId } = input;
    const done = await store.transact(actor.clinicId, (tx) => record(tx, input, { ...actor, at }));
    await tellWithdrawn(ports, actor.clinicId, done.questions, at);
    for (const wait of done.endMoved ? (['treatment', 'aftercare'] as const) : [])
      await tellSignalOrLater(ports, actor.clinicId, { episodeId, wait, at });
    const late =
      done.late.length > 0 ? ` The draw of ${done.late.join(', ')} was made already and stands.` : '';
    const end = done.endMoved ? ` Treatment now ends on ${done.plannedEndOn}.` : '';
    return { summary: `The leave is recorded.${late}${end}`, late: done.late };
  },
});

async function record(
  tx: Transaction,
  input: Input,
  { clinicId, by, at }: { clinicId: string; by: string; at: Instant },
): Promise<Done> {
  const { episodeId, from, to, reason, approvedBy } = input;
  await named(tx, 'episode', episodeId, 'episodeId');
  const { clinic, episode, program, today } = await readCase(tx, clinicId, episodeId, at);
  const before = (episode.leaves ?? []).find((leave) => leave.from === from);
  await check(tx, input, { episode, before, today });
  const leave: Leave = { from, to, reason, approvedBy, recordedBy: by, at };
  const { excusedDates, late } = await excusedFor(tx, episode, { leave, before, today });
  const plannedEndOn = input.movePlannedEnd
    ? movedEnd(episode, program, leave, before)
    : episode.plannedEndOn;
  const endMoved = plannedEndOn !== episode.plannedEndOn;
  const leaves = withLeave(episode.leaves ?? [], leave);
  const away: Episode = { ...episode, leaves, excusedDates, plannedEndOn };
  tx.put('episode', away);
  const details = { from, to, reason, approvedBy, plannedEndOn, until: before?.to ?? null };
  tx.audit({ at, what: 'leave recorded', by, episodeId, details });
  const news = { news: 'on leave', from, to } as const;
  await noteForHome(tx, clinic, { episode: away, homeId: episode.residence?.homeId, news }, at);
  const questions = before
    ? await withdrawReturnQuestion(tx, clinic, { episodeId, leave: before, by, at })
    : [];
  planReturnQuestion(tx, clinic, episodeId, leave);
  questions.push(
    ...(await excuseRecorded(tx, clinic, { episodeId, dates: datesOfLeave(leave), by, at, reason })),
  );
  for (const wait of endMoved ? (['treatment', 'aftercare'] as const) : [])
    raiseSignal(tx, { episodeId, wait, at, news: { kind: 'changed' } }, `leave-${wait}-${at}`);
  return { questions, late, endMoved, plannedEndOn };
}

async function check(
  tx: Transaction,
  { from, to, approvedBy }: Input,
  { episode, before, today }: { episode: Episode; before: Leave | undefined; today: LocalDate },
): Promise<void> {
  if (!isInTreatment(episode))
    refuseField('episodeId', 'is not in treatment', 'a leave is recorded during treatment only');
  if (to < from) refuseField('to', 'is before the first day away', 'correct the dates');
  if (episode.admittedOn && from < episode.admittedOn)
    refuseField('from', 'is before the admission', `give ${episode.admittedOn} or a later day`);
  if (daysBetween(from, to) + 1 > longestLeaveDays)
    refuseField(
      'to',
      `makes it longer than ${longestLeaveDays} days`,
      'decide about the episode in a review',
    );
  if (to < today && !before)
    refuseField('to', 'is over', 'excuse the client from sessions for days that are over');
  if (episode.plannedEndOn && from > episode.plannedEndOn)
    refuseField('from', 'is after the planned end', 'correct the dates');
  const other = overlapping(episode.leaves ?? [], { from, to });
  if (other)
    refuseField(
      'from',
      `overlaps the leave of ${other.from} to ${other.to}`,
      `move that one: use from ${other.from}`,
    );
  const approver = await named(tx, 'staff', approvedBy, 'approvedBy');
  const mayApprove = approver.roles.some((role) => role === 'counselor' || role === 'director');
  if (approver.leftOn || !mayApprove)
    refuseField('approvedBy', 'cannot approve a leave', 'name a counselor or the director');
}

/** Draws leave out whoever is excused; days that were drawn already stand. A leave that ends earlier frees its days. */
async function excusedFor(
  tx: Transaction,
  episode: Episode,
  { leave, before, today }: { leave: Leave; before: Leave | undefined; today: LocalDate },
): Promise<{ excusedDates: LocalDate[]; late: LocalDate[] }> {
  const isDrawn = async (date: LocalDate) => {
    const day = await tx.get('drawDay', date);
    return date < today || (day !== undefined && day.status !== 'ahead');
  };
  const freed: LocalDate[] = [];
  for (const date of before ? datesOfLeave(before) : [])
    if (date > leave.to && !(await isDrawn(date))) freed.push(date);
  const late: LocalDate[] = [];
  const ahead: LocalDate[] = [];
  for (const date of datesOfLeave(leave)) {
    if (!(await isDrawn(date))) ahead.push(date);
    else if (!episode.excusedDates.includes(date)) late.push(date);
  }
  const kept = episode.excusedDates.filter((date) => !freed.includes(date));
  return { excusedDates: [...new Set([...kept, ...ahead])].sort(), late };
}

/** Days that an earlier version of the leave has already moved are not moved again. */
function movedEnd(
  episode: Episode,
  program: Program,
  { from, to }: Leave,
  before: Leave | undefined,
): LocalDate | null {
  const known = before ? daysBetween(before.from, before.to) + 1 : 0;
  return endAfterLeave(episode, daysBetween(from, to) + 1 - known, program.lengthDays.max);
}

import * as z from 'zod';
import { readReport } from '../casework/figures.ts';
import { required } from '../casework/read-records.ts';
import { daysBetween, localDateOf } from '../domain/clinic-calendar.ts';
import { dateField } from '../domain/file-fields.ts';
import { BadInput, defineAction } from '../runtime/define-action.ts';

const longestDays = 1100;

const schema = z
  .strictObject({
    from: dateField.describe('The first day'),
    to: dateField.describe('The last day, today at the latest'),
  })
  .superRefine(({ from, to }, context) => {
    const say = (message: string) => context.addIssue({ code: 'custom', path: ['to'], message });
    if (to < from) say(`"${to}" is before "${from}"; give the later day last`);
    else if (daysBetween(from, to) >= longestDays)
      say(`the period is longer than ${longestDays} days; make a report for each part`);
  });

/** Counts the clinic's figures over a period. Small numbers are held back; nobody is named. Reads only. */
export const action = defineAction({
  name: 'report',
  title: 'Figures over a period',
  description:
    'What a director and a payer ask, counted over a period and by program, with small numbers held back. Reads only.',
  schema,
  async run(period, { clinicId }, { store, clock }) {
    const reader = store.read(clinicId);
    const { calendar } = await required(reader, 'clinic', clinicId);
    const today = localDateOf(calendar.timeZone, clock.now());
    if (period.to > today)
      throw new BadInput([
        { field: 'to', problem: `"${period.to}" is still to come`, fix: `give ${today} or an earlier day` },
      ]);
    const report = await readReport(reader, clinicId, period, clock.now());
    return { summary: `The figures of ${report.clinicName} from ${period.from} to ${period.to}.`, ...report };
  },
});

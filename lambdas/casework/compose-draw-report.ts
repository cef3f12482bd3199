import type { Clinic } from '../domain/clinic.ts';
import { addDays } from '../domain/clinic-calendar.ts';
import type { DrawReport } from '../domain/mail.ts';
import { firstDayOf, lastDayOf, type Quarter } from '../domain/quarter.ts';
import { chainHeadEmail, commitmentsEmail } from '../emails/draw-report-email.ts';
import type { OutgoingMail, Reader } from '../ports.ts';

/** A report of the draws to the auditor whom the clinic names now; undefined when it names none any more. */
export async function composeDrawReport(
  reader: Reader,
  { auditor, senderName, senderEmail, phone }: Clinic,
  report: DrawReport,
): Promise<Omit<OutgoingMail, 'id' | 'clinicId'> | undefined> {
  if (!auditor) return undefined;
  const sender = { language: 'en', senderName, phone } as const;
  const email =
    report.about === 'chain head'
      ? chainHeadEmail({ ...sender, ...report })
      : commitmentsEmail({
          ...sender,
          quarter: report.quarter,
          commitments: await commitmentsOf(reader, report.quarter),
        });
  return { from: senderEmail, to: auditor.email, ...email };
}

async function commitmentsOf(reader: Reader, quarter: Quarter) {
  const days = await reader.list('drawDay', { upTo: addDays(lastDayOf(quarter), 1) });
  return days.flatMap(({ id, commitment }) =>
    id >= firstDayOf(quarter) && commitment !== null ? [{ date: id, commitment }] : [],
  );
}

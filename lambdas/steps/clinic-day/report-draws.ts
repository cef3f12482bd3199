import { queueMail } from '../../casework/mail-out.ts';
import { required } from '../../casework/read-records.ts';
import { type LocalDate, localDateOf } from '../../domain/clinic-calendar.ts';
import type { DrawDay, DrawHead } from '../../domain/draw-day.ts';
import { sha256Hex } from '../../domain/draw-keys.ts';
import { auditorContactId, type DrawReport } from '../../domain/mail.ts';
import { lastDayOf, quarterOf } from '../../domain/quarter.ts';
import { dayInput, defineStep } from '../../runtime/define-step.ts';

/**
 * Queues what the clinic's outside auditor is owed by now and has not been sent: the commitments of every quarter
 * that is published to its end, and once a month the head of the chain. Another auditor's address begins anew with
 * the quarters that are not over.
 */
export const step = defineStep({
  input: dayInput,
  run: async ({ clinicId }, ports) => {
    const reader = ports.store.read(clinicId);
    const { auditor, calendar } = await required(reader, 'clinic', clinicId);
    if (!auditor) return { outcome: 'no auditor' };
    const now = ports.clock.now();
    const today = localDateOf(calendar.timeZone, now);
    const days = await reader.list('drawDay');
    const edition = sha256Hex(auditor.email).slice(0, 8);
    const queued = await ports.store.transact(clinicId, async (tx) => {
      const due = [
        ...publishedQuarters(days, today),
        ...monthlyHead(days, today, await tx.get('drawHead', 'draws')),
      ];
      const mailIds: string[] = [];
      for (const { name, report } of due) {
        const id = `${auditorContactId}:${name}-${edition}`;
        if (await tx.get('mail', id)) continue;
        const message = { kind: 'draw-report', report } as const;
        queueMail(tx, { id, contactId: auditorContactId, message, queuedAt: now });
        tx.audit({ at: now, what: 'draw report queued', by: 'report-draws', details: { mailId: id } });
        mailIds.push(id);
      }
      return mailIds;
    });
    return { outcome: 'reported', mails: queued.length };
  },
});

interface DueReport {
  name: string;
  report: DrawReport;
}

function publishedQuarters(days: readonly DrawDay[], today: LocalDate): DueReport[] {
  const ahead = days.filter(({ id, commitment }) => id >= today && commitment !== null).map(({ id }) => id);
  const quarters = [...new Set(ahead.map(quarterOf))];
  return quarters
    .filter((quarter) => ahead.includes(lastDayOf(quarter)))
    .map((quarter) => ({ name: `commitments-${quarter}`, report: { about: 'commitments', quarter } }));
}

/** From the first day of a month on which a draw before that month is on record. */
function monthlyHead(days: readonly DrawDay[], today: LocalDate, head: DrawHead | undefined): DueReport[] {
  const month = today.slice(0, 7);
  const hasRecord = days.some(
    ({ id, status }) => id < `${month}-01` && ['drawn', 'too late'].includes(status),
  );
  if (!head || !hasRecord) return [];
  const { id: _, ...report } = head;
  return [{ name: `head-${month}`, report: { about: 'chain head', ...report } }];
}

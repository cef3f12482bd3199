import { goOnAfterHold } from '../casework/after-hold.ts';
import { openSheets } from '../casework/attendance-sheets.ts';
import { checkDelivery } from '../casework/deliver-instead.ts';
import { takeUpReports } from '../casework/home-reports.ts';
import { lookAfterHandoff } from '../casework/look-after-handoff.ts';
import { sendQueued } from '../casework/mail-out.ts';
import { reconcileSuppressed } from '../casework/mail-reconcile.ts';
import { restartWaiting } from '../casework/restart-waiting.ts';
import { settleEnding } from '../casework/settle-ending.ts';
import { takeUpSheet } from '../casework/take-up-sheet.ts';
import { tellSettled, tellSignal } from '../casework/tell-workflow.ts';
import { transferOffered } from '../casework/transfer-client.ts';
import type { AgendaDuty, AgendaItem } from '../domain/clinic.ts';
import type { Ports } from '../ports.ts';
import { sendBatch, sendDigest } from './send-lists.ts';
import { startClinicDay } from './start-clinic-day.ts';
import { tellOfMonday } from './tell-of-monday.ts';

type Duty<Name extends AgendaDuty['do']> = Extract<AgendaDuty, { do: Name }>;
type Perform = (ports: Ports, clinicId: string, item: AgendaItem) => Promise<void>;

/** What each kind of agenda item means. Each can be done twice without harm, and takes itself off the agenda. */
export const duties: Record<AgendaDuty['do'], Perform> = {
  'start-clinic-day': startClinicDay,
  'tell-of-monday': tellOfMonday,
  'send-digest': sendDigest,
  'send-batch': sendBatch,
  'send-mail': async (ports, clinicId, item) => {
    await sendQueued(ports, clinicId, (item.duty as Duty<'send-mail'>).mailId);
    await takeOff(ports, clinicId, item);
  },
  'check-delivery': async (ports, clinicId, item) => {
    await checkDelivery(ports, clinicId, (item.duty as Duty<'check-delivery'>).mailId);
    await takeOff(ports, clinicId, item);
  },
  'reconcile-suppressed': async (ports, clinicId, item) => {
    await reconcileSuppressed(ports, clinicId);
    await takeOff(ports, clinicId, item);
  },
  'tell-answer': async (ports, clinicId, item) => {
    await tellSettled(ports, clinicId, (item.duty as Duty<'tell-answer'>).taskId, ports.clock.now());
    await takeOff(ports, clinicId, item);
  },
  'take-up-reports': async (ports, clinicId, item) => {
    await takeUpReports(ports, clinicId, (item.duty as Duty<'take-up-reports'>).taskId);
    await takeOff(ports, clinicId, item);
  },
  'open-sheets': async (ports, clinicId, item) => {
    const { date, track } = item.duty as Duty<'open-sheets'>;
    await openSheets(ports, clinicId, { date, track });
    await takeOff(ports, clinicId, item);
  },
  'take-up-sheet': async (ports, clinicId, item) => {
    await takeUpSheet(ports, clinicId, (item.duty as Duty<'take-up-sheet'>).taskId);
    await takeOff(ports, clinicId, item);
  },
  'tell-signal': async (ports, clinicId, item) => {
    const { episodeId, wait } = item.duty as Duty<'tell-signal'>;
    await tellSignal(ports, clinicId, { episodeId, wait, at: ports.clock.now() });
    await takeOff(ports, clinicId, item);
  },
  'settle-ending': async (ports, clinicId, item) => {
    const { episodeId, heldSince } = item.duty as Duty<'settle-ending'>;
    const now = ports.clock.now();
    const isEnding = await settleEnding(ports, clinicId, { episodeId, plannedAt: now });
    if (!isEnding && heldSince) await goOnAfterHold(ports, clinicId, { episodeId, heldSince, now });
    await takeOff(ports, clinicId, item);
  },
  transfer: async (ports, clinicId, item) => {
    await transferOffered(ports, clinicId, (item.duty as Duty<'transfer'>).episodeId);
    await takeOff(ports, clinicId, item);
  },
  'look-after-handoff': async (ports, clinicId, item) => {
    await lookAfterHandoff(ports, clinicId, (item.duty as Duty<'look-after-handoff'>).episodeId);
    await takeOff(ports, clinicId, item);
  },
  'tell-restart': async (ports, clinicId, item) => {
    const { episodeId, stage, failedAttempt } = item.duty as Duty<'tell-restart'>;
    await restartWaiting(ports, clinicId, { episodeId, stage, failedAttempt });
    await takeOff(ports, clinicId, item);
  },
  'start-execution': async (ports, clinicId, item) => {
    const { machine, name, input } = item.duty as Duty<'start-execution'>;
    await ports.journeys.start(machine, name, input);
    await takeOff(ports, clinicId, item);
  },
};

async function takeOff(ports: Ports, clinicId: string, item: AgendaItem): Promise<void> {
  await ports.store.transact(clinicId, async (tx) => tx.remove('agenda', item.id));
}

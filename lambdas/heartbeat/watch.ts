import { clinicChain, drawChain, episodeChain, firstBrokenLink } from '../domain/audit.ts';
import type { Clinic } from '../domain/clinic.ts';
import { localDateOf } from '../domain/clinic-calendar.ts';
import {
  type ClinicSigns,
  drawLateMinutes,
  isCheckDue,
  lateMinutes,
  type RecordCheck,
  worstOf,
} from '../domain/clinic-signs.ts';
import { anyClinic } from '../domain/records.ts';
import type { Ports, Reader } from '../ports.ts';
import { sendsMail } from './duty-order.ts';

/**
 * What is not as it should be after a beat, over all clinics: for alarms, never for acting. Once a day, and for one
 * clinic in a beat, places are counted again and the chains of the audit are followed from end to end.
 */
export async function watch(ports: Ports): Promise<ClinicSigns> {
  const signs: ClinicSigns[] = [];
  const pace = { mayCheck: true };
  for (const clinic of await ports.store.read(anyClinic).list('clinic'))
    signs.push(await signsOf(ports, clinic, pace));
  return worstOf(signs);
}

async function signsOf(ports: Ports, clinic: Clinic, pace: { mayCheck: boolean }): Promise<ClinicSigns> {
  const reader = ports.store.read(clinic.id);
  const now = ports.clock.now();
  const due = await reader.list('agenda', { upTo: `${now}/~` });
  const drawDay = await reader.get('drawDay', localDateOf(clinic.calendar.timeZone, now));
  const last = await reader.get('recordCheck', 'records');
  const check = pace.mayCheck && isCheckDue(last, now) ? await checkRecords(ports, clinic.id) : last;
  if (check !== last) pace.mayCheck = false;
  return {
    agendaLateMinutes: lateMinutes(due, now),
    mailLateMinutes: lateMinutes(
      due.filter(({ duty }) => sendsMail(duty)),
      now,
    ),
    drawLateMinutes: drawLateMinutes(clinic, drawDay, now),
    caseloadMismatches: check?.caseloadMismatches ?? 0,
    brokenChains: check?.brokenChains ?? 0,
  };
}

async function checkRecords(ports: Ports, clinicId: string): Promise<RecordCheck> {
  const check: RecordCheck = {
    id: 'records',
    checkedAt: ports.clock.now(),
    caseloadMismatches: await caseloadMismatches(ports.store.read(clinicId)),
    brokenChains: await brokenChains(ports, clinicId),
  };
  await ports.store.transact(clinicId, async (tx) => tx.put('recordCheck', check));
  return check;
}

/** Programs whose count differs from their members. A count read beside a change in progress is right a day later. */
async function caseloadMismatches(reader: Reader): Promise<number> {
  const caseloads = await reader.list('caseload');
  const differ = await Promise.all(
    caseloads.map(async ({ id, count }) => {
      const members = await reader.list('enrolment', { parent: id });
      const counted = await reader.get('caseload', id);
      return counted?.count === count && members.length !== count;
    }),
  );
  return differ.filter((isOff) => isOff).length;
}

async function brokenChains(ports: Ports, clinicId: string): Promise<number> {
  const episodes = await ports.store.read(clinicId).list('episode');
  const running = episodes.filter(({ closedAt }) => closedAt === null).map(({ id }) => episodeChain(id));
  let broken = 0;
  for (const chain of [clinicChain, drawChain, ...running])
    if (firstBrokenLink(await ports.store.chain(clinicId, chain)) !== undefined) broken += 1;
  return broken;
}

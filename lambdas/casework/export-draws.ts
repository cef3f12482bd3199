import { drawChain } from '../domain/audit.ts';
import type { LocalDate } from '../domain/clinic-calendar.ts';
import { exportDraws } from '../domain/draw-export.ts';
import type { ChainedDrawRecord } from '../domain/draw-record.ts';
import type { ClinicStore } from '../ports.ts';

/**
 * A clinic's draws as an auditor gets them: the whole chain, every commitment, and the keys revealed so far.
 *
 * @param today the clinic's date
 * @returns the file's text (UTF-8)
 * @throws UnsoundDraws naming the date and the field when the chain in the store is broken
 */
export async function exportClinicDraws(
  store: ClinicStore,
  clinicId: string,
  today: LocalDate,
): Promise<string> {
  const [days, links] = await Promise.all([
    store.read(clinicId).list('drawDay'),
    store.chain(clinicId, drawChain),
  ]);
  return exportDraws({
    clinicId,
    records: links.map(({ body }) => body as ChainedDrawRecord),
    commitments: days.flatMap(({ id, commitment }) =>
      commitment === null ? [] : [{ date: id, commitment }],
    ),
    dayKeys: days.flatMap(({ id, revealedKey }) =>
      revealedKey === null ? [] : [{ date: id, dayKey: new Uint8Array(Buffer.from(revealedKey, 'hex')) }],
    ),
    today,
  });
}

import type { AuditEntry } from '../../../lambdas/domain/audit.ts';
import type { Caseload } from '../../../lambdas/domain/caseload.ts';
import type { Clinic } from '../../../lambdas/domain/clinic.ts';
import { type HumanTask, newTask } from '../../../lambdas/domain/human-task.ts';
import type { Link } from '../../../lambdas/domain/link.ts';
import type { ClinicStore, Transaction } from '../../../lambdas/ports.ts';

export const noon = '2026-03-02T12:00:00.000Z';

export function caseload(id: string, count: number): Caseload {
  return { id, count };
}

export function task(id: string, about: Record<string, string> = {}): HumanTask {
  return newTask({ id, kind: 'review', ownerId: 'contact_counselor', openedAt: noon, about });
}

export function link(id: string, clinicId: string): Link {
  return {
    id,
    clinicId,
    contactId: 'contact_house-manager',
    scope: { to: 'inbox' },
    createdAt: noon,
    expiresAt: '2026-03-09T12:00:00.000Z',
    failedTries: 0,
    lockedUntil: null,
  };
}

export function clinic(id: string, name: string): Clinic {
  return {
    id,
    name,
    phone: '+1 555 0100',
    crisisPhone: '+1 555 0199',
    calendar: {
      timeZone: 'America/New_York',
      opening: { 1: { opens: '08:00', closes: '18:00' } },
      closures: [],
    },
    dayStartsAt: '05:30',
    digestAt: '08:00',
    baseUrl: 'https://links.example',
    senderEmail: 'clinic@example.org',
    senderName: 'Example Clinic',
    collections: { capacityPerDay: null, opens: '08:00', closes: '17:00' },
    programVersions: {},
    fictional: true,
  };
}

export function entry(what: string, episodeId?: string): AuditEntry {
  return episodeId === undefined
    ? { at: noon, what, by: 'contact_counselor' }
    : { at: noon, what, by: 'contact_counselor', episodeId };
}

/** Sets a caseload without having read it. */
export function setCount(store: ClinicStore, clinicId: string, id: string, count: number): Promise<void> {
  return store.transact(clinicId, async (tx) => tx.put('caseload', caseload(id, count)));
}

/** Reads a caseload and counts one more. */
export async function countOneMore(tx: Transaction, id: string): Promise<number> {
  const count = ((await tx.get('caseload', id))?.count ?? 0) + 1;
  tx.put('caseload', caseload(id, count));
  return count;
}

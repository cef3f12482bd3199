import type { AuditEntry } from '../../domain/audit.ts';
import { canonicalJson } from '../../domain/canonical-json.ts';
import type { OutgoingMail, Ports } from '../../ports.ts';
import type { Action, ActionResult, Actor } from '../../runtime/define-action.ts';
import { type ForeseenRecord, type ForeseenWrites, foreseenStore } from './foreseen-store.ts';

/** What an action would do if it were started now. */
export interface Foreseen {
  audit: readonly AuditEntry[];
  records: readonly ForeseenRecord[];
  result: ActionResult;
  /** Mails that would leave at once; others are queued and stand among the records. */
  mails: readonly OutgoingMail[];
  /** Machines that would start at once; others are on the agenda, among the records. */
  started: readonly { machine: string; name: string; input: Record<string, unknown> }[];
  stopped: readonly { machine: string; name: string }[];
  /** How many people would be paged at once. */
  pages: number;
  /** The ports of the run: they read as the clinic would be after it. */
  ports: Ports;
}

/**
 * Runs an action without doing it: the store, the mails, the pages and the machines only collect, ids are made up here,
 * and no passcode is drawn. What the action refuses, it refuses here too.
 *
 * @throws BadInput as the action does
 */
export async function foresee(action: Action, input: unknown, actor: Actor, real: Ports): Promise<Foreseen> {
  const { store, writes } = foreseenStore(real.store);
  const mails: OutgoingMail[] = [];
  const started: { machine: string; name: string; input: Record<string, unknown> }[] = [];
  const stopped: { machine: string; name: string }[] = [];
  let pages = 0;
  let ids = 0;
  const start = (machine: string, name: string, given: Record<string, unknown>) => {
    const isNew = !started.some((known) => known.name === name);
    if (isNew) started.push({ machine, name, input: given });
    return isNew ? ('started' as const) : ('already started' as const);
  };
  const ports: Ports = {
    ...real,
    store,
    secrets: {
      ...real.secrets,
      newPasscode: () => '00000000',
      hashPasscode: async () => 'foreseen',
    },
    ids: {
      next(prefix) {
        ids += 1;
        return `${prefix}_${String(ids).padStart(32, '0')}`;
      },
    },
    mailer: {
      async send(mail) {
        mails.push(mail);
        return { providerId: `foreseen-${mails.length}` };
      },
    },
    pager: {
      async page() {
        pages += 1;
      },
    },
    journeys: {
      startCrisis: async (name, given) => start('crisis', name, given),
      start: async (machine, name, given) => start(machine, name, given),
      succeed: async () => 'told',
      async stop(machine, name) {
        stopped.push({ machine, name });
      },
    },
  };
  const result = await action.start(input, actor, ports);
  const records = await changesOf(writes, real);
  return { audit: writes.audit, records, result, mails, started, stopped, pages, ports };
}

/** What would be otherwise than it is: what was written unread is held against the store, what stays the same is left out. */
async function changesOf({ records }: ForeseenWrites, real: Ports): Promise<ForeseenRecord[]> {
  const whole = await Promise.all(
    [...records.values()].map(async (record) => {
      const { clinicId, kind, id } = record;
      return { ...record, before: record.before ?? (await real.store.read(clinicId).get(kind, id)) };
    }),
  );
  return whole.filter(({ before, after }) => textOf(before) !== textOf(after));
}

function textOf(record: unknown): string {
  return record === undefined ? '' : canonicalJson(record);
}

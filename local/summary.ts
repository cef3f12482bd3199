import type { KnownPerson } from '../lambdas/console/known-people.ts';
import type { AuditEntry } from '../lambdas/domain/audit.ts';
import { clinicChain, episodeChain } from '../lambdas/domain/audit.ts';
import type { Laptop } from './laptop.ts';
import { peopleById } from './site/contacts.ts';

/** How a play ended: endings, tests, emails and escalations, a line each. */
export async function summaryOf(laptop: Laptop): Promise<string[]> {
  const lines: string[] = [];
  for (const clinicId of laptop.clinicIds()) lines.push(...(await clinicSummary(laptop, clinicId)));
  return lines;
}

async function clinicSummary(laptop: Laptop, clinicId: string): Promise<string[]> {
  const { store, mailbox } = laptop.clinic;
  const episodes = store.all(clinicId, 'episode');
  const people = peopleById(laptop, clinicId);
  const mails = mailbox.mails.filter((mail) => mail.clinicId === clinicId);
  const receivers = mails.map(({ id }) => {
    const contactId = store.find(clinicId, 'mail', id)?.contactId ?? '';
    return receiverWords[people.get(contactId)?.kind ?? 'staff'];
  });
  const chains = [clinicChain, ...episodes.map(({ id }) => episodeChain(id))];
  const entries: AuditEntry[] = [];
  for (const chain of chains)
    entries.push(...(await store.chain(clinicId, chain)).map((link) => link.body as AuditEntry));
  const asked = entries.filter(({ what }) => what === 'question asked');
  const actions = asked.map(({ details }) => asking[String(details?.action)] ?? 'asked');
  const unanswered = entries.filter(({ what }) => what === 'nobody answered').length;
  const tests = store.all(clinicId, 'drugTest').map(({ outcome }) => outcome);
  return [
    row('Episodes', episodes.length, counted(episodes.map(({ ending }) => ending ?? 'not ended'))),
    row('Tests', tests.length, counted(tests)),
    row('Questions', asked.length, `${counted(actions)}; never answered: ${unanswered}`),
    row('Emails', mails.length, counted(receivers)),
  ];
}

const receiverWords: Record<KnownPerson['kind'], string> = {
  staff: 'to staff',
  partner: 'to partners',
  client: 'to clients',
  auditor: 'to the auditor',
};
const asking: Record<string, string> = { ask: 'asked', remind: 'reminders', escalate: 'escalations' };

function row(label: string, count: number, parts: string): string {
  return `${label.padEnd(10)} ${String(count).padStart(5)}   ${parts}`.trimEnd();
}

/** "6 completed, 1 no show at intake", the most frequent first. */
function counted(values: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts]
    .sort(([a, ofA], [b, ofB]) => ofB - ofA || (a < b ? -1 : 1))
    .map(([value, count]) => `${count} ${value}`)
    .join(', ');
}

/** What keeps a play from being over: episodes that are not closed, referrals that did not come in. */
export function stillOpen(laptop: Laptop): string[] {
  const { store, runner } = laptop.clinic;
  const open = laptop.clinicIds().flatMap((clinicId) =>
    store
      .all(clinicId, 'episode')
      .filter(({ ending, closedAt }) => ending === null || closedAt === null)
      .map(({ id, stage, ending }) => `${id} is not closed: stage ${stage}, ${ending ?? 'no ending'}`),
  );
  const left = laptop.leftToCome();
  const failed = runner
    .list()
    .filter(({ status }) => status === 'FAILED' || status === 'TIMED_OUT')
    .map(({ machine, name, status, error }) => `${machine} ${name}: ${status}, ${error ?? 'no error named'}`);
  return [...open, ...(left > 0 ? [`${left} referrals have not come in`] : []), ...failed];
}

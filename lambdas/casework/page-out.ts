import type { Clinic } from '../domain/clinic.ts';
import type { Instant } from '../domain/clinic-calendar.ts';
import type { HumanTask } from '../domain/human-task.ts';
import { taskRules } from '../domain/human-task-kinds.ts';
import { type PageFailure, type PageRecord, pageAttempts, pageId, pageText } from '../domain/page.ts';
import { type PageRoute, PagerUnavailable, type Ports, type Secrets, type Transaction } from '../ports.ts';
import { executionName } from './execution-name.ts';
import { taskDoor, urlOf } from './links.ts';
import { required } from './read-records.ts';
import { contactById } from './recipients.ts';
import { askSeparately } from './start-later.ts';

/** The secret that signs a clinic's pages and their replies: derived by the link key, kept nowhere. */
export function pagerKey(secrets: Secrets, clinicId: string, version: number): Promise<Uint8Array> {
  return secrets.sign(`pager|${clinicId}|${version}`);
}

/** The key of the clinic's webhook; undefined where it has none. */
export async function webhookKey(secrets: Secrets, { id, pager }: Clinic): Promise<Uint8Array | undefined> {
  return pager?.kind === 'webhook' ? pagerKey(secrets, id, pager.secretVersion ?? 1) : undefined;
}

/** Puts a rung's page in the ledger, once; `sendPage` sends it. True when the rung was prepared before. */
export async function preparePage(
  tx: Transaction,
  task: HumanTask,
  { contactId, rung, now }: { contactId: string; rung: number; now: Instant },
): Promise<boolean> {
  const id = pageId(task.id, rung);
  if (await tx.get('page', id)) return true;
  tx.put('page', {
    id,
    taskId: task.id,
    rung,
    contactId,
    queuedAt: now,
    status: 'queued',
    attempts: 0,
    acceptedAt: null,
  });
  return false;
}

/**
 * Sends a rung's page, unless it was taken before. A page that the pager does not take is tried again by the workflow,
 * which catches the last refusal and climbs: nobody waits for somebody who was not paged. On the last rung there is
 * nobody to climb to, and the email has its time.
 *
 * @throws PagerUnavailable when the page was not taken, but for the last refusal on the last rung
 */
export async function sendPage(ports: Ports, clinicId: string, task: HumanTask, rung: number): Promise<void> {
  const id = pageId(task.id, rung);
  const page = await required(ports.store.read(clinicId), 'page', id);
  if (page.status === 'accepted') return;
  const isLast = rung >= taskRules[task.kind].ladder.length - 1;
  const because = page.status === 'failed' ? page.because : await refusalOf(ports, clinicId, task, page);
  if (because === undefined) return accept(ports, clinicId, task, page);
  const isGivenUp = page.status === 'failed' || (await noteRefusal(ports, clinicId, { task, page, because }));
  if (!isGivenUp || !isLast) throw new PagerUnavailable(`page ${id}: ${because}`);
}

/** Tries a page once; why it was not taken, or undefined. Whatever goes wrong with the pager is its failure. */
async function refusalOf(
  ports: Ports,
  clinicId: string,
  task: HumanTask,
  { id, contactId }: PageRecord,
): Promise<PageFailure | undefined> {
  const reader = ports.store.read(clinicId);
  const clinic = await required(reader, 'clinic', clinicId);
  const contact = await contactById(reader, contactId);
  const route = await routeOf(ports.secrets, clinic);
  if (!route || !contact) return 'no pager';
  const ackUrl = await urlOf(ports.secrets, clinic, taskDoor(clinicId, contactId, task.id));
  try {
    await ports.pager.page({
      id,
      clinicId,
      staffId: contactId,
      phone: contact.phone,
      text: pageText(clinic.senderName, contact.language),
      ackUrl,
      at: ports.clock.now(),
      route,
    });
    return undefined;
  } catch {
    return 'pager failed';
  }
}

async function routeOf(secrets: Secrets, clinic: Clinic): Promise<PageRoute | undefined> {
  if (clinic.pager?.kind !== 'webhook') return clinic.pager;
  const key = await webhookKey(secrets, clinic);
  return key && { kind: 'webhook', url: clinic.pager.url, key };
}

async function accept(ports: Ports, clinicId: string, task: HumanTask, { id }: PageRecord): Promise<void> {
  const at = ports.clock.now();
  await ports.store.transact(clinicId, async (tx) => {
    const page = await required(tx, 'page', id);
    if (page.status === 'accepted') return;
    tx.put('page', { ...page, status: 'accepted', attempts: page.attempts + 1, acceptedAt: at });
    await auditPage(tx, task, page, { at });
  });
}

/** Counts a refusal. True when the page is given up; then the audit says so, and the director hears of it once a climb. */
async function noteRefusal(
  ports: Ports,
  clinicId: string,
  { task, page: { id }, because }: { task: HumanTask; page: PageRecord; because: PageFailure },
): Promise<boolean> {
  const at = ports.clock.now();
  return ports.store.transact(clinicId, async (tx) => {
    const page = await required(tx, 'page', id);
    if (page.status !== 'queued') return page.status === 'failed';
    const attempts = page.attempts + 1;
    const isGivenUp = attempts >= pageAttempts || because === 'no pager';
    tx.put('page', { ...page, attempts, ...(isGivenUp && { status: 'failed', because }) });
    if (!isGivenUp) return false;
    await auditPage(tx, task, page, { at, because });
    if (task.kind === 'crisis') await tellDirector(tx, clinicId, task, { at, because });
    return true;
  });
}

async function auditPage(
  tx: Transaction,
  { id: taskId, kind, about }: HumanTask,
  { id: page, contactId, rung }: PageRecord,
  { at, because, isSilent = false }: { at: Instant; because?: PageFailure; isSilent?: boolean },
): Promise<void> {
  const crisis = about.crisisId ? await tx.get('crisis', about.crisisId) : undefined;
  const { crisisId = '', round = '' } = about;
  const details = { taskId, kind, crisisId, round, page, rung, to: contactId, because: because ?? '' };
  const isTaken = because === undefined;
  tx.audit({ at, what: pageFact(isTaken, isSilent), by: 'pager', episodeId: crisis?.episodeId, details });
}

function pageFact(isTaken: boolean, isSilent: boolean): string {
  if (isSilent) return 'page not acknowledged';
  return isTaken ? 'paged' : 'page failed';
}

async function tellDirector(
  tx: Transaction,
  clinicId: string,
  { about: { crisisId = '' } }: HumanTask,
  { at, because }: { at: Instant; because: PageFailure },
): Promise<void> {
  const { climb } = await required(tx, 'crisis', crisisId);
  askSeparately(tx, at, executionName('clinic', 'pager', crisisId, String(climb)), {
    clinicId,
    kind: 'crisis-alert',
    about: { crisisId },
    reason: because,
  });
}

/** Nobody acknowledged on a rung that was paged: on record before the next one is asked. */
export async function noteRungSilent(tx: Transaction, task: HumanTask, at: Instant): Promise<void> {
  if (!taskRules[task.kind].isPaged) return;
  const page = await tx.get('page', pageId(task.id, task.rung));
  if (page) await auditPage(tx, task, page, { at, because: page.because, isSilent: true });
}

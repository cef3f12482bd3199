import { isCheckInDay } from '../domain/check-in.ts';
import { addDays, type Instant, localDateOf } from '../domain/clinic-calendar.ts';
import { categoryOfNews, listFor, noticeList } from '../domain/home-notice.ts';
import type { HumanTask } from '../domain/human-task.ts';
import { askedOf } from '../domain/human-task.ts';
import { taskRules } from '../domain/human-task-kinds.ts';
import type { Ports, Transaction } from '../ports.ts';
import { askContact } from './ask-contact.ts';
import { mayDisclose } from './consent-check.ts';
import { executionName } from './execution-name.ts';
import { noteForHome } from './home-notices.ts';
import { queueMail, sendSoon } from './mail-out.ts';
import { readCase, required } from './read-records.ts';
import { contactForParty } from './recipients.ts';
import { startLater } from './start-later.ts';

interface Hold {
  episodeId: string;
  heldSince: Instant;
  now: Instant;
}

/**
 * A report of a death was refuted: what fell due meanwhile is asked and told now. Questions go to whoever their rung
 * names, mails that did not leave are queued anew, the home's news goes on its next list, and a home that was not asked
 * about the client is asked. Doing it again asks nobody twice.
 */
export async function goOnAfterHold(ports: Ports, clinicId: string, hold: Hold): Promise<void> {
  const tasks = await ports.store.read(clinicId).list('task', { parent: hold.episodeId });
  for (const { id, status } of tasks) if (status === 'open') await askNow(ports, clinicId, id, hold.now);
  await sendMailsAnew(ports, clinicId, hold);
  await ports.store.transact(clinicId, (tx) => noteAnew(tx, clinicId, hold));
  await ports.store.transact(clinicId, (tx) => checkInAnew(tx, clinicId, hold));
}

async function askNow(ports: Ports, clinicId: string, taskId: string, now: Instant): Promise<void> {
  const mailId = await ports.store.transact(clinicId, async (tx) => {
    const task = await required(tx, 'task', taskId);
    const rule = taskRules[task.kind].ladder[task.rung];
    if (task.status !== 'open' || !task.token || !rule) return undefined;
    // A list of the day went out without it only when it was held back; every other is on its list already.
    if (taskRules[task.kind].delivery === 'batch' && task.heldAt === undefined) return undefined;
    const clinic = await required(tx, 'clinic', clinicId);
    const today = localDateOf(clinic.calendar.timeZone, now);
    const contact = await contactForParty(tx, task, rule.party, today);
    if (!contact) return undefined;
    const asked = askedOf(freed(task), contact.id, task.token, now);
    tx.put('task', asked);
    if (task.heldAt !== undefined) {
      const details = { taskId, kind: task.kind, action: rule.action, rung: task.rung, to: contact.id };
      tx.audit({ at: now, what: 'question asked', by: 'after-hold', episodeId: task.episodeId, details });
    }
    const { action } = rule;
    return askContact(tx, ports, clinic, { task: asked, contact, rung: task.rung, action, now });
  });
  if (mailId) await sendSoon(ports, clinicId, mailId);
}

function freed({ heldAt: _, ...task }: HumanTask): HumanTask {
  return task;
}

/** The welcome and the client's own link, where the hold kept them back. */
async function sendMailsAnew(ports: Ports, clinicId: string, hold: Hold): Promise<void> {
  const mails = await ports.store.read(clinicId).list('mail', { parent: hold.episodeId });
  for (const { id, status, message, contactId, queuedAt } of mails) {
    if (message.kind !== 'welcome' || status !== 'cancelled' || queuedAt < hold.heldSince) continue;
    await ports.store.transact(clinicId, async (tx) => {
      if ((await required(tx, 'mail', id)).status === 'cancelled')
        queueMail(tx, { id, contactId, message, queuedAt: hold.now });
    });
    await sendSoon(ports, clinicId, id);
  }
}

/** News whose list went out without it. */
async function noteAnew(
  tx: Transaction,
  clinicId: string,
  { episodeId, heldSince, now }: Hold,
): Promise<void> {
  const { clinic, episode } = await readCase(tx, clinicId, episodeId, now);
  const homeId = episode.residence?.homeId;
  if (homeId === undefined) return;
  const { timeZone } = clinic.calendar;
  const today = localDateOf(timeZone, now);
  const current = listFor(timeZone, today, now).day;
  for (let day = localDateOf(timeZone, heldSince); day < current; day = addDays(day, 1)) {
    const listed = await tx.list('homeNotice', { parent: noticeList(homeId, day) });
    for (const { news } of listed.filter((notice) => notice.episodeId === episodeId)) {
      const gate = await mayDisclose(tx, episode, homeId, categoryOfNews(news), today);
      if (gate.decision === 'allowed') await noteForHome(tx, clinic, { episode, homeId, news }, now);
    }
  }
}

/** The home was asked about its other residents meanwhile: it is asked about this one, unless its day is tomorrow. */
async function checkInAnew(
  tx: Transaction,
  clinicId: string,
  { episodeId, heldSince, now }: Hold,
): Promise<void> {
  const { clinic, episode, today } = await readCase(tx, clinicId, episodeId, now);
  const homeId = episode.residence?.homeId;
  const home = homeId === undefined ? undefined : await tx.get('partner', homeId);
  if (homeId === undefined || home?.kind !== 'sober-home') return;
  const from = localDateOf(clinic.calendar.timeZone, heldSince);
  const days = [0, 1, 2, 3, 4, 5, 6].map((ago) => addDays(today, -ago)).filter((day) => day >= from);
  const missed = days.some((day) => isCheckInDay(clinic.calendar, home.checkInWeekday, day));
  const tomorrow = addDays(today, 1);
  if (!missed || isCheckInDay(clinic.calendar, home.checkInWeekday, tomorrow)) return;
  const known = await Promise.all(days.map((day) => tx.get('checkIn', `${homeId}:${day}`)));
  if (known.some((checkIn) => checkIn?.answers[episodeId] !== undefined)) return;
  const gate = await mayDisclose(tx, episode, homeId, 'residence', today);
  if (gate.decision !== 'allowed') return;
  const id = `${homeId}:${tomorrow}`;
  if (await tx.get('checkIn', id)) return;
  tx.put('checkIn', { id, homeId, date: tomorrow, episodeIds: [episodeId], answers: {} });
  startLater(tx, now, {
    machine: 'sober-home-check-in',
    name: executionName(clinicId, 'check-in', homeId, tomorrow, 'after a hold'),
    input: { schema: 1, clinicId, homeId, date: tomorrow },
  });
}

import { agendaItem } from '../domain/clinic.ts';
import { addDays, addHours, type Instant, instantOf, localDateOf } from '../domain/clinic-calendar.ts';
import { isEnded, stopsAllContact } from '../domain/episode.ts';
import { isTimeToTellLate, type OpenHandoff, planLateOn } from '../domain/handoff.ts';
import type { Ports, Transaction } from '../ports.ts';
import { planOfEpisode } from './aftercare-plans.ts';
import { mayDisclose } from './consent-check.ts';
import { type Case, readCase } from './read-records.ts';
import { askSeparately } from './start-later.ts';

/** The heartbeat looks at an open handoff at a moment: is the plan late, is the first contact due? */
export function planLook(tx: Transaction, episodeId: string, at: Instant): void {
  tx.put('agenda', agendaItem(at, { do: 'look-after-handoff', episodeId }));
}

/**
 * A look at an open handoff: shows the director a plan that is late, every third working day while nobody makes it, and
 * asks for the first contact when the program's hours after the ending are over. Plans the next look while something
 * may still be due.
 */
export async function lookAfterHandoff(ports: Ports, clinicId: string, episodeId: string): Promise<void> {
  const now = ports.clock.now();
  await ports.store.transact(clinicId, async (tx) => {
    const the = await readCase(tx, clinicId, episodeId, now);
    const { handoff } = the.episode;
    if (handoff.status !== 'open' || stopsAllContact(the.episode.ending)) return;
    const isPlanOpen = !handoff.planWaived && !(await planOfEpisode(tx, episodeId));
    const told = isPlanOpen ? tellLatePlan(tx, the, handoff, now) : handoff;
    const contactAt = await contactDueAt(tx, the);
    const looked = await askForContact(tx, the, told, { contactAt, now });
    if (looked !== handoff) tx.put('episode', { ...the.episode, handoff: looked });
    if (isPlanOpen || !looked.contact) planLook(tx, episodeId, nextLook(the, contactAt, now));
  });
}

function tellLatePlan(tx: Transaction, the: Case, handoff: OpenHandoff, now: Instant): OpenHandoff {
  const { episode, clinic, today } = the;
  const lateOn = planLateOn(clinic.calendar, episode, today);
  if (!isTimeToTellLate(clinic.calendar, handoff, lateOn, today)) return handoff;
  tx.audit({
    at: now,
    what: 'aftercare plan is late',
    by: 'look-after-handoff',
    episodeId: episode.id,
    details: { lateOn },
  });
  askSeparately(tx, now, `${episode.id}-late-plan-${today}`, {
    clinicId: clinic.id,
    kind: 'late-aftercare-plan',
    episodeId: episode.id,
    reason: 'plan not made',
  });
  return { ...handoff, latePlanToldOn: today };
}

/** The program's hours after the ending; undefined before it. */
async function contactDueAt(
  tx: Transaction,
  { episode, clinic, program }: Case,
): Promise<Instant | undefined> {
  if (!isEnded(episode) || episode.endedOn === null) return undefined;
  const ended = await tx.get('signal', `${episode.id}:treatment-ended`);
  const closes = instantOf(clinic.calendar.timeZone, episode.endedOn, clinic.collections.closes);
  return addHours(ended?.at ?? closes, program.aftercare.firstContactHours);
}

async function askForContact(
  tx: Transaction,
  { episode, clinic, today }: Case,
  handoff: OpenHandoff,
  { contactAt, now }: { contactAt: Instant | undefined; now: Instant },
): Promise<OpenHandoff> {
  if (handoff.contact || contactAt === undefined || now < contactAt) return handoff;
  const { receiverId, visitOn } = handoff;
  // Whoever has the visit by then is asked about it the next morning, and about the records with it: one mail, not two.
  const isVisitBefore = visitOn !== null && visitOn <= localDateOf(clinic.calendar.timeZone, contactAt);
  if (receiverId !== null && isVisitBefore) return { ...handoff, contact: { askedOn: null, madeOn: null } };
  const mayAsk =
    receiverId !== null &&
    (await mayDisclose(tx, episode, receiverId, 'referral', today)).decision === 'allowed';
  const question = { clinicId: clinic.id, episodeId: episode.id };
  const name = `${episode.id}-first-contact`;
  if (mayAsk) askSeparately(tx, now, name, { ...question, kind: 'first-contact', about: { receiverId } });
  else
    askSeparately(tx, now, name, {
      ...question,
      kind: 'handoff-follow-up',
      reason: 'no first contact',
      ...(receiverId === null ? {} : { about: { partnerId: receiverId } }),
    });
  const details = { receiverId, asked: mayAsk ? 'receiver' : 'case manager' };
  tx.audit({
    at: now,
    what: 'first contact is due',
    by: 'look-after-handoff',
    episodeId: episode.id,
    details,
  });
  return { ...handoff, contact: { askedOn: today, madeOn: null } };
}

function nextLook({ clinic }: Case, contactAt: Instant | undefined, now: Instant): Instant {
  const { timeZone } = clinic.calendar;
  const morning = instantOf(timeZone, addDays(localDateOf(timeZone, now), 1), clinic.dayStartsAt);
  return contactAt !== undefined && contactAt > now && contactAt < morning ? contactAt : morning;
}

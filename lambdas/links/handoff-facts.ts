import { planOfEpisode } from '../casework/aftercare-plans.ts';
import { required } from '../casework/read-records.ts';
import { localDateOf } from '../domain/clinic-calendar.ts';
import type { Episode } from '../domain/episode.ts';
import type { OpenHandoff } from '../domain/handoff.ts';
import type { HumanTask } from '../domain/human-task.ts';
import type { TaskKind } from '../domain/human-task-kinds.ts';
import { contactOfRank } from '../domain/partner.ts';
import { dayWords, momentWords, timeWords } from '../pages/dates.ts';
import { handoffFactWords } from '../pages/handoff-fact-words.ts';
import { knownWords } from '../pages/known-words.ts';
import type { Language } from '../pages/words.ts';
import type { Reader } from '../ports.ts';
import type { LinkTarget } from './link-target.ts';

interface Fact {
  label: string;
  value: string;
}

interface Asked {
  reader: Reader;
  task: HumanTask;
  episode: Episode;
  timeZone: string;
  language: Language;
}

type FactsOf = (asked: Asked) => Promise<Fact[]> | Fact[];

/** What the clinic's own people need for each kind of question. */
const forStaff: Partial<Record<TaskKind, FactsOf[]>> = {
  'aftercare-plan': [receivers, planSoFar],
  'late-aftercare-plan': [plannedEnd],
  'referral-reply': [whatIsAsked, receiverToCall],
  'find-receiver': [receivers],
  'handoff-preparation': [receiverToCall, visit, plannedEnd],
  'handoff-follow-up': [receiverToCall, clientToCall, visit],
  'first-visit': [receiverToCall, visit],
  're-engage': [clientToCall, receiverToCall, visit, tries],
  'decline-sign-off': [receivers, tries],
  'follow-up-call': [callsSoFar, planForCall],
  'higher-care': [clientToCall, planForCall],
};

/** What a receiver needs, and no more: the day that was agreed with it. */
const forReceivers: Partial<Record<TaskKind, FactsOf[]>> = {
  'handoff-referral': [wishedFor],
  'receiver-visit': [visit],
};

/** What somebody needs in order to answer a question about what comes after the program, in words. */
export async function handoffFacts(
  reader: Reader,
  { clinic, holder }: LinkTarget,
  task: HumanTask,
): Promise<Fact[]> {
  const known = (holder.partnerId ? forReceivers : forStaff)[task.kind];
  if (!known || !task.episodeId) return [];
  const { timeZone } = clinic.calendar;
  const episode = await required(reader, 'episode', task.episodeId);
  const asked = { reader, task, episode, timeZone, language: holder.language };
  const facts: Fact[] = [];
  for (const factsOf of known) facts.push(...(await factsOf(asked)));
  return facts.filter(({ value }) => value !== '');
}

function openHandoff({ episode }: Asked): OpenHandoff | undefined {
  return episode.handoff.status === 'open' ? episode.handoff : undefined;
}

async function receivers({ reader, episode, language }: Asked): Promise<Fact[]> {
  const said = handoffFactWords[language];
  const names = await Promise.all(
    episode.receiverChoices.map(async (id) => {
      const name = (await reader.get('partner', id))?.name ?? id;
      return episode.receiversDeclined.includes(id) ? `${name} (${said.declined})` : name;
    }),
  );
  return [{ label: said.choices, value: names.join('; ') || said.noChoices }];
}

async function planSoFar({ reader, episode, language }: Asked): Promise<Fact[]> {
  const plan = await planOfEpisode(reader, episode.id);
  return plan ? [{ label: handoffFactWords[language].warningSigns, value: plan.warningSigns }] : [];
}

function plannedEnd({ episode, language }: Asked): Fact[] {
  const on = episode.endedOn ?? episode.plannedEndOn;
  return on ? [{ label: handoffFactWords[language].end, value: dayWords(on, language) }] : [];
}

/** A receiver's question, or the times that it proposes. */
async function whatIsAsked({ reader, task, language }: Asked): Promise<Fact[]> {
  const referral = await reader.get('task', task.about.taskId ?? '');
  const asked = referral?.superseded.filter(({ because }) => because === 'asked back').at(-1);
  const said = handoffFactWords[language];
  return [
    { label: said.times, value: asked?.fields?.times ?? '' },
    { label: said.asks, value: asked?.comment ?? '' },
  ];
}

async function receiverToCall(asked: Asked): Promise<Fact[]> {
  const { reader, task, language } = asked;
  const handoff = openHandoff(asked);
  const id = task.about.partnerId ?? task.about.receiverId ?? handoff?.receiverId;
  const partner = id ? await reader.get('partner', id) : undefined;
  const said = handoffFactWords[language];
  if (!partner) return [{ label: said.receiver, value: handoff?.otherReceiver ?? '' }];
  const contact = contactOfRank(partner, 'primary');
  const value = contact
    ? `${partner.name}: ${contact.name}, ${contact.phone}`
    : `${partner.name}, ${partner.phone}`;
  return [{ label: said.receiver, value }];
}

async function clientToCall({ reader, episode, language }: Asked): Promise<Fact[]> {
  const { phone, voicemail } = await required(reader, 'client', episode.clientId);
  const said = knownWords[language];
  return [{ label: said.call, value: `${phone} (${said.voicemail[voicemail]})` }];
}

function visit(asked: Asked): Fact[] {
  const { language } = asked;
  const { visitOn = null, visitAt = null } = openHandoff(asked) ?? {};
  if (visitOn === null) return [];
  const time = visitAt ? `, ${timeWords(visitAt, language)}` : '';
  return [{ label: knownWords[language].visit, value: `${dayWords(visitOn, language)}${time}` }];
}

function tries(asked: Asked): Fact[] {
  const said = handoffFactWords[asked.language];
  const made = openHandoff(asked)?.tries ?? [];
  const value = made.map(({ on, what }) => `${dayWords(on, asked.language)}: ${said.tried[what]}`);
  return [{ label: said.tries, value: value.join('; ') }];
}

async function wishedFor({ reader, episode, language }: Asked): Promise<Fact[]> {
  const appointment = (await planOfEpisode(reader, episode.id))?.appointment;
  if (!appointment) return [];
  const time = appointment.at ? `, ${timeWords(appointment.at, language)}` : '';
  const value = `${dayWords(appointment.on, language)}${time}`;
  return [{ label: handoffFactWords[language].wished, value }];
}

function callsSoFar({ task, timeZone, language }: Asked): Fact[] {
  const calls = task.superseded.filter(({ because }) => because === 'asked back');
  const value = calls.map(({ at }) => momentWords(at, timeZone, language)).join('; ');
  return [{ label: handoffFactWords[language].calls, value }];
}

async function planForCall({ reader, episode, language, timeZone }: Asked): Promise<Fact[]> {
  const said = handoffFactWords[language];
  const plan = await planOfEpisode(reader, episode.id);
  if (!plan) return [];
  return [
    { label: said.mutualHelp, value: plan.mutualHelp },
    { label: said.warningSigns, value: plan.warningSigns },
    { label: said.planOf, value: dayWords(localDateOf(timeZone, plan.at), language) },
  ];
}

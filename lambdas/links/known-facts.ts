import { readCase, required } from '../casework/read-records.ts';
import { unreachedContact } from '../casework/recipients.ts';
import { daysBetween, localDateOf } from '../domain/clinic-calendar.ts';
import type { HumanTask } from '../domain/human-task.ts';
import { type TaskKind, taskRules } from '../domain/human-task-kinds.ts';
import { wordsOfChoice } from '../pages/choice-words.ts';
import { dayWords } from '../pages/dates.ts';
import { knownWords } from '../pages/known-words.ts';
import type { Language } from '../pages/words.ts';
import type { Reader } from '../ports.ts';
import { authorizationFacts, intakeFacts, offerFacts } from './intake-facts.ts';
import type { LinkTarget } from './link-target.ts';
import { feedbackFacts, mutualHelpFacts, reviewFacts } from './review-facts.ts';

interface Fact {
  label: string;
  value: string;
}

/** What a member of staff is shown, and about whom. */
interface Asked {
  reader: Reader;
  clinicId: string;
  timeZone: string;
  task: HumanTask;
  episodeId: string;
  language: Language;
  now: string;
}

type FactsOf = (asked: Asked) => Promise<Fact[]>;

const factsByKind: Partial<Record<TaskKind, FactsOf>> = {
  'phone-call': callFacts,
  'follow-up-call': async (asked) => [...(await clientPhone(asked)), ...(await lastTime(asked))],
  review: allOnRecord,
  'clinic-alert': async (asked) => (asked.task.reason === 'review overdue' ? allOnRecord(asked) : []),
  'higher-level-decision': allOnRecord,
  milestones: async (asked) => [...(await mutualHelpFacts(asked)), ...(await lastTime(asked))],
  'care-concern': async (asked) => (asked.task.about.feedbackId ? feedbackFacts(asked) : []),
  intake: async (asked) => [...(await clientPhone(asked)), ...(await intakeFacts(asked))],
  'waitlist-offer': async (asked) => [...(await clientPhone(asked)), ...(await offerFacts(asked))],
  'authorization-ends': authorizationFacts,
};

/**
 * What is on record for a question to staff, so that nobody looks it up or enters it again. It stands beside the
 * choices and chooses nothing: each answer is given person by person.
 */
export async function knownFacts(
  reader: Reader,
  { clinic, holder }: LinkTarget,
  task: HumanTask,
  now: string,
): Promise<Fact[]> {
  const facts = holder.partnerId ? undefined : factsByKind[task.kind];
  const episodeId = task.episodeId ?? '';
  if (!facts || (episodeId === '' && task.kind !== 'phone-call')) return [];
  return facts({
    reader,
    clinicId: clinic.id,
    timeZone: clinic.calendar.timeZone,
    task,
    episodeId,
    language: holder.language,
    now,
  });
}

/** All that a review is decided on. */
async function allOnRecord(asked: Asked): Promise<Fact[]> {
  return [...(await whereInProgram(asked)), ...(await reviewFacts(asked))];
}

/** Whom no mail reaches: who to call, and what to ask them. */
async function callFacts(asked: Asked): Promise<Fact[]> {
  const { reader, task, language } = asked;
  const said = knownWords[language];
  const contact = await unreachedContact(reader, task);
  if (!contact) return asked.episodeId === '' ? [] : clientPhone(asked);
  const waiting = await reader.list('openTask', { parent: task.about.contactId ?? '' });
  const titles = [...new Set(waiting.map(({ kind }) => taskRules[kind].title[language]))];
  return [
    { label: said.call, value: `${contact.name}, ${contact.phone}` },
    { label: said.waitsForThem, value: titles.join('; ') || said.nothingWaits },
  ];
}

async function clientPhone({ reader, episodeId, language }: Asked): Promise<Fact[]> {
  const { clientId } = await required(reader, 'episode', episodeId);
  const { phone, voicemail } = await required(reader, 'client', clientId);
  const said = knownWords[language];
  return [{ label: said.call, value: `${phone} (${said.voicemail[voicemail]})` }];
}

async function whereInProgram({ reader, clinicId, episodeId, language, now }: Asked): Promise<Fact[]> {
  const { episode, program, today } = await readCase(reader, clinicId, episodeId, now);
  const phase = program.phases[episode.phaseIndex];
  if (!episode.admittedOn || !phase) return [];
  const said = knownWords[language];
  const days = episode.plannedEndOn
    ? daysBetween(episode.admittedOn, episode.plannedEndOn) + 1
    : episode.plannedDays;
  const day = daysBetween(episode.admittedOn, today) + 1;
  return [{ label: said.program, value: said.dayOf(day, days, phase.name) }];
}

/** What was answered to the same question before, and when. */
async function lastTime({ reader, task, episodeId, language, timeZone }: Asked): Promise<Fact[]> {
  const tasks = await reader.list('task', { parent: episodeId });
  const before = tasks
    .filter(({ kind, id, openedAt }) => kind === task.kind && id !== task.id && openedAt < task.openedAt)
    .sort((a, b) => (a.openedAt < b.openedAt ? 1 : -1))
    .find(({ answer }) => answer !== null);
  if (!before?.answer) return [];
  const { label } = wordsOfChoice(task.kind, before.answer.choice, language);
  const day = dayWords(localDateOf(timeZone, before.answer.at), language);
  return [{ label: knownWords[language].lastTime, value: `${label} (${day})` }];
}

import { authorizationUse } from '../casework/authorization-use.ts';
import { readCase, required } from '../casework/read-records.ts';
import { unitsLeft } from '../domain/authorization.ts';
import { emptyCarePlan } from '../domain/care-plan.ts';
import { localDateOf } from '../domain/clinic-calendar.ts';
import type { HumanTask } from '../domain/human-task.ts';
import { gapsOf } from '../domain/intake-gaps.ts';
import { dayWords, momentWords } from '../pages/dates.ts';
import { intakeWords } from '../pages/intake-words.ts';
import type { Language } from '../pages/words.ts';
import type { Reader } from '../ports.ts';

interface Fact {
  label: string;
  value: string;
}

interface Asked {
  reader: Reader;
  clinicId: string;
  timeZone: string;
  task: HumanTask;
  episodeId: string;
  language: Language;
  now: string;
}

/** What a counselor needs for an intake: what the referral did not say, who was here before, and what was set aside. */
export async function intakeFacts({
  reader,
  clinicId,
  episodeId,
  language,
  now,
  timeZone,
}: Asked): Promise<Fact[]> {
  const { episode, program } = await readCase(reader, clinicId, episodeId, now);
  const client = await required(reader, 'client', episode.clientId);
  const plan = (await reader.get('carePlan', episodeId)) ?? emptyCarePlan(episodeId);
  const authorizations = await reader.list('authorization', { parent: episodeId });
  const said = intakeWords[language];
  const gaps = gapsOf(client, plan, program, authorizations.length > 0).map((gap) => said.gaps[gap]);
  const setAside = plan.overrides.map(({ criterion, reason }) => `${criterion}: ${reason}`);
  const facts = [
    { label: said.missing, value: gaps.length > 0 ? `${gaps.join(', ')} (${said.fillIn})` : '' },
    { label: said.interpreter, value: client.interpreter ?? '' },
    { label: said.setAside, value: setAside.join('; ') },
    { label: said.earlier, value: await earlierEpisodes({ reader, episodeId, language, timeZone }) },
  ];
  return facts.filter(({ value }) => value !== '');
}

async function earlierEpisodes({
  reader,
  episodeId,
  language,
  timeZone,
}: Pick<Asked, 'reader' | 'episodeId' | 'language' | 'timeZone'>): Promise<string> {
  const episodes = await reader.list('episode');
  const clientId = episodes.find(({ id }) => id === episodeId)?.clientId;
  return episodes
    .filter((other) => other.clientId === clientId && other.id !== episodeId)
    .sort((a, b) => (a.referredAt < b.referredAt ? -1 : 1))
    .map(({ referredAt, programId, ending }) => {
      const day = dayWords(localDateOf(timeZone, referredAt), language);
      return `${programId}, ${day}: ${ending ?? intakeWords[language].stillOpen}`;
    })
    .join('; ');
}

/** Until when a place is kept for the person who is offered it. */
export async function offerFacts({ task, timeZone, language }: Asked): Promise<Fact[]> {
  if (!task.dueAt) return [];
  return [{ label: intakeWords[language].answerBy, value: momentWords(task.dueAt, timeZone, language) }];
}

/** Which authorization runs out, and what is left of it. */
export async function authorizationFacts({
  reader,
  clinicId,
  task,
  episodeId,
  language,
  now,
}: Asked): Promise<Fact[]> {
  const authorization = await reader.get('authorization', task.about.authorizationId ?? '');
  if (!authorization) return [];
  const { episode, today } = await readCase(reader, clinicId, episodeId, now);
  const { payer, number, unit, units, endsOn } = authorization;
  const said = intakeWords[language];
  const left = Math.floor(unitsLeft(authorization, await authorizationUse(reader, episode, today)));
  const value = [
    `${payer}, ${number}`,
    said.until(dayWords(endsOn, language)),
    said.unitsLeft[unit](String(left), String(units)),
  ].join('; ');
  return [{ label: said.authorization, value }];
}

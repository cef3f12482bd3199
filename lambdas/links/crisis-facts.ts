import { contactById } from '../casework/recipients.ts';
import { type Crisis, type CrisisReport, whoHasIt } from '../domain/crisis.ts';
import type { HumanTask } from '../domain/human-task.ts';
import { crisisKindWords, crisisWords } from '../pages/crisis-words.ts';
import { momentWords } from '../pages/dates.ts';
import type { Reader } from '../ports.ts';
import type { LinkTarget } from './link-target.ts';

interface Fact {
  label: string;
  value: string;
}

/** What somebody needs who looks into a crisis: 911 first, who has it, whom and where it is about, and what was reported. */
export async function crisisFacts(reader: Reader, target: LinkTarget, { about }: HumanTask): Promise<Fact[]> {
  const crisis = about.crisisId ? await reader.get('crisis', about.crisisId) : undefined;
  if (!crisis || target.holder.partnerId) return [];
  const said = crisisWords[target.holder.language];
  const reports = await Promise.all(crisis.reports.map((report) => reportFact(reader, target, report)));
  const has = await whoHasItWords(reader, target, crisis);
  return [
    { label: said.danger, value: said.call911 },
    ...(has === null ? [] : [{ label: said.has, value: has }]),
    ...(await clientFact(reader, target, crisis)),
    ...(await homeFactsOf(reader, target, crisis)),
    ...reports,
  ];
}

/** Who has it and since when; null while nobody does. */
export async function whoHasItWords(
  reader: Reader,
  { clinic, holder: { language } }: LinkTarget,
  crisis: Crisis,
): Promise<string | null> {
  const first = whoHasIt(crisis);
  if (!first) return null;
  const name = (await contactById(reader, first.by))?.name ?? first.by;
  return crisisWords[language].since(name, momentWords(first.at, clinic.calendar.timeZone, language));
}

async function clientFact(reader: Reader, { holder }: LinkTarget, { clientId }: Crisis): Promise<Fact[]> {
  const client = clientId ? await reader.get('client', clientId) : undefined;
  if (!client) return [];
  return [{ label: crisisWords[holder.language].client, value: `${client.name}, ${client.phone}` }];
}

/** The homes that the reports name, and the client's own, each with its number. */
async function homeFactsOf(reader: Reader, { holder }: LinkTarget, crisis: Crisis): Promise<Fact[]> {
  const episode = crisis.episodeId ? await reader.get('episode', crisis.episodeId) : undefined;
  const ids = new Set([...crisis.reports.map(({ homeId }) => homeId), episode?.residence?.homeId]);
  const facts: Fact[] = [];
  for (const id of ids) {
    const home = id ? await reader.get('partner', id) : undefined;
    if (home) facts.push({ label: crisisWords[holder.language].home, value: `${home.name}, ${home.phone}` });
  }
  return facts;
}

async function reportFact(
  reader: Reader,
  { clinic, holder: { language } }: LinkTarget,
  { kind, by, at, facts }: CrisisReport,
): Promise<Fact> {
  const said = crisisWords[language];
  const contact = await contactById(reader, by);
  const who = contact ? [contact.name, contact.partnerName, contact.phone].filter(Boolean).join(', ') : by;
  const moment = momentWords(at, clinic.calendar.timeZone, language);
  const words = [crisisKindWords[kind][language], said.by(who, moment), facts];
  return { label: said.reported, value: words.filter((part) => part !== '').join('; ') };
}

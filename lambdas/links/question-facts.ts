import { allowedNotices } from '../casework/consent-check.ts';
import { contactById } from '../casework/recipients.ts';
import { type LocalDate, localDateOf } from '../domain/clinic-calendar.ts';
import type { HumanTask } from '../domain/human-task.ts';
import type { HomeReport } from '../domain/incident-report.ts';
import { contactOfRank } from '../domain/partner.ts';
import { datedYear, momentWords } from '../pages/dates.ts';
import { eventWords, homeWords, newsWords } from '../pages/home-words.ts';
import { reasonText } from '../pages/reason-words.ts';
import { wordsOfTicks } from '../pages/resident-ticks.ts';
import { fullName } from '../pages/shown-person.ts';
import type { Language } from '../pages/words.ts';
import type { Reader } from '../ports.ts';
import type { LinkTarget } from './link-target.ts';
import { personOf } from './shown-people.ts';

interface Fact {
  label: string;
  value: string;
}

/** What somebody needs in order to answer a question that has to do with a home, in words. */
export async function homeFacts(
  reader: Reader,
  { clinic, holder }: LinkTarget,
  task: HumanTask,
  now: string,
): Promise<Fact[]> {
  const { language } = holder;
  const { timeZone } = clinic.calendar;
  const shown = [
    ...(task.kind === 'bed-request' ? bedFacts(task, language) : []),
    ...(task.kind === 'home-notice'
      ? await noticeFacts(reader, task, localDateOf(timeZone, now), language)
      : []),
  ];
  if (holder.partnerId) return shown;
  return [
    ...shown,
    ...(await reportFacts(reader, task, timeZone, language)),
    ...(await questionFacts(reader, task, language)),
    ...(await offerFacts(reader, task, language)),
    ...(await whomToCall(reader, task, language)),
  ];
}

function bedFacts({ about }: HumanTask, language: Language): Fact[] {
  const said = homeWords[language];
  return [
    { label: said.beds, value: about.beds ?? '' },
    { label: said.from, value: datedYear(about.from ?? '', language) },
    { label: said.levels, value: about.levels ?? '' },
  ];
}

async function noticeFacts(
  reader: Reader,
  task: HumanTask,
  today: LocalDate,
  language: Language,
): Promise<Fact[]> {
  const { allowed } = await allowedNotices(reader, task.about, today);
  return Promise.all(
    allowed.map(async ({ notice }) => ({
      label: fullName(await personOf(reader, notice.episodeId), language),
      value: newsWords(notice.news, language),
    })),
  );
}

async function reportFacts(
  reader: Reader,
  { about }: HumanTask,
  timeZone: string,
  language: Language,
): Promise<Fact[]> {
  const report = about.reportId ? await reader.get('homeReport', about.reportId) : undefined;
  if (!report) return [];
  const said = homeWords[language];
  const by = await contactById(reader, report.by);
  const where = by?.partnerName ? `${by.name}, ${by.partnerName}` : (by?.name ?? '');
  const facts = [
    {
      label: said.reported,
      value: whatWasSaid(report, momentWords(report.at, timeZone, language), language),
    },
    { label: said.by, value: where === '' ? report.homeId : `${where}, ${by?.phone ?? ''}` },
    { label: said.ticked, value: wordsOfTicks(report.ticks, language) },
    { label: said.comment, value: report.comment },
  ];
  return facts.filter(({ value }) => value !== '');
}

function whatWasSaid({ said }: HomeReport, moment: string, language: Language): string {
  return said === 'all well' ? moment : `${wordsOfSaid(said, language)}, ${moment}`;
}

function wordsOfSaid(said: HomeReport['said'], language: Language): string {
  return Object.hasOwn(eventWords, said)
    ? eventWords[said as keyof typeof eventWords][language]
    : reasonText(said, language);
}

/** What a home wants to know before it answers a request for a place. */
async function questionFacts(
  reader: Reader,
  { kind, about }: HumanTask,
  language: Language,
): Promise<Fact[]> {
  const request =
    kind === 'placement-question' && about.taskId ? await reader.get('task', about.taskId) : undefined;
  const asked = request?.superseded.filter(({ because }) => because === 'asked back').at(-1);
  return asked?.comment ? [{ label: homeWords[language].asks, value: asked.comment }] : [];
}

async function offerFacts(reader: Reader, { kind, about }: HumanTask, language: Language): Promise<Fact[]> {
  const beds = kind === 'bed-offer' && about.homeId ? await reader.get('freeBeds', about.homeId) : undefined;
  if (!beds) return [];
  return [{ label: homeWords[language].freeBeds, value: `${beds.freeBeds}${beds.isAtLeast ? '+' : ''}` }];
}

/** Whoever has to call a home sees whom, with the number. */
async function whomToCall(reader: Reader, { about }: HumanTask, language: Language): Promise<Fact[]> {
  const home = about.homeId ? await reader.get('partner', about.homeId) : undefined;
  if (!home) return [];
  const contact = contactOfRank(home, 'primary');
  const value = contact ? `${contact.name}, ${home.name}, ${contact.phone}` : `${home.name}, ${home.phone}`;
  return [{ label: homeWords[language].call, value }];
}

import { readCase } from '../casework/read-records.ts';
import { contactById } from '../casework/recipients.ts';
import { attendanceSummary } from '../domain/attendance-summary.ts';
import type { PlanItem } from '../domain/care-plan.ts';
import { addDays, type LocalDate, localDateOf } from '../domain/clinic-calendar.ts';
import { inOrder } from '../domain/feedback.ts';
import type { HumanTask } from '../domain/human-task.ts';
import { taskRules } from '../domain/human-task-kinds.ts';
import { isInForce, policyOf } from '../domain/override.ts';
import { nextPhaseOn } from '../domain/review.ts';
import { sessionKindWords } from '../pages/attendance-words.ts';
import { wordsOfChoice } from '../pages/choice-words.ts';
import { dayWords } from '../pages/dates.ts';
import { milestoneLine } from '../pages/milestone-line.ts';
import { checkWords, settingLine } from '../pages/plan-words.ts';
import { wordsOfTicks } from '../pages/resident-ticks.ts';
import { reviewWords } from '../pages/review-words.ts';
import type { Language } from '../pages/words.ts';
import type { Reader } from '../ports.ts';

interface Fact {
  label: string;
  value: string;
}

/** A question about a client's treatment, and what is read for it. */
export interface Reviewing {
  reader: Reader;
  clinicId: string;
  timeZone: string;
  task: HumanTask;
  episodeId: string;
  language: Language;
  now: string;
}

type Reading = Awaited<ReturnType<typeof readCase>> & Reviewing & { since: LocalDate };

/** What a counselor decides a review on: goals, tests, attendance, the home, mutual help, phase, rate, the client's word. */
export async function reviewFacts(reviewing: Reviewing): Promise<Fact[]> {
  const reading = await read(reviewing);
  return [
    ...(await askedFor(reading)),
    ...(await lastReview(reading)),
    ...phaseAndRate(reading),
    ...(await goalsAndNeeds(reading)),
    ...(await testsSince(reading)),
    ...(await attendanceSince(reading)),
    ...(await homeSince(reading)),
    ...(await mutualHelpFacts(reviewing)),
    ...ownPlan(reading),
    ...(await feedbackFacts(reviewing)),
  ];
}

async function read(reviewing: Reviewing): Promise<Reading> {
  const { reader, clinicId, episodeId, now } = reviewing;
  const the = await readCase(reader, clinicId, episodeId, now);
  const { lastReviewedOn, admittedOn } = the.episode;
  return { ...reviewing, ...the, since: lastReviewedOn ?? addDays(admittedOn ?? the.today, -1) };
}

/** “Tests so far” before the first review, “Tests since then” below the last one. */
function sinceLabel(label: string, { episode, language }: Reading): string {
  const said = reviewWords[language];
  return `${label} ${episode.lastReviewedOn ? said.sinceThen : said.soFar}`;
}

/** Who asked for it and why, where it is not held because its day has come. */
async function askedFor({ reader, episode, language }: Reading): Promise<Fact[]> {
  const { by, reason } = episode.openReview ?? {};
  if (!by || !reason) return [];
  const said = reviewWords[language];
  const name = (await contactById(reader, by))?.name ?? by;
  return [{ label: said.because, value: said.askedBy(name, reason) }];
}

async function lastReview({ reader, episode, language }: Reading): Promise<Fact[]> {
  const said = reviewWords[language];
  const reviews = await reader.list('review', { parent: episode.id });
  const last = [...reviews].sort((a, b) => (a.date < b.date ? -1 : 1)).at(-1);
  const decision = last && wordsOfChoice('review', last.decision, language).label;
  const value = last ? `${decision}, ${dayWords(last.date, language)}` : said.noReview;
  return [{ label: said.lastReview, value: last?.reason ? `${value}: ${last.reason}` : value }];
}

function phaseAndRate({ episode, program, today, language }: Reading): Fact[] {
  const said = reviewWords[language];
  const turn = nextPhaseOn(episode, program);
  const next = turn && program.phases[episode.phaseIndex + 1];
  const { testsPerWeek, maxGapDays, isOwn } = policyOf(program, episode, today).testing;
  const rate = [said.rate(testsPerWeek, maxGapDays)];
  if (isOwn) rate.push(said.own);
  else if (next && next.testsPerWeek < testsPerWeek) rate.push(said.taperTo(next.testsPerWeek));
  const nextWords = next && said.begins(next.name, dayWords(turn.on, language), next.daysPerWeek);
  return [
    { label: said.nextPhase, value: nextWords ?? said.lastPhase },
    ...(episode.phaseIndex === 0 ? [{ label: said.firstPhase, value: said.stepUpHere }] : []),
    { label: said.testRate, value: rate.join('; ') },
  ];
}

async function goalsAndNeeds({ reader, episode, language }: Reading): Promise<Fact[]> {
  const said = reviewWords[language];
  const plan = await reader.get('carePlan', episode.id);
  const line = ({ words, status }: PlanItem, index: number) =>
    `${index + 1}. ${words} (${said.itemStatus[status]})`;
  const goals = plan?.goals.map(line).join('; ');
  const needs = plan?.needs.map(line).join('; ');
  return [
    { label: said.goals, value: goals || said.noGoals },
    ...(needs ? [{ label: said.needs, value: needs }] : []),
  ];
}

async function testsSince(reading: Reading): Promise<Fact[]> {
  const { reader, episode, since, language } = reading;
  const said = reviewWords[language];
  const tests = await reader.list('drugTest', { parent: episode.id });
  const words = tests
    .filter(({ date, outcome }) => date > since && outcome !== 'pending' && outcome !== 'withdrawn')
    .map(({ outcome, confirmation }) => outcomeWords(confirmation ?? outcome, language));
  return [{ label: sinceLabel(said.tests, reading), value: counted(words) || said.noTests }];
}

function outcomeWords(outcome: string, language: Language): string {
  const kind = (['collect-specimen', 'confirm-specimen'] as const).find((one) =>
    taskRules[one].choices.includes(outcome),
  );
  return kind ? wordsOfChoice(kind, outcome, language).label.toLowerCase() : outcome;
}

/** `2 negative, 1 missed` */
function counted(words: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  return [...counts].map(([word, count]) => `${count} ${word}`).join(', ');
}

async function attendanceSince(reading: Reading): Promise<Fact[]> {
  const { reader, episode, since, language } = reading;
  const said = reviewWords[language];
  const records = await reader.list('attendance', { parent: episode.id });
  const { total } = attendanceSummary(records.filter(({ date }) => date >= since));
  if (total.plannedMinutes === 0 && total.attendedMinutes === 0)
    return [{ label: sinceLabel(said.attendance, reading), value: said.noAttendance }];
  const hours = (minutes: number) => String(Math.round(minutes / 6) / 10);
  const of = (part: { attendedMinutes: number; plannedMinutes: number }) =>
    said.hours(hours(part.attendedMinutes), hours(part.plannedMinutes));
  const kinds = total.byKind.map((part) => `${sessionKindWords[part.kind][language]} ${of(part)}`);
  const { missed, excused, notRecorded } = total;
  const rest = [
    [said.missed, missed] as const,
    [said.excused, excused] as const,
    [said.notRecorded, notRecorded] as const,
  ].flatMap(([label, count]) => (count > 0 ? [`${label}: ${count}`] : []));
  return [{ label: sinceLabel(said.attendance, reading), value: [of(total), ...kinds, ...rest].join('; ') }];
}

/** What the home said in check-ins and reports, as choices and ticks; its words stay with the report's own question. */
async function homeSince(reading: Reading): Promise<Fact[]> {
  const { reader, episode, since, language, timeZone } = reading;
  if (!episode.residence) return [];
  const said = reviewWords[language];
  const checkIns = await reader.list('checkIn', { parent: episode.residence.homeId });
  const answers = checkIns
    .filter(({ date, answers }) => date > since && episode.id in answers)
    .map(({ answers }) =>
      wordsOfChoice('home-check-in', answers[episode.id] ?? '', language).label.toLowerCase(),
    );
  const reports = (await reader.list('homeReport', { parent: episode.id }))
    .filter(({ at }) => localDateOf(timeZone, at) > since)
    .map(({ ticks }) => wordsOfTicks(ticks, language))
    .filter((words) => words !== '');
  const value = [counted(answers), ...reports].filter(Boolean).join('; ');
  return [{ label: sinceLabel(said.home, reading), value: value || said.nothingSaid }];
}

/** What is known of mutual help: what the program expects, what the client reported, what somebody verified. */
export async function mutualHelpFacts(reviewing: Reviewing): Promise<Fact[]> {
  const { reader, clinicId, episodeId, language, now } = reviewing;
  const { program } = await readCase(reader, clinicId, episodeId, now);
  const said = reviewWords[language];
  const { expected, meetingsPerWeek } = program.mutualHelp;
  const wanted = [said.expected[expected]];
  if (meetingsPerWeek !== null) wanted.push(said.meetingsPerWeek(meetingsPerWeek));
  const reported = await reader.list('milestones', { parent: episodeId });
  const last = [...reported].sort((a, b) => (a.on < b.on ? -1 : 1)).at(-1);
  const checks = await reader.list('milestoneCheck', { parent: episodeId });
  const verified = checks.map((check) => `${checkWords(check, language)}, ${dayWords(check.on, language)}`);
  const line = last && milestoneLine(last, language);
  const value =
    last &&
    `${line || wordsOfChoice('milestones', last.said, language).label} (${said.reported}, ${dayWords(last.on, language)})`;
  return [
    { label: said.program, value: wanted.join(', ') },
    ...(value ? [{ label: said.mutualHelp, value }] : []),
    ...(last || verified.length > 0
      ? [{ label: said.verified, value: verified.join('; ') || said.notVerified }]
      : []),
  ];
}

function ownPlan({ episode, today, language }: Reading): Fact[] {
  const said = reviewWords[language];
  const lines = (episode.overrides ?? [])
    .filter((override) => isInForce(override, today))
    .map(({ setting, until, reason }) => {
      const end = until === null ? '' : `, ${said.until(dayWords(until, language))}`;
      return `${said.setting[setting.what]}: ${settingLine(setting, language)}${end} (${reason})`;
    });
  return lines.length === 0 ? [] : [{ label: said.ownPlan, value: lines.join('; ') }];
}

/** What was last written to the client, or what the question is about, and what the client says to it. */
export async function feedbackFacts({ reader, task, episodeId, language }: Reviewing): Promise<Fact[]> {
  const said = reviewWords[language];
  const list = inOrder(await reader.list('feedback', { parent: episodeId }));
  const { feedbackId } = task.about;
  const feedback = feedbackId ? list.find(({ id }) => id === feedbackId) : list.at(-1);
  if (!feedback) return [];
  const { words, answer, readAt } = feedback;
  const silent = readAt === null ? said.notRead : said.read;
  const reply = answer ? [said.answer[answer.as], answer.words].filter(Boolean).join(': ') : silent;
  return [
    { label: said.feedback, value: words },
    { label: said.clientSays, value: reply },
  ];
}

import { readCase, required } from '../casework/read-records.ts';
import { contactById } from '../casework/recipients.ts';
import { busyOn, latestTellingAt, tellFrom } from '../domain/collection-window.ts';
import type { DrugTest } from '../domain/drug-test.ts';
import type { HumanTask } from '../domain/human-task.ts';
import {
  correctionFacts,
  type Fact,
  type FactReading,
  laboratoryFacts,
  oralFluidFact,
  resultFacts,
  taperFacts,
  tellingFacts,
  whichTest,
  windowFacts,
} from '../pages/test-facts.ts';
import type { Reader } from '../ports.ts';
import type { LinkTarget } from './link-target.ts';

interface Asked {
  reader: Reader;
  target: LinkTarget;
  task: HumanTask;
  now: string;
  reading: FactReading;
}

/** What staff need in order to answer a question about a drug test, in words; nothing for other questions. */
export async function testFacts(
  reader: Reader,
  target: LinkTarget,
  task: HumanTask,
  now: string,
): Promise<Fact[]> {
  const reading = { language: target.holder.language, timeZone: target.clinic.calendar.timeZone };
  const asked = { reader, target, task, now, reading };
  if (target.holder.partnerId) return [];
  if (task.kind === 'taper-sign-off') return taper(asked);
  const { testId, correctionId } = task.about;
  const test = testId ? await reader.get('drugTest', testId) : undefined;
  const correction = correctionId ? await reader.get('correction', correctionId) : undefined;
  return [
    ...(test ? [whichTest(test, reading), ...(await factsAbout(asked, test))] : []),
    ...(correction ? correctionFacts(correction, reading) : []),
  ];
}

async function factsAbout(asked: Asked, test: DrugTest): Promise<Fact[]> {
  const { task, reading } = asked;
  if (task.kind === 'tell-client') return toTell(asked, test);
  if (task.kind === 'send-to-laboratory' || task.kind === 'confirm-specimen')
    return laboratoryFacts(test, await nameOf(asked, test.sentToLaboratory?.by), reading);
  const told = windowFacts(test, await nameOf(asked, test.telling?.by), reading);
  if (task.kind === 'collect-specimen')
    return task.reason === 'unable' ? [oralFluidFact(reading), ...told] : told;
  return task.kind === 'clinician-decision' ? [...resultFacts(test, reading), ...told] : [];
}

async function toTell({ reader, target, task, now, reading }: Asked, test: DrugTest): Promise<Fact[]> {
  const { clinic, episode, program } = await readCase(reader, target.clinic.id, task.episodeId ?? '', now);
  const { phone, voicemail } = await required(reader, 'client', episode.clientId);
  const terms = { clinic, windowHours: program.testing.windowHours, client: episode };
  const view = {
    phone,
    voicemail,
    work: busyOn(terms, test.date),
    tellFrom: tellFrom(terms, test.date, now),
    tellBy: latestTellingAt(terms, test.date),
  };
  return tellingFacts(view, reading);
}

async function taper({ reader, target, task, now, reading }: Asked): Promise<Fact[]> {
  const { episode, program } = await readCase(reader, target.clinic.id, task.episodeId ?? '', now);
  const planned = Number(task.about.forPhase ?? episode.phaseIndex);
  const rate = (index: number) => (program.phases[index] ?? program.phases.at(-1))?.testsPerWeek ?? 0;
  const tests = await reader.list('drugTest', { parent: episode.id });
  const view = { ratePerWeek: rate(episode.testRate.phaseIndex), plannedPerWeek: rate(planned), tests };
  return taperFacts(view, reading);
}

async function nameOf({ reader }: Asked, contactId: string | undefined): Promise<string> {
  return contactId ? ((await contactById(reader, contactId))?.name ?? contactId) : '';
}

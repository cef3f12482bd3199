import { type AuditEntry, episodeChain } from '../domain/audit.ts';
import type { CheckIn } from '../domain/check-in.ts';
import type { Clinic } from '../domain/clinic.ts';
import { addDays, type Instant, type LocalDate, localDateOf } from '../domain/clinic-calendar.ts';
import { phaseSpansOf } from '../domain/dated-phases.ts';
import type { DrugTest } from '../domain/drug-test.ts';
import type { Episode } from '../domain/episode.ts';
import type { FollowUp } from '../domain/follow-up.ts';
import type { HumanTask } from '../domain/human-task.ts';
import type { Program } from '../domain/program.ts';
import type { Review } from '../domain/review.ts';
import type { BoardClient } from '../pages/board.ts';
import { boardWords } from '../pages/console-words-board.ts';
import { careWords } from '../pages/console-words-care.ts';
import type { Language } from '../pages/words.ts';
import type { ClinicStore, Reader } from '../ports.ts';
import { marksOf } from './board-marks.ts';

/** Everything a bar is drawn from. */
export interface EpisodeFile {
  episode: Episode;
  program: Program | undefined;
  /** The audit; empty while the first phase is all there was. */
  entries: AuditEntry[];
  tasks: HumanTask[];
  tests: DrugTest[];
  reviews: Review[];
  followUps: FollowUp[];
  /** Check-ins that asked about the client. */
  checkIns: CheckIn[];
  /** Questions about the clinic, or several clients at once. */
  clinicTasks: HumanTask[];
  today: LocalDate;
  now: Instant;
  timeZone: string;
  language: Language;
}

export interface BoardWish {
  clinic: Clinic;
  now: Instant;
  language: Language;
  /** Which episodes are drawn. */
  isShown(episode: Episode): boolean;
  clientHref(episodeId: string): string;
}

/** The clinic's episodes as clients of the board, and how many were left out. */
export async function boardClients(
  store: ClinicStore,
  wish: BoardWish,
): Promise<{ clients: BoardClient[]; earlier: number }> {
  const { clinic, now, language, isShown } = wish;
  const reader = store.read(clinic.id);
  const all = await reader.list('episode');
  const shown = all.filter(isShown);
  const [clients, staff, partners, clinicTasks, programs] = await Promise.all([
    reader.list('client'),
    reader.list('staff'),
    reader.list('partner'),
    reader.list('task', { parent: 'clinic' }),
    programsOf(reader, shown),
  ]);
  const homes = partners.filter(({ kind }) => kind === 'sober-home');
  const checkIns = (await Promise.all(homes.map(({ id }) => reader.list('checkIn', { parent: id })))).flat();
  const names = new Map([...clients, ...staff, ...partners].map(({ id, name }) => [id, name]));
  const { timeZone } = clinic.calendar;
  const drawn = shown.map(async (episode) => {
    const parent = episode.id;
    const [links, tasks, tests, reviews, followUps] = await Promise.all([
      isInFirstPhase(episode) ? [] : store.chain(clinic.id, episodeChain(parent)),
      reader.list('task', { parent }),
      reader.list('drugTest', { parent }),
      reader.list('review', { parent }),
      reader.list('followUp', { parent }),
    ]);
    const file: EpisodeFile = {
      episode,
      program: programs.get(versionOf(episode)),
      entries: links.map(({ body }) => body as AuditEntry),
      tasks,
      tests,
      reviews,
      followUps,
      checkIns: checkIns.filter(({ episodeIds }) => episodeIds.includes(parent)),
      clinicTasks,
      today: localDateOf(timeZone, now),
      now,
      timeZone,
      language,
    };
    return clientOf(file, names, wish.clientHref(parent));
  });
  return { clients: await Promise.all(drawn), earlier: all.length - shown.length };
}

/** Nothing in the audit of such an episode says of another phase, and the audit is the longest of all to read. */
function isInFirstPhase({ admittedOn, phaseIndex, phaseStartedOn }: Episode): boolean {
  return phaseIndex === 0 && phaseStartedOn === admittedOn;
}

function versionOf({ programId, programVersion }: Episode): string {
  return `${programId}:${programVersion}`;
}

async function programsOf(reader: Reader, episodes: readonly Episode[]): Promise<Map<string, Program>> {
  const versions = [...new Set(episodes.map(versionOf))];
  const found = await Promise.all(versions.map((id) => reader.get('program', id)));
  return new Map(versions.flatMap((id, index) => (found[index] ? [[id, found[index].program]] : [])));
}

function clientOf(file: EpisodeFile, names: ReadonlyMap<string, string>, href: string): BoardClient {
  const { episode, program, timeZone, language } = file;
  const { admittedOn, stage, waitlisted, phaseIndex, residence, ending, endedOn } = episode;
  const referredOn = localDateOf(timeZone, episode.referredAt);
  const nameOf = (id: string) => names.get(id) ?? id;
  return {
    href,
    name: nameOf(episode.clientId),
    stage: waitlisted && stage === 'admission' ? 'waitlisted' : stage,
    phaseName: stage === 'treatment' ? (program?.phases[phaseIndex]?.name ?? null) : null,
    homeName: residence ? nameOf(residence.homeId) : null,
    counselorName: nameOf(episode.counselorId),
    startedOn: admittedOn ?? referredOn,
    spans: spansOf(file, referredOn),
    marks: marksOf(file),
    ending: ending
      ? { label: careWords[language].endings[ending], on: endedOn ?? closedOn(file) ?? file.today }
      : null,
  };
}

function closedOn({ episode, timeZone }: EpisodeFile): LocalDate | null {
  return episode.closedAt === null ? null : localDateOf(timeZone, episode.closedAt);
}

function spansOf(file: EpisodeFile, referredOn: LocalDate): BoardClient['spans'] {
  const { episode, program, entries, today, timeZone } = file;
  const said = boardWords[file.language].spans;
  const { admittedOn, endedOn } = episode;
  if (admittedOn === null) {
    const to = endedOn ?? closedOn(file) ?? today;
    return [{ kind: 'wait', phaseIndex: 0, label: said.wait, from: referredOn, to }];
  }
  const spans: BoardClient['spans'] = [];
  if (referredOn < admittedOn)
    spans.push({
      kind: 'wait',
      phaseIndex: 0,
      label: said.wait,
      from: referredOn,
      to: addDays(admittedOn, -1),
    });
  if (program) {
    const dated = entries.map((entry) => ({ entry, on: localDateOf(timeZone, entry.at) }));
    for (const { index, from, to } of phaseSpansOf(episode, program, dated))
      spans.push({ kind: 'phase', phaseIndex: index, label: program.phases[index]?.name ?? '', from, to });
  }
  const endsOn = endedOn ?? episode.plannedEndOn;
  const lastDay = program?.followUpDays.at(-1);
  if (endsOn && lastDay !== undefined) {
    const to = closedOn(file) ?? addDays(endsOn, lastDay);
    if (to > endsOn)
      spans.push({ kind: 'after', phaseIndex: 0, label: said.after, from: addDays(endsOn, 1), to });
  }
  return spans;
}

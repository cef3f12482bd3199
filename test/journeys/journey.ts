import type { AuditEntry } from '../../lambdas/domain/audit.ts';
import { episodeChain } from '../../lambdas/domain/audit.ts';
import { addDays, type Instant, instantOf, type LocalDate } from '../../lambdas/domain/clinic-calendar.ts';
import type { ClinicFile } from '../../lambdas/domain/clinic-file.ts';
import type { Episode } from '../../lambdas/domain/episode.ts';
import type { HumanTask } from '../../lambdas/domain/human-task.ts';
import type { TaskKind } from '../../lambdas/domain/human-task-kinds.ts';
import type { ProgramFile } from '../../lambdas/domain/program.ts';
import type { RecordKind, RecordOf } from '../../lambdas/domain/records.ts';
import type { ReferralsFile } from '../../lambdas/domain/referral.ts';
import type { ReceivedMail } from '../../local/mailbox.ts';
import type { Behaviour } from '../../local/people/behaviour.ts';
import { type Play, type PlayOptions, setUpPlay } from '../../local/play.ts';
import { exampleClinic, exampleReferrals, nth, sheerProgram } from '../example-clinic.ts';
import { everyone } from './answers.ts';

export type DatedReferral = ReferralsFile['referrals'][number];

/** A Monday without a closure in sight: the first day of most stories. */
export const firstMonday = '2027-01-04';

/** The longest that any story may take: longer than the longest episode with all its ladders. */
const longestStoryDays = 420;
/** What may still run when the last episode has closed: a laboratory's ladder, a week of check-ins, late answers. */
const restDays = 60;
/** After so many days with nothing running, nobody is left who might still say something. */
const quietDays = 6;

export interface Setting {
  clinic?: ClinicFile;
  program?: ProgramFile;
  /** Other programs of the clinic beside it. */
  otherPrograms?: readonly ProgramFile[];
  referrals?: readonly DatedReferral[];
  behaviour?: Behaviour | null;
  startsOn?: LocalDate;
  seed?: string;
  local?: PlayOptions['local'];
}

/** One story: a play of the local clinic, and what its test asks of it. */
export interface Journey {
  play: Play;
  /** The client's latest episode; the first referral's when no name is given. */
  episode(name?: string): Episode;
  tasks(kind: TaskKind, episode?: Episode): HumanTask[];
  /** The only open question of a kind. @throws RangeError when there is none, or more than one */
  openTask(kind: TaskKind): HumanTask;
  all<K extends RecordKind>(kind: K, of?: Episode): RecordOf<K>[];
  audit(episode: Episode): Promise<AuditEntry[]>;
  mailsTo(contactId: string): ReceivedMail[];
  /** The instant of a wall-clock time of the clinic, some days after the first. */
  at(day: number, time: string): Instant;
  /** Lets time pass until then. */
  until(at: Instant): Promise<void>;
  days(count: number): Promise<void>;
  /** Lets time pass, an hour at a time, until something is so. @throws Error when it does not become so */
  untilTrue(what: string, isSo: () => boolean, maxDays?: number): Promise<void>;
  /** Lets time pass until a mail has put a question of a kind to somebody. */
  untilAsked(kind: TaskKind, contactId: string): Promise<HumanTask>;
  /** Until every episode is closed and nothing runs any more. */
  untilRest(): Promise<void>;
  act(action: string, input: Record<string, unknown>): Promise<Record<string, unknown>>;
}

/** Sets a story's stage: the example clinic, its first client, and people who answer well, unless told otherwise. */
export async function begin(setting: Setting = {}): Promise<Journey> {
  const referrals = setting.referrals ?? [referral('Nora Testwell')];
  const startsOn = setting.startsOn ?? firstMonday;
  const play = await setUpPlay({
    clinic: setting.clinic ?? exampleClinic(),
    programs: [setting.program ?? sheerProgram(), ...(setting.otherPrograms ?? [])],
    referrals,
    seed: setting.seed ?? 'story',
    startsOn,
    behaviour: setting.behaviour === undefined ? everyone() : setting.behaviour,
    local: setting.local,
  });
  const readers = readersOf(play, nth(referrals, 0).name);
  const moves = movesOf(play, startsOn);
  return { play, ...readers, ...moves, untilAsked: untilAskedIn(readers, moves) };
}

/** A referral of the example, by the client's name, with changes. */
export function referral(name: string, changes: Partial<DatedReferral> = {}): DatedReferral {
  const found = exampleReferrals().find((known) => known.name === name);
  if (!found) throw new RangeError(`nobody in the example is called ${name}`);
  return { ...found, day: 0, ...changes };
}

function readersOf(play: Play, firstName: string) {
  const { store, mailbox } = play.clinic;
  const all: Journey['all'] = (kind, of) =>
    store.all(play.clinicId, kind).filter((record) => !of || record.id.startsWith(`${of.id}:`));
  const tasks: Journey['tasks'] = (kind, of) =>
    all('task', of)
      .filter((task) => task.kind === kind)
      .sort((a, b) => (a.openedAt < b.openedAt ? -1 : 1));
  return {
    all,
    tasks,
    episode(name = firstName) {
      const client = all('client').find((known) => known.name === name);
      const episodes = all('episode').filter((known) => known.clientId === client?.id);
      const latest = episodes.sort((a, b) => (a.referredAt < b.referredAt ? -1 : 1)).at(-1);
      if (!latest) throw new RangeError(`${name} has not been referred yet`);
      return latest;
    },
    openTask(kind: TaskKind) {
      const [first, ...others] = tasks(kind).filter((task) => task.status === 'open');
      if (!first || others.length > 0)
        throw new RangeError(`there are ${others.length + (first ? 1 : 0)} open ${kind}`);
      return first;
    },
    async audit(episode: Episode) {
      const links = await store.chain(play.clinicId, episodeChain(episode.id));
      return links.map((link) => link.body as AuditEntry);
    },
    mailsTo: (contactId: string) =>
      mailbox.mails.filter((mail) => store.find(play.clinicId, 'mail', mail.id)?.contactId === contactId),
  };
}

function untilAskedIn(
  { tasks, all, mailsTo }: ReturnType<typeof readersOf>,
  { untilTrue }: ReturnType<typeof movesOf>,
): Journey['untilAsked'] {
  return async (kind, contactId) => {
    const asked = () => {
      const received = new Set(mailsTo(contactId).map((mail) => mail.id));
      const messages = all('mail').filter(({ id }) => received.has(id));
      const taskIds = messages.flatMap(({ message }) =>
        'taskIds' in message ? message.taskIds : 'taskId' in message ? [message.taskId] : [],
      );
      return tasks(kind).find(({ id, status }) => status === 'open' && taskIds.includes(id));
    };
    await untilTrue(`${contactId} is asked: ${kind}`, () => asked() !== undefined);
    return asked() as HumanTask;
  };
}

function movesOf(play: Play, startsOn: LocalDate) {
  const { clinic } = play;
  const until = (at: Instant) => clinic.advanceTo(at);
  const isAtRest = () => play.isOver() && clinic.runner.list({ status: 'RUNNING' }).length === 0;
  const untilTrue: Journey['untilTrue'] = async (what, isSo, maxDays = 60) => {
    for (let hours = 0; hours < maxDays * 24 && !isSo(); hours += 1)
      await clinic.advanceTo(hourLater(clinic.now()));
    if (!isSo()) throw new Error(`after ${maxDays} days it is still not so: ${what}`);
  };
  return {
    until,
    untilTrue,
    at: (day: number, time: string) => instantOf(play.timeZone, addDays(startsOn, day), time),
    async days(count: number) {
      for (let day = 0; day < count; day += 1) await play.nextDay();
    },
    async untilRest() {
      await play.toEnd(longestStoryDays);
      for (let day = 0, quiet = 0; day < restDays && quiet < quietDays; day += 1) {
        await play.nextDay();
        quiet = isAtRest() ? quiet + 1 : 0;
      }
    },
    act: (action: string, input: Record<string, unknown>) =>
      clinic.act(action, input, { clinicId: play.clinicId, by: 'operator' }),
  };
}

function hourLater(at: Instant): Instant {
  return new Date(Date.parse(at) + 3_600_000).toISOString();
}

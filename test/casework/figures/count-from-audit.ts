// Counts a clinic's figures a second time, from the audit trail alone. It shares no code with what counts them from
// the records, its own arithmetic with days included, so that an error would have to be made twice.

/** A line of a chain. */
export interface Line {
  at: string;
  what: string;
  by: string;
  episodeId?: string;
  details?: Record<string, unknown>;
}

/** What a program's file says that no line of the trail repeats. */
export interface Rules {
  reviewOverdueAfterDays: number;
  followUpDays: number[];
  /** By session id. */
  sessionMinutes: Record<string, number>;
}

export interface Counting {
  /** The chain of each episode, oldest line first. */
  chains: Line[][];
  clinicChain: Line[];
  rules: Rules;
  timeZone: string;
  from: string;
  to: string;
  today: string;
}

const oneDay = 24 * 60 * 60 * 1000;

function dayNumber(date: string): number {
  const [year = 0, month = 1, day = 1] = date.split('-').map(Number);
  return Date.UTC(year, month - 1, day) / oneDay;
}

/** The date on the clinic's wall, as a number of days. */
function dayOf(timeZone: string): (at: string) => number {
  const format = new Intl.DateTimeFormat('en-CA', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  });
  return (at) => dayNumber(format.format(new Date(at)));
}

/** What the trail says about one episode. */
interface Story {
  clientId: string;
  first?: number;
  last?: number;
  ending?: string;
  acceptedOn: number[];
  /** Since when the client is in the program again, and wants no calls. */
  backOn?: number;
  noCallsFrom?: number;
  arrivedOn: number[];
  calls: Map<number, string>;
  reviewedOn: number[];
  tests: Map<string, { day: number; outcome?: string }>;
  waitedFrom?: number;
  offeredOn?: number;
  isOver: boolean;
  /** By day and session. */
  sessions: Map<string, { day: number; sessionId: string; outcome: string; minutes: number }>;
}

interface Question {
  kind: string;
  askedAt: string;
  firstTo: string;
  answers: Line[];
  isGivenUp: boolean;
}

export function countFromAudit(counting: Counting) {
  const day = dayOf(counting.timeZone);
  const [from, to, today] = [counting.from, counting.to, counting.today].map(dayNumber) as [
    number,
    number,
    number,
  ];
  const isIn = (date: number | undefined) => date !== undefined && from <= date && date <= to;
  const stories = counting.chains.map((chain) => storyOf(chain, day));
  const ended = stories.filter((story) => story.first !== undefined && isIn(story.last));
  const living = ended.filter(({ ending }) => ending !== 'deceased');
  const lastOf = (story: Story) => story.last ?? 0;
  const month = living.filter((story) => lastOf(story) + 44 <= today);
  const quarter = living.filter((story) => lastOf(story) + 104 <= today);
  const visitsWithin = (days: number) =>
    month.filter((story) => story.arrivedOn.some((on) => on <= lastOf(story) + days)).length;
  const spokenWith = (stories: Story[], on: number) =>
    stories.filter((story) => isSpokenWith(story, on)).length;
  const calledOn = (stories: Story[], on: number) =>
    counting.rules.followUpDays.includes(on) ? stories : [];
  const reviews = stories
    .flatMap((story) => reviewsIn(story, counting.rules, today))
    .filter(({ on }) => isIn(on));
  const tests = stories.flatMap((story) => [...story.tests.values()].map((test) => ({ story, test })));
  const called = tests.filter(
    ({ story, test }) =>
      isIn(test.day) &&
      test.outcome !== 'withdrawn' &&
      !(test.outcome === undefined && story.last !== undefined),
  );
  const noSpecimen = ['missed', 'refused', 'unable'];
  const neither = [...['excused', 'not reached', 'no answer'], undefined];
  const settled = called.filter(({ test }) => !neither.includes(test.outcome));
  const questions = [...counting.chains, counting.clinicChain].flatMap(questionsIn);
  const homes = askedOf(questions, ['home-check-in', 'placement-request', 'bed-request'], day, isIn);
  const receivers = askedOf(questions, ['handoff-referral', 'first-contact', 'receiver-visit'], day, isIn);
  const waits = stories.filter(
    (story) => isIn(story.waitedFrom) && (story.offeredOn !== undefined || story.isOver),
  );
  const attended = stories.map(({ sessions }) => {
    const due = [...sessions.values()].filter((one) => isIn(one.day) && one.outcome !== 'excused');
    const planned = due.filter(({ outcome }) => outcome !== 'made up');
    const plannedMinutes = planned.reduce(
      (sum, { sessionId }) => sum + (counting.rules.sessionMinutes[sessionId] ?? 0),
      0,
    );
    return [
      Math.min(
        plannedMinutes,
        due.reduce((sum, { minutes }) => sum + minutes, 0),
      ),
      plannedMinutes,
    ];
  });
  const stays = living.map((story) => Math.max(0, lastOf(story) - (story.first ?? 0) + 1));
  const inTreatment = stories.map((story) => {
    if (story.first === undefined) return 0;
    return Math.max(0, Math.min(to, story.last ?? today, today) - Math.max(from, story.first) + 1);
  });
  return {
    shares: {
      completed: [living.filter(({ ending = '' }) => ending.startsWith('completed')).length, living.length],
      'appointment-before-ending': [
        living.filter((story) => story.acceptedOn.some((on) => on <= lastOf(story))).length,
        living.length,
      ],
      'first-visit-7': [visitsWithin(7), month.length],
      'first-visit-14': [visitsWithin(14), month.length],
      'first-visit-30': [visitsWithin(30), month.length],
      'reached-30': [spokenWith(calledOn(month, 30), 30), calledOn(month, 30).length],
      'reached-90': [spokenWith(calledOn(quarter, 90), 90), calledOn(quarter, 90).length],
      'hours-attended': [0, 1].map((at) => attended.reduce((sum, pair) => sum + (pair[at] ?? 0), 0) / 60) as [
        number,
        number,
      ],
      'reviews-in-time': [reviews.filter(({ isLate }) => !isLate).length, reviews.length],
      'tests-not-given': [
        settled.filter(({ test }) => noSpecimen.includes(test.outcome ?? '')).length,
        settled.length,
      ],
      'homes-unanswered': [homes.filter((hours) => hours === null).length, homes.length],
      'receivers-unanswered': [receivers.filter((hours) => hours === null).length, receivers.length],
      'waitlist-offered': [waits.filter(({ offeredOn }) => offeredOn !== undefined).length, waits.length],
    } as Record<string, [number, number]>,
    spreads: {
      'length-of-stay': summaryOf(stays),
      'homes-response': summaryOf(homes.filter((hours) => hours !== null)),
      'receivers-response': summaryOf(receivers.filter((hours) => hours !== null)),
      'waitlist-days': summaryOf(
        waits.flatMap(({ waitedFrom = 0, offeredOn }) =>
          offeredOn === undefined ? [] : [offeredOn - waitedFrom],
        ),
      ),
    },
    tests: called.length,
    clientDays: inTreatment.reduce((sum, days) => sum + days, 0),
    clientsInTreatment: new Set(
      stories.filter((_, at) => (inTreatment[at] ?? 0) > 0).map(({ clientId }) => clientId),
    ).size,
    endings: countBy(ended.map(({ ending = '' }) => ending)),
  };
}

/** A call that was not made because the client was back counts as spoken with, unless the client wanted none. */
function isSpokenWith({ calls, backOn, noCallsFrom = Number.POSITIVE_INFINITY }: Story, on: number): boolean {
  const said = calls.get(on);
  if (said === undefined) return backOn !== undefined && backOn < noCallsFrom;
  return ['doing well', 'in trouble', 'wants to come back', 'needs higher care'].includes(said);
}

function countBy(words: string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const word of words) counts[word] = (counts[word] ?? 0) + 1;
  return counts;
}

/** What one line adds to a story; what is about questions stands apart. */
type Telling = (
  story: Story,
  told: { on: number; said: (name: string) => string; episodeId: string },
) => void;

const decisions = ['advance', 'hold', 'step up', 'discharge'];

const tellings: Record<string, Telling> = {
  'client referred': (story, { said }) => {
    story.clientId = said('clientId');
  },
  'client admitted': (story, { said }) => {
    story.first = dayNumber(said('admittedOn'));
  },
  'treatment ended': (story, { on, said }) =>
    Object.assign(story, { last: on, ending: said('ending'), isOver: true }),
  'referral ended': (story) => {
    story.isOver = true;
  },
  'death recorded': (story) => {
    if (story.ending !== undefined) story.ending = 'deceased';
  },
  'appointment made': (story, { on }) => story.acceptedOn.push(on),
  'handoff closed': (story, { said }) => {
    if (said('status') === 'arrived' && said('visitOn')) story.arrivedOn.push(dayNumber(said('visitOn')));
  },
  'readmission opened': (story, { on }) => {
    story.backOn ??= on;
  },
  'follow-ups declined by the client': (story, { on }) => {
    story.noCallsFrom ??= on;
  },
  'follow-up recorded': (story, { on, said }) => {
    story.calls.set(Number(said('day')), said('outcome'));
    if (said('outcome') === 'opted out') story.noCallsFrom ??= on;
  },
  'review taken up': (story, { on, said }) => {
    if (decisions.includes(said('decision'))) story.reviewedOn.push(on);
  },
  'called for a random test': (story, { said, episodeId }) =>
    story.tests.set(`${episodeId}:test-${said('date')}`, { day: dayNumber(said('date')) }),
  'client not reached for the test': (story, { said }) => settle(story, said('testId'), 'not reached'),
  'test outcome recorded': (story, { said }) => settle(story, said('testId'), said('outcome')),
  'test outcome corrected': (story, { said }) => settle(story, said('testId'), said('now')),
  'attendance recorded': attend,
  'attendance corrected': attend,
  'make-up recorded': attend,
  'put on the waitlist': (story, { on }) => {
    story.waitedFrom ??= on;
  },
  'place offered': (story, { on }) => {
    story.offeredOn ??= on;
  },
};

function attend({ sessions }: Story, { said }: Parameters<Telling>[1]): void {
  const [sessionId, outcome] = [said('sessionId'), said('outcome')];
  const entry = { day: dayNumber(said('date')), sessionId, outcome, minutes: Number(said('minutes')) };
  sessions.set(`${said('date')} ${sessionId} ${outcome === 'made up'}`, entry);
}

function settle({ tests }: Story, testId: string, outcome: string): void {
  const test = tests.get(testId);
  if (test) test.outcome = outcome;
}

function storyOf(chain: Line[], day: (at: string) => number): Story {
  const story: Story = {
    clientId: '',
    acceptedOn: [],
    arrivedOn: [],
    calls: new Map(),
    reviewedOn: [],
    tests: new Map(),
    isOver: false,
    sessions: new Map(),
  };
  for (const { at, what, details = {}, episodeId = '' } of chain) {
    const said = (name: string) => String(details[name] ?? '');
    tellings[what]?.(story, { on: day(at), said, episodeId });
  }
  return story;
}

function reviewsIn({ first, last, reviewedOn }: Story, rules: Rules, today: number) {
  if (first === undefined) return [];
  const found: { on: number; isLate: boolean }[] = [];
  const marks = [first, ...[...reviewedOn].sort((a, b) => a - b)];
  for (let at = 1; at < marks.length; at += 1) {
    const [before = 0, on = 0] = [marks[at - 1], marks[at]];
    found.push({ on, isLate: on - before > rules.reviewOverdueAfterDays });
  }
  const late = (marks.at(-1) ?? 0) + rules.reviewOverdueAfterDays + 1;
  if ((last ?? today) >= late) found.push({ on: late, isLate: true });
  return found;
}

function questionsIn(chain: Line[]): Question[] {
  const questions = new Map<string, Question>();
  const gone = new Set<string>();
  for (const line of chain) {
    const { at, what, details = {} } = line;
    const taskId = String(details.taskId);
    const kind = String(details.kind);
    if (what === 'question asked' && !questions.has(taskId))
      questions.set(taskId, {
        kind,
        askedAt: at,
        firstTo: String(details.to),
        answers: [],
        isGivenUp: false,
      });
    const known = questions.get(taskId);
    if (what === 'answer recorded') known?.answers.push(line);
    if (what === 'nobody answered' && known) known.isGivenUp = true;
    if (what === 'question withdrawn') gone.add(taskId);
  }
  return [...questions].filter(([taskId]) => !gone.has(taskId)).map(([, question]) => question);
}

/** Hours until the partner's own answer to each settled question, null without one. */
function askedOf(
  questions: Question[],
  kinds: string[],
  day: (at: string) => number,
  isIn: (date: number) => boolean,
): (number | null)[] {
  return questions
    .filter(({ kind, askedAt }) => kinds.includes(kind) && isIn(day(askedAt)))
    .flatMap(({ askedAt, firstTo, answers, isGivenUp }) => {
      const answer = answers.find(({ details }) => details?.outcome === 'recorded');
      if (!answer) return isGivenUp ? [null] : [];
      const isOwn = answer.by.split('.')[0] === firstTo.split('.')[0];
      return [isOwn ? (new Date(answer.at).getTime() - new Date(askedAt).getTime()) / 3_600_000 : null];
    });
}

/** Count, median and 90th percentile. */
function summaryOf(values: number[]): { count: number; median: number | null; p90: number | null } {
  const count = values.length;
  if (count === 0) return { count, median: null, p90: null };
  const ranked = [...values].sort((a, b) => a - b);
  const half = count / 2;
  const median =
    count % 2 === 1 ? ranked[Math.floor(half)] : ((ranked[half - 1] ?? 0) + (ranked[half] ?? 0)) / 2;
  // The least value that at least nine in ten do not exceed.
  const p90 = ranked.find((value) => ranked.filter((other) => other <= value).length * 10 >= 9 * count);
  return { count, median: median ?? null, p90: p90 ?? null };
}

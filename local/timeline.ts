import type { AuditEntry, JsonValue } from '../lambdas/domain/audit.ts';
import { localDateOf, localTimeOf } from '../lambdas/domain/clinic-calendar.ts';

/** What kind of fact a line is: it decides how a page marks it. */
export type FactKind = 'milestone' | 'asked' | 'answered' | 'told' | 'recorded' | 'alert';

type Details = Record<string, JsonValue>;

/** How one `what` of the audit is put into words. */
interface Fact {
  kind: FactKind;
  /** What happened, when the audit's own words are too long or hide the matter. */
  words?: (details: Details) => string;
  /** Who was asked, told or concerned: a contact's or a partner's id. */
  who?: (details: Details, by: string) => string;
  /** What was answered, decided or found. */
  answer?: (details: Details) => string;
  /** Kept from the timeline where another line says the same, or nobody cares; pages show it all the same. */
  isQuiet?: (details: Details) => boolean;
}

const always = () => true;
const text = (value: JsonValue | undefined): string => {
  if (value === undefined || value === null) return '';
  if (Array.isArray(value)) return value.map(text).join(', ');
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
};
const field = (name: string) => (details: Details) => text(details[name]);
const by = (_: Details, actor: string) => actor;
const kindWords = ({ kind }: Details) => text(kind).replaceAll('-', ' ').replace('check in', 'check-in');
const about = (word: string) => (details: Details) => `${word}: ${kindWords(details)}`;
const askedWords: Record<string, string> = { ask: 'asked', remind: 'reminded', escalate: 'escalated' };

/** `3 all well, 1 concern` for a question about several clients. */
function choiceWords({ choice, items }: Details): string {
  const counts = new Map<string, number>();
  const given = typeof items === 'object' && items !== null ? Object.values(items) : [];
  for (const item of given) counts.set(text(item), (counts.get(text(item)) ?? 0) + 1);
  const perItem = [...counts].map(([said, count]) => `${count} ${said}`).join(', ');
  return perItem || text(choice);
}

const marked: Record<string, string> = {
  late: ' (late)',
  corrected: ' (a correction)',
  contradicted: ' (contradicts the first answer)',
  withdrawn: ' (after the question was withdrawn)',
  'partly recorded': ' (more to come)',
};

const attendanceWords = ({ outcome, sessionId, date, minutes }: Details) =>
  `${text(outcome)}: ${text(sessionId)}, ${text(date)}${minutes === 0 ? '' : `, ${text(minutes)} minutes`}`;

const missingFactWords = ({ missing }: Details) => (text(missing) ? `missing: ${text(missing)}` : 'complete');

const placeCount = ({ programId, count }: Details) => `${text(programId)}: ${text(count)} in use`;

const overrideWords = ({ what, setting, from, until, reason }: Details) =>
  [
    `${text(what)} ${text(setting)}`,
    `from ${text(from)}`,
    text(until) && `until ${text(until)}`,
    `(${text(reason)})`,
  ]
    .filter(Boolean)
    .join(' ');

const roundWords = ({ climb, round, outcome }: Details) =>
  [`climb ${text(climb)}, round ${text(round)}`, text(outcome)].filter(Boolean).join(': ');
const roundOfPage = ({ round }: Details) => (text(round) === '' ? '' : `round ${text(round)}`);
const debriefWords = ({ called911, naloxone, homeTold, followUp }: Details) =>
  `911 ${text(called911)}, naloxone ${text(naloxone)}, home told ${text(homeTold)}, follow-up ${text(followUp)}`;

/** Every fact that the steps, links and actions write into the audit. */
const facts: Record<string, Fact> = {
  'clinic file applied': {
    kind: 'recorded',
    who: by,
    answer: ({ changes }) => (Array.isArray(changes) ? `${changes.length} records changed` : ''),
  },
  'passcode set': { kind: 'recorded', who: field('contactId'), isQuiet: always },
  'link locked after wrong passcodes': { kind: 'alert', who: by },
  'client referred': {
    kind: 'milestone',
    words: () => 'referred',
    who: field('counselorId'),
    answer: ({ programId, plannedDays }) => `${text(programId)}, ${text(plannedDays)} days planned`,
    isQuiet: ({ clientId }) => clientId === undefined,
  },
  'consent recorded': { kind: 'recorded', who: field('recipientIds'), answer: field('categories') },
  'criterion set aside': { kind: 'alert', who: field('clinicianId'), answer: field('criterion') },
  'authorization recorded': { kind: 'recorded', answer: ({ endsOn }) => `until ${text(endsOn)}` },
  'authorization ends without another': { kind: 'alert', answer: ({ endsOn }) => `on ${text(endsOn)}` },
  'intake updated': { kind: 'recorded', answer: field('fields') },
  'another intake appointment': { kind: 'recorded' },
  'offer expired': { kind: 'alert', answer: ({ missedOffers }) => `offer ${text(missedOffers)}` },
  'transfer wished for': { kind: 'recorded', answer: field('programId') },
  'transfer dropped': { kind: 'recorded', answer: field('programId') },
  'client transferred': { kind: 'milestone', answer: ({ from, to }) => `from ${text(from)} to ${text(to)}` },
  'consent carried over': { kind: 'recorded', who: field('recipientIds'), answer: field('categories') },
  'place reserved': { kind: 'recorded', answer: placeCount },
  'put on the waitlist': { kind: 'milestone', answer: field('programId') },
  'place offered': { kind: 'recorded', answer: field('programId') },
  'place freed': { kind: 'recorded', answer: placeCount },
  'intake passed': { kind: 'milestone', isQuiet: always },
  'referral ended': { kind: 'milestone', answer: field('ending') },
  'home accepted': { kind: 'milestone', who: field('homeId') },
  'home did not accept': { kind: 'recorded', who: field('homeId'), answer: field('outcome') },
  'home not asked': { kind: 'alert', who: field('homeId'), answer: field('because') },
  'goes on without a sober home': { kind: 'recorded', answer: field('outcome') },
  'client admitted': { kind: 'milestone', words: () => 'admitted' },
  'question asked': {
    kind: 'asked',
    words: (details) => `${askedWords[text(details.action)] ?? 'asked'}: ${kindWords(details)}`,
    who: field('to'),
  },
  'question not sent': {
    kind: 'alert',
    words: about('not sent'),
    who: field('ownerId'),
    answer: field('because'),
  },
  'question withdrawn': { kind: 'recorded', words: about('withdrawn') },
  'mail not delivered': { kind: 'alert', who: field('to'), answer: field('because') },
  'asked instead': {
    kind: 'asked',
    words: about('asked instead'),
    who: field('to'),
    answer: field('because'),
  },
  'address suppressed': { kind: 'alert', who: field('to') },
  'client handed over': { kind: 'recorded', who: field('to'), answer: field('reason') },
  'questions handed over': { kind: 'recorded', who: field('to'), answer: field('reason') },
  'clients merged': { kind: 'recorded', answer: field('reason') },
  'nobody to ask': { kind: 'alert', who: field('party') },
  'nobody answered': { kind: 'alert', words: about('no answer') },
  'answer recorded': {
    kind: 'answered',
    words: about('answered'),
    who: by,
    answer: (details) => `${choiceWords(details)}${marked[text(details.outcome)] ?? ''}`,
  },
  'answer refused': { kind: 'alert', words: about('answer refused'), who: by, answer: field('because') },
  'shown to partner': { kind: 'told', words: () => 'disclosed', who: by, answer: field('category') },
  'draws committed': { kind: 'recorded', isQuiet: always },
  'draw made': {
    kind: 'recorded',
    words: ({ status }) => (status === 'too late' ? 'draw too late' : 'draw made'),
    answer: ({ called, breaches }) => `${text(called)} called, ${text(breaches)} overdue beyond capacity`,
    isQuiet: ({ breaches, status }) => breaches === 0 && status !== 'too late',
  },
  'draw key revealed': { kind: 'recorded', isQuiet: always },
  'draw report queued': { kind: 'recorded', isQuiet: always },
  'called for a random test': { kind: 'recorded' },
  'client told of the test': { kind: 'recorded', isQuiet: always },
  'client not reached for the test': {
    kind: 'alert',
    words: () => 'not reached for the test',
    answer: field('answer'),
  },
  'test outcome recorded': {
    kind: 'recorded',
    words: ({ basis }) => `test outcome (${text(basis)})`,
    answer: field('outcome'),
  },
  'oral fluid asked for': { kind: 'recorded' },
  'specimen sent to the laboratory': {
    kind: 'recorded',
    words: () => 'sent to the laboratory',
    who: field('sentBy'),
  },
  'lower test rate signed off': { kind: 'recorded', answer: field('forPhase') },
  'test rate kept': { kind: 'recorded', answer: field('forPhase') },
  'identifiers did not match': { kind: 'alert', words: about('identifiers wrong'), who: by },
  'laboratory result recorded': {
    kind: 'recorded',
    words: () => 'laboratory result',
    answer: field('confirmation'),
  },
  'check-in recorded': {
    kind: 'recorded',
    words: () => 'check-in',
    who: field('homeId'),
    answer: field('answer'),
  },
  'attendance sheet opened': { kind: 'recorded', isQuiet: always },
  'attendance recorded': {
    kind: 'recorded',
    words: ({ kind }) => `attendance: ${text(kind)}`,
    answer: attendanceWords,
    isQuiet: ({ outcome }) => outcome === 'attended',
  },
  'attendance corrected': {
    kind: 'alert',
    words: ({ kind }) => `attendance corrected: ${text(kind)}`,
    who: by,
    answer: (details) => `${text(details.was)} → ${attendanceWords(details)} (${text(details.reason)})`,
  },
  'make-up recorded': { kind: 'recorded', who: by, answer: attendanceWords },
  'excused from sessions': {
    kind: 'recorded',
    who: by,
    answer: ({ dates, reason }) => `${text(dates)} (${text(reason)})`,
  },
  'leave recorded': {
    kind: 'milestone',
    who: by,
    answer: ({ from, to, reason }) => `${text(from)} to ${text(to)} (${text(reason)})`,
  },
  'return from leave recorded': {
    kind: 'milestone',
    who: by,
    answer: ({ isBack }) => (isBack === true ? 'back' : 'not back'),
  },
  'schedule changed': { kind: 'milestone', who: by, answer: field('reason') },
  'home reported': {
    kind: 'alert',
    words: ({ said }) => `home reported: ${text(said)}`,
    who: field('homeId'),
    answer: field('ticks'),
  },
  'report refused': { kind: 'alert', words: () => 'a home’s report was refused', who: field('homeId') },
  'home not told': {
    kind: 'alert',
    words: ({ news }) => `home not told: ${text(news)}`,
    who: field('homeId'),
    answer: field('because'),
  },
  'home to be told': {
    kind: 'recorded',
    words: ({ news }) => `for the home’s list: ${text(news)}`,
    who: field('homeId'),
  },
  'free beds noted': { kind: 'recorded', who: field('homeId'), answer: field('freeBeds') },
  'beds asked for': {
    kind: 'recorded',
    who: field('homeIds'),
    answer: ({ beds, from }) => `${text(beds)} from ${text(from)}`,
  },
  'contact removed': { kind: 'recorded', who: field('contactId'), answer: field('reason') },
  'standing link shown to staff': { kind: 'recorded', who: field('contactId'), isQuiet: always },
  'client heard the result': { kind: 'recorded', who: by, answer: field('result') },
  'phase begun': { kind: 'milestone', answer: field('name') },
  'review taken up': {
    kind: 'milestone',
    words: () => 'review',
    answer: ({ decision, plannedEndOn }) => `${text(decision)}, planned end ${text(plannedEndOn)}`,
  },
  'review overdue': { kind: 'alert', who: () => 'director' },
  'review asked for': { kind: 'asked', who: by, answer: field('because') },
  'feedback given': { kind: 'recorded', who: by },
  'feedback answered': { kind: 'answered', who: by, answer: field('as') },
  'milestone verified': {
    kind: 'recorded',
    who: by,
    answer: ({ what, how }) => `${text(what)}: ${text(how)}`,
  },
  'program overridden': { kind: 'milestone', who: by, answer: overrideWords },
  'override withdrawn': { kind: 'milestone', who: by, answer: overrideWords },
  'news by email': { kind: 'recorded', who: by, answer: field('wanted') },
  'milestones recorded': { kind: 'recorded', words: () => 'milestones', answer: field('outcome') },
  'treatment ended': {
    kind: 'milestone',
    answer: ({ ending, reason }) => `${text(ending)} (${text(reason)})`,
  },
  'aftercare started': { kind: 'milestone' },
  'receiver accepted': {
    kind: 'recorded',
    who: field('receiverId'),
    answer: ({ visitOn }) => `first visit ${text(visitOn)}`,
  },
  'receiver did not accept': {
    kind: 'recorded',
    who: field('receiverId'),
    answer: ({ outcome, because }) => [text(outcome), text(because)].filter(Boolean).join(': '),
  },
  'aftercare plan recorded': {
    kind: 'milestone',
    who: field('receiverId'),
    answer: ({ decision, appointmentOn }) =>
      [text(decision), text(appointmentOn) && `appointment ${text(appointmentOn)}`]
        .filter(Boolean)
        .join(', '),
  },
  'aftercare plan is late': { kind: 'alert', answer: ({ lateOn }) => `since ${text(lateOn)}` },
  'aftercare plan never made': { kind: 'alert' },
  'no aftercare plan can be made': { kind: 'alert', who: by },
  'appointment made': {
    kind: 'milestone',
    who: field('receiverId'),
    answer: ({ visitOn, visitAt }) => [text(visitOn), text(visitAt)].filter(Boolean).join(' '),
  },
  'receiver changed': { kind: 'alert', who: field('receiverId'), answer: ({ to }) => `now ${text(to)}` },
  'handoff prepared': {
    kind: 'recorded',
    answer: ({ records, warmContact }) => `records: ${text(records)}, ${text(warmContact)}`,
  },
  'first contact is due': { kind: 'recorded', who: field('receiverId'), answer: field('asked') },
  'first contact made': { kind: 'milestone', who: field('receiverId'), answer: field('madeOn') },
  'handoff goes on': {
    kind: 'recorded',
    answer: ({ outcome, next, visitOn }) =>
      next === 'visit' ? `${text(outcome)}, visit ${text(visitOn)}` : `${text(outcome)}, then ${text(next)}`,
  },
  'handoff closed': { kind: 'milestone', who: field('receiverId'), answer: field('status') },
  'follow-up recorded': {
    kind: 'recorded',
    words: ({ day }) => `follow-up, day ${text(day)}`,
    answer: field('outcome'),
  },
  'readmission opened': { kind: 'milestone', who: by, answer: field('newEpisodeId') },
  'follow-ups declined by the client': { kind: 'recorded' },
  'episode closed': { kind: 'milestone', answer: field('ending') },
  'dossier made': { kind: 'told', who: by, answer: ({ names }) => text(names) },
  'death reported': { kind: 'alert', who: field('secondPerson'), answer: field('reason') },
  'death confirmed': { kind: 'milestone', who: by, answer: field('source') },
  'death refuted': { kind: 'milestone', who: by, answer: field('source') },
  'question held back': { kind: 'recorded', words: about('held back') },
  'discharge asked for': { kind: 'asked', who: field('signer'), answer: field('reason') },
  'discharge not signed': { kind: 'recorded', who: by },
  'ending corrected': {
    kind: 'milestone',
    who: by,
    answer: ({ was, now }) => `${text(was)}, now ${text(now)}`,
  },
  'try to reach recorded': { kind: 'recorded', who: field('triedBy'), answer: field('on') },
  'death recorded': { kind: 'milestone', answer: field('reason') },
  'early ending asked for': {
    kind: 'milestone',
    who: by,
    answer: ({ ending, reason }) => `${text(ending)} (${text(reason)})`,
  },
  'referral cancelled': { kind: 'milestone', who: by, answer: field('reason') },
  'home changed': {
    kind: 'milestone',
    who: ({ homeId }) => text(homeId) || 'own home',
    answer: field('reason'),
  },
  'receiver chosen': { kind: 'recorded', who: field('receiverId') },
  'partner not asked for want of consent': {
    kind: 'alert',
    words: () => 'not asked: no consent',
    who: ({ partnerId, homeId, receiverId }) => text(partnerId ?? homeId ?? receiverId),
  },
  'consent signed': { kind: 'recorded', who: field('recipientIds'), answer: field('categories') },
  'client link made': { kind: 'recorded', who: by, answer: field('on') },
  'matter opened': {
    kind: 'recorded',
    words: about('opened'),
    who: by,
    answer: ({ dueOn }) => (dueOn ? `by ${text(dueOn)}` : ''),
  },
  'matter settled': { kind: 'recorded', words: about('settled'), who: by, answer: field('as') },
  'emergency disclosure opened': { kind: 'alert', who: by, answer: missingFactWords },
  'emergency disclosure added to': { kind: 'recorded', who: by, answer: missingFactWords },
  'emergency disclosure closed': { kind: 'milestone', who: by },
  'consent revoked': { kind: 'milestone', who: field('recipientId'), answer: field('how') },
  'excused from testing': {
    kind: 'recorded',
    who: by,
    answer: ({ dates, late, reason }) =>
      [text(dates), text(late) && `too late for ${text(late)}`, `(${text(reason)})`]
        .filter(Boolean)
        .join(' '),
  },
  'test ordered for cause': { kind: 'recorded', who: by },
  'test outcome corrected': {
    kind: 'alert',
    who: by,
    answer: ({ was, now, reason }) => `${text(was)} → ${text(now)} (${text(reason)})`,
  },
  'absence recorded': {
    kind: 'recorded',
    who: field('staffId'),
    answer: ({ from, to, coverId }) => `${text(from)} to ${text(to)}, cover ${text(coverId)}`,
  },
  'follow-ups declined': { kind: 'recorded', who: by },
  'stage restarted': { kind: 'recorded', who: by, answer: field('stage') },
  'stage failed': { kind: 'alert', answer: field('stage') },
  'crisis opened': {
    kind: 'alert',
    words: ({ kind }) => `crisis: ${text(kind)}`,
    who: by,
    answer: field('via'),
  },
  'crisis report joined': {
    kind: 'alert',
    words: ({ kind }) => `crisis, again: ${text(kind)}`,
    who: by,
    answer: field('via'),
  },
  'crisis round begun': { kind: 'recorded', answer: roundWords, isQuiet: ({ round }) => round === 1 },
  'crisis round over': { kind: 'alert', words: () => 'crisis round over', answer: roundWords },
  'crisis acknowledged': { kind: 'milestone', who: by, answer: field('how') },
  'crisis acknowledged again': {
    kind: 'recorded',
    who: by,
    answer: ({ first }) => `${text(first)} came first`,
  },
  'crisis closed': { kind: 'milestone', who: by, answer: debriefWords },
  paged: { kind: 'asked', who: field('to'), answer: roundOfPage },
  'page failed': { kind: 'alert', who: field('to'), answer: field('because') },
  'page not acknowledged': { kind: 'alert', who: field('to'), answer: roundOfPage },
  'pager test begun': { kind: 'recorded', who: field('to') },
  'pager secret shown': { kind: 'alert', who: by },
  'workflow failed': { kind: 'alert', who: field('machine'), answer: field('error') },
};

/** Every `what` that has words here; a test compares them with what the code writes. */
export const knownFacts: readonly string[] = Object.keys(facts);

/** A fact in words: ids and codes, never names. */
export interface FactWords {
  kind: FactKind;
  what: string;
  who: string;
  answer: string;
  isQuiet: boolean;
}

/** The words for an audit entry; the entry's own for a fact that is not known. */
export function factWords({ what, by: actor, details = {} }: AuditEntry): FactWords {
  const fact: Fact = facts[what] ?? { kind: 'recorded' };
  return {
    kind: fact.kind,
    what: fact.words?.(details) ?? what,
    who: fact.who?.(details, actor) ?? '',
    answer: fact.answer?.(details) ?? '',
    isQuiet: fact.isQuiet?.(details) ?? false,
  };
}

/** One line of the timeline. Empty text where a column has nothing to say. */
export interface TimelineLine {
  at: string;
  /** On the clinic's wall clock. */
  date: string;
  time: string;
  clientId: string;
  episodeId: string;
  what: string;
  who: string;
  answer: string;
  by: string;
}

export interface TimelineContext {
  timeZone: string;
  clientIdOf: (episodeId: string) => string | undefined;
}

/** The timeline's line for an audit entry; undefined for one that the timeline leaves out. */
export function timelineLine(entry: AuditEntry, context: TimelineContext): TimelineLine | undefined {
  const { isQuiet, what, who, answer } = factWords(entry);
  if (isQuiet) return undefined;
  const { at, by: actor, episodeId = '', details } = entry;
  return {
    at,
    date: localDateOf(context.timeZone, at),
    time: localTimeOf(context.timeZone, at),
    clientId: episodeId === '' ? '' : ((text(details?.clientId) || context.clientIdOf(episodeId)) ?? ''),
    episodeId,
    what,
    who,
    answer,
    by: actor,
  };
}

const columns = { clientId: 19, what: 34, who: 28 };

/** A line for a terminal, in columns. */
export function timelineText({ date, time, clientId, what, who, answer }: TimelineLine): string {
  const cells = [
    `${date} ${time}`,
    (clientId || '·').padEnd(columns.clientId),
    what.padEnd(columns.what),
    who.padEnd(columns.who),
    answer,
  ];
  return cells.join('  ').trimEnd();
}

/** The heads of the columns. */
export const timelineHead = timelineText({
  at: '',
  date: 'date      ',
  time: 'time ',
  clientId: 'client',
  episodeId: '',
  what: 'what happened',
  who: 'who',
  answer: 'answer',
  by: '',
});

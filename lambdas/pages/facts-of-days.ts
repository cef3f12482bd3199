import { about, always, attendanceWords, by, type Fact, field, text } from './fact-parts.ts';

/** Facts of the days: tests, check-ins, attendance, what homes say. */
export const daysFacts: Record<string, Fact> = {
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
};

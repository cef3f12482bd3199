import { answersInDays, type ShareId, type SpreadId } from './figures.ts';

/** What a figure means, for whoever reads it without us. */
export interface FigureDefinition {
  title: string;
  /** What is counted: of a share "numerator, of denominator". */
  numerator: string;
  denominator: string;
  /** Who is left out, and why. */
  notCounted: string;
  /** A known measure that it resembles, and what differs; null where there is none. */
  similarTo: string | null;
}

export type FigureId = ShareId | SpreadId | 'tests-per-week';

const ended = 'discharges of admitted clients in the period';
const dead = 'Clients who died.';
const afterwards = (days: number) =>
  `${ended} at least ${days + answersInDays} days ago: ${days} days, and ${answersInDays} more in which the answer may come in`;
const notYet = (days: number) =>
  `Clients who died. Discharges less than ${days + answersInDays} days ago, whose answers may still come in.`;
const optedOut =
  'Who asked for no more calls stays counted, as not reached, so that a refusal never makes the figure look better.';
const fui =
  'Similar to HEDIS FUI (follow-up after high-intensity care for substance use disorder), which follows discharges from inpatient, residential and withdrawal-management care, takes visits from claims, and needs the visit on a later day than the discharge. This one follows the intensive outpatient program, takes the visit from what staff or the receiver confirmed, and a visit before the ending counts.';
const teds =
  'Similar to the reasons for discharge and length of stay of SAMHSA’s TEDS-D, which counts discharges by state from admission records and includes deaths.';
const visits = (days: number, similarTo = 'As within 7 days.'): FigureDefinition => ({
  title: `First visit within ${days} days`,
  numerator: `those whose first visit with the next provider was confirmed for a day up to ${days} days after the ending`,
  denominator: afterwards(30),
  notCounted: notYet(30),
  similarTo,
});
const reached = (day: number): FigureDefinition => ({
  title: `Reached at ${day} days`,
  numerator: `those with whom somebody spoke at the follow-up of day ${day}, and those who were in the program again by then`,
  denominator: `${afterwards(day)}; programs that call on day ${day} only`,
  notCounted: `${notYet(day)} ${optedOut}`,
  similarTo: null,
});
const unanswered = (who: string, what: string): FigureDefinition => ({
  title: `Questions that ${who} left unanswered`,
  numerator: `those that the ${who.replace(/s$/, '')} itself did not answer before its reminders ran out, what staff answered in its place among them`,
  denominator: `${what} asked in the period`,
  notCounted: 'Questions that are still open, were withdrawn, or could not be sent.',
  similarTo: null,
});
const response = (who: string, what: string): FigureDefinition => ({
  title: `Hours until ${who} answered`,
  numerator:
    'hours by the clock from the question to the first answer of their own, nights and weekends included',
  denominator: `${what} asked in the period and answered`,
  notCounted: 'Questions without an answer: their share is a figure of its own.',
  similarTo: null,
});
const homeQuestions = 'weekly check-ins, requests for a place and requests for beds';
const receiverQuestions = 'referrals and other questions to aftercare providers';

/** The words of every figure. Sources of the measures named: NCQA's and SAMHSA's public descriptions of them. */
export const figureDefinitions: Record<FigureId, FigureDefinition> = {
  completed: {
    title: 'Completed the program',
    numerator: 'those that ended as “completed” or “completed early”',
    denominator: ended,
    notCounted: dead,
    similarTo: teds,
  },
  'appointment-before-ending': {
    title: 'Appointment before discharge',
    numerator:
      'those for whom a next provider had said yes, and the day of a first visit was agreed, by the day of the ending',
    denominator: ended,
    notCounted: dead,
    similarTo: null,
  },
  'first-visit-7': visits(7, fui),
  'first-visit-14': visits(14),
  'first-visit-30': visits(30),
  'reached-30': reached(30),
  'reached-90': reached(90),
  'length-of-stay': {
    title: 'Length of stay',
    numerator: 'days from the first to the last day of treatment, both counted',
    denominator: ended,
    notCounted: dead,
    similarTo: teds,
  },
  'hours-attended': {
    title: 'Hours attended',
    numerator: 'hours attended, sessions made up among them, up to what was due',
    denominator: 'hours of sessions that were due in the period, those that nobody recorded among them',
    notCounted: 'Excused sessions. Hours beyond what was due.',
    similarTo: null,
  },
  'reviews-in-time': {
    title: 'Reviews in time',
    numerator:
      'those within the days after which the program calls a review overdue, counted from the review before or the admission',
    denominator:
      'reviews decided in the period, and reviews that became overdue in it and were still missing',
    notCounted: 'Reviews whose time has not run out. Reviews that an ending made unnecessary.',
    similarTo: null,
  },
  'tests-not-given': {
    title: 'Random tests not given',
    numerator: 'those that were missed, refused, or could not be given',
    denominator: 'random tests called in the period that came to a specimen or to none',
    notCounted:
      'Tests that were excused, of which the client was never told, that nobody recorded yet, or that ended with the treatment. A missed test is no positive test.',
    similarTo: null,
  },
  'tests-per-week': {
    title: 'Random tests a week',
    numerator: 'random tests called in the period',
    denominator: 'weeks that clients were in treatment in the period, a day counted as a seventh',
    notCounted: 'Tests that ended with the treatment. Tests for cause.',
    similarTo: null,
  },
  'homes-unanswered': unanswered('homes', homeQuestions),
  'homes-response': response('homes', homeQuestions),
  'receivers-unanswered': unanswered('receivers', receiverQuestions),
  'receivers-response': response('receivers', receiverQuestions),
  'waitlist-offered': {
    title: 'Offered a place',
    numerator: 'those who were offered a place',
    denominator: 'people who joined the waitlist in the period and whose wait is over',
    notCounted: 'People who are still waiting.',
    similarTo: null,
  },
  'waitlist-days': {
    title: 'Days on the waitlist',
    numerator: 'days from the referral to the first offer of a place',
    denominator: 'people who joined the waitlist in the period and were offered a place',
    notCounted: 'People who are still waiting, or left without an offer.',
    similarTo: null,
  },
};

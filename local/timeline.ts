import type { AuditEntry } from '../lambdas/domain/audit.ts';
import { localDateOf, localTimeOf } from '../lambdas/domain/clinic-calendar.ts';
import { text } from '../lambdas/pages/fact-parts.ts';
import { factWords } from '../lambdas/pages/fact-words.ts';

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

import { type LocalDate, localDateOf } from '../../../lambdas/domain/clinic-calendar.ts';
import type { Journey } from '../journey.ts';

/** From the report of a death to the word of a second person: nothing is asked or drawn about the client meanwhile. */
export function holdsOf({ all, play }: Journey, episodeId: string): { from: LocalDate; to: LocalDate }[] {
  const matters = all('matter').filter(
    (matter) => matter.kind === 'death-confirmation' && matter.episodeId === episodeId,
  );
  return matters.map(({ id, openedAt }) => {
    const answered = all('task').find(({ about, answer }) => about.matterId === id && answer !== null);
    const dayOf = (at: string) => localDateOf(play.timeZone, at);
    return { from: dayOf(openedAt), to: answered?.answer ? dayOf(answered.answer.at) : '9999-12-31' };
  });
}

export function isHeldOn(journey: Journey, episodeId: string, date: LocalDate): boolean {
  return holdsOf(journey, episodeId).some(({ from, to }) => from <= date && date <= to);
}

import { type EndingFacts, type EndingRule, endingRuleOf } from './ending-rules.ts';
import type { Ending } from './episode.ts';

/** One thing that an ending leads to, and the fact to look at when it should have led to something else. */
const consequences: { differs: (rule: EndingRule) => unknown; was: (rule: EndingRule) => string }[] = [
  {
    differs: ({ notices }) => notices.home,
    was: ({ notices }) =>
      notices.home === 'in its list'
        ? 'the home was told of a discharge, where its consent let it'
        : 'the home was told nothing by the system',
  },
  {
    differs: ({ handoff }) => handoff,
    was: ({ handoff }) =>
      handoff === 'offered'
        ? 'a handoff to aftercare was begun'
        : handoff === 'none'
          ? 'no handoff was offered'
          : 'the client’s arrival at another facility was asked about',
  },
  {
    differs: ({ followUps }) => followUps,
    was: ({ followUps }) =>
      followUps === 'all' ? 'follow-up calls were begun' : 'no follow-up call was made',
  },
  {
    differs: ({ offersOverdoseTeaching }) => offersOverdoseTeaching,
    was: ({ offersOverdoseTeaching }) =>
      offersOverdoseTeaching ? 'naloxone and teaching were offered' : 'no naloxone or teaching was offered',
  },
  {
    differs: ({ questions }) => questions,
    was: ({ questions }) =>
      questions === 'all'
        ? 'every open question about the client was withdrawn'
        : 'questions that matter after treatment stayed open',
  },
  {
    differs: ({ signs }) => signs,
    was: ({ signs }) =>
      signs === 'nobody else'
        ? 'it was taken on one person’s word'
        : `it was taken with the word of ${signs}`,
  },
];

/** What was done because of a wrong ending, in past-tense facts: first what both endings share, then where the rules differ. */
export function followedFromEnding(was: Ending, now: Ending, facts: EndingFacts = {}): string[] {
  const [wrong, right] = [endingRuleOf(was, facts), endingRuleOf(now)];
  const shared = `treatment ended as “${was}”: the place was freed and offered on, open questions and tests of the treatment stopped`;
  const different = consequences.filter(({ differs }) => differs(wrong) !== differs(right));
  return [shared, ...different.map((consequence) => consequence.was(wrong))];
}

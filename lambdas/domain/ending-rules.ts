import type { LocalDate } from './clinic-calendar.ts';
import type { Ending, Episode } from './episode.ts';

/** What the record says of an ending beside its reason. */
export interface EndingFacts {
  /** Where the client goes: the facility or program that takes over. */
  receivingFacility?: string;
  /** From when that facility takes over. */
  receivedOn?: LocalDate;
  /** The client's new episode, after a transfer between the clinic's own programs. */
  toEpisodeId?: string;
  /** Why a client is lost to contact though fewer tries are on record than the rule asks for. */
  attemptsNotMade?: string;
  /** Who asked for an ending that another had to sign. */
  requestedBy?: string;
}

/** What must be on record before an ending is taken. */
export type EndingNeed = 'receiving facility' | 'documented attempts' | 'new episode';

export interface EndingRule {
  needs: readonly EndingNeed[];
  /** Whose word it takes beside the one who records it. */
  signs: 'nobody else' | 'the director' | 'a second member of staff';
  /** True when treatment ends before its plan while the client goes back to everyday life, or may. */
  isEarly: boolean;
  /** A kit of naloxone and the teaching about overdose: the counselor is asked to offer both. */
  offersOverdoseTeaching: boolean;
  notices: {
    /** `in its list`: the home's next list says "discharged", when the consent lets it. `by nobody`: staff call, if at all. */
    home: 'in its list' | 'by nobody';
    /** What staff are asked because of the ending. */
    staff: 'aftercare plan' | 'arrival at the facility' | 'nothing';
    /** How the client hears: in person, or not at all. No mail of the product tells a client of an ending. */
    client: 'in person' | 'nobody';
  };
  /** `offered`: the handoff to aftercare. `to the facility`: whether the client arrived there is asked until it is known. */
  handoff: 'offered' | 'to the facility' | 'none';
  followUps: 'all' | 'none';
  /** Which open questions stop. `all`: whatever is asked about the client. */
  questions: 'those of the treatment' | 'all';
  /** Tests that were called and not collected end; one at the laboratory goes on, unless nobody is to hear of it. */
  tests: 'uncollected end';
  place: 'freed and offered on';
  /** True when nobody is contacted about the client any more. */
  stopsAllContact: boolean;
}

const usual = {
  needs: [],
  signs: 'nobody else',
  isEarly: true,
  offersOverdoseTeaching: true,
  notices: { home: 'in its list', staff: 'aftercare plan', client: 'in person' },
  handoff: 'offered',
  followUps: 'all',
  questions: 'those of the treatment',
  tests: 'uncollected end',
  place: 'freed and offered on',
  stopsAllContact: false,
} as const satisfies EndingRule;

/** A transfer between the clinic's own programs: the new episode tests, visits and follows up. */
const withinTheClinic: EndingRule = {
  ...usual,
  needs: ['new episode'],
  isEarly: false,
  offersOverdoseTeaching: false,
  notices: { home: 'by nobody', staff: 'nothing', client: 'in person' },
  handoff: 'none',
  followUps: 'none',
};

/**
 * What each ending asks for and what follows from it. Sources: the programs' descriptions; 42 CFR §2.31 for the home's
 * notice; SAMHSA's overdose prevention toolkit for naloxone and teaching when somebody leaves treatment early, with a
 * tolerance that has fallen.
 */
export const endingRules: Record<Ending, EndingRule> = {
  completed: { ...usual, isEarly: false, offersOverdoseTeaching: false },
  'completed early': usual,
  'stepped up': {
    ...usual,
    needs: ['receiving facility'],
    notices: { ...usual.notices, staff: 'arrival at the facility' },
    handoff: 'to the facility',
  },
  transferred: {
    ...usual,
    needs: ['receiving facility'],
    isEarly: false,
    offersOverdoseTeaching: false,
    notices: { ...usual.notices, staff: 'arrival at the facility' },
    handoff: 'to the facility',
  },
  'left against advice': usual,
  'lost to contact': { ...usual, needs: ['documented attempts'] },
  'discharged administratively': { ...usual, signs: 'the director' },
  deceased: {
    ...usual,
    signs: 'a second member of staff',
    isEarly: false,
    offersOverdoseTeaching: false,
    notices: { home: 'by nobody', staff: 'nothing', client: 'nobody' },
    handoff: 'none',
    followUps: 'none',
    questions: 'all',
    stopsAllContact: true,
  },
};

/** The rule of an ending; a transfer between the clinic's own programs has its own. */
export function endingRuleOf(ending: Ending, facts: EndingFacts = {}): EndingRule {
  return ending === 'transferred' && facts.toEpisodeId !== undefined ? withinTheClinic : endingRules[ending];
}

/** The rule by which an episode has ended; undefined while it has not, and for a referral that came to nothing. */
export function ruleOfEnded({ ending, endingFacts }: Pick<Episode, 'ending' | 'endingFacts'>) {
  return ending !== null && ending in endingRules ? endingRuleOf(ending as Ending, endingFacts) : undefined;
}

/** What a record lacks for an ending: the name of the need and how to mend it. Empty when all is there. */
export function missingFor(
  ending: Ending,
  facts: EndingFacts,
  attempts: { made: number; asked: number },
): { need: EndingNeed; problem: string; fix: string }[] {
  const { needs } = endingRuleOf(ending, facts);
  const missing: ReturnType<typeof missingFor> = [];
  if (needs.includes('receiving facility') && !facts.receivingFacility)
    missing.push({
      need: 'receiving facility',
      problem: 'is missing',
      fix: 'name the facility or program that takes the client on',
    });
  if (needs.includes('documented attempts') && attempts.made < attempts.asked && !facts.attemptsNotMade)
    missing.push({
      need: 'documented attempts',
      problem: `tries on ${attempts.made} of ${attempts.asked} different days are on record`,
      fix: 'record the others with record-contact-attempt, or say here why they were not made',
    });
  return missing;
}

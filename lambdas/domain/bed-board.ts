import type { freeBedAnswers } from './check-in.ts';
import type { Instant, LocalDate } from './clinic-calendar.ts';
import type { Partner } from './partner.ts';
import type { SoberHome } from './sober-home.ts';

/** What a home last said about its free beds. A home that never said anything has no record. */
export interface FreeBeds {
  /** The home's id. */
  id: string;
  freeBeds: number;
  /** True for "three or more": the number is the least there are. */
  isAtLeast: boolean;
  asOf: Instant;
  /** The contact who said it. */
  by: string;
  via: 'check-in' | 'bed request';
}

export type FreeBedAnswer = (typeof freeBedAnswers)[number];

const counts: Record<FreeBedAnswer, number> = { 'no bed': 0, '1 bed': 1, '2 beds': 2, '3 beds or more': 3 };

/** The number behind a home's answer to a request for beds; undefined for what is no such answer. */
export function bedsIn(answer: string): { freeBeds: number; isAtLeast: boolean } | undefined {
  const known = Object.entries(counts).find(([words]) => words === answer);
  return known && { freeBeds: known[1], isAtLeast: known[0] === '3 beds or more' };
}

/** What is asked of homes: nothing in it is about anyone. */
export interface BedRequest {
  beds: number;
  from: LocalDate;
  levels: readonly SoberHome['narrLevel'][];
}

type Home = Extract<Partner, { kind: 'sober-home' }>;

/**
 * The homes that a request fits: of a level asked for, with somebody to ask, and large enough. One that said not long
 * ago that it has no bed is asked all the same: beds come free between two check-ins.
 */
export function homesThatFit(partners: readonly Partner[], request: BedRequest): Home[] {
  return partners.filter(
    (partner): partner is Home =>
      partner.kind === 'sober-home' &&
      request.levels.includes(partner.narrLevel) &&
      partner.beds >= request.beds &&
      partner.contacts.some(({ removedOn }) => removedOn === undefined),
  );
}

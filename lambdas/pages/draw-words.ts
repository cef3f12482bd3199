import type { LocalDate } from '../domain/clinic-calendar.ts';
import { dayWords } from './dates.ts';
import { type Html, html } from './html.ts';

/** What a second program, which shares no code with the draw, found when it worked the day out again. */
export type DrawCheck =
  | { verdict: 'verified' }
  | { verdict: 'differs'; differences: readonly string[] }
  /** The rules hold; the numbers are checked when the key is out. */
  | { verdict: 'key to come'; on: LocalDate }
  | { verdict: 'no draw' }
  | { verdict: 'to come' };

export function checkTag(check: DrawCheck): Html {
  if (check.verdict === 'verified') return html`<span class="tag done">✓ verified</span>`;
  if (check.verdict === 'differs') return html`<span class="tag alert">✕ differs</span>`;
  if (check.verdict === 'no draw' || check.verdict === 'to come')
    return html`<span class="tag">${check.verdict}</span>`;
  return html`<span class="tag">key on ${dayWords(check.on, 'en')}</span>`;
}

/** What a client's chance is made from, integers as decimal text. */
export interface ChanceFigures {
  /** T: called when U < T. */
  threshold: string;
  /** p, parts per million. */
  chancePpm: string;
  /** k, testable days up to the deadline. */
  k: string;
  /** e, 0 for a client who cannot be tested. */
  tickets: string;
}

const twoTo48 = 281_474_976_710_656;
const million = 1_000_000n;

/** A whole number of 2^48 as a share of it, 0 to 1. */
export function shareOf48Bits(text: string): number {
  return Number(text) / twoTo48;
}

/** "22.01 %", "100 %", "0 %" */
export function percentWords(share: number): string {
  return `${Number((100 * share).toFixed(2))} %`;
}

/** The chance as the fraction that the rule makes it: "1", "1/3", "220,130 / 1,000,000". */
export function fractionWords({ threshold, chancePpm, k, tickets }: ChanceFigures): string {
  if (tickets === '0') return '0';
  if (Number(threshold) === twoTo48) return '1';
  if (Number(threshold) === Math.floor(twoTo48 / Number(k)) && Number(k) <= 3) return `1/${k}`;
  if (tickets === '1') return `${grouped(chancePpm)} / 1,000,000`;
  const q = million - BigInt(chancePpm);
  return `${grouped(String(million * million - q * q))} / 10¹²`;
}

/** "281,474,976,710,656" */
export function grouped(digits: string): string {
  return digits.replace(/\B(?=(\d{3})+$)/g, ',');
}

import type { AuditEntry } from '../domain/audit.ts';
import { codeInSpanish } from './codes-in-spanish.ts';
import type { Fact, FactKind } from './fact-parts.ts';
import { factsInSpanish } from './facts-in-spanish.ts';
import { admissionFacts } from './facts-of-admission.ts';
import { courseFacts } from './facts-of-course.ts';
import { daysFacts } from './facts-of-days.ts';
import { spanishFacts, whoInSpanishOf } from './spanish-facts.ts';
import type { Language } from './words.ts';

/** Every fact that the steps, links and actions write into the audit. */
const facts: Record<string, Fact> = { ...admissionFacts, ...daysFacts, ...courseFacts };

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

/** The words for an audit entry in the reader's language; the entry's own for a fact that is not known. */
export function factWords(entry: AuditEntry, language: Language = 'en'): FactWords {
  const { what, by: actor, details = {} } = entry;
  const fact: Fact = facts[what] ?? { kind: 'recorded' };
  const said = {
    kind: fact.kind,
    what: fact.words?.(details) ?? what,
    who: fact.who?.(details, actor) ?? '',
    answer: fact.answer?.(details) ?? '',
    isQuiet: fact.isQuiet?.(details) ?? false,
  };
  return language === 'es' ? inSpanish(said, entry) : said;
}

function inSpanish(said: FactWords, { what, details = {} }: AuditEntry): FactWords {
  const { words, answer } = spanishFacts[what] ?? {};
  return {
    ...said,
    what: words?.(details) ?? factsInSpanish[what] ?? said.what,
    who: whoInSpanishOf(said.who),
    answer: answer?.(details) ?? codeInSpanish(said.answer),
  };
}

import type { AuditEntry } from '../domain/audit.ts';
import type { Fact, FactKind } from './fact-parts.ts';
import { admissionFacts } from './facts-of-admission.ts';
import { courseFacts } from './facts-of-course.ts';
import { daysFacts } from './facts-of-days.ts';

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

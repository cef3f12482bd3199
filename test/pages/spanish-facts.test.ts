import { describe, expect, it } from 'vitest';
import type { JsonValue } from '../../lambdas/domain/audit.ts';
import { factWords, knownFacts } from '../../lambdas/pages/fact-words.ts';
import { factsInSpanish } from '../../lambdas/pages/facts-in-spanish.ts';
import { spanishFacts } from '../../lambdas/pages/spanish-facts.ts';

/** Details in which each field holds its own name between marks: what is left without them are a fact's own words. */
const marked = new Proxy<Record<string, JsonValue>>({}, { get: (_, name) => `«${String(name)}»` });

function linesOf(what: string, details: Record<string, JsonValue> = marked) {
  const entry = { at: '2027-01-05T19:17:00.000Z', what, by: 'sam-sample', details };
  return { en: factWords(entry), es: factWords(entry, 'es') };
}

const fieldsIn = (text: string) => [...text.matchAll(/«\w+»/g)].map(([field]) => field).sort();
const ownWords = (text: string) => text.replaceAll(/«\w+»/g, '').match(/[a-zA-Z]{2,}/g) ?? [];

describe('facts in Spanish', () => {
  it('have a name for every fact that is written, and for no other', () => {
    expect(Object.keys(factsInSpanish).sort()).toEqual([...knownFacts].sort());
    for (const what of Object.keys(spanishFacts)) expect(knownFacts).toContain(what);
  });

  it.each(knownFacts)('say of “%s” what the English says, in their own words', (what) => {
    const { en, es } = linesOf(what);
    expect(fieldsIn(es.answer)).toEqual(fieldsIn(en.answer));
    expect(es.what).not.toBe(en.what);
    if (ownWords(en.answer).length > 0) expect(es.answer).not.toBe(en.answer);
  });

  it('put codes into Spanish and leave alone what somebody wrote', () => {
    const { es } = linesOf('treatment ended', { ending: 'completed', reason: 'planned end' });
    expect([es.what, es.answer]).toEqual(['tratamiento terminado', 'completado (fin previsto)']);
    expect(linesOf('schedule changed', { reason: 'works nights, weekends' }).es.answer).toBe(
      'works nights, weekends',
    );
    expect(linesOf('consent recorded', { categories: ['placement', 'incidents'] }).es.answer).toBe(
      'una solicitud de plaza, incidentes',
    );
  });

  it('count the answers to a question about several clients', () => {
    const items = { ep_1: 'all well', ep_2: 'concern', ep_3: 'all well' };
    const details = { kind: 'home-check-in', choice: '', items, outcome: 'late' };
    expect(linesOf('answer recorded', details).es.answer).toBe('todo bien: 2, una preocupación: 1 (tarde)');
  });
});

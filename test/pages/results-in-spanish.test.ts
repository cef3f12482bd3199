import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { resultIn, resultsInSpanish } from '../../lambdas/pages/results-in-spanish.ts';

const folder = join(import.meta.dirname, '../../lambdas/actions');
const sources = readdirSync(folder).map((file) => readFileSync(join(folder, file), 'utf8'));

/** Parts of a summary that the actions make apart. */
const partsMadeApart = new Set(
  'rest,late,end,note,how,begun,who,next,count,records,opened,breach,summary,total,days,counted'.split(','),
);

/** Each summary that stands in one literal, with its values written as `7`. */
const literals = sources.flatMap((source) =>
  [...source.matchAll(/summary:?(?: =)?\s+(?:'([^'\n]+)'|`([^`\n]+)`)/g)].map(
    ([, plain, made]) => plain ?? made ?? '',
  ),
);
const whole = literals.filter(
  (literal) =>
    !/\$\{[^}]*\?/.test(literal) &&
    [...literal.matchAll(/\$\{(\w*)[^}]*\}/g)].every(([, name = '']) => !partsMadeApart.has(name)),
);

const composed = [
  'The leave is recorded. The draw of 2027-02-01, 2027-02-02 was made already and stands. Treatment now ends on 2027-03-01.',
  'The outcome is corrected; the counselor is asked to undo what followed. The director is asked to assess a breach.',
  'In danger to life call 911 first. The crisis is open. The people on call are paged and emailed, one after the other, until somebody has it.',
  'In danger to life call 911 first. It joins the crisis that is open about this client. The clinic has no pager: the people on call get emails only, so call them too.',
  'cedar-house.primary can open nothing any more. 3 open questions went to the other contact.',
  'cedar-house.primary can open nothing any more. Nobody else is on record there: name a new contact in the clinic’s file.',
  'The client now attends 12.5 hours a week. Group on Monday lies in the client’s hours of work or school.',
  'The consent is revoked. Nothing more is sent or shown to the recipient. A criminal-justice consent that cannot be revoked yet still stands.',
  'The excuse is recorded. Too late for 2027-02-01: those days were drawn already.',
  'It stands on the client’s own page. A link is on its way to the client’s own address.',
  'It stands on the client’s own page. Hand the client’s page over.',
  '1 open question and 4 clients handed over.',
  '2 homes are asked; the answers come to the bed board.',
  'Recorded. Tries on 3 different days so far.',
  '12 records would change. Nothing was written.',
  'Readmitted as a new episode; the journey begins within minutes.',
];

/** Words that no Spanish sentence of these holds. */
const english = /\b(the|is|are|and|of|to|was|on|for|it|open|client|recorded)\b/i;

/** The last words of a sentence that stand in one piece in the source. */
function endOf(sentence: string): string {
  const [end = ''] = sentence
    .replace(/\.$/, '')
    .split(
      /Recorded\. |\{\}| so far|different |\b1 (?=day)| (?=would)|[“”"()]|; |\b1 records? ?| records? ?| so$| since | clients?(?= handed)| and (?=on its)/,
    )
    .filter((part) => part.trim() !== '')
    .slice(-1);
  return end.trim();
}

describe('what actions say they did, in Spanish', () => {
  it('is found in the actions', () => {
    expect(whole.length).toBeGreaterThan(25);
  });

  it.each([...whole, ...composed])('leaves nothing in English: %s', (literal) => {
    expect(resultIn('es', literal.replaceAll(/\$\{[^}]*\}/g, '7'))).not.toMatch(english);
  });

  it('has no sentence that the actions do not say', () => {
    const said = sources.join('\n');
    const gone = Object.keys(resultsInSpanish).filter((sentence) => !said.includes(endOf(sentence)));
    expect(gone).toEqual([]);
  });

  it('keeps every value', () => {
    for (const [en, es] of Object.entries(resultsInSpanish))
      expect(es.split('{}').length, en).toBe(en.split('{}').length);
    expect(resultIn('es', 'Treatment ends: left against advice.')).toBe(
      'El tratamiento termina: se fue contra el consejo.',
    );
  });

  it('keeps in English what it does not know, and everything for who reads English', () => {
    expect(resultIn('es', 'The excuse is recorded. Something new.')).toBe(
      'La dispensa queda registrada. Something new.',
    );
    expect(resultIn('en', 'The excuse is recorded.')).toBe('The excuse is recorded.');
  });
});

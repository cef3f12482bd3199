/** Sentences and what they say in another language; `{}` stands for what differs from time to time, in its order. */
export type SentenceTable = Readonly<Record<string, string>>;

interface Sentence {
  pattern: RegExp;
  other: string;
  /** The letters that are always the same. */
  fixed: number;
}

function patternOf(sentence: string): RegExp {
  const parts = sentence.split('{}').map((part) => part.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`${parts.join('(.+?)')}(?: |$)`, 'y');
}

/** Puts a text into the other language, sentence by sentence, and each value by `value`. A sentence that is not known stays, with what follows it. */
export function sentencesBy(
  table: SentenceTable,
  value: (said: string) => string = (said) => said,
): (text: string) => string {
  const sentences = Object.entries(table).map(([sentence, other]) => ({
    pattern: patternOf(sentence),
    other,
    fixed: sentence.replaceAll('{}', '').length,
  }));
  return (text) => {
    const said: string[] = [];
    let at = 0;
    for (let found = sentenceAt(sentences, text, at); found; found = sentenceAt(sentences, text, at)) {
      const values = found.values.map(value);
      said.push(found.other.replaceAll('{}', () => values.shift() ?? ''));
      at = found.end;
    }
    return [...said, text.slice(at)].filter((part) => part !== '').join(' ');
  };
}

/** The shortest sentence that is known to begin there; of several as short, the most exact. */
function sentenceAt(sentences: readonly Sentence[], text: string, at: number) {
  if (at >= text.length) return undefined;
  return sentences
    .flatMap(({ pattern, other, fixed }) => {
      pattern.lastIndex = at;
      const match = pattern.exec(text);
      return match ? [{ values: match.slice(1), end: pattern.lastIndex, other, fixed }] : [];
    })
    .sort((a, b) => a.end - b.end || b.fixed - a.fixed)
    .at(0);
}

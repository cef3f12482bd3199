/** Markup that may be put into a page as it is. Only `html` and `trustedMarkup` make it. */
export interface Html {
  readonly markup: string;
}

/** What a template may hold. Text is escaped, markup is kept, lists are joined, nothing renders as nothing. */
export type Content = Html | string | number | null | undefined | false | readonly Content[];

class Markup implements Html {
  readonly markup: string;

  constructor(markup: string) {
    this.markup = markup;
  }
}

const escapes: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
  '`': '&#96;',
};

/**
 * A template tag: `` html`<p title="${title}">${text}</p>` ``. Whatever is put in is escaped for element content
 * and for quoted attribute values, unless `html` made it. Attribute values must be quoted in the template.
 */
export function html(strings: TemplateStringsArray, ...contents: Content[]): Html {
  let markup = strings[0] ?? '';
  for (const [index, content] of contents.entries()) {
    markup += rendered(content) + (strings[index + 1] ?? '');
  }
  return new Markup(markup);
}

/** Markup written in this repository that escaping would break: a style sheet. Never for data. */
export function trustedMarkup(markup: string): Html {
  return new Markup(markup);
}

/** Text with the characters that mean something in HTML replaced; control characters other than tab and line ends dropped. */
function escaped(text: string): string {
  if (!needsEscaping.test(text)) return text;
  return text
    .replace(forbiddenInHtml, '')
    .replace(/[&<>"'`]/g, (character) => escapes[character] ?? character);
}

/** Most text has none of these; a wider net than the two below, cast once. */
const needsEscaping = /[&<>"'`\p{Cc}\p{Bidi_Control}]/u;

/** Control characters, which no document may hold, and those that turn the direction of the text around them. */
const forbiddenInHtml = /(?![\t\n\r])[\p{Cc}\p{Bidi_Control}]/gu;

function rendered(content: Content): string {
  if (content === null || content === undefined || content === false) return '';
  if (typeof content === 'string') return escaped(content);
  if (typeof content === 'number') return String(content);
  if (content instanceof Markup) return content.markup;
  if (Array.isArray(content)) return content.map(rendered).join('');
  throw new TypeError(
    'a page was given something that is neither text, a number, a list nor markup made by html',
  );
}

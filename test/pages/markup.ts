/** Reads the regular markup of our own pages: no general parser, but enough to see what a browser would post. */

const entities: Record<string, string> = {
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&#39;': "'",
  '&#96;': '`',
};

export function unescaped(text: string): string {
  return text.replace(/&(?:amp|lt|gt|quot|#39|#96);/g, (entity) => entities[entity] ?? entity);
}

export interface FormField {
  tag: 'input' | 'select' | 'textarea';
  type: string;
  name: string;
  value: string;
  isChecked: boolean;
}

function attribute(attributes: string, name: string): string | undefined {
  const found = new RegExp(`(?:^|\\s)${name}="([^"]*)"`).exec(attributes)?.[1];
  return found === undefined ? undefined : unescaped(found);
}

/** Every named field of a page, in its order. */
export function fieldsOf(page: string): FormField[] {
  const found = page.matchAll(
    /<input\s([^>]*)>|<select\s([^>]*)>([\s\S]*?)<\/select>|<textarea\s([^>]*)>([\s\S]*?)<\/textarea>/g,
  );
  const fields = [...found].map(([, input, select, options, area, content]): FormField => {
    if (input !== undefined) {
      return {
        tag: 'input',
        type: attribute(input, 'type') ?? 'text',
        name: attribute(input, 'name') ?? '',
        value: attribute(input, 'value') ?? '',
        isChecked: /\schecked(?=\s|$)/.test(input),
      };
    }
    if (select !== undefined) {
      const chosen = /<option value="([^"]*)" selected>/.exec(options ?? '')?.[1] ?? '';
      return {
        tag: 'select',
        type: 'select',
        name: attribute(select, 'name') ?? '',
        value: unescaped(chosen),
        isChecked: false,
      };
    }
    return {
      tag: 'textarea',
      type: 'textarea',
      name: attribute(area ?? '', 'name') ?? '',
      value: unescaped(content ?? ''),
      isChecked: false,
    };
  });
  return fields.filter(({ name }) => name !== '');
}

/** What a browser posts when the form is sent as it stands. */
export function postedAsShown(page: string): URLSearchParams {
  const posted = new URLSearchParams();
  for (const { type, name, value, isChecked } of fieldsOf(page)) {
    if ((type === 'radio' || type === 'checkbox') && !isChecked) continue;
    posted.append(name, value);
  }
  return posted;
}

/** What a reader sees: no head, no tags, entities resolved, one space between words. */
export function visibleText(page: string): string {
  const body = page
    .replace(/<head>[\s\S]*?<\/head>/, '')
    .replace(/<title>[\s\S]*?<\/title>/g, ' ')
    .replace(/<[^>]*>/g, ' ');
  return unescaped(body)
    .replace(/&#\d+;/g, ' ')
    .replace(/[\s\u00a0]+/g, ' ')
    .trim();
}

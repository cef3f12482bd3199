import { type Html, html } from '../../lambdas/pages/html.ts';
import type { Language } from '../../lambdas/pages/words.ts';

/** One message or page of the gallery. */
export interface GalleryEntry {
  language: Language;
  group: string;
  name: string;
  /** An email's subject, or a page's name in words. */
  title: string;
  /** Path without its ending. */
  path: string;
}

const names: Record<Language, string> = { en: 'English', es: 'Español' };

/** A page that lists everything there is to look at, by language and by who receives it. */
export function galleryIndex(entries: readonly GalleryEntry[]): string {
  const page = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>Messages and pages of stepdown</title>
<style>
body { font: 17px/1.5 system-ui, sans-serif; max-width: 60rem; margin: 0 auto; padding: 1rem; }
h1 { font-size: 1.5rem; } h2 { margin-top: 2.5rem; } h3 { margin-bottom: .25rem; }
ul { margin: 0; padding: 0; list-style: none; }
li { padding: .5rem 0; border-top: 1px solid color-mix(in srgb, currentColor 20%, transparent); }
a { color: inherit; } li a { display: inline-block; min-height: 24px; }
.name { opacity: .7; font-size: .85em; }
</style>
</head>
<body>
<main>
<h1>Messages and pages of stepdown</h1>
<p>${entries.length} variants. Nobody in them exists.</p>
${(['en', 'es'] as const).map((language) => section(language, entries))}
</main>
</body>
</html>
`;
  return page.markup;
}

function section(language: Language, entries: readonly GalleryEntry[]): Html {
  const own = entries.filter((entry) => entry.language === language);
  const groups = [...new Set(own.map(({ group }) => group))];
  return html`<h2 id="${language}">${names[language]}</h2>
${groups.map((group) => {
  const members = own.filter((entry) => entry.group === group);
  return html`<h3>${group} (${members.length})</h3>
<ul lang="${language}">${members.map(item)}</ul>`;
})}`;
}

function item({ title, path, name, group }: GalleryEntry): Html {
  const isEmail = group.startsWith('Email');
  return html`<li><a href="${path}.html">${title}</a> <span class="name">${name}${isEmail && html` · <a href="${path}.txt">plain text</a>`}</span></li>
`;
}

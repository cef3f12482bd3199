import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import type { Language } from '../lambdas/pages/words.ts';
import { type CommandLine, type ExitCode, main, parsed, words } from './command-line.ts';
import { type GalleryEntry, galleryIndex } from './emails/gallery-index.ts';
import { everyMessage } from './emails/messages.ts';
import { everyPage } from './emails/pages.ts';

const usage = `npm run emails [-- --out DIR]

Writes every message and every page of a link, in every variant and both languages, and index.html to look at them.
  --out DIR         where to. Default: .stepdown/emails`;

const defaultFolder = '.stepdown/emails';
const languages: Language[] = ['en', 'es'];

interface File {
  path: string;
  content: string;
}

export const command = {
  usage,
  async run(line: CommandLine): Promise<ExitCode> {
    const { values, positionals } = parsed(line.args, { out: { type: 'string' } });
    words(positionals, []);
    const folder = resolve(values.out ?? defaultFolder);
    const files = galleryFiles();
    for (const { path, content } of files) {
      await mkdir(dirname(join(folder, path)), { recursive: true });
      await writeFile(join(folder, path), content);
    }
    line.say(`${files.length} files in ${folder}; open ${join(folder, 'index.html')}`);
    return 0;
  },
};

/** Every file of the gallery: a message as HTML and as plain text, a page as HTML, and the index. */
export function galleryFiles(): File[] {
  const files: File[] = [];
  const entries: GalleryEntry[] = [];
  for (const language of languages) {
    for (const { name, receiver, email } of everyMessage(language)) {
      const path = `${language}/emails/${name}`;
      files.push({ path: `${path}.html`, content: email.html });
      files.push({ path: `${path}.txt`, content: `Subject: ${email.subject}\n\n${email.text}` });
      entries.push({ language, group: `Emails to ${receiver}`, name, title: email.subject, path });
    }
    for (const { name, group, html } of everyPage(language)) {
      const path = `${language}/pages/${name}`;
      files.push({ path: `${path}.html`, content: html });
      entries.push({ language, group: `Pages: ${group}`, name, title: name.replaceAll('-', ' '), path });
    }
  }
  return [...files, { path: 'index.html', content: galleryIndex(entries) }];
}

if (import.meta.main) await main(command);

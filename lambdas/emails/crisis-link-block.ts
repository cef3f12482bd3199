import type { Language } from '../pages/words.ts';
import type { EmailBlock } from './email.ts';
import { emailWords } from './email-words.ts';

/** What the emails of somebody on call carry beside their matter: the way to page people when something happens. */
export function crisisLinkBlocks({
  language,
  crisisHref = null,
}: {
  language: Language;
  crisisHref?: string | null;
}): EmailBlock[] {
  if (crisisHref === null) return [];
  const said = emailWords[language].crisis;
  return [{ block: 'link', words: said.words, label: said.start, href: crisisHref }];
}

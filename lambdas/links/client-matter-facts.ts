import type { HumanTask } from '../domain/human-task.ts';
import { datedYear } from '../pages/dates.ts';
import type { Language } from '../pages/words.ts';
import type { Reader } from '../ports.ts';
import { personOf } from './shown-people.ts';

const labels = {
  en: { text: 'What it is about', due: 'At the latest', client: 'Client' },
  es: { text: 'De qué se trata', due: 'A más tardar', client: 'Cliente' },
};

/** What staff need in order to settle a matter of a client's records: its words and its last day. */
export async function matterFacts(
  reader: Reader,
  { about, episodeId }: HumanTask,
  language: Language,
): Promise<{ label: string; value: string }[]> {
  const matter = about.matterId ? await reader.get('matter', about.matterId) : undefined;
  if (!matter) return [];
  const said = labels[language];
  const facts = [
    // The question itself names the client, unless it is asked after a death.
    { label: said.client, value: episodeId ? '' : (await personOf(reader, matter.episodeId)).name },
    { label: said.text, value: matter.text },
    { label: said.due, value: matter.dueOn === null ? '' : datedYear(matter.dueOn, language) },
  ];
  return facts.filter(({ value }) => value !== '');
}

import type { Milestones } from '../domain/mutual-help.ts';
import { toolsInSpanish } from './plan-words.ts';
import { reviewWords } from './review-words.ts';
import type { Language } from './words.ts';

/** What a client reported about mutual help, in one line: "twelve-step; meetings: 6, sponsor: yes". */
export function milestoneLine(milestones: Milestones, language: Language): string {
  const said = reviewWords[language];
  const { fellowship, meetings, homeGroup, sponsor, step, sponsoring, facilitator, tools, words } =
    milestones;
  const yesNo = (answer: string | null) => (answer === 'yes' || answer === 'no' ? said.yesNo[answer] : '');
  const parts: [keyof typeof said.milestone, string][] = [
    ['meetings', meetings === null ? '' : String(meetings)],
    ['homeGroup', yesNo(homeGroup)],
    ['sponsor', yesNo(sponsor)],
    ['step', step === null ? '' : String(step)],
    ['sponsoring', yesNo(sponsoring)],
    ['facilitator', yesNo(facilitator)],
    ['tools', tools.map((tool) => toolWords(tool, language)).join(' + ')],
    ['words', words],
  ];
  const list = parts.flatMap(([name, value]) => (value === '' ? [] : [`${said.milestone[name]}: ${value}`]));
  return [fellowship ? said.fellowship[fellowship] : '', list.join(', ')].filter(Boolean).join('; ');
}

function toolWords(tool: string, language: Language): string {
  return language === 'es' && Object.hasOwn(toolsInSpanish, tool)
    ? toolsInSpanish[tool as keyof typeof toolsInSpanish]
    : tool;
}

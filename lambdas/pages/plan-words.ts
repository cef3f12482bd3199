import type { checkedMilestones, checkWays, MilestoneCheck, smartTools } from '../domain/mutual-help.ts';
import type { OverrideSetting } from '../domain/override.ts';
import { settingWords } from '../domain/override-effects.ts';
import type { Language } from './words.ts';

type Spanish<Codes extends readonly string[]> = Record<Codes[number], string>;

const milestones: Spanish<typeof checkedMilestones> = {
  meetings: 'reuniones',
  'home group': 'grupo base',
  sponsor: 'padrino o madrina',
  steps: 'pasos',
  'sponsoring others': 'apadrina a otros',
  'facilitator contact': 'contacto con un facilitador',
};

const ways: Spanish<typeof checkWays> = {
  'sponsor’s letter': 'carta del padrino o la madrina',
  'meeting slip seen': 'se vio la hoja de reuniones',
  'facilitator confirmed': 'lo confirmó el facilitador',
};

export const toolsInSpanish: Spanish<typeof smartTools> = {
  motivation: 'motivación',
  urges: 'impulsos',
  'thoughts and feelings': 'pensamientos y emociones',
  'balanced life': 'vida equilibrada',
};

/** What was verified, and how: "sponsor (sponsor’s letter)". The codes are English words already. */
export function checkWords({ what, how }: MilestoneCheck, language: Language): string {
  return language === 'en' ? `${what} (${how})` : `${milestones[what]} (${ways[how]})`;
}

/** A setting of a client's own in words: "every 7 days". */
export function settingLine(setting: OverrideSetting, language: Language): string {
  if (language === 'en') return settingWords(setting);
  switch (setting.what) {
    case 'test rate':
      return `${setting.testsPerWeek} por semana, a lo sumo cada ${setting.maxGapDays} días`;
    case 'length':
      return `${setting.plannedDays} días`;
    case 'aftercare':
      return `${setting.leadDays} días antes`;
    default:
      return `cada ${setting.everyDays} días`;
  }
}

import type { Said } from './answer-fields.ts';
import { daysBetween, type LocalDate } from './clinic-calendar.ts';

/** What every specimen is tested for; alcohol always among it. */
export const panels = [
  'alcohol',
  'amphetamines',
  'benzodiazepines',
  'buprenorphine',
  'cannabinoids',
  'cocaine',
  'fentanyl',
  'methadone',
  'opiates',
  'oxycodone',
] as const;
export type Panel = (typeof panels)[number];

export const specimenKinds = ['urine', 'oral fluid'] as const;
export type SpecimenKind = (typeof specimenKinds)[number];

export const panelWords: Record<Panel, Said> = {
  alcohol: { en: 'Alcohol (ethyl glucuronide)', es: 'Alcohol (etilglucurónido)' },
  amphetamines: { en: 'Amphetamines', es: 'Anfetaminas' },
  benzodiazepines: { en: 'Benzodiazepines', es: 'Benzodiacepinas' },
  buprenorphine: { en: 'Buprenorphine', es: 'Buprenorfina' },
  cannabinoids: { en: 'Cannabinoids', es: 'Cannabinoides' },
  cocaine: { en: 'Cocaine', es: 'Cocaína' },
  fentanyl: { en: 'Fentanyl', es: 'Fentanilo' },
  methadone: { en: 'Methadone', es: 'Metadona' },
  opiates: { en: 'Opiates (morphine, codeine, heroin)', es: 'Opiáceos (morfina, codeína, heroína)' },
  oxycodone: { en: 'Oxycodone', es: 'Oxicodona' },
};

/**
 * The longest that one use, or the end of long use, is found in urine, in days: the upper ends of the published
 * ranges, because the flag only says that a repeat may be the same use. Sources: ASAM, Appropriate Use of Drug
 * Testing (2017), for benzodiazepines, buprenorphine, cannabinoids and methadone's metabolite; Moeller et al., Mayo
 * Clin Proc 2017 (doi:10.1016/j.mayocp.2016.12.007), for amphetamines, cocaine's metabolite and opiates; Huhn et
 * al., Drug Alcohol Depend 2020, for fentanyl after long use; Levy et al., Pediatrics 2014, for ethyl glucuronide
 * and oxycodone.
 */
const urineDays: Record<Panel, number> = {
  alcohol: 5,
  amphetamines: 5,
  benzodiazepines: 30,
  buprenorphine: 7,
  cannabinoids: 30,
  cocaine: 4,
  fentanyl: 28,
  methadone: 6,
  opiates: 5,
  oxycodone: 3,
};

/** In oral fluid drugs are found for 5 to 48 hours. Source: Verstraete, Ther Drug Monit 2004, PMID 15228165. */
const oralFluidDays = 2;

/** Days for which a use may still be found, by panel and kind of specimen. */
export function detectionDays(panel: Panel, specimen: SpecimenKind): number {
  return specimen === 'urine' ? urineDays[panel] : oralFluidDays;
}

/** A specimen in which something was found. */
export interface Finding {
  date: LocalDate;
  specimen: SpecimenKind;
  panels: readonly Panel[];
}

/**
 * The panels of a finding that an earlier use can explain: positive before, within the time for which it is found in
 * this kind of specimen. A repeat of these is flagged as possible carry-over, never counted as a new use by itself.
 */
export function possibleCarryOver(finding: Finding, earlier: readonly Finding[]): Panel[] {
  return finding.panels.filter((panel) =>
    earlier.some(({ date, panels: found }) => {
      const days = daysBetween(date, finding.date);
      return found.includes(panel) && days > 0 && days <= detectionDays(panel, finding.specimen);
    }),
  );
}

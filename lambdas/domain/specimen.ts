import { type FieldProblem, type FieldRule, type Fields, fieldProblem } from './answer-fields.ts';
import type { Instant } from './clinic-calendar.ts';
import { type SpecimenKind, specimenKinds } from './test-panels.ts';

/** Acceptable temperature of fresh urine, read within four minutes. Source: 49 CFR § 40.65(b). */
const temperatureRangeF = { least: 90, most: 100 };
const readWithinMinutes = 4;
/** Below it urine is dilute. Source: 49 CFR § 40.88; HHS mandatory guidelines. */
const diluteBelowMgDl = 20;

/** What was given, and the figures that say whether it can be believed. */
export interface Specimen {
  kind: SpecimenKind;
  collectedAt: Instant | null;
  temperatureF: number | null;
  /** Minutes from the collection until the temperature was read. */
  readAfterMinutes: number | null;
  creatinineMgDl: number | null;
}

/** What the figures say against a specimen. */
export type SpecimenFinding =
  | 'temperature out of range'
  | 'temperature read late'
  | 'temperature not read'
  | 'dilute';

/** What is to be read in a specimen's figures, whatever was entered as the outcome. */
export function findingsOf(specimen: Omit<Specimen, 'collectedAt'>): SpecimenFinding[] {
  const { kind, temperatureF, readAfterMinutes, creatinineMgDl } = specimen;
  if (kind === 'oral fluid') return [];
  const { least, most } = temperatureRangeF;
  const found: SpecimenFinding[] = [];
  if (temperatureF === null || readAfterMinutes === null) found.push('temperature not read');
  else {
    if (temperatureF < least || temperatureF > most) found.push('temperature out of range');
    if (readAfterMinutes > readWithinMinutes) found.push('temperature read late');
  }
  if (creatinineMgDl !== null && creatinineMgDl < diluteBelowMgDl) found.push('dilute');
  return found;
}

/** The figures as filled in; `collectedAt` is for the caller, who knows the day. Undefined without a specimen. */
export function specimenFrom(fields: Fields): Omit<Specimen, 'collectedAt'> | undefined {
  const kind = specimenKinds.find((known) => known === fields.specimen);
  if (!kind) return undefined;
  const figure = (name: string) => (fields[name] === undefined ? null : Number(fields[name]));
  return {
    kind,
    temperatureF: figure('temperatureF'),
    readAfterMinutes: figure('readAfterMinutes'),
    creatinineMgDl: figure('creatinineMgDl'),
  };
}

const figures = ['temperatureF', 'readAfterMinutes', 'creatinineMgDl'] as const;

/**
 * Where an outcome and the specimen's figures contradict one another. A valid result needs valid figures: "negative"
 * with figures against it is refused, and so is "dilute" against the creatinine. What a collector saw beside the
 * figures ("tampered", "rejected") stands, and the figures stand beside it for the clinician.
 */
export function specimenContradictions(
  rules: readonly FieldRule[],
  choice: string,
  fields: Fields,
): FieldProblem[] {
  const specimen = specimenFrom(fields);
  if (!specimen) return [];
  const say = (name: string, code: FieldProblem['code']) => [fieldProblem(rules, name, code)];
  if (specimen.kind === 'oral fluid')
    return figures
      .filter((name) => fields[name] !== undefined)
      .flatMap((name) => say(name, 'not of oral fluid'));
  const isResult = ['negative', 'presumptive positive', 'dilute'].includes(choice);
  const found = findingsOf(specimen);
  if (isResult && found.includes('temperature not read'))
    return say(specimen.temperatureF === null ? 'temperatureF' : 'readAfterMinutes', 'temperature missing');
  const { creatinineMgDl } = specimen;
  if (choice === 'dilute' && creatinineMgDl !== null && creatinineMgDl >= diluteBelowMgDl)
    return say('creatinineMgDl', 'specimen is not dilute');
  if (choice !== 'negative') return [];
  return [
    ...(found.includes('temperature out of range') ? say('temperatureF', 'temperature out of range') : []),
    ...(found.includes('temperature read late') ? say('readAfterMinutes', 'temperature read late') : []),
    ...(found.includes('dilute') ? say('creatinineMgDl', 'specimen is dilute') : []),
  ];
}

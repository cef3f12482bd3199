/** The fellowships that a client can wish for; a program lists which of them it works with. Source: the five seeds. */
export const fellowships = ['twelve-step', 'smart', 'other', 'none'] as const;
export type Fellowship = (typeof fellowships)[number];

/** How severe the condition is, as the referring clinician judged it. */
export const severities = ['mild', 'moderate', 'severe'] as const;
export type Severity = (typeof severities)[number];

/** Where a client comes from; the first three are higher levels of care than this program. */
export const priorCares = [
  'residential',
  'partial-hospitalisation',
  'hospital',
  'withdrawal-management-only',
  'outpatient',
  'direct-entry',
] as const;
export type PriorCare = (typeof priorCares)[number];

/** Medication for opioid use disorder. */
export const opioidMedications = ['none', 'buprenorphine', 'methadone', 'naltrexone'] as const;
export type OpioidMedication = (typeof opioidMedications)[number];

/** A goal or a need from the initial evaluation, and where it stands. Reviews go through them. */
export interface PlanItem {
  id: string;
  words: string;
  status: 'open' | 'met' | 'dropped';
}

/**
 * What is clinical about one episode: the initial evaluation and what has become of it. These texts stand in this
 * record and on staff's own pages only, never in a state, a log, an email or the audit. Its id is the episode's.
 */
export interface CarePlan {
  id: string;
  goals: PlanItem[];
  needs: PlanItem[];
  /** Null while the client has not said. */
  fellowship: Fellowship | null;
  medication: string;
  opioidMedication: OpioidMedication | null;
  /** Prescriptions that explain a test's result. */
  prescriptions: string;
  severity: Severity | null;
  /** True with a diagnosed co-occurring condition; null while it is not known. */
  coOccurring: boolean | null;
  conditions: string;
  priorCare: PriorCare | null;
  /** Requirements of admission that a clinician attested. */
  meets: string[];
  /** Criteria that a clinician set aside, and why. */
  overrides: { criterion: string; clinicianId: string; reason: string }[];
  /** From where the client attends when online: where help would be sent in an emergency. */
  attendsFrom: string;
  needsTransport: boolean | null;
  needsChildcare: boolean | null;
}

/** True for a level of care above an intensive outpatient program. Source: seeds 002 and 003 (residential, PHP). */
export function isHigherLevel(care: PriorCare | null | undefined): boolean {
  return care === 'residential' || care === 'partial-hospitalisation' || care === 'hospital';
}

/** The words as items, numbered; words that a list has already keep their place and their status. */
export function planItems(
  prefix: 'g' | 'n',
  words: readonly string[],
  known: readonly PlanItem[] = [],
): PlanItem[] {
  const added = words.filter((word) => known.every((item) => item.words !== word));
  const next = known.length + 1;
  return [
    ...known,
    ...added.map(
      (word, index): PlanItem => ({ id: `${prefix}${next + index}`, words: word, status: 'open' }),
    ),
  ];
}

/** A plan of which nothing is known yet. */
export function emptyCarePlan(episodeId: string): CarePlan {
  return {
    id: episodeId,
    goals: [],
    needs: [],
    fellowship: null,
    medication: '',
    opioidMedication: null,
    prescriptions: '',
    severity: null,
    coOccurring: null,
    conditions: '',
    priorCare: null,
    meets: [],
    overrides: [],
    attendsFrom: '',
    needsTransport: null,
    needsChildcare: null,
  };
}

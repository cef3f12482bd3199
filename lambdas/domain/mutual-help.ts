import type { FieldRule, Fields } from './answer-fields.ts';
import { type Fellowship, fellowships } from './care-plan.ts';
import type { Instant, LocalDate } from './clinic-calendar.ts';
import type { Program } from './program.ts';

/** What the counselor says of a client's mutual help, before any detail. */
export const milestoneAnswers = ['on track', 'needs support', 'not discussed yet'] as const;

/** The points of the 4-Point Program, whose tools a client of SMART Recovery works with. */
export const smartTools = ['motivation', 'urges', 'thoughts and feelings', 'balanced life'] as const;

/** Mutual help as a client reported it on a day. What somebody has seen for themselves stands in `MilestoneCheck`. */
export interface Milestones {
  /** `<episodeId>:ms-<the question’s own id>` */
  id: string;
  episodeId: string;
  on: LocalDate;
  said: string;
  fellowship: Fellowship | null;
  /** Meetings attended since the counselor last asked. */
  meetings: number | null;
  /** `yes`, `no`, or null where it was not said. */
  homeGroup: string | null;
  sponsor: string | null;
  step: number | null;
  sponsoring: string | null;
  facilitator: string | null;
  tools: string[];
  words: string;
  basis: 'self-reported';
  /** Who wrote it down. */
  by: string;
}

export const checkedMilestones = [
  'meetings',
  'home group',
  'sponsor',
  'steps',
  'sponsoring others',
  'facilitator contact',
] as const;
export const checkWays = ['sponsor’s letter', 'meeting slip seen', 'facilitator confirmed'] as const;

/** One milestone that a member of staff has seen proof of. */
export interface MilestoneCheck {
  /** `<episodeId>:mc-1`, … */
  id: string;
  episodeId: string;
  what: (typeof checkedMilestones)[number];
  how: (typeof checkWays)[number];
  on: LocalDate;
  by: string;
  at: Instant;
}

const discussed = ['on track', 'needs support'] as const;
const yesOrNo = [
  { value: 'yes', label: { en: 'Yes', es: 'Sí' } },
  { value: 'no', label: { en: 'No', es: 'No' } },
] as const;

const fellowshipWords: Record<Fellowship, { en: string; es: string }> = {
  'twelve-step': { en: 'Twelve-step', es: 'Doce pasos' },
  smart: { en: 'SMART Recovery', es: 'SMART Recovery' },
  other: { en: 'Another fellowship', es: 'Otra comunidad' },
  none: { en: 'None', es: 'Ninguna' },
};

const asked = (rule: Omit<FieldRule, 'with'>): FieldRule => ({ ...rule, with: discussed });

/** Everything that can be asked about mutual help. Source: seeds 002 and 003 (twelve-step), 004 (SMART). */
export const milestoneFields: readonly FieldRule[] = [
  asked({
    name: 'fellowship',
    kind: 'choice',
    label: { en: 'The client’s own fellowship', es: 'La comunidad del cliente' },
    hint: { en: 'As the client reports it, like all of this.', es: 'Según el cliente, como todo esto.' },
    options: fellowships.map((value) => ({ value, label: fellowshipWords[value] })),
  }),
  asked({
    name: 'meetings',
    kind: 'number',
    label: { en: 'Meetings since it was last asked', es: 'Reuniones desde la última vez' },
    least: 0,
    most: 200,
  }),
  asked({
    name: 'homeGroup',
    kind: 'choice',
    label: { en: 'A home group, or a regular meeting?', es: '¿Un grupo base o una reunión habitual?' },
    options: yesOrNo,
  }),
  asked({
    name: 'sponsor',
    kind: 'choice',
    label: { en: 'A sponsor?', es: '¿Padrino o madrina?' },
    options: yesOrNo,
  }),
  asked({
    name: 'step',
    kind: 'number',
    label: { en: 'Step worked on', es: 'Paso en el que trabaja' },
    least: 1,
    most: 12,
  }),
  asked({
    name: 'sponsoring',
    kind: 'choice',
    label: { en: 'Sponsors others?', es: '¿Apadrina a otras personas?' },
    options: yesOrNo,
  }),
  asked({
    name: 'facilitator',
    kind: 'choice',
    label: { en: 'In contact with a facilitator?', es: '¿En contacto con un facilitador?' },
    options: yesOrNo,
  }),
  asked({
    name: 'tools',
    kind: 'choices',
    label: { en: 'Tools used, by the 4-Point Program', es: 'Herramientas, según los 4 puntos' },
    options: smartTools.map((value) => ({ value, label: toolWords(value) })),
  }),
  asked({
    name: 'otherHelp',
    kind: 'text',
    label: { en: 'What the client does there', es: 'Qué hace allí el cliente' },
  }),
];

function toolWords(tool: (typeof smartTools)[number]): { en: string; es: string } {
  const spanish = {
    motivation: 'motivación',
    urges: 'impulsos',
    'thoughts and feelings': 'pensamientos y emociones',
    'balanced life': 'vida equilibrada',
  };
  return { en: tool, es: spanish[tool] };
}

type MilestoneOfProgram = NonNullable<Program['mutualHelp']['milestones']>[number];

/** The fields of each fellowship, and the milestone of a program that each one belongs to. */
const fieldsOf: Record<Fellowship, readonly (readonly [field: string, of: MilestoneOfProgram | null])[]> = {
  'twelve-step': [
    ['meetings', 'meetings'],
    ['homeGroup', 'home-group'],
    ['sponsor', 'sponsor'],
    ['step', 'steps'],
    ['sponsoring', 'sponsoring-others'],
  ],
  smart: [
    ['meetings', 'meetings'],
    ['homeGroup', 'home-group'],
    ['facilitator', 'sponsor'],
    ['tools', 'steps'],
  ],
  other: [
    ['meetings', 'meetings'],
    ['otherHelp', null],
  ],
  none: [],
};

const usualMilestones: readonly MilestoneOfProgram[] = ['meetings', 'home-group', 'sponsor', 'steps'];

/**
 * What the counselor is asked: the fields of the client's own fellowship, as far as the program asks about them; those
 * of every fellowship that the program works with while the client's own is not known.
 */
export function milestoneFieldsFor(
  { mutualHelp }: Pick<Program, 'mutualHelp'>,
  own: Fellowship | null,
): FieldRule[] {
  const wanted = mutualHelp.milestones ?? usualMilestones;
  const names = (own === null ? mutualHelp.fellowships : [own]).flatMap((fellowship) =>
    fieldsOf[fellowship].flatMap(([field, of]) => (of === null || wanted.includes(of) ? [field] : [])),
  );
  return milestoneFields.filter(({ name }) => name === 'fellowship' || names.includes(name));
}

/** A client who wants no fellowship is not asked about one, unless the program requires it. */
export function isMilestonesWanted(
  { mutualHelp }: Pick<Program, 'mutualHelp'>,
  own: Fellowship | null,
): boolean {
  return own !== 'none' || mutualHelp.expected === 'required';
}

/** What was filled in, as a record: figures as numbers, what was not said as null. */
export function milestonesFrom(
  given: Pick<Milestones, 'id' | 'episodeId' | 'on' | 'said' | 'by'>,
  fields: Fields,
  own: Fellowship | null,
): Milestones {
  const number = (text: string | undefined) => (text === undefined ? null : Number(text));
  const { homeGroup = null, sponsor = null, sponsoring = null, facilitator = null, otherHelp = '' } = fields;
  return {
    ...given,
    fellowship: fellowships.find((one) => one === fields.fellowship) ?? own,
    meetings: number(fields.meetings),
    homeGroup,
    sponsor,
    step: number(fields.step),
    sponsoring,
    facilitator,
    tools: fields.tools?.split(',') ?? [],
    words: otherHelp,
    basis: 'self-reported',
  };
}

import type { AftercarePlan, LevelOfCare } from '../domain/aftercare-plan.ts';
import type { LocalDate } from '../domain/clinic-calendar.ts';
import { datedYear, timeWords } from './dates.ts';
import { type Html, html } from './html.ts';
import type { Language } from './words.ts';

/** A plan as its client and the clinic's staff read it. */
export interface ShownPlan {
  plan: AftercarePlan;
  /** Who receives the client, by name; empty where the client declines or nobody is named. */
  receiverName: string;
  madeBy: string;
  madeOn: LocalDate;
  /** The clinic's number for a crisis. */
  crisisPhone: string;
}

interface PlanWords {
  heading: string;
  none: string;
  open: string;
  level: string;
  receiver: string;
  appointment: string;
  mutualHelp: string;
  home: string;
  warningSigns: string;
  call: string;
  callFirst(crisisPhone: string): string;
  made: string;
  declined: string;
  levels: Record<LevelOfCare, string>;
}

const en: PlanWords = {
  heading: 'My plan for afterwards',
  none: 'There is no plan yet. Your counselor makes it with you before the program ends.',
  open: 'My plan for afterwards',
  level: 'What comes next',
  receiver: 'With whom',
  appointment: 'First appointment',
  mutualHelp: 'Mutual help',
  home: 'Home',
  warningSigns: 'Warning signs, and what to do then',
  call: 'Whom to call',
  callFirst: (phone) =>
    `In danger to life: 911. In distress, or thinking of suicide: call or text 988, day or night. Our crisis line: ${phone}.`,
  made: 'Made',
  declined: 'You did not want a referral. You can change your mind at any time.',
  levels: {
    outpatient: 'Outpatient care',
    'intensive-outpatient': 'Intensive outpatient care',
    'partial-hospitalization': 'Partial hospitalization',
    residential: 'Residential care',
    'recovery-housing': 'Recovery housing',
    'medication-care': 'Medication care',
  },
};

const es: PlanWords = {
  heading: 'Mi plan para después',
  none: 'Aún no hay plan. Su consejero lo hace con usted antes de que termine el programa.',
  open: 'Mi plan para después',
  level: 'Qué sigue',
  receiver: 'Con quién',
  appointment: 'Primera cita',
  mutualHelp: 'Ayuda mutua',
  home: 'Hogar',
  warningSigns: 'Señales de alerta y qué hacer',
  call: 'A quién llamar',
  callFirst: (phone) =>
    `En peligro de vida: 911. Si sufre o piensa en el suicidio: llame o escriba al 988, de día o de noche. Nuestra línea de crisis: ${phone}.`,
  made: 'Hecho',
  declined: 'Usted no quiso una derivación. Puede cambiar de opinión en cualquier momento.',
  levels: {
    outpatient: 'Atención ambulatoria',
    'intensive-outpatient': 'Atención ambulatoria intensiva',
    'partial-hospitalization': 'Hospitalización parcial',
    residential: 'Atención residencial',
    'recovery-housing': 'Vivienda de recuperación',
    'medication-care': 'Tratamiento con medicación',
  },
};

/** Words about a plan, for the client and for staff. */
export const planWords: Record<Language, PlanWords> = { en, es };

/** Every part of a plan, one line each; 988, 911 and the clinic's line are always among them. */
export function planFacts(
  { plan, receiverName, madeBy, madeOn, crisisPhone }: ShownPlan,
  language: Language,
): Html {
  const said = planWords[language];
  const { levelOfCare, appointment, mutualHelp, home, warningSigns, contacts, decision } = plan;
  const visit = appointment
    ? `${datedYear(appointment.on, language)}${appointment.at ? `, ${timeWords(appointment.at, language)}` : ''}`
    : '';
  const lines: [string, string][] = [
    [said.level, levelOfCare ? said.levels[levelOfCare] : ''],
    [said.receiver, decision === 'client declines aftercare' ? said.declined : receiverName],
    [said.appointment, visit],
    [said.mutualHelp, mutualHelp],
    [said.home, home],
    [said.warningSigns, warningSigns],
    [said.call, [contacts, said.callFirst(crisisPhone)].filter((part) => part !== '').join('; ')],
    [said.made, `${datedYear(madeOn, language)}, ${madeBy}`],
  ];
  return html`<dl class="facts">${lines
    .filter(([, value]) => value !== '')
    .map(([label, value]) => html`<div><dt>${label}</dt><dd>${value}</dd></div>`)}</dl>`;
}

import type { MailMessage } from '../domain/mail.ts';
import type { SignalNews } from '../domain/signal.ts';
import { factsInSpanish } from './facts-in-spanish.ts';
import type { Language } from './words.ts';

/** What the pages of actions say around the forms. */
export interface ActionWords {
  actions: string;
  noActions: string;
  groups: Record<ActionGroup, string>;
  /** The button under a form: nothing is done yet. */
  preview: string;
  previewIntro: string;
  confirm: string;
  mend: string;
  hasChanged: string;
  hasChangedText: string;
  nothingChanges: string;
  asked: string;
  told: string;
  goesOn: string;
  mails: string;
  withdrawn: string;
  changes: string;
  facts: string;
  nobody: string;
  from: (moment: string) => string;
  under: (signedOn: string, purpose: string) => string;
  noConsent: string;
  paged: (count: number) => string;
  stopped: (count: number) => string;
  how: Record<'new' | 'changed' | 'removed', string>;
  machines: Record<string, string>;
  signals: Record<SignalNews['kind'], string>;
  mailKinds: Record<MailMessage['kind'], string>;
  done: string;
  alreadyDone: string;
  alreadyDoneText: string;
  alreadyBegun: string;
  alreadyBegunText: string;
  onceMore: string;
  toClient: string;
  correctIt: string;
  characters: (count: number) => string;
  everybody: string;
  form: FormWords;
}

/** What a form says around its fields. */
export interface FormWords {
  optional: string;
  choose: string;
  yes: string;
  no: string;
  entry: (number: number) => string;
  fillIn: (label: string) => string;
  nothingSaved: (count: number) => string;
}

export const actionGroups = [
  'clients',
  'endings',
  'consent',
  'testing',
  'sessions',
  'plan',
  'homes',
  'crisis',
  'clinic',
  'repairs',
] as const;
export type ActionGroup = (typeof actionGroups)[number];

export const actionWords: Record<Language, ActionWords> = {
  en: {
    actions: 'Actions',
    noActions: 'Nothing can be started with your role.',
    groups: {
      clients: 'Clients',
      endings: 'Endings',
      consent: 'Consent',
      testing: 'Testing',
      sessions: 'Sessions',
      plan: 'Plan and progress',
      homes: 'Homes',
      crisis: 'Crisis',
      clinic: 'Clinic',
      repairs: 'Repairs',
    },
    preview: 'See what it will cause',
    previewIntro: 'Nothing is done yet. This is what happens when you confirm.',
    confirm: 'Do it',
    mend: 'Change something',
    hasChanged: 'Something else would happen now',
    hasChangedText: 'Nothing was done: things have changed since you looked. Please look again.',
    nothingChanges: 'Nothing changes. You are shown what you asked for.',
    asked: 'Who is asked',
    told: 'Who is told',
    goesOn: 'What begins or ends',
    mails: 'Emails',
    withdrawn: 'Questions that are withdrawn',
    changes: 'What changes',
    facts: 'What goes on record',
    nobody: 'Nobody can be found',
    from: (moment) => `from ${moment}`,
    under: (signedOn, purpose) => `under the consent signed on ${signedOn}: ${purpose}`,
    noConsent: 'no consent holds: nothing is told',
    paged: (count) => (count === 1 ? 'Somebody is paged at once' : `${count} pages go out at once`),
    stopped: (count) => (count === 1 ? 'A workflow is stopped' : `${count} workflows are stopped`),
    how: { new: 'new', changed: 'changed', removed: 'removed' },
    machines: {
      'client-journey': 'The client’s way begins: a place, the intake, a home',
      'drug-test': 'Collections tell the client of the test and enter it',
      crisis: 'People on call are paged until somebody has it',
      treatment: 'Treatment goes on from there',
      admission: 'Admission goes on from there',
      aftercare: 'Aftercare begins',
      'follow-up': 'Follow-up calls begin',
      'sober-home-check-in': 'A home is checked in with',
      'clinic-day': 'The clinic’s day begins',
    },
    signals: {
      'place offered': 'The place is offered to the client',
      'early ending':
        'Treatment ends: open questions about it are withdrawn, the place becomes free, the home hears of it within consent, and aftercare is offered',
      'treatment ended': 'Treatment has ended; what follows it begins',
      'follow-ups declined': 'Nobody calls the client for follow-up any more',
      changed: 'The plan is looked at again at once',
      cancelled: 'The referral ends: open questions about it are withdrawn and the place becomes free',
    },
    mailKinds: {
      question: 'a question, behind a passcode',
      digest: 'the day’s list of questions',
      batch: 'the day’s list of tests',
      welcome: 'a welcome',
      'client-link': 'the way to the own pages',
      'draw-report': 'a report of the draws',
      monday: 'the page of the week',
    },
    done: 'Done',
    alreadyDone: 'Already done',
    alreadyDoneText: 'You confirmed this before. It was done once, and nothing more has happened now:',
    alreadyBegun: 'Already begun',
    alreadyBegunText:
      'You confirmed this before, and it is being done or broke off. Nothing more has happened now. Look whether it took effect before you begin anew.',
    onceMore: 'Once more',
    toClient: 'To the client’s page',
    correctIt: 'Was it wrong? Correct it:',
    characters: (count) => `${count} characters`,
    everybody: 'Everybody',
    form: {
      optional: 'optional',
      choose: 'Choose…',
      yes: 'Yes',
      no: 'No',
      entry: (number) => `Entry ${number}`,
      fillIn: (label) => `Fill in: ${label}`,
      nothingSaved: (count) =>
        `Nothing was saved. ${count === 1 ? 'One thing needs mending' : `${count} things need mending`}:`,
    },
  },
  es: {
    actions: 'Acciones',
    noActions: 'Con su función no se puede iniciar nada.',
    groups: {
      clients: 'Clientes',
      endings: 'Finales',
      consent: 'Consentimiento',
      testing: 'Pruebas',
      sessions: 'Sesiones',
      plan: 'Plan y progreso',
      homes: 'Hogares',
      crisis: 'Crisis',
      clinic: 'Clínica',
      repairs: 'Reparaciones',
    },
    preview: 'Ver qué causará',
    previewIntro: 'Todavía no se ha hecho nada. Esto es lo que ocurre cuando confirme.',
    confirm: 'Hacerlo',
    mend: 'Cambiar algo',
    hasChanged: 'Ahora ocurriría otra cosa',
    hasChangedText: 'No se hizo nada: algo ha cambiado desde que lo vio. Mírelo otra vez, por favor.',
    nothingChanges: 'No cambia nada. Se le muestra lo que pidió.',
    asked: 'A quién se pregunta',
    told: 'A quién se informa',
    goesOn: 'Qué empieza o termina',
    mails: 'Correos',
    withdrawn: 'Preguntas que se retiran',
    changes: 'Qué cambia',
    facts: 'Qué queda registrado',
    nobody: 'No se encuentra a nadie',
    from: (moment) => `desde: ${moment}`,
    under: (signedOn, purpose) => `según el consentimiento firmado el ${signedOn}: ${purpose}`,
    noConsent: 'ningún consentimiento es válido: no se informa de nada',
    paged: (count) =>
      count === 1 ? 'Se avisa a alguien de inmediato' : `Salen ${count} avisos de inmediato`,
    stopped: (count) => (count === 1 ? 'Se detiene un proceso' : `Se detienen ${count} procesos`),
    how: { new: 'nuevo', changed: 'cambia', removed: 'se quita' },
    machines: {
      'client-journey': 'Empieza el camino del cliente: una plaza, la admisión, un hogar',
      'drug-test': 'Recolección informa al cliente de la prueba y la registra',
      crisis: 'Se avisa a las personas de guardia hasta que alguien se ocupe',
      treatment: 'El tratamiento continúa desde ahí',
      admission: 'La admisión continúa desde ahí',
      aftercare: 'Empieza el poscuidado',
      'follow-up': 'Empiezan las llamadas de seguimiento',
      'sober-home-check-in': 'Se consulta a un hogar',
      'clinic-day': 'Empieza el día de la clínica',
    },
    signals: {
      'place offered': 'Se ofrece la plaza al cliente',
      'early ending':
        'El tratamiento termina: se retiran las preguntas abiertas, la plaza queda libre, el hogar lo sabe según el consentimiento y se ofrece poscuidado',
      'treatment ended': 'El tratamiento ha terminado; empieza lo que le sigue',
      'follow-ups declined': 'Nadie llama ya al cliente para el seguimiento',
      changed: 'El plan se revisa de nuevo de inmediato',
      cancelled: 'La derivación termina: se retiran las preguntas abiertas y la plaza queda libre',
    },
    mailKinds: {
      question: 'una pregunta, tras un código',
      digest: 'la lista de preguntas del día',
      batch: 'la lista de pruebas del día',
      welcome: 'una bienvenida',
      'client-link': 'el acceso a las páginas propias',
      'draw-report': 'un informe de los sorteos',
      monday: 'la página de la semana',
    },
    done: 'Hecho',
    alreadyDone: 'Ya está hecho',
    alreadyDoneText: 'Ya lo había confirmado. Se hizo una sola vez y ahora no ha ocurrido nada más:',
    alreadyBegun: 'Ya está en marcha',
    alreadyBegunText:
      'Ya lo había confirmado, y se está haciendo o se interrumpió. Ahora no ha ocurrido nada más. Mire si tuvo efecto antes de empezar de nuevo.',
    onceMore: 'Otra vez',
    toClient: 'A la página del cliente',
    correctIt: '¿Fue un error? Corríjalo:',
    characters: (count) => `${count} caracteres`,
    everybody: 'Todos',
    form: {
      optional: 'opcional',
      choose: 'Elija…',
      yes: 'Sí',
      no: 'No',
      entry: (number) => `Entrada ${number}`,
      fillIn: (label) => `Rellenar: ${label}`,
      nothingSaved: (count) =>
        `No se guardó nada. ${count === 1 ? 'Hay que corregir una cosa' : `Hay que corregir ${count} cosas`}:`,
    },
  },
};

/** A fact of the audit as one reads it in a list of what will go on record. */
export function factLine(what: string, language: Language): string {
  const said = language === 'es' ? (factsInSpanish[what] ?? what) : what;
  return said.charAt(0).toUpperCase() + said.slice(1);
}

import type { TaskKind } from '../domain/human-task-kinds.ts';
import { handoffChoices } from './handoff-words.ts';
import type { Language } from './words.ts';

export interface ChoiceWords {
  label: string;
  /** What follows from the choice, where it is not plain. */
  hint?: string;
}

type Choice = Record<Language, ChoiceWords>;

function say(en: string, es: string, hints?: { en: string; es: string }): Choice {
  return hints
    ? { en: { label: en, hint: hints.en }, es: { label: es, hint: hints.es } }
    : { en: { label: en }, es: { label: es } };
}

const done = say('Done', 'Hecho', {
  en: 'I have looked at it and did what was needed.',
  es: 'Lo he revisado e hice lo necesario.',
});

const handled = {
  handled: say('I have seen to it', 'Ya lo atendí'),
  'could not be settled': say('I could not settle it', 'No pude resolverlo', {
    en: 'Say in the comment what is still open, and whom you told.',
    es: 'Diga en el comentario qué queda pendiente y a quién avisó.',
  }),
};

const outreach = {
  'reached the client': say('I have talked with the client', 'He hablado con el cliente', {
    en: 'What was agreed belongs in the comment.',
    es: 'Lo acordado va en el comentario.',
  }),
  'could not reach the client': say('I could not reach the client', 'No pude localizar al cliente', {
    en: 'The next miss goes to the director too.',
    es: 'La próxima falta llega también a la dirección.',
  }),
  'no outreach needed': say('No call is needed', 'No hace falta llamar'),
};

/** Words for every choice of every kind of task, in both languages. */
export const choiceWords: Record<TaskKind, Record<string, Choice>> = {
  'waitlist-offer': {
    accepts: say('The client accepts the place', 'El cliente acepta la plaza'),
    declines: say('The client declines', 'El cliente la rechaza', {
      en: 'The place goes to the next person waiting.',
      es: 'La plaza pasa a la siguiente persona en espera.',
    }),
    'not reached': say('The client could not be reached', 'No se pudo localizar al cliente', {
      en: 'The place goes to the next person. The first time the client goes to the end of the list; the second time the referral ends.',
      es: 'La plaza pasa a la siguiente persona. La primera vez el cliente pasa al final de la lista; la segunda termina la derivación.',
    }),
  },
  'authorization-ends': {
    renewed: say('Renewed', 'Renovada', {
      en: 'Enter the new authorization below.',
      es: 'Anote abajo la nueva autorización.',
    }),
    ends: say('It ends, and none follows', 'Termina y no sigue otra', {
      en: 'The counselor plans with the client what follows.',
      es: 'El consejero planifica con el cliente lo que sigue.',
    }),
  },
  intake: {
    admit: say('Admit', 'Admitir'),
    'not suitable': say('Not suitable for this program', 'No es adecuado para este programa'),
    'client declined': say('The client declined', 'El cliente no aceptó'),
    'no show': say('Did not come to the intake', 'No se presentó a la admisión', {
      en: 'The first time another appointment is offered; the second time the referral ends.',
      es: 'La primera vez se ofrece otra cita; la segunda termina la derivación.',
    }),
  },
  'consent-needed': {
    signed: say('A new consent is signed', 'Se firmó un nuevo consentimiento', {
      en: 'Record the consent itself under staff actions.',
      es: 'Registre el consentimiento en las acciones del personal.',
    }),
    'client declines': say('The client does not consent', 'El cliente no da su consentimiento', {
      en: 'Nothing is shared with this recipient.',
      es: 'No se comparte nada con este destinatario.',
    }),
  },
  'placement-request': {
    accept: say('Yes, we have a bed', 'Sí, tenemos una cama'),
    decline: say('No, not at this time', 'No, por ahora no'),
    question: say('I have a question first', 'Antes tengo una pregunta', {
      en: 'Write it below. The case manager calls you, and the request stays open.',
      es: 'Escríbala abajo. La persona que gestiona el caso le llama y la solicitud sigue abierta.',
    }),
  },
  'placement-question': { done },
  'bed-request': {
    'no bed': say('No bed is free', 'No hay camas libres'),
    '1 bed': say('1 bed', '1 cama'),
    '2 beds': say('2 beds', '2 camas'),
    '3 beds or more': say('3 beds or more', '3 camas o más'),
  },
  'bed-offer': { done },
  'find-home': {
    'lives in a stable home': say('Lives in a stable home already', 'Ya vive en un hogar estable', {
      en: 'Where the program requires a sober home, the referral ends as “not placed”.',
      es: 'Si el programa exige un hogar de apoyo, la derivación termina como «sin ubicación».',
    }),
    'another home chosen': say('Another home chosen', 'Se eligió otro hogar', {
      en: 'Name it under staff actions; the client must consent to that home.',
      es: 'Indíquelo en las acciones del personal; el cliente debe consentir a ese hogar.',
    }),
    'cannot be placed': say('Cannot be placed', 'No se puede ubicar', {
      en: 'The referral ends as “not placed”.',
      es: 'La derivación termina como «sin ubicación».',
    }),
  },
  review: {
    advance: say('Advance', 'Avanzar', {
      en: 'Go on as planned.',
      es: 'Seguir según el plan.',
    }),
    hold: say('Hold', 'Mantener', {
      en: 'Stay in this phase until the next review; the planned end moves.',
      es: 'Seguir en esta fase hasta la próxima revisión; el final previsto se mueve.',
    }),
    'step up': say('Step up', 'Aumentar', {
      en: 'Back to the phase before this one, with more days a week. In the first phase: you are asked at once about a higher level of care.',
      es: 'Volver a la fase anterior, con más días por semana. En la primera fase: se le pregunta de inmediato por un nivel de atención más alto.',
    }),
    discharge: say('Discharge', 'Dar de alta', {
      en: 'Treatment ends early and aftercare is arranged.',
      es: 'El tratamiento termina antes y se organiza la continuación.',
    }),
  },
  milestones: {
    'on track': say('On track', 'Va bien'),
    'needs support': say('Needs support', 'Necesita apoyo'),
    'not discussed yet': say('Not discussed yet', 'Aún no se ha hablado'),
  },
  'higher-level-decision': {
    'refer to a higher level of care': say(
      'Yes: treatment here ends as “stepped up”',
      'Sí: el tratamiento aquí termina como «pasa a un nivel más alto»',
      {
        en: 'Aftercare is arranged at once, with a place at the higher level.',
        es: 'La continuación se organiza de inmediato, con una plaza en el nivel más alto.',
      },
    ),
    'stays in the program': say('No, the client stays here', 'No, el cliente sigue aquí'),
  },
  'tell-client': {
    told: say('Told', 'Avisado', {
      en: 'The time to give a specimen runs from the telling.',
      es: 'El plazo para dar la muestra corre desde el aviso.',
    }),
    'not reached': say('Not reached', 'No localizado', {
      en: 'Never counted as a missed test.',
      es: 'Nunca cuenta como prueba omitida.',
    }),
    excused: say('Excused today', 'Dispensado hoy', {
      en: 'A clinician looks at the reason. The draw stands.',
      es: 'Un clínico revisa el motivo. El sorteo no cambia.',
    }),
  },
  'collect-specimen': {
    negative: say('Negative', 'Negativo'),
    'presumptive positive': say('Presumptive positive', 'Positivo presunto', {
      en: 'Goes to the laboratory; nobody else is told.',
      es: 'Va al laboratorio; no se informa a nadie más.',
    }),
    dilute: say('Dilute', 'Diluida'),
    tampered: say('Tampered with', 'Manipulada'),
    refused: say('Refused', 'Se negó'),
    missed: say('Missed', 'No se presentó', {
      en: 'Told, and did not come. A clinician decides what follows.',
      es: 'Avisado, y no vino. Un clínico decide qué sigue.',
    }),
    unable: say('Unable to give a specimen', 'No pudo dar la muestra', {
      en: 'With urine: oral fluid is asked for while time is left.',
      es: 'Con orina: se pide saliva mientras quede tiempo.',
    }),
    'laboratory rejected': say('Specimen rejected', 'Muestra rechazada'),
    excused: say('Excused today', 'Dispensado hoy', {
      en: 'A clinician looks at the reason.',
      es: 'Un clínico revisa el motivo.',
    }),
  },
  'send-to-laboratory': {
    sent: say('Sent to the laboratory', 'Enviada al laboratorio', {
      en: 'Your name and this moment are recorded.',
      es: 'Se registran su nombre y este momento.',
    }),
    'cannot be sent': say('It cannot be sent', 'No se puede enviar', {
      en: 'The result stays presumptive, and a clinician decides.',
      es: 'El resultado sigue siendo presunto y decide un clínico.',
    }),
  },
  'confirm-specimen': {
    'definitive positive': say('Definitive positive', 'Positivo definitivo'),
    'confirmed negative': say('Confirmed negative', 'Negativo confirmado'),
    'consistent with prescription': say('Consistent with a prescription', 'Coherente con una receta', {
      en: 'Nothing follows from it.',
      es: 'No tiene consecuencias.',
    }),
    dilute: say('Dilute', 'Diluida'),
    tampered: say('Tampered with', 'Manipulada'),
    'laboratory rejected': say('Laboratory rejected the specimen', 'El laboratorio rechazó la muestra'),
  },
  'clinician-decision': {
    'contacted the client': say('I have contacted the client', 'He hablado con el cliente'),
    'could not reach the client': say('I could not reach the client', 'No pude localizar al cliente'),
    'no action needed': say('No action needed', 'No hace falta actuar'),
  },
  'taper-sign-off': {
    'step down': say('Test less often from the next phase on', 'Menos pruebas desde la próxima fase'),
    'keep the present rate': say('Keep the present rate', 'Mantener la frecuencia actual', {
      en: 'Asked again at the next review.',
      es: 'Se pregunta de nuevo en la próxima revisión.',
    }),
  },
  'breach-assessment': {
    'no breach': say(
      'No breach: a low probability that it was compromised',
      'No hubo violación: probabilidad baja',
      {
        en: 'Write the grounds of the assessment into the comment.',
        es: 'Escriba los motivos de la evaluación en el comentario.',
      },
    ),
    'breach: the client was notified': say(
      'A breach: the client was notified',
      'Violación: se notificó al cliente',
    ),
  },
  'attendance-sheet': {
    attended: say('Attended', 'Asistió'),
    'left early': say('Left early', 'Salió antes'),
    missed: say('Missed', 'Faltó'),
    excused: say('Excused', 'Justificado'),
  },
  'missed-session': outreach,
  'missed-again': outreach,
  'absent-client': { done },
  'leave-return': {
    back: say('Back', 'Ha vuelto'),
    'not back': say('Not back', 'No ha vuelto', {
      en: 'The case manager is asked to call today, and the director is told.',
      es: 'Se pide a quien gestiona el caso que llame hoy y se informa a la dirección.',
    }),
  },
  'home-check-in': {
    'all well': say('All well', 'Todo bien', {
      en: 'Curfew kept, at the house meeting, needs nothing.',
      es: 'Cumplió el horario, fue a la reunión, no necesita nada.',
    }),
    concern: say('A concern', 'Preocupación'),
    incident: say('An incident', 'Incidente'),
    'bed at risk': say('Bed at risk', 'Cama en riesgo'),
    'not residing': say('Not living here', 'No vive aquí'),
  },
  'check-in-follow-up': { done },
  'incident-report': handled,
  'bed-at-risk': handled,
  'bed-risk-decision': {
    'contacted the client': say('I have contacted the client', 'He hablado con el cliente'),
    'could not reach the client': say('I could not reach the client', 'No pude localizar al cliente'),
    'no action needed': say('No action needed', 'No hace falta actuar'),
  },
  'resident-report': handled,
  'resident-needs': handled,
  'home-notice': { noted: say('Noted', 'Enterado') },
  ...handoffChoices,
  'care-concern': { done },
  'correction-follow-up': { done },
  'record-access': {
    'copy given': say('The copy was given', 'Se entregó la copia'),
    'refused in writing': say('Refused in writing', 'Se denegó por escrito', {
      en: 'The client was told why, and how to have it reviewed.',
      es: 'Se dijo al cliente por qué y cómo pedir una revisión.',
    }),
  },
  'record-amendment': {
    amended: say('The record was corrected', 'Se corrigió el expediente'),
    'refused in writing': say('Refused in writing', 'Se denegó por escrito', {
      en: 'The client was told why, and may add a statement of disagreement.',
      es: 'Se dijo al cliente por qué; puede añadir su desacuerdo.',
    }),
  },
  'emergency-record': {
    'record closed': say('The record is complete and closed', 'El registro está completo y cerrado', {
      en: 'It is closed under staff actions. While it is not, this is asked again every day.',
      es: 'Se cierra en las acciones del personal. Mientras no lo esté, se pregunta cada día.',
    }),
    'facts still missing': say('Facts are still missing', 'Aún faltan datos', {
      en: 'You are asked again tomorrow.',
      es: 'Se le preguntará de nuevo mañana.',
    }),
  },
  crisis: {
    acknowledged: say('I have it', 'Me encargo', {
      en: 'Nobody else is paged. You look now, and say afterwards what happened.',
      es: 'No se avisa a nadie más. Usted mira ahora y después dice qué ocurrió.',
    }),
  },
  'crisis-alert': { done },
  'crisis-debrief': {
    debriefed: say('This is what happened', 'Esto es lo que ocurrió', {
      en: 'It closes the call for help.',
      es: 'Con esto se cierra la llamada de ayuda.',
    }),
  },
  'pager-test': { received: say('I received it', 'Lo recibí') },
  'phone-call': {
    'reached by phone': say('Reached by phone', 'Localizado por teléfono', {
      en: 'Ask what waits for them, and correct the address in the clinic’s file.',
      es: 'Pregunte lo pendiente y corrija la dirección en el archivo de la clínica.',
    }),
    'not reached by phone': say('Not reached by phone', 'No localizado por teléfono'),
  },
  'clinic-alert': { done },
  'death-confirmation': {
    confirmed: say('Yes, the client has died', 'Sí, el cliente ha fallecido', {
      en: 'Everything about the client stops at once. Please call the home and the family yourself.',
      es: 'Todo sobre el cliente se detiene de inmediato. Llame usted al hogar y a la familia.',
    }),
    'not true': say('No, it is not so', 'No, no es así', {
      en: 'Everything goes on; what fell due meanwhile is asked now.',
      es: 'Todo sigue; lo que venció entretanto se pregunta ahora.',
    }),
    'cannot say yet': say('I cannot say yet', 'Aún no puedo decirlo', {
      en: 'Everything stays on hold, and you are asked again.',
      es: 'Todo sigue en pausa y se le preguntará de nuevo.',
    }),
  },
  'discharge-sign-off': {
    sign: say('I sign the discharge', 'Firmo el alta', {
      en: 'Treatment ends now; aftercare and follow-ups are offered all the same.',
      es: 'El tratamiento termina ahora; la continuación se ofrece igualmente.',
    }),
    refuse: say('I do not sign it', 'No la firmo', {
      en: 'The client stays in treatment, and whoever asked hears it.',
      es: 'El cliente sigue en tratamiento y se informa a quien lo pidió.',
    }),
  },
  'arrival-check': {
    arrived: say('The client has arrived there', 'El cliente llegó'),
    'did not arrive': say('The client did not arrive', 'El cliente no llegó', {
      en: 'The counselor is asked to act.',
      es: 'Se pide al consejero que actúe.',
    }),
    'not known yet': say('Not known yet', 'Aún no se sabe'),
  },
  'overdose-teaching': {
    'kit given': say('A naloxone kit was given', 'Se entregó naloxona'),
    'kit declined': say('The kit was declined', 'No quiso la naloxona'),
    'could not reach': say('I could not reach the client', 'No pude localizar al cliente'),
  },
};

/** The words for a stored choice; the stored code itself when the product no longer knows it. */
export function wordsOfChoice(kind: TaskKind, choice: string, language: Language): ChoiceWords {
  return choiceWords[kind][choice]?.[language] ?? { label: choice };
}

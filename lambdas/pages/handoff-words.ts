import type { handoffQuestions } from '../domain/handoff-questions.ts';
import type { ChoiceWords } from './choice-words.ts';
import type { Language } from './words.ts';

type Said = Record<Language, string>;
type Choice = Record<Language, ChoiceWords>;
type Kind = keyof typeof handoffQuestions;

function say(en: string, es: string, hints?: Said): Choice {
  return {
    en: { label: en, ...(hints ? { hint: hints.en } : {}) },
    es: { label: es, ...(hints ? { hint: hints.es } : {}) },
  };
}

const otherProvider = say('Arranged with another provider', 'Acordado con otro proveedor', {
  en: 'One that gets no links: you call it.',
  es: 'Uno que no recibe enlaces: usted llama.',
});
const declinesAftercare = say('The client declines aftercare', 'El cliente rechaza la continuación', {
  en: 'A clinician signs for it; follow-up calls are made all the same.',
  es: 'Lo firma un clínico; las llamadas de seguimiento se hacen igualmente.',
});
const clientDeclined = say('The client declined', 'El cliente no quiso', {
  en: 'A clinician signs for it.',
  es: 'Lo firma un clínico.',
});
const unreached = say('I could not reach the client', 'No pude localizar al cliente', {
  en: 'Counts as a try. You are asked again on another day.',
  es: 'Cuenta como intento. Se le pregunta de nuevo otro día.',
});

/** Words for the choices about what comes after the program. */
export const handoffChoices: Record<Kind, Record<string, Choice>> = {
  'aftercare-plan': {
    'refer to the named receiver': say('Refer to a receiver', 'Derivar a un proveedor', {
      en: 'It is asked by link, once its consent holds.',
      es: 'Se le pregunta por enlace cuando hay consentimiento.',
    }),
    'arranged with another provider': otherProvider,
    'client declines aftercare': declinesAftercare,
  },
  'late-aftercare-plan': {
    'seen to': say('I see that it is made', 'Me ocupo de que se haga', {
      en: 'You are asked again in three working days if it is not.',
      es: 'Se le pregunta de nuevo en tres días hábiles si no está.',
    }),
    'no plan can be made': say('No plan can be made', 'No se puede hacer un plan', {
      en: 'Say why in the comment. The handoff itself stays open.',
      es: 'Diga por qué en el comentario. La derivación sigue abierta.',
    }),
  },
  'handoff-referral': {
    accept: say('Yes, we can take this person on', 'Sí, podemos atender a esta persona'),
    decline: say('No, we cannot', 'No, no podemos'),
    'propose times': say('Yes, at another time', 'Sí, en otro momento', {
      en: 'The clinic calls you to agree on one. The request stays open.',
      es: 'La clínica le llama para acordarlo. La solicitud sigue abierta.',
    }),
    question: say('I have a question first', 'Antes tengo una pregunta', {
      en: 'Write it below. The clinic calls you, and the request stays open.',
      es: 'Escríbala abajo. La clínica le llama y la solicitud sigue abierta.',
    }),
  },
  'referral-reply': {
    answered: say('I have replied', 'He respondido', {
      en: 'The receiver still answers the referral itself.',
      es: 'El proveedor aún responde a la derivación.',
    }),
    'time agreed': say('A time is agreed', 'Hay una hora acordada', {
      en: 'The referral counts as accepted.',
      es: 'La derivación cuenta como aceptada.',
    }),
    'no time fits': say('None of the times fits', 'Ninguna hora conviene', {
      en: 'The referral stays open until the receiver answers.',
      es: 'La derivación sigue abierta hasta que responda.',
    }),
  },
  'find-receiver': {
    'another receiver chosen': say('Another receiver chosen', 'Se eligió otro proveedor', {
      en: 'Add it under staff actions; it needs the client’s consent.',
      es: 'Añádalo en las acciones del personal; necesita consentimiento.',
    }),
    'arranged with another provider': otherProvider,
    'client declines aftercare': declinesAftercare,
    'lost to contact': say('The client cannot be found', 'No se encuentra al cliente', {
      en: 'You are asked to call, on as many days as the program says, before it ends.',
      es: 'Se le pide llamar, tantos días como diga el programa, antes de cerrar.',
    }),
  },
  'handoff-preparation': {
    'records sent': say('The records are sent', 'Se enviaron los documentos', {
      en: 'Outside stepdown, within the consent. The receiver is asked whether they arrived.',
      es: 'Fuera de stepdown, según el consentimiento. Se pregunta al proveedor si llegaron.',
    }),
    'nothing to send': say('Nothing is to be sent', 'No hay nada que enviar'),
  },
  'first-contact': {
    'in contact': say('Yes, we are in contact', 'Sí, estamos en contacto'),
    'not yet': say('Not yet', 'Aún no', {
      en: 'The clinic calls the person and helps.',
      es: 'La clínica llama a la persona y ayuda.',
    }),
  },
  'handoff-follow-up': {
    'in contact now': say('Client and receiver are in contact', 'Cliente y proveedor están en contacto'),
    'seen to': say('I have seen to it', 'Ya lo atendí'),
    'could not be settled': say('I could not settle it', 'No pude resolverlo', {
      en: 'Say in the comment what is still open, and whom you told.',
      es: 'Diga en el comentario qué queda pendiente y a quién avisó.',
    }),
  },
  'receiver-visit': {
    arrived: say('Yes, the person came', 'Sí, la persona vino'),
    'no show': say('No, the person did not come', 'No, la persona no vino', {
      en: 'The clinic calls the person.',
      es: 'La clínica llama a la persona.',
    }),
    'new time': say('We agreed on another time', 'Acordamos otra hora'),
    'client declined': say('The person does not want to come', 'La persona no quiere venir'),
  },
  'first-visit': {
    arrived: say('Arrived', 'Llegó'),
    'no show': say('Did not come', 'No se presentó', {
      en: 'You are asked to call and to agree on another visit.',
      es: 'Se le pide llamar y acordar otra visita.',
    }),
    'client declined': clientDeclined,
  },
  're-engage': {
    'new visit agreed': say('A new visit is agreed', 'Hay una nueva visita acordada', {
      en: 'Tell the receiver the day.',
      es: 'Comunique el día al proveedor.',
    }),
    'could not reach the client': unreached,
    'another receiver wanted': say('The client wants another receiver', 'El cliente quiere otro proveedor', {
      en: 'Add it under staff actions; it needs the client’s consent.',
      es: 'Añádalo en las acciones del personal; necesita consentimiento.',
    }),
    'client declined': clientDeclined,
  },
  'decline-sign-off': {
    'signed off': say('I sign: the client declines aftercare', 'Firmo: el cliente rechaza la continuación', {
      en: 'The client knows how to come back.',
      es: 'El cliente sabe cómo volver.',
    }),
    'client wants aftercare': say('The client wants aftercare', 'El cliente quiere continuar', {
      en: 'The handoff goes on.',
      es: 'La derivación continúa.',
    }),
  },
  'follow-up-call': {
    'doing well': say('Doing well', 'Está bien'),
    'in trouble': say('In trouble', 'Tiene dificultades', {
      en: 'The counselor is asked to act.',
      es: 'Se pide al consejero que actúe.',
    }),
    'wants to come back': say('Wants to come back', 'Quiere volver al programa', {
      en: 'A new referral is opened with all that is known; the intake follows.',
      es: 'Se abre una nueva derivación con lo que ya se sabe; sigue la admisión.',
    }),
    'needs higher care': say('Needs a higher level of care', 'Necesita más atención', {
      en: 'The counselor is asked today. In danger: 911, or 988.',
      es: 'Se avisa hoy al consejero. En peligro: 911, o 988.',
    }),
    'not reached': say('Not reached', 'No localizado', {
      en: 'Counts as a try on another day or at another time. The question comes back until the last one.',
      es: 'Cuenta como intento otro día o a otra hora. La pregunta vuelve hasta el último.',
    }),
    'opted out': say('Wants no more calls', 'No quiere más llamadas', {
      en: 'From now on there are none.',
      es: 'Desde ahora no hay ninguna.',
    }),
  },
  'higher-care': {
    arranged: say('Higher care is arranged', 'La atención está organizada'),
    'client declines': say('The client declines it', 'El cliente la rechaza'),
    'could not reach the client': say('I could not reach the client', 'No pude localizar al cliente'),
  },
};

/** The rule behind each of these questions. */
export const handoffRules: Record<Kind, Said> = {
  'aftercare-plan': {
    en: 'Aftercare is arranged before treatment ends, with an appointment if it can be.',
    es: 'La continuación se organiza antes de que termine el tratamiento, con cita si se puede.',
  },
  'late-aftercare-plan': {
    en: 'A plan that is not made three working days before the end is shown to the director.',
    es: 'Un plan que no está hecho tres días hábiles antes del final llega a la dirección.',
  },
  'handoff-referral': {
    en: 'The client chose you for the time after the program and consented to this referral.',
    es: 'El cliente le eligió para después del programa y consintió esta derivación.',
  },
  'referral-reply': {
    en: 'A receiver wants to know something, or proposes times, before it answers. The referral stays open.',
    es: 'Un proveedor quiere saber algo o propone horas antes de responder. La derivación sigue abierta.',
  },
  'find-receiver': {
    en: 'A handoff stays open until somebody has taken the client on.',
    es: 'La derivación queda abierta hasta que alguien atienda al cliente.',
  },
  'handoff-preparation': {
    en: 'Who takes the client on needs the records, and the client a face: a joint session or a call together.',
    es: 'Quien recibe al cliente necesita los documentos, y el cliente un rostro: sesión o llamada conjunta.',
  },
  'first-contact': {
    en: 'The first days after the program are the most dangerous: somebody is in contact within a day.',
    es: 'Los primeros días después del programa son los más peligrosos: alguien contacta en un día.',
  },
  'handoff-follow-up': {
    en: 'Something in a handoff is overdue or missing, and the client may be alone with it.',
    es: 'Algo de una derivación está atrasado o falta, y el cliente puede estar solo con ello.',
  },
  'receiver-visit': {
    en: 'The handoff is closed only when the first visit is confirmed.',
    es: 'La derivación se cierra solo cuando se confirma la primera visita.',
  },
  'first-visit': {
    en: 'A handoff is closed only when the first visit is confirmed.',
    es: 'La derivación se cierra solo cuando se confirma la primera visita.',
  },
  're-engage': {
    en: 'A client who did not come is called, on different days, before anybody speaks of lost contact.',
    es: 'A quien no vino se le llama, en días distintos, antes de hablar de pérdida de contacto.',
  },
  'decline-sign-off': {
    en: 'That a client declines aftercare is signed for by a clinician.',
    es: 'Que un cliente rechaza la continuación lo firma un clínico.',
  },
  'follow-up-call': {
    en: 'The program follows up with each client on fixed days after the end. What is said stays in the clinic.',
    es: 'El programa llama a cada cliente en días fijos después del final. Lo dicho queda en la clínica.',
  },
  'higher-care': {
    en: 'A client said on a follow-up call that the present help is not enough.',
    es: 'Un cliente dijo en la llamada de seguimiento que la ayuda actual no basta.',
  },
};

/** Why such a question is asked now. */
export const handoffReasons = {
  'plan not made': { en: 'no aftercare plan is made yet', es: 'aún no hay plan de continuación' },
  'the receiver asks something': { en: 'the receiver asks something', es: 'el proveedor pregunta algo' },
  'the receiver proposes times': { en: 'the receiver proposes times', es: 'el proveedor propone horas' },
  'no first contact': {
    en: 'nobody is known to be in contact with the client since the ending',
    es: 'no consta que alguien esté en contacto con el cliente desde el final',
  },
  'records not received': {
    en: 'the records did not arrive, says the receiver',
    es: 'los documentos no llegaron, según el proveedor',
  },
  'in trouble at follow-up': {
    en: 'the client was in trouble at a follow-up call',
    es: 'el cliente tenía dificultades en una llamada',
  },
  'wants to come back': {
    en: 'the client wants to come back and is in the program already',
    es: 'el cliente quiere volver y ya está en el programa',
  },
} as const satisfies Record<string, Said>;
export type HandoffReason = keyof typeof handoffReasons;

import type { TaskKind } from '../domain/human-task-kinds.ts';
import { handoffRules } from './handoff-words.ts';
import type { Language } from './words.ts';

type Said = Record<Language, string>;

/** The rule behind each kind of question, in one sentence. */
export const taskReasons: Record<TaskKind, Said> = {
  'waitlist-offer': {
    en: 'A place is free, and the waiting list goes by order of referral.',
    es: 'Hay una plaza libre y la lista de espera sigue el orden de derivación.',
  },
  'authorization-ends': {
    en: 'A payer’s authorization ends before the plan does, or its units will not last. It is renewed or its end is planned for.',
    es: 'Una autorización termina antes que el plan, o sus unidades no alcanzarán. Se renueva o se planifica su final.',
  },
  intake: {
    en: 'Each referral is assessed by a counselor before admission.',
    es: 'Un consejero evalúa cada derivación antes de la admisión.',
  },
  'consent-needed': {
    en: 'Nothing about a client goes to a partner without a valid consent that names the partner (42 CFR §2.31).',
    es: 'Nada sobre un cliente llega a un socio sin un consentimiento válido que lo nombre (42 CFR §2.31).',
  },
  'placement-request': {
    en: 'The client chose your home and consented to this request. One home is asked at a time.',
    es: 'El cliente eligió su hogar y consintió esta solicitud. Se pregunta a un hogar cada vez.',
  },
  'placement-question': {
    en: 'A home wants to know something before it decides. Its request stays open until it answers.',
    es: 'Un hogar quiere saber algo antes de decidir. La solicitud sigue abierta hasta que responda.',
  },
  'bed-request': {
    en: 'The clinic looks for a bed. The question is about no one in particular.',
    es: 'La clínica busca una cama. La pregunta no es sobre nadie en particular.',
  },
  'bed-offer': {
    en: 'A home answered a request for beds. A named request needs the client’s consent for that home.',
    es: 'Un hogar respondió a una solicitud de camas. Una solicitud con nombre necesita consentimiento.',
  },
  'find-home': {
    en: 'None of the homes that the client chose has a bed.',
    es: 'Ninguno de los hogares que eligió el cliente tiene cama.',
  },
  review: {
    en: 'The program asks for a progress review at fixed intervals.',
    es: 'El programa pide una revisión de progreso a intervalos fijos.',
  },
  milestones: {
    en: 'The program asks about mutual-help milestones at fixed intervals.',
    es: 'El programa pregunta por los avances en ayuda mutua a intervalos fijos.',
  },
  'higher-level-decision': {
    en: 'The first phase has none before it. More care than this program gives is a higher level of care.',
    es: 'La primera fase no tiene otra antes. Más atención de la que da este programa es un nivel más alto.',
  },
  'tell-client': {
    en: 'The client was selected for a test today. The time to give a specimen runs from the moment of telling.',
    es: 'El cliente fue seleccionado para una prueba hoy. El plazo corre desde que se le avisa.',
  },
  'collect-specimen': {
    en: 'Each test has one recorded outcome, entered before collections close.',
    es: 'Cada prueba tiene un resultado registrado, anotado antes del cierre.',
  },
  'confirm-specimen': {
    en: 'A presumptive positive stays presumptive until a laboratory confirms it.',
    es: 'Un positivo presunto sigue siendo presunto hasta que un laboratorio lo confirme.',
  },
  'send-to-laboratory': {
    en: 'A presumptive positive is confirmed by a laboratory. Who sent the specimen and when is recorded.',
    es: 'Un positivo presunto lo confirma un laboratorio. Se registra quién envió la muestra y cuándo.',
  },
  'clinician-decision': {
    en: 'No test result leads to anything by itself: a clinician decides, the same day.',
    es: 'Ningún resultado lleva a nada por sí solo: decide un clínico, el mismo día.',
  },
  'taper-sign-off': {
    en: 'The next phase plans fewer tests. A client is tested less often only when a clinician signs for it.',
    es: 'La próxima fase prevé menos pruebas. Solo se hacen menos cuando un clínico lo autoriza.',
  },
  'breach-assessment': {
    en: 'A result or a message reached the wrong person. A breach is notified without unreasonable delay, at the latest 60 days after it was found.',
    es: 'Un resultado o un mensaje llegó a otra persona. Una violación se notifica sin demora injustificada, a más tardar 60 días después de conocerse.',
  },
  'home-check-in': {
    en: 'Once a week the clinic asks each home about the residents who consented to it.',
    es: 'Una vez por semana la clínica pregunta a cada hogar por los residentes que lo consintieron.',
  },
  'check-in-follow-up': {
    en: 'A home answered something other than “all well”, or did not answer.',
    es: 'Un hogar respondió algo distinto de «todo bien», o no respondió.',
  },
  'incident-report': {
    en: 'A home reported an incident. A counselor sees to it the same day.',
    es: 'Un hogar informó de un incidente. Un consejero lo atiende el mismo día.',
  },
  'bed-at-risk': {
    en: 'A home said that a client may lose the bed. The case manager sees to it the same day.',
    es: 'Un hogar dijo que un cliente puede perder la cama. Se atiende el mismo día.',
  },
  'bed-risk-decision': {
    en: 'A client who may lose the bed is at risk: a clinician decides the same day what helps.',
    es: 'Un cliente que puede perder la cama está en riesgo: un clínico decide el mismo día qué ayuda.',
  },
  'resident-report': {
    en: 'What a home reports about curfew, a concern, an absence or medication is seen to the same day.',
    es: 'Lo que un hogar informa sobre horario, ausencia o medicación se atiende el mismo día.',
  },
  'resident-needs': {
    en: 'A home said that a resident needs something, or was not at the house meeting.',
    es: 'Un hogar dijo que un residente necesita algo o no fue a la reunión de la casa.',
  },
  'home-notice': {
    en: 'The clinic tells a home once a day what is new about residents who consented to it.',
    es: 'La clínica informa al hogar una vez al día sobre los residentes que lo consintieron.',
  },
  ...handoffRules,
  'care-concern': {
    en: 'Something was recorded that a counselor must see.',
    es: 'Se registró algo que un consejero debe ver.',
  },
  'correction-follow-up': {
    en: 'A record was corrected after something had been done because of it.',
    es: 'Se corrigió un registro después de que ya se había actuado por él.',
  },
  'record-access': {
    en: 'A client may see and copy the record, at the latest 30 days after asking (45 CFR §164.524).',
    es: 'Un cliente puede ver y copiar su expediente, a más tardar 30 días después de pedirlo (45 CFR §164.524).',
  },
  'record-amendment': {
    en: 'A client may ask for a correction, and is answered at the latest 60 days later (45 CFR §164.526).',
    es: 'Un cliente puede pedir una corrección y recibe respuesta a más tardar 60 días después (45 CFR §164.526).',
  },
  'emergency-record': {
    en: 'What was told to medical personnel in an emergency is written down at once: to whom, by whom, when and why (42 CFR §2.51).',
    es: 'Lo que se dijo a personal médico en una emergencia se anota de inmediato: a quién, quién, cuándo y por qué (42 CFR §2.51).',
  },
  crisis: {
    en: 'Somebody reported a crisis. Each person on the ladder is paged and emailed until one of them has it.',
    es: 'Alguien informó de una crisis. Se avisa a cada persona por turno hasta que una se encarga.',
  },
  'crisis-alert': {
    en: 'A crisis needs the director: nobody has taken it, or somebody could not be paged.',
    es: 'Una crisis necesita a la dirección: nadie se ha encargado o no se pudo avisar a alguien.',
  },
  'crisis-debrief': {
    en: 'A crisis is closed only when it is written down what happened and what was done.',
    es: 'Una crisis solo se cierra cuando consta qué ocurrió y qué se hizo.',
  },
  'pager-test': {
    en: 'The clinic tests whether its people can be paged. Nothing has happened.',
    es: 'La clínica prueba si se puede avisar a su personal. No ha ocurrido nada.',
  },
  'phone-call': {
    en: 'An email that was sent is not an email that arrived: somebody calls, the same day.',
    es: 'Un correo enviado no es un correo recibido: alguien llama, el mismo día.',
  },
  'clinic-alert': {
    en: 'The clinic itself needs a decision that no step can take.',
    es: 'La propia clínica necesita una decisión que ningún paso puede tomar.',
  },
  'attendance-sheet': {
    en: 'Who was there decides who is called today and which hours count. A sheet that is not sent in says nothing about anybody.',
    es: 'De quién asistió depende a quién se llama hoy y qué horas cuentan. Una hoja sin enviar no dice nada de nadie.',
  },
  'missed-session': {
    en: 'Somebody calls on the day of the first miss: that is when people can still be reached.',
    es: 'Se llama el mismo día de la primera falta: es cuando aún se puede localizar a la persona.',
  },
  'missed-again': {
    en: 'A second day missed in a row is a reason for a decision, not for one more reminder.',
    es: 'Un segundo día de falta seguido pide una decisión, no otro recordatorio.',
  },
  'absent-client': {
    en: 'Who stays away may be in danger or about to leave: the director decides with the counselor what happens next.',
    es: 'Quien no viene puede estar en peligro o a punto de irse: la dirección decide con el consejero qué sigue.',
  },
  'leave-return': {
    en: 'The day after a leave somebody makes sure that the client is back.',
    es: 'El día después de un permiso alguien comprueba que el cliente ha vuelto.',
  },
  'death-confirmation': {
    en: 'A colleague reports that this client has died. Until a second person confirms it or says that it is not so, nobody is asked or told anything about the client.',
    es: 'Un colega informa de que este cliente ha fallecido. Hasta que otra persona lo confirme o lo desmienta, no se pregunta ni se informa a nadie.',
  },
  'discharge-sign-off': {
    en: 'An administrative discharge needs a reason and a second signature. Until then the client stays in treatment.',
    es: 'Un alta administrativa necesita un motivo y una segunda firma. Hasta entonces el cliente sigue en tratamiento.',
  },
  'arrival-check': {
    en: 'The client went on to another facility. “Sent” is not “arrived”.',
    es: 'El cliente pasó a otro centro. «Enviado» no es «llegado».',
  },
  'overdose-teaching': {
    en: 'After treatment tolerance is lower and an overdose more likely: everybody who leaves early is offered a kit and the teaching.',
    es: 'Tras el tratamiento la tolerancia es menor y la sobredosis más probable: a quien se va antes se le ofrecen el kit y la explicación.',
  },
};

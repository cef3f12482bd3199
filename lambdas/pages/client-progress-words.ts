import type { FeedbackAnswer } from '../domain/feedback.ts';
import type { Language } from './words.ts';

const en = {
  open: 'My goals, and what was written to me',
  waiting: (count: number) =>
    count === 1 ? 'Something was written to you.' : `${count} things were written to you.`,
  heading: 'My goals, and what was written to me',
  goals: 'My goals',
  noGoals: 'No goal is written down yet. Talk about it with your counselor.',
  status: { open: 'I am working on it', met: 'reached', dropped: 'no longer a goal' },
  written: 'What was written to me',
  nothing: 'Nothing was written to you yet.',
  from: (name: string, day: string) => `${name}, ${day}`,
  answered: (day: string) => `Your answer, ${day}`,
  ask: 'What do you say to it?',
  answers: {
    agree: { label: 'I agree', hint: null },
    disagree: { label: 'I do not agree', hint: 'Your counselor will talk with you about it.' },
    'own words': { label: 'I want to say it in my own words', hint: 'Write it below.' },
  } satisfies Record<FeedbackAnswer, { label: string; hint: string | null }>,
  words: 'Your words (needed only for an answer of your own)',
  wordsHint: 'At most 500 characters. Your counselor reads them, and nobody outside the clinic.',
  submit: 'Send my answer',
  problems: {
    'nothing chosen': 'Choose what you say to it.',
    'words missing': 'Write down what you want to say.',
    'too long': 'Shorten it to 500 characters.',
  },
  doneHeading: 'We have your answer.',
  done: 'Your counselor reads it, at the next review at the latest.',
  disagreed: 'Your counselor is asked to talk with you about it.',
  news: 'Hear of news by email?',
  newsHint: 'The email says only that there is something to read. It opens with your passcode.',
  noAddress: 'For that the clinic needs an address of your own. Ask at the desk.',
  isOn: 'You get an email when there is something new here.',
  isOff: 'You get no email about this page.',
  turnOn: 'Email me when there is something new',
  turnOff: 'No more emails about this page',
  newsDoneHeading: 'It is noted.',
  nowOn: 'You get an email when there is something new here. You can change it at any time.',
  nowOff: 'You get no more emails about this page.',
};

export type ClientProgressWords = typeof en;

const es: ClientProgressWords = {
  open: 'Mis metas y lo que me escribieron',
  waiting: (count) => (count === 1 ? 'Le escribieron algo.' : `Le escribieron ${count} cosas.`),
  heading: 'Mis metas y lo que me escribieron',
  goals: 'Mis metas',
  noGoals: 'Aún no hay ninguna meta escrita. Háblelo con su consejero.',
  status: { open: 'trabajo en ella', met: 'alcanzada', dropped: 'ya no es una meta' },
  written: 'Lo que me escribieron',
  nothing: 'Aún no le escribieron nada.',
  from: (name, day) => `${name}, el ${day}`,
  answered: (day) => `Su respuesta, el ${day}`,
  ask: '¿Qué dice usted?',
  answers: {
    agree: { label: 'Estoy de acuerdo', hint: null },
    disagree: { label: 'No estoy de acuerdo', hint: 'Su consejero hablará con usted sobre ello.' },
    'own words': { label: 'Quiero decirlo con mis palabras', hint: 'Escríbalo abajo.' },
  },
  words: 'Sus palabras (solo hacen falta para una respuesta propia)',
  wordsHint: 'Máximo 500 caracteres. Las lee su consejero y nadie fuera de la clínica.',
  submit: 'Enviar mi respuesta',
  problems: {
    'nothing chosen': 'Elija qué dice usted.',
    'words missing': 'Escriba lo que quiere decir.',
    'too long': 'Redúzcalo a 500 caracteres.',
  },
  doneHeading: 'Tenemos su respuesta.',
  done: 'Su consejero la lee, a más tardar en la próxima revisión.',
  disagreed: 'Pedimos a su consejero que hable con usted sobre ello.',
  news: '¿Recibir avisos por correo?',
  newsHint: 'El correo solo dice que hay algo que leer. Se abre con su código.',
  noAddress: 'Para eso la clínica necesita una dirección suya. Pregunte en recepción.',
  isOn: 'Recibe un correo cuando hay algo nuevo aquí.',
  isOff: 'No recibe ningún correo sobre esta página.',
  turnOn: 'Avisarme por correo cuando haya algo nuevo',
  turnOff: 'No más correos sobre esta página',
  newsDoneHeading: 'Queda anotado.',
  nowOn: 'Recibe un correo cuando haya algo nuevo aquí. Puede cambiarlo en cualquier momento.',
  nowOff: 'Ya no recibe correos sobre esta página.',
};

/** What a client reads about goals and feedback. */
export const clientProgressWords: Record<Language, ClientProgressWords> = { en, es };

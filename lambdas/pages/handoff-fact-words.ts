import type { HandoffTry } from '../domain/handoff.ts';
import type { Language } from './words.ts';

interface HandoffFactWords {
  choices: string;
  declined: string;
  noChoices: string;
  receiver: string;
  end: string;
  times: string;
  asks: string;
  tries: string;
  tried: Record<HandoffTry['what'], string>;
  wished: string;
  calls: string;
  mutualHelp: string;
  warningSigns: string;
  planOf: string;
}

const en: HandoffFactWords = {
  choices: 'The client’s choices',
  declined: 'has declined',
  noChoices: 'none yet',
  receiver: 'Receiver',
  end: 'End of treatment',
  times: 'Proposed times',
  asks: 'They write',
  tries: 'Tried so far',
  tried: {
    'no show': 'did not come',
    'could not reach the client': 'not reached',
    'no answer': 'nobody answered us',
  },
  wished: 'Wished for',
  calls: 'Called so far',
  mutualHelp: 'Mutual help, by the plan',
  warningSigns: 'Warning signs, by the plan',
  planOf: 'Plan of',
};

const es: HandoffFactWords = {
  choices: 'Opciones del cliente',
  declined: 'ha rechazado',
  noChoices: 'aún ninguna',
  receiver: 'Proveedor',
  end: 'Fin del tratamiento',
  times: 'Horas propuestas',
  asks: 'Escriben',
  tries: 'Intentos hasta ahora',
  tried: {
    'no show': 'no vino',
    'could not reach the client': 'no localizado',
    'no answer': 'nadie nos respondió',
  },
  wished: 'Se desea',
  calls: 'Llamadas hasta ahora',
  mutualHelp: 'Ayuda mutua, según el plan',
  warningSigns: 'Señales de alerta, según el plan',
  planOf: 'Plan del',
};

/** Labels of what is on record about a handoff or a follow-up. */
export const handoffFactWords: Record<Language, HandoffFactWords> = { en, es };

import type { FormSpeech } from './action-form.ts';
import { actionsInSpanish } from './actions-in-spanish.ts';
import { fieldsInSpanish, valuesInSpanish } from './fields-in-spanish.ts';
import { labelOf } from './form-schema.ts';
import { hintsInSpanish } from './hints-in-spanish.ts';
import type { Language } from './words.ts';

interface Named {
  name: string;
  title: string;
  description: string;
}

/** How actions and their fields are called in each language. The schemas are English; what has no Spanish stays so. */
export interface ActionSpeech extends FormSpeech {
  action(action: Named): { title: string; description: string };
}

/** Values that are codes rather than words. */
const codes: Readonly<Record<string, string>> = { en: 'English', es: 'Spanish' };

export const actionSpeech: Record<Language, ActionSpeech> = {
  en: {
    action: ({ title, description }) => ({ title, description }),
    label: labelOf,
    hint: (text) => text,
    value: (text) => codes[text] ?? text,
  },
  es: {
    action: ({ name, title, description }) => actionsInSpanish[name] ?? { title, description },
    label: (name) => fieldsInSpanish[name] ?? labelOf(name),
    hint: (text) => hintsInSpanish[text] ?? text,
    value: (text) => valuesInSpanish[text] ?? text,
  },
};

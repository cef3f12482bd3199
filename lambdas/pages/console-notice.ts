import { html } from './html.ts';
import { linkPage } from './link-shell.ts';
import type { Language } from './words.ts';

/** Why the console shows nothing. */
export type ConsoleNotice =
  | 'sign in'
  | 'not identified'
  | 'nobody here'
  | 'not allowed'
  | 'not there'
  | 'other site'
  | 'closed'
  | 'signed out';

interface Said {
  heading: string;
  text: string;
  /** The link onward; null where there is none. */
  onward: string | null;
}

const said: Record<Language, Record<ConsoleNotice, Said>> = {
  en: {
    'sign in': { heading: 'Staff sign-in', text: 'Please sign in to go on.', onward: 'Sign in' },
    'not identified': {
      heading: 'You could not be signed in',
      text: 'Nothing was changed. Please try again; if it goes on, ask your director.',
      onward: 'Sign in again',
    },
    'nobody here': {
      heading: 'You have no place here',
      text: 'You are signed in, but no clinic has you on its staff with a role. Ask your director to add you.',
      onward: 'Sign in as somebody else',
    },
    'not allowed': {
      heading: 'This is not for your role',
      text: 'Nothing was shown or changed. If you need it for your work, ask your director.',
      onward: 'Back to my work',
    },
    'not there': {
      heading: 'There is nothing here',
      text: 'The page may have moved, or the address is incomplete.',
      onward: 'Back to my work',
    },
    'other site': {
      heading: 'Nothing was changed',
      text: 'The form did not come from this page. Open it again here and send it once more.',
      onward: 'Back to my work',
    },
    closed: {
      heading: 'The console is not open yet',
      text: 'Sign-in is not set up for this deployment.',
      onward: null,
    },
    'signed out': {
      heading: 'You are signed out',
      text: 'You can close this page.',
      onward: 'Sign in again',
    },
  },
  es: {
    'sign in': {
      heading: 'Acceso del personal',
      text: 'Inicie sesión para continuar.',
      onward: 'Iniciar sesión',
    },
    'not identified': {
      heading: 'No se pudo iniciar la sesión',
      text: 'No se cambió nada. Inténtelo de nuevo; si sigue así, hable con su director.',
      onward: 'Iniciar sesión de nuevo',
    },
    'nobody here': {
      heading: 'No tiene un lugar aquí',
      text: 'Ha iniciado sesión, pero ninguna clínica le tiene en su personal con una función. Pida a su director que le añada.',
      onward: 'Iniciar sesión con otra cuenta',
    },
    'not allowed': {
      heading: 'Esto no es para su función',
      text: 'No se mostró ni se cambió nada. Si lo necesita para su trabajo, hable con su director.',
      onward: 'Volver a mi trabajo',
    },
    'not there': {
      heading: 'Aquí no hay nada',
      text: 'La página puede haberse movido, o la dirección está incompleta.',
      onward: 'Volver a mi trabajo',
    },
    'other site': {
      heading: 'No se cambió nada',
      text: 'El formulario no vino de esta página. Ábralo de nuevo aquí y envíelo otra vez.',
      onward: 'Volver a mi trabajo',
    },
    closed: {
      heading: 'La consola aún no está abierta',
      text: 'El acceso no está configurado en esta instalación.',
      onward: null,
    },
    'signed out': {
      heading: 'Ha cerrado la sesión',
      text: 'Puede cerrar esta página.',
      onward: 'Iniciar sesión de nuevo',
    },
  },
};

export interface ConsoleNoticeView {
  language: Language;
  notice: ConsoleNotice;
  /** Where the onward link leads. */
  href: string;
}

/** A page that tells a member of staff why there is nothing to see, and where to go. It names no clinic and no client. */
export function consoleNotice({ language, notice, href }: ConsoleNoticeView): string {
  const { heading, text, onward } = said[language][notice];
  return linkPage({
    language,
    title: heading,
    clinicName: null,
    holderName: null,
    phone: null,
    crisisPhone: null,
    main: html`<div class="card"><div class="lead"><h1>${heading}</h1><p>${text}</p></div>${
      onward && html`<p><a class="button" href="${href}">${onward}</a></p>`
    }</div>`,
  });
}

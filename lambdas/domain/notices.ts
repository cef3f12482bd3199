/**
 * Every notice text of the product, in one place and dated, so that counsel can confirm or replace each. A new wording
 * gets a new version; what was signed or sent keeps the version it was made with.
 */
export interface Notice {
  version: string;
  /** The rule that asks for the text. */
  source: string;
  /** `check by counsel`: the wording has not been compared with the regulation's own. */
  status: 'check by counsel' | 'confirmed by counsel';
}

/** The date of the texts below: the day on which the rule of 2024 had to be complied with. */
const rulesVersion = '2026-02-16';

/** The notice that goes with each disclosure (42 CFR §2.32(a)(2)). It is made in English. */
export const disclosureNotice = {
  version: rulesVersion,
  source: '42 CFR §2.32',
  status: 'check by counsel',
  text: '42 CFR part 2 prohibits unauthorized use or disclosure of these records.',
} as const satisfies Notice & { text: string };

interface RightsText {
  heading: string;
  paragraphs: readonly string[];
}

/** The notice of rights that a client gets at admission (42 CFR §2.22). */
export const rightsNotice = {
  version: rulesVersion,
  source: '42 CFR §2.22',
  status: 'check by counsel',
  text: {
    en: {
      heading: 'Your rights about your records',
      paragraphs: [
        'Federal law (42 CFR part 2) protects the records of your treatment here. Without your written consent we may not tell anyone outside the program that you are a client, or anything that shows it, unless the law allows it.',
        'The law allows it without your consent in a few cases only: a medical emergency, when your consent cannot be had; research and audits under strict rules; a report of suspected child abuse or neglect; a crime on our premises or against our staff; and a court order that meets the law’s conditions. Your records cannot be used against you in court without your consent or such an order.',
        'You decide whom we may tell, what, why and until when. You can take a consent back at any time, in writing or by word of mouth. What was done before then stands.',
        'You can see and get a copy of your records, ask us to correct them, ask us to limit what we share, and get a list of those to whom we have told something about you in the last three years.',
        'We must keep your records private, give you this notice, follow it, and tell you if there is a breach of your records. If we change the notice, you can get the new one from us.',
        'If you think that your rights were violated, you can complain to the clinic and to the Secretary of the U.S. Department of Health and Human Services. Nobody may treat you worse because you complain. Violating this law is reportable and can be punished.',
      ],
    },
    es: {
      heading: 'Sus derechos sobre su expediente',
      paragraphs: [
        'La ley federal (42 CFR parte 2) protege el expediente de su tratamiento aquí. Sin su consentimiento por escrito no podemos decir a nadie fuera del programa que usted es cliente, ni nada que lo muestre, salvo que la ley lo permita.',
        'La ley lo permite sin su consentimiento solo en pocos casos: una emergencia médica en la que no se puede obtener su consentimiento; investigación y auditorías con reglas estrictas; la notificación de una sospecha de abuso o negligencia infantil; un delito en nuestras instalaciones o contra nuestro personal; y una orden judicial que cumpla las condiciones de la ley. Su expediente no puede usarse en su contra ante un tribunal sin su consentimiento o una orden así.',
        'Usted decide a quién podemos informar, de qué, para qué y hasta cuándo. Puede retirar un consentimiento en cualquier momento, por escrito o de palabra. Lo que se hizo antes queda hecho.',
        'Puede ver su expediente y recibir una copia, pedir que lo corrijamos, pedir que limitemos lo que compartimos, y recibir una lista de a quiénes hemos informado sobre usted en los últimos tres años.',
        'Debemos mantener su expediente en privado, darle este aviso, cumplirlo, y avisarle si se vulnera su expediente. Si cambiamos el aviso, puede pedirnos el nuevo.',
        'Si cree que se violaron sus derechos, puede quejarse ante la clínica y ante el Secretario del Departamento de Salud y Servicios Humanos de los Estados Unidos. Nadie puede tratarle peor por quejarse. La violación de esta ley puede denunciarse y castigarse.',
      ],
    },
  },
} as const satisfies Notice & { text: Record<'en' | 'es', RightsText> };

interface ConsentWording {
  /** Before the discloser's name, the client's and the rest of the form. */
  permits: (discloser: string) => string;
  revocation: (phone: string) => string;
  /** Said of a criminal-justice consent instead of `revocation`. */
  irrevocable: (until: string) => string;
  afterwards: string;
  refusal: string;
  signing: string;
}

/** The sentences of a consent that are the same in each (42 CFR §2.31(a)). */
export const consentText = {
  version: rulesVersion,
  source: '42 CFR §2.31(a); §2.35 for criminal-justice consents',
  status: 'check by counsel',
  text: {
    en: {
      permits: (discloser) =>
        `I permit ${discloser} to disclose about me what is named below, to those named below and to nobody else.`,
      revocation: (phone) =>
        `I can take this consent back at any time, for one recipient or for all: on this page, in writing, or by word of mouth to the clinic’s staff, at ${phone}. It counts from that moment. What was done before, relying on my consent, stands.`,
      irrevocable: (until) =>
        `This is a criminal-justice consent. By its terms it cannot be taken back until the end of ${until}.`,
      afterwards:
        'Those who receive it may not use it against me in court, and are told that federal law restricts what they do with it. Still, once it is with them, the clinic cannot undo that they know it.',
      refusal:
        'I need not sign. If I do not, the clinic treats me all the same, and tells these recipients nothing.',
      signing: 'I have read this or had it read to me. Typing my name is my signature.',
    },
    es: {
      permits: (discloser) =>
        `Permito que ${discloser} comunique sobre mí lo que se nombra abajo, a quienes se nombra abajo y a nadie más.`,
      revocation: (phone) =>
        `Puedo retirar este consentimiento en cualquier momento, para un destinatario o para todos: en esta página, por escrito, o de palabra al personal de la clínica, en el ${phone}. Cuenta desde ese momento. Lo que se hizo antes, con base en mi consentimiento, queda hecho.`,
      irrevocable: (until) =>
        `Este es un consentimiento para la justicia penal. Por sus condiciones no puede retirarse hasta el final del ${until}.`,
      afterwards:
        'Quienes lo reciban no pueden usarlo en mi contra ante un tribunal, y se les avisa de que la ley federal limita lo que pueden hacer con ello. Aun así, una vez que lo saben, la clínica no puede deshacerlo.',
      refusal:
        'No estoy obligado a firmar. Si no firmo, la clínica me atiende igual y no informa de nada a estos destinatarios.',
      signing: 'He leído esto o me lo han leído. Escribir mi nombre es mi firma.',
    },
  },
} as const satisfies Notice & { text: Record<'en' | 'es', ConsentWording> };

/** Said with the list of disclosures (42 CFR §2.25; 45 CFR §164.528). */
export const accountingText = {
  version: rulesVersion,
  source: '42 CFR §2.25',
  status: 'check by counsel',
  /** How far back an accounting must reach. */
  years: 3,
  text: {
    en: 'Everything that was told to somebody outside the program in the last three years. Names of other people are left out.',
    es: 'Todo lo que se comunicó a alguien fuera del programa en los últimos tres años. Se omiten los nombres de otras personas.',
  },
} as const satisfies Notice & { years: number; text: Record<'en' | 'es', string> };

/** The clocks of what a client asks for, in days: access to the record, and its amendment (45 CFR §164.524, §164.526). */
export const requestClocks = {
  version: rulesVersion,
  source: '45 CFR §164.524(b)(2), §164.526(b)(2)',
  status: 'check by counsel',
  accessDays: 30,
  amendmentDays: 60,
} as const satisfies Notice & { accessDays: number; amendmentDays: number };

/** The last day to tell those concerned of a breach, counted from its discovery (42 CFR §2.16; 45 CFR §164.404). */
export const breachClock = {
  version: rulesVersion,
  source: '42 CFR §2.16(b); 45 CFR §164.404(b)',
  status: 'check by counsel',
  notifyDays: 60,
} as const satisfies Notice & { notifyDays: number };

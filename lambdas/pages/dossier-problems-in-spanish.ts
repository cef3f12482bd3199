import { type SentenceTable, sentencesBy } from './sentences.ts';

/** What the check of a dossier finds. */
export const dossierProblemsInSpanish: SentenceTable = {
  'the first entry is not the head of a dossier': 'la primera entrada no es la cabecera de un expediente',
  'a record has not the form that it should have': 'un registro no tiene la forma que debe tener',
  'the file is not UTF-8: a byte was changed': 'el archivo no es UTF-8: se cambió un byte',
  'the first line is not that of a dossier': 'la primera línea no es la de un expediente',
  'the file does not end with a line end': 'el archivo no termina con un fin de línea',
  'the last line is not that of a dossier: the end is missing':
    'la última línea no es la de un expediente: falta el final',
  'cannot be read: it was changed': 'no se puede leer: fue cambiada',
  'is not written as a dossier writes it: it was changed':
    'no está escrita como la escribe un expediente: fue cambiada',
  'stands where another should: entries were moved or doubled':
    'está donde debía estar otra: se movieron o se duplicaron entradas',
  'the last entry is missing': 'falta la última entrada',
  'the end counts {} entries': 'el final cuenta {} entradas',
  'audit link {} is missing: here stands link {}': 'falta la línea {} de la auditoría: aquí está la línea {}',
  'audit link {} does not follow from the one before it':
    'la línea {} de la auditoría no sigue de la anterior',
  'audit link {} was changed: its hash does not fit what it says':
    'la línea {} de la auditoría fue cambiada: su huella no corresponde a lo que dice',
  'the audit does not end with link {} as the head says':
    'la auditoría no termina con la línea {}, como dice la cabecera',
  'is missing': 'falta',
  'is missing, with all up to entry {}': 'falta, con todas hasta la entrada {}',
  'belongs to another dossier': 'es de otro expediente',
  'does not follow from the entry before it': 'no sigue de la entrada anterior',
  'was changed: its hash does not fit what it says': 'fue cambiada: su huella no corresponde a lo que dice',
};

/** What does not agree in a dossier, in Spanish; what is not known stays as it was found. */
export const dossierProblemInSpanish = sentencesBy(dossierProblemsInSpanish);

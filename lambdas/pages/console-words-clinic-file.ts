import type { Language } from './words.ts';

const en = {
  title: 'The clinic’s file',
  lead: 'Clinic, staff, partners, hours and closures, as they are on record. Change what you need, or paste another file; nothing is written before you have seen what would change and for whom.',
  format:
    'The file is JSON here; the command line takes it as YAML. Programs stay as they are: they are changed from the command line, where they are checked and rehearsed first.',
  label: 'The file',
  show: 'Show what would change',
  changes: 'What changes',
  nothing: 'Nothing changes: the file is as the records are.',
  warnings: 'Worth a look',
  leavers: 'Who leaves',
  leaver: (name: string, questions: number, clients: number) =>
    `${name}: ${questions === 1 ? '1 open question' : `${questions} open questions`}, ${clients === 1 ? '1 client' : `${clients} clients`}. Until their work is handed over, their backup is asked.`,
  withdrawn: 'Whose passcode stops working',
  withdrawnNote: 'Somebody has left, or the name or address is another. Whoever stays needs a new passcode.',
  apply: 'Apply these changes',
  edit: 'Go on editing',
  movedOn: 'Something was changed in the meantime. Nothing was written; this is what would change now.',
  refused: 'Nothing was written. Please correct:',
  line: (line: number) => `line ${line}`,
  done: 'Applied',
  signIns:
    'Sign-ins follow with “npm run staff -- sync”; whoever has left cannot use the console from now on.',
  handOver: 'Hand over work',
  back: 'Back to settings',
};

export type ClinicFileWords = typeof en;

const es: ClinicFileWords = {
  title: 'El archivo de la clínica',
  lead: 'Clínica, personal, colaboradores, horario y cierres, como constan ahora. Cambie lo que necesite o pegue otro archivo; no se escribe nada antes de que vea qué cambiaría y para quién.',
  format:
    'Aquí el archivo es JSON; la línea de comandos lo acepta como YAML. Los programas quedan como están: se cambian desde la línea de comandos, donde antes se comprueban y se ensayan.',
  label: 'El archivo',
  show: 'Mostrar qué cambiaría',
  changes: 'Qué cambia',
  nothing: 'No cambia nada: el archivo es igual a lo que consta.',
  warnings: 'Conviene mirar',
  leavers: 'Quién se va',
  leaver: (name, questions, clients) =>
    `${name}: ${questions === 1 ? '1 pregunta abierta' : `${questions} preguntas abiertas`}, ${clients === 1 ? '1 cliente' : `${clients} clientes`}. Hasta que se traspase su trabajo, se pregunta a su suplente.`,
  withdrawn: 'Qué claves dejan de servir',
  withdrawnNote:
    'Alguien se fue, o el nombre o la dirección son otros. Quien se queda necesita una clave nueva.',
  apply: 'Aplicar estos cambios',
  edit: 'Seguir editando',
  movedOn: 'Mientras tanto algo cambió. No se escribió nada; esto es lo que cambiaría ahora.',
  refused: 'No se escribió nada. Corrija, por favor:',
  line: (line) => `línea ${line}`,
  done: 'Aplicado',
  signIns: 'Los accesos siguen con «npm run staff -- sync»; quien se fue ya no puede usar la consola.',
  handOver: 'Traspasar el trabajo',
  back: 'Volver a los ajustes',
};

export const clinicFileWords: Record<Language, ClinicFileWords> = { en, es };

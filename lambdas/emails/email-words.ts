import type { Language } from '../pages/words.ts';

const en = {
  hello: (name: string) => `Hello ${name},`,
  questions: (phone: string) => `Questions? Call ${phone}.`,
  copyAddress: 'Does the button not work? Copy this address into your browser:',
  partnerFoot: 'Please do not reply with names or details. Use the button, or call us.',
  staffFoot: 'This message holds no client data. Everything is behind your passcode.',
  by: (moment: string) => `Please answer by ${moment}.`,
  wasDue: (moment: string) => `It was due ${moment}.`,
  partner: {
    ask: 'A question is waiting',
    remind: 'Second request: a question is waiting',
    escalate: 'Nobody has answered yet: a question is waiting',
    askText: (sender: string) => `${sender} has a question for you. It takes about a minute.`,
    remindText: (sender: string) => `${sender} asked you before and still waits for your answer.`,
    escalateText: (sender: string) =>
      `${sender} asked somebody else first, and nobody has answered yet. Now the question comes to you.`,
    how: 'The button opens a private page. Have your passcode ready.',
    button: 'See the question',
  },
  staff: {
    ask: (title: string) => title,
    remind: (title: string) => `Second request: ${title}`,
    escalate: (title: string) => `Nobody has answered yet: ${title}`,
    call: 'A partner has not answered: please call',
    askText: 'This needs your answer.',
    remindText: 'You were asked before. This still needs your answer.',
    escalateText: 'Somebody else was asked first and has not answered. Now it comes to you.',
    callText: (name: string) =>
      `${name} was asked more than once and has not answered. Please call, then enter the answer.`,
    callNumber: 'Call',
    about: 'Kind of question',
    button: 'Answer',
  },
  digest: {
    subject: (count: number) =>
      count === 1 ? 'Today: 1 thing needs you' : `Today: ${count} things need you`,
    heading: (day: string) => `What needs you, ${day}`,
    lead: (overdue: number) =>
      overdue === 0
        ? 'Nothing is overdue. Most urgent first:'
        : overdue === 1
          ? '1 is overdue. Most urgent first:'
          : `${overdue} are overdue. Most urgent first:`,
    overdueSince: (moment: string) => `OVERDUE since ${moment}`,
    by: (moment: string) => `by ${moment}`,
    firstBy: (moment: string) => `the first by ${moment}`,
    button: 'Open my page',
  },
  batch: {
    subject: (count: number) => (count === 1 ? 'Today’s list: 1 entry' : `Today’s list: ${count} entries`),
    heading: (day: string) => `Today’s list, ${day}`,
    lead: 'One page holds them all. Names and details are behind your passcode.',
    button: 'Open today’s list',
  },
  welcome: {
    subject: 'Welcome',
    heading: 'Welcome',
    lead: 'We are glad that you are here.',
    startsOn: (day: string) => `We look forward to seeing you on ${day}.`,
    call: 'To reach us',
    office: 'Office hours',
    anyHour: 'At any hour',
    danger: 'If it cannot wait',
    call911: 'In danger, or in a medical emergency: call 911.',
    call988: 'In distress, or thinking of suicide: call or text 988, day or night, free of charge.',
    foot: 'You need not reply. If you got this by mistake, please delete it.',
  },
  drawReport: {
    subject: (date: string) => `Draw record ${date}`,
    heading: (date: string) => `Draw record of ${date}`,
    lead: 'Please keep this message. With it anyone can check later that the record of this day was not changed.',
    date: 'Date',
    commitment: 'Commitment, published ahead (SHA-256)',
    sequence: 'Line of the chain',
    hash: 'Hash of the record (SHA-256)',
    foot: 'This message holds no personal data.',
  },
};

export type EmailWords = typeof en;

const es: EmailWords = {
  hello: (name) => `Hola, ${name}:`,
  questions: (phone) => `¿Preguntas? Llame al ${phone}.`,
  copyAddress: '¿No funciona el botón? Copie esta dirección en su navegador:',
  partnerFoot: 'Por favor, no responda con nombres ni detalles. Use el botón o llámenos.',
  staffFoot: 'Este mensaje no contiene datos de clientes. Todo está detrás de su código.',
  by: (moment) => `Responda antes del ${moment}`,
  wasDue: (moment) => `Vencía el ${moment}`,
  partner: {
    ask: 'Hay una pregunta para usted',
    remind: 'Segundo aviso: hay una pregunta para usted',
    escalate: 'Aún nadie ha respondido: hay una pregunta para usted',
    askText: (sender) => `${sender} tiene una pregunta para usted. Le llevará un minuto.`,
    remindText: (sender) => `${sender} ya le preguntó y sigue esperando su respuesta.`,
    escalateText: (sender) =>
      `${sender} preguntó primero a otra persona y aún nadie ha respondido. Ahora la pregunta llega a usted.`,
    how: 'El botón abre una página privada. Tenga a mano su código.',
    button: 'Ver la pregunta',
  },
  staff: {
    ask: (title) => title,
    remind: (title) => `Segundo aviso: ${title}`,
    escalate: (title) => `Aún nadie ha respondido: ${title}`,
    call: 'Un socio no ha respondido: llame, por favor',
    askText: 'Esto necesita su respuesta.',
    remindText: 'Ya se le preguntó. Esto aún necesita su respuesta.',
    escalateText: 'Se preguntó primero a otra persona y no ha respondido. Ahora llega a usted.',
    callText: (name) =>
      `Se preguntó a ${name} más de una vez y no ha respondido. Llame, por favor, y registre la respuesta.`,
    callNumber: 'Llamar',
    about: 'Tipo de pregunta',
    button: 'Responder',
  },
  digest: {
    subject: (count) => (count === 1 ? 'Hoy: 1 asunto le necesita' : `Hoy: ${count} asuntos le necesitan`),
    heading: (day) => `Lo que le necesita, ${day}`,
    lead: (overdue) =>
      overdue === 0
        ? 'Nada está atrasado. Lo más urgente primero:'
        : overdue === 1
          ? '1 está atrasado. Lo más urgente primero:'
          : `${overdue} están atrasados. Lo más urgente primero:`,
    overdueSince: (moment) => `ATRASADO desde el ${moment}`,
    by: (moment) => `antes del ${moment}`,
    firstBy: (moment) => `el primero antes del ${moment}`,
    button: 'Abrir mi página',
  },
  batch: {
    subject: (count) => (count === 1 ? 'Lista de hoy: 1 entrada' : `Lista de hoy: ${count} entradas`),
    heading: (day) => `Lista de hoy, ${day}`,
    lead: 'Una sola página las contiene todas. Los nombres y detalles están detrás de su código.',
    button: 'Abrir la lista de hoy',
  },
  welcome: {
    subject: 'Le damos la bienvenida',
    heading: 'Le damos la bienvenida',
    lead: 'Nos alegra que esté con nosotros.',
    startsOn: (day) => `Le esperamos el ${day}.`,
    call: 'Cómo llamarnos',
    office: 'En horario de oficina',
    anyHour: 'A cualquier hora',
    danger: 'Si no puede esperar',
    call911: 'En peligro o en una emergencia médica: llame al 911.',
    call988:
      'Si sufre una crisis o piensa en el suicidio: llame o escriba al 988, de día o de noche, gratis.',
    foot: 'No hace falta que responda. Si lo recibió por error, bórrelo, por favor.',
  },
  drawReport: {
    subject: (date) => `Registro del sorteo ${date}`,
    heading: (date) => `Registro del sorteo del ${date}`,
    lead: 'Conserve este mensaje. Con él se puede comprobar después que el registro de este día no cambió.',
    date: 'Fecha',
    commitment: 'Compromiso, publicado antes (SHA-256)',
    sequence: 'Línea de la cadena',
    hash: 'Huella del registro (SHA-256)',
    foot: 'Este mensaje no contiene datos personales.',
  },
};

/** Every text of the emails. Both languages have every key: the type says so. */
export const emailWords: Record<Language, EmailWords> = { en, es };

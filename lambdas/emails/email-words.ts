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
    unreachedText: (name: string) =>
      `An email to ${name} did not arrive. Please call, ask what waits for them, and enter how it went.`,
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
  monday: {
    subject: 'Your page of the week is ready',
    heading: 'Your page of the week is ready',
    lead: 'What is overdue, what ends soon, and which days are uncovered: all on one page.',
    button: 'Open the page',
  },
  clientLink: {
    subject: 'Your page',
    heading: 'Here is the page you asked for',
    lead: 'It is private and opens with your own number.',
    button: 'Open my page',
    foot: 'If you got this by mistake, please delete it.',
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
  crisis: {
    words: 'Has something happened? In danger to life call 911 first. Then page the people on call:',
    start: 'start a crisis',
  },
  drawReport: {
    foot: 'This message holds no personal data.',
    head: {
      subject: (date: string) => `Chain head of the draws, ${date}`,
      heading: (date: string) => `The chain of draws up to ${date}`,
      lead: 'Please keep this message. With it you can show later whether any record of a draw up to this day was changed, added or taken out.',
      date: 'Last day',
      commitment: 'Commitment, published ahead (SHA-256)',
      sequence: 'Line of the chain',
      hash: 'Chain head: hash of the record (SHA-256)',
      check: 'To check an export of the draws against it:',
    },
    commitments: {
      subject: (quarter: string) => `Commitments of the draws, ${quarter}`,
      heading: (quarter: string) => `Commitments of the draws, ${quarter}`,
      lead: 'Please keep this message. Each line is a day and the SHA-256 that fixes the key of its draw. The key itself is shown the day after. Whoever holds these lines can show that no key was chosen later.',
      check: 'Save the text of this message as a file, and check an export of the draws against it:',
    },
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
    unreachedText: (name) =>
      `Un correo para ${name} no llegó. Llame, por favor, pregunte lo pendiente y registre cómo fue.`,
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
  monday: {
    subject: 'Su página de la semana está lista',
    heading: 'Su página de la semana está lista',
    lead: 'Lo que está atrasado, lo que termina pronto y los días sin cubrir: todo en una página.',
    button: 'Abrir la página',
  },
  clientLink: {
    subject: 'Su página',
    heading: 'Aquí está la página que pidió',
    lead: 'Es privada y se abre con su propio número.',
    button: 'Abrir mi página',
    foot: 'Si lo recibió por error, bórrelo, por favor.',
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
  crisis: {
    words: '¿Ocurrió algo? En peligro de muerte llame primero al 911. Después avise a quien está de guardia:',
    start: 'iniciar una crisis',
  },
  drawReport: {
    foot: 'Este mensaje no contiene datos personales.',
    head: {
      subject: (date) => `Cabeza de la cadena de sorteos, ${date}`,
      heading: (date) => `La cadena de sorteos hasta el ${date}`,
      lead: 'Conserve este mensaje. Con él puede mostrar después si se cambió, añadió o quitó algún registro de un sorteo hasta este día.',
      date: 'Último día',
      commitment: 'Compromiso, publicado antes (SHA-256)',
      sequence: 'Línea de la cadena',
      hash: 'Cabeza de la cadena: huella del registro (SHA-256)',
      check: 'Para comprobar con ella una exportación de los sorteos:',
    },
    commitments: {
      subject: (quarter) => `Compromisos de los sorteos, ${quarter}`,
      heading: (quarter) => `Compromisos de los sorteos, ${quarter}`,
      lead: 'Conserve este mensaje. Cada línea es un día y el SHA-256 que fija la clave de su sorteo. La clave se muestra al día siguiente. Quien tiene estas líneas puede mostrar que ninguna clave se eligió después.',
      check:
        'Guarde el texto de este mensaje en un archivo y compruebe con él una exportación de los sorteos:',
    },
  },
};

/** Every text of the emails. Both languages have every key: the type says so. */
export const emailWords: Record<Language, EmailWords> = { en, es };

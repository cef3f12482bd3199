import { codeInSpanish } from './codes-in-spanish.ts';
import { type SentenceTable, sentencesBy } from './sentences.ts';
import type { Language } from './words.ts';

/** What actions say they did, sentence by sentence. */
export const resultsInSpanish: SentenceTable = {
  'The test is ordered for {}; collections tells the client that day.':
    'La prueba queda ordenada para el {}; el personal de pruebas avisa al cliente ese día.',
  'The attendance is corrected.': 'La asistencia queda corregida.',
  'Corrected to “{}”; somebody is asked to undo what followed.':
    'Corregido a «{}»; se pide a alguien que deshaga lo que siguió.',
  'Set for this client: {}.': 'Fijado para este cliente: {}.',
  'Withdrawn: {}. The program holds again.': 'Retirado: {}. Vale de nuevo el programa.',
  'The link is made and on its way to the client’s own address.':
    'El enlace está hecho y va en camino a la dirección propia del cliente.',
  'The link is made; hand it over.': 'El enlace está hecho; entréguelo.',
  'Recorded: it covers until {}.': 'Registrado: cubre hasta el {}.',
  'The outcome is corrected; the counselor is asked to undo what followed.':
    'El resultado queda corregido; se pide al consejero que deshaga lo que siguió.',
  'The director is asked to assess a breach.': 'Se pide a la dirección que evalúe una posible filtración.',
  'A test page goes to {}.': 'Un aviso de prueba va al localizador de {}.',
  'Nothing has happened; they are asked to confirm.': 'No ha pasado nada; se les pide que confirmen.',
  'A new passcode for {}.': 'Un código nuevo para {}.',
  'Tell it by voice; it is not shown again.': 'Dígalo de viva voz; no se vuelve a mostrar.',
  'Verified: {} ({}).': 'Comprobado: {} ({}).',
  'The aftercare plan is on record.': 'El plan de poscuidado queda registrado.',
  'Nothing changes: the file is already applied.': 'No cambia nada: el archivo ya estaba aplicado.',
  '1 record would change.': 'Cambiaría 1 registro.',
  '{} records would change.': 'Cambiarían {} registros.',
  'Nothing was written.': 'No se escribió nada.',
  '1 record changed.': 'Cambió 1 registro.',
  '{} records changed.': 'Cambiaron {} registros.',
  'Recorded: {}.': 'Registrado: {}.',
  'It stands on the client’s own page.': 'Ya está en la página propia del cliente.',
  'A link is on its way to the client’s own address.':
    'Un enlace va en camino a la dirección propia del cliente.',
  'Hand the client’s page over.': 'Entregue al cliente el acceso a su página.',
  'The leave is recorded.': 'El permiso queda registrado.',
  'The draw of {} was made already and stands.': 'El sorteo de {} ya estaba hecho y vale.',
  'Treatment now ends on {}.': 'El tratamiento termina ahora el {}.',
  'In danger to life call 911 first.': 'Si hay peligro de muerte, llame primero al 911.',
  'It joins the crisis that is open about this client.': 'Se une a la crisis ya abierta sobre este cliente.',
  'The crisis is open.': 'La crisis está abierta.',
  'The people on call are paged and emailed, one after the other, until somebody has it.':
    'Se avisa por localizador y correo a las personas de guardia, una tras otra, hasta que alguien la atienda.',
  'The clinic has no pager: the people on call get emails only, so call them too.':
    'La clínica no tiene localizador: las personas de guardia solo reciben correos, así que llámelas también.',
  'The two records are one client: one episode goes on, the other ends.':
    'Los dos registros son un solo cliente: un episodio sigue, el otro termina.',
  'The client stays in the present program.': 'El cliente sigue en el programa actual.',
  'The program is full: the client keeps the present place and is number {} in the queue.':
    'El programa está lleno: el cliente conserva la plaza actual y es el número {} de la lista.',
  'The client goes on in the new program.': 'El cliente sigue en el programa nuevo.',
  '1 open question and 1 client handed over.': 'Se traspasaron 1 pregunta abierta y 1 cliente.',
  '1 open question and {} clients handed over.': 'Se traspasaron 1 pregunta abierta y {} clientes.',
  '{} open questions and 1 client handed over.': 'Se traspasaron {} preguntas abiertas y 1 cliente.',
  '{} open questions and {} clients handed over.': 'Se traspasaron {} preguntas abiertas y {} clientes.',
  'Recorded. Tries on 1 day so far.': 'Registrado. Hasta ahora se intentó en 1 día.',
  'Recorded. Tries on {} different days so far.': 'Registrado. Hasta ahora se intentó en {} días distintos.',
  '1 disclosure since {}.': '1 divulgación desde el {}.',
  '{} disclosures since {}.': '{} divulgaciones desde el {}.',
  'The consent is revoked.': 'El consentimiento queda revocado.',
  'Nothing more is sent or shown to the recipient.': 'Ya no se envía ni se muestra nada al destinatario.',
  'A criminal-justice consent that cannot be revoked yet still stands.':
    'Sigue valiendo un consentimiento de justicia penal que aún no se puede revocar.',
  'The dossier has {} entries; its last hash is {}.':
    'El expediente tiene {} entradas; su última huella es {}.',
  'The consent is recorded and holds from now on.': 'El consentimiento queda registrado y vale desde ahora.',
  'The director is asked to sign the discharge; until then the client stays in treatment.':
    'Se pide a la dirección que firme el alta; hasta entonces el cliente sigue en tratamiento.',
  'The referral is cancelled.': 'La derivación queda anulada.',
  '{} is asked to sign the discharge; until then the client stays in treatment.':
    'Se pide a {} que firme el alta; hasta entonces el cliente sigue en tratamiento.',
  'Treatment ends: {}.': 'El tratamiento termina: {}.',
  'The make-up session is recorded; its minutes count.':
    'La sesión de recuperación queda registrada; sus minutos cuentan.',
  '{} can open nothing any more.': '{} ya no puede abrir nada.',
  'Nobody else is on record there: name a new contact in the clinic’s file.':
    'Allí no consta nadie más: nombre otro contacto en el archivo de la clínica.',
  '{} open questions went to the other contact.': 'Preguntas abiertas que pasaron al otro contacto: {}.',
  'The figures of {} from {} to {}.': 'Las cifras de {} del {} al {}.',
  '1 home is asked; the answers come to the bed board.':
    'Se pregunta a 1 hogar; las respuestas llegan a la página de camas.',
  '{} homes are asked; the answers come to the bed board.':
    'Se pregunta a {} hogares; las respuestas llegan a la página de camas.',
  'The stage "{}" begins again, attempt {}.': 'La etapa «{}» empieza de nuevo, intento {}.',
  'The receiver is among the client’s choices.': 'El receptor está entre los elegidos por el cliente.',
  'Episode opened; the journey has begun.': 'Episodio abierto; el recorrido ha empezado.',
  'Episode opened; the journey begins within minutes.':
    'Episodio abierto; el recorrido empieza en unos minutos.',
  'Readmitted as a new episode; the journey has begun.':
    'Readmitido como episodio nuevo; el recorrido ha empezado.',
  'Readmitted as a new episode; the journey begins within minutes.':
    'Readmitido como episodio nuevo; el recorrido empieza en unos minutos.',
  '{} links. Give each to its own person only.':
    'Enlaces: {}. Dé cada uno solo a la persona a la que pertenece.',
  'Everything about the client is on hold; {} is asked to confirm.':
    'Todo lo del cliente queda en pausa; se pide a {} que lo confirme.',
  'It is recorded that the client has heard the result.':
    'Queda registrado que el cliente conoce el resultado.',
  'The client now attends {} hours a week.': 'El cliente asiste ahora {} horas por semana.',
  '{} on {} lies in the client’s hours of work or school.':
    '{} ({}) cae en las horas de trabajo o escuela del cliente.',
  'The record of the emergency disclosure is complete and closed.':
    'El registro de la divulgación de emergencia está completo y cerrado.',
  'The record is open. It is asked for until it is complete and closed.':
    'El registro está abierto. Se pide hasta que esté completo y cerrado.',
  'The director is asked to assess it.': 'Se pide a la dirección que lo evalúe.',
  'Whoever must be told is told without unreasonable delay, at the latest on {} ({} days).':
    'A quien haya que avisar se le avisa sin demora injustificada, a más tardar el {} ({} días).',
  'The counselor is asked for a review with the next digest.':
    'Se pide una revisión al consejero con el próximo resumen.',
  'Enter it at the paging service, as hexadecimal. Anybody who has it can acknowledge a crisis.':
    'Anótelo en el servicio de localización, en hexadecimal. Quien lo tenga puede dar una crisis por atendida.',
  'No more follow-up calls.': 'No habrá más llamadas de seguimiento.',
  'The absence is recorded; the cover is asked meanwhile.':
    'La ausencia queda registrada; mientras tanto se pregunta a quien sustituye.',
  'The excuse is recorded.': 'La dispensa queda registrada.',
  'Too late for {}: those days were drawn already.': 'Demasiado tarde para {}: esos días ya se sortearon.',
  'The home will be asked.': 'Se preguntará al hogar.',
  'The change of home is recorded.': 'El cambio de hogar queda registrado.',
};

const inSpanish = sentencesBy(resultsInSpanish, codeInSpanish);

/** What an action says it did, in the reader's language. A sentence that is not known stays, with what follows it, in English. */
export function resultIn(language: Language, summary: string): string {
  return language === 'es' ? inSpanish(summary) : summary;
}

/** The actions in Spanish, by name; their English stands with the actions. */
export const actionsInSpanish: Readonly<Record<string, { title: string; description: string }>> = {
  accounting: {
    title: 'Registro de divulgaciones',
    description:
      'Enumera a quién se informó de qué sobre un cliente, cuándo, por qué y según qué consentimiento, por separado para cada receptor. Solo lee.',
  },
  'ask-for-beds': {
    title: 'Preguntar a los hogares por camas',
    description:
      'Pregunta a cada hogar de los niveles elegidos cuántas camas tiene libres. No se nombra a ningún cliente, así que no hace falta consentimiento; las respuestas están en el tablero de camas.',
  },
  'cancel-episode': {
    title: 'Anular un episodio',
    description:
      'Antes de la admisión la derivación termina y su plaza queda libre. En tratamiento se pide a la dirección que firme un alta administrativa.',
  },
  'change-home': {
    title: 'Cambio de hogar',
    description:
      'Antes de la admisión añade un hogar al que preguntar. En tratamiento registra dónde vive el cliente desde hoy. Un hogar nuevo necesita un consentimiento que lo nombre.',
  },
  'change-schedule': {
    title: 'Cambiar el turno o las horas de un cliente',
    description:
      'Un clínico decide a qué sesiones asiste un cliente. Las hojas de asistencia lo siguen de inmediato, el hogar conoce el número de días según el consentimiento y se nombran las sesiones que caen en horas de trabajo.',
  },
  'choose-receiver': {
    title: 'Elegir un receptor para el poscuidado',
    description:
      'Añade un proveedor a los que eligió el cliente. Se le pregunta después si los anteriores no aceptaron.',
  },
  'client-link': {
    title: 'Enlace para un cliente',
    description:
      'Crea el enlace a las páginas del cliente, en inglés y español: consentimientos, divulgaciones, solicitudes. Se abre con el código del cliente.',
  },
  consent: {
    title: 'Registrar un consentimiento firmado',
    description:
      'Añade un consentimiento que firmó el cliente. Nada llega a un socio que ningún consentimiento nombre.',
  },
  'correct-attendance': {
    title: 'Corregir una asistencia',
    description:
      'La entrada anterior se conserva con su autor. Lo que aún se pregunta por ella se retira; si alguien ya actuó, se pide al consejero que lo deshaga. También registra lo que una hoja dejó abierto.',
  },
  'correct-ending': {
    title: 'Corregir cómo terminó el tratamiento',
    description:
      'El final anterior se conserva con el motivo. Se enumera lo que siguió de él y se pide al consejero que lo deshaga.',
  },
  'correct-test': {
    title: 'Corregir el resultado de una prueba',
    description:
      'El resultado anterior se conserva, las preguntas abiertas sobre él se retiran y se pide al consejero que deshaga lo que se hizo por él. Una entrada de la persona equivocada abre además la evaluación de una infracción.',
  },
  'decline-follow-ups': {
    title: 'Sin llamadas de seguimiento',
    description: 'El cliente no quiere llamadas de seguimiento. Se respeta de inmediato.',
  },
  dossier: {
    title: 'Expediente de un episodio',
    description:
      'Un archivo de quién supo qué y cuándo: preguntas, respuestas, correos, consentimientos, divulgaciones, pruebas. Encadenado, y verificable con npm run dossier -- --verify FILE. Queda registrado que se creó.',
  },
  'emergency-disclosure': {
    title: 'Divulgación de emergencia',
    description:
      'Registra lo que se dijo a personal médico en una emergencia. Ábralo con lo que se sepa; para cerrarlo hacen falta receptor y centro, quién informó, el momento y la naturaleza.',
  },
  'end-early': {
    title: 'Terminar el tratamiento antes',
    description:
      'El tratamiento termina ahora; se ofrece poscuidado y se hace seguimiento de todos modos. Un alta administrativa necesita primero la firma de la dirección.',
  },
  excuse: {
    title: 'Dispensar de pruebas o sesiones',
    description:
      'No se puede hacer la prueba al cliente, o no puede asistir, en estas fechas. Una sesión ya registrada como falta pasa a dispensada. Una dispensa para un día ya sorteado se guarda como tardía; el sorteo vale y recolección la registra por su enlace.',
  },
  'give-feedback': {
    title: 'Escribir a un cliente',
    description:
      'El cliente lo lee en su propia página, tras el código, y puede estar de acuerdo, en desacuerdo o responder con sus palabras. Quien quiere novedades por correo recibe un enlace y nada de las palabras.',
  },
  'hand-over': {
    title: 'Traspasar',
    description:
      'Pasa las preguntas abiertas y los clientes de quien se va a otra persona, que recibe una lista de inmediato. Nada se pregunta de nuevo.',
  },
  'home-link': {
    title: 'Direcciones para los avisos de un hogar',
    description:
      'Muestra las direcciones con las que cada contacto de un hogar puede avisar de algo en cualquier momento. No cambian, piden el código del contacto y no muestran a nadie a otra persona.',
  },
  leave: {
    title: 'Permiso de ausencia',
    description:
      'El cliente está ausente con permiso: no entra en el sorteo, no figura en ninguna hoja y nada cuenta como falta. El hogar lo sabe según el consentimiento. Al día siguiente se pregunta al consejero si el cliente ha vuelto. El mismo primer día otra vez cambia el final del permiso, también para una vuelta anticipada.',
  },
  'make-aftercare-plan': {
    title: 'Hacer o revisar el plan de poscuidado',
    description:
      'El plan vale desde ahora; el anterior se conserva. A otro receptor se le pregunta por enlace solo si un consentimiento lo nombra.',
  },
  'merge-clients': {
    title: 'Unir dos registros de un cliente',
    description:
      'Para un cliente que fue derivado dos veces con dos identidades. Un episodio continúa y el otro termina como trasladado, o como anulado antes de la admisión.',
  },
  misdirected: {
    title: 'Comunicar un mensaje extraviado',
    description:
      'Un mensaje, una página o una conversación sobre un cliente llegó a quien no debía. Se pide a la dirección que lo evalúe de inmediato; el plazo de 60 días corre desde el descubrimiento.',
  },
  'order-test': {
    title: 'Ordenar una prueba por motivo',
    description:
      'Recolección informa al cliente hoy, o el siguiente día abierto si es tarde. Cuenta como «por motivo» y no cambia nada en el sorteo. Puede ordenarla un consejero, quien está de guardia o la dirección.',
  },
  'override-program': {
    title: 'Establecer el plan propio de un cliente',
    description:
      'Frecuencia de pruebas, revisiones, avances, duración, consultas al hogar o comienzo del poscuidado, para un cliente, con un motivo, desde un día hasta otro o hasta que se retire. Lo decide un clínico.',
  },
  'pager-secret': {
    title: 'Mostrar el secreto del localizador',
    description:
      'Muestra el secreto que se introduce en el servicio de avisos, en hexadecimal. Se deriva, no se guarda; otra secretVersion en el archivo de la clínica es otro secreto.',
  },
  'record-contact-attempt': {
    title: 'Registrar un intento de contacto',
    description:
      'Una línea por cada intento de contactar a un cliente que ya no viene. «Contacto perdido» necesita intentos en tres días distintos.',
  },
  'record-make-up': {
    title: 'Registrar una sesión recuperada',
    description:
      'Los minutos cuentan para el tipo de sesión que se perdió. La falta queda registrada. Si se registra otra vez, reemplaza a la anterior.',
  },
  refer: {
    title: 'Derivar a un cliente',
    description:
      'Abre un episodio: el cliente, los consentimientos firmados y los hogares y receptores elegidos. El camino empieza con una plaza en el programa y la admisión.',
  },
  'remove-contact': {
    title: 'Retirar un contacto de un socio',
    description:
      'Para quien ya no trabaja en un hogar o proveedor. Su código, sus dispositivos y sus enlaces dejan de valer de inmediato, y las preguntas abiertas pasan al otro contacto. Cambie también el archivo de la clínica.',
  },
  'report-death': {
    title: 'Comunicar un fallecimiento',
    description:
      'Se pregunta de inmediato a una segunda persona del equipo. Hasta entonces no se pregunta, llama ni informa a nadie sobre el cliente; si no es cierto, todo continúa como estaba.',
  },
  report: {
    title: 'Cifras de un período',
    description:
      'Lo que preguntan la dirección y un pagador, contado en un período y por programa, sin mostrar los números pequeños. Solo lee.',
  },
  'request-review': {
    title: 'Revisión ahora',
    description:
      'Se pide al consejero una revisión de progreso de inmediato, con su motivo. La siguiente se cuenta desde hoy. Puede pedirla cualquier clínico.',
  },
  'result-told': {
    title: 'El cliente conoce un resultado',
    description:
      'Registra que usted dijo al cliente un resultado definitivo. Si el cliente consintió en los resultados, después se informa al hogar con su lista del día.',
  },
  revoke: {
    title: 'Revocar un consentimiento',
    description:
      'El cliente retira un consentimiento. Desde este momento no se envía ni se muestra nada más al receptor.',
  },
  'set-absence': {
    title: 'Ausencia y sustitución',
    description:
      'Mientras alguien está ausente se pregunta a quien sustituye. Las preguntas ya hechas suben al suplente como siempre.',
  },
  'set-authorization': {
    title: 'Registrar una autorización del pagador',
    description:
      'Una más después de las registradas. Se avisa a gestión de casos antes de que termine la última o de que falten unidades.',
  },
  'set-passcode': {
    title: 'Establecer un código',
    description:
      'Crea un código nuevo para alguien del equipo, un contacto de un socio o un cliente. Se muestra una vez, para decirlo de viva voz; el anterior deja de valer.',
  },
  'start-crisis': {
    title: 'Iniciar una crisis',
    description:
      'Avisa por localizador y correo al clínico de guardia, luego al suplente, a otro clínico y a la dirección, hasta que alguien se ocupe. Si hay peligro de muerte, llame primero al 911.',
  },
  'test-pager': {
    title: 'Probar el localizador',
    description:
      'Avisa a todos los de guardia con una prueba, que se confirma como una crisis. Con el nombre de la prueba dice quién la ha confirmado.',
  },
  transfer: {
    title: 'Trasladar a otro programa',
    description:
      'El cliente continúa en otro programa de la clínica con el mismo consejero, hogar, plan y consentimientos. Mientras esté lleno, conserva la plaza aquí. No se informa a nadie de fuera.',
  },
  'update-intake': {
    title: 'Completar o corregir la admisión',
    description:
      'Lo que quede vacío no cambia. Los objetivos y necesidades se añaden a los registrados; las revisiones los cierran.',
  },
  'verify-milestone': {
    title: 'Verificar un avance',
    description:
      'Alguien de la clínica vio prueba de lo que contó el cliente: una carta del padrino, un comprobante de reunión, la palabra de un facilitador. Se guarda aparte de lo contado y ningún socio lo ve.',
  },
  'withdraw-override': {
    title: 'Retirar un ajuste del plan propio de un cliente',
    description: 'Desde hoy vale otra vez el programa. Lo decide un clínico.',
  },
};

/** What the forms of actions say beside a field, in Spanish, by the English of the schemas. */
export const hintsInSpanish: Readonly<Record<string, string>> = {
  'Initial evaluation': 'Evaluación inicial',
  'Criteria set aside': 'Requisitos dejados de lado',
  'Coming and attending': 'Cómo viene y asiste',
  'Payer’s authorization': 'Autorización del pagador',
  'The person': 'La persona',
  'The episode, as on the board': 'El episodio, como en el tablero',
  'A client’s copy leaves out what identifies others': 'La copia del cliente omite lo que identifica a otros',
  'How many beds': 'Cuántas camas',
  'From which day on': 'Desde qué día',
  'NARR levels that fit': 'Niveles NARR que convienen',
  'Why, for the record': 'Por qué, para el registro',
  'The home; null for a home of the client’s own': 'El hogar; vacío para un hogar propio del cliente',
  'The track that the client attends from now on': 'El turno al que asiste el cliente desde ahora',
  'The sessions that the client attends instead of the program’s own, by id: fewer, more, or of the other track; null goes back to the program’s own':
    'Las sesiones a las que asiste el cliente en lugar de las del programa, por su id: menos, más o del otro turno; vacío vuelve a las del programa',
  'true: these sessions hold in later phases too, instead of stepping down with the next one':
    'Sí: estas sesiones valen también en fases posteriores, en lugar de reducirse con la siguiente',
  'Staff id of the clinician who decided: a counselor or the director':
    'Quién lo decidió: un consejero o la dirección',
  'The aftercare provider': 'El proveedor de poscuidado',
  'Where the client opens it: the clinic’s tablet (good for four hours) or their own device (30 days)':
    'Dónde lo abre el cliente: en la tableta de la clínica (vale cuatro horas) o en su propio dispositivo (30 días)',
  'True when the client asks for it: to their own safe address, in neutral words':
    'Sí, cuando el cliente lo pide: a su propia dirección segura, con palabras neutras',
  'The partners that the client named': 'Los socios que nombró el cliente',
  'What may be disclosed; all else stays closed': 'De qué se puede informar; todo lo demás queda cerrado',
  'Why, as the client read it': 'Para qué, como lo leyó el cliente',
  'The name as signed': 'El nombre tal como firmó',
  'Last day on which it holds': 'Último día en que es válido',
  'Instead of a date: the event that ends it': 'En lugar de una fecha: el hecho que lo termina',
  'Which notice of rights was handed over': 'Qué aviso de derechos se entregó',
  'Criminal-justice consents only (42 CFR §2.35), where counsel has so decided: it cannot be revoked through this day':
    'Solo consentimientos de justicia penal (42 CFR §2.35), cuando así lo decidió el asesor legal: no se puede revocar hasta pasado este día',
  'The day of the session': 'El día de la sesión',
  'The session, as in the program’s file': 'La sesión, como en el archivo del programa',
  'What should have been recorded': 'Lo que se debió registrar',
  'With "left early": how long the client was there': 'Si se fue antes: cuánto tiempo estuvo el cliente',
  'How treatment really ended': 'Cómo terminó en realidad el tratamiento',
  'From a death: a second person who agrees; to an administrative discharge: the director':
    'Desde un fallecimiento: una segunda persona que está de acuerdo; hacia un alta administrativa: la dirección',
  'Stepped up or transferred: where to': 'Si subió de nivel o fue trasladado: adónde',
  'Lost to contact: why fewer tries are on record than the rule asks for':
    'Si se perdió el contacto: por qué hay menos intentos registrados de los que pide la regla',
  'The test’s id, as on the client’s timeline': 'La prueba, como en la cronología del cliente',
  'What this client’s outcome should have been': 'Cuál debió ser el resultado de este cliente',
  'The entry was another person’s: opens the assessment of a breach':
    'El resultado era de otra persona: abre la evaluación de una infracción',
  'With wrongPerson: whose entry it was, when that is known':
    'Si era de otra persona: de quién, cuando se sabe',
  'Leaves out names, addresses and everything that somebody wrote in their own words':
    'Omite nombres, direcciones y todo lo que alguien escribió con sus propias palabras',
  'The record to go on with; left out, a new one is opened':
    'El registro que se continúa; vacío, se abre uno nuevo',
  'Who was told: a person': 'A quién se informó: una persona',
  'Medical personnel only; whoever runs a house is none':
    'Solo personal médico; quien dirige una casa no lo es',
  'The recipient’s hospital, service or practice':
    'El hospital, servicio o consulta de quien recibió la información',
  'Who told it': 'Quién informó',
  'When it was told, with its time zone: 2026-03-31T17:05:00Z':
    'Cuándo se informó, con la zona horaria: 2026-03-31T17:05:00Z',
  'What the emergency was': 'Cuál fue la emergencia',
  'True when all is known: the record is closed': 'Sí, cuando se sabe todo: el registro se cierra',
  'How treatment ends; a death is reported with report-death':
    'Cómo termina el tratamiento; un fallecimiento se comunica aparte',
  'Stepped up or transferred: the facility or program that takes the client on':
    'Si sube de nivel o es trasladado: el centro o programa que recibe al cliente',
  'From when it does': 'Desde cuándo lo recibe',
  'Dates on which the client cannot be tested, or cannot attend':
    'Fechas en que no se puede hacer la prueba al cliente, o en que no puede asistir',
  'What the client is excused from; testing when left out':
    'De qué se dispensa al cliente; de las pruebas si queda vacío',
  'What the client reads on the own page': 'Lo que lee el cliente en su propia página',
  'Whose work it was': 'De quién era el trabajo',
  'Who takes it over': 'Quién se hace cargo',
  'The sober home': 'El hogar sobrio',
  'The first day away. The same day again moves the end of that leave':
    'El primer día de ausencia. El mismo día otra vez cambia el final de ese permiso',
  'The last day away': 'El último día de ausencia',
  'Staff id of the counselor or director who agreed': 'Quién lo autorizó: un consejero o la dirección',
  'Treatment ends later by the days away, within the program’s longest episode':
    'El tratamiento termina más tarde por los días de ausencia, dentro del episodio más largo del programa',
  'The next level of care': 'El siguiente nivel de atención',
  'An aftercare partner of the clinic; it must be in a consent':
    'Un socio de poscuidado de la clínica; debe figurar en un consentimiento',
  'Instead: another provider by name; staff arrange it by phone':
    'En su lugar: otro proveedor por su nombre; el equipo lo organiza por teléfono',
  'Day of the first appointment': 'Día de la primera cita',
  'Time of the appointment': 'Hora de la cita',
  'Meetings, sponsor, steps': 'Reuniones, padrino, pasos',
  'Where, with whom, until when': 'Dónde, con quién, hasta cuándo',
  'And what the client does then': 'Y qué hace entonces el cliente',
  'Whom else to call; 988, 911 and the crisis line are always named':
    'A quién más llamar; 988, 911 y la línea de crisis figuran siempre',
  'Who makes the follow-up calls; the case manager when left out':
    'Quién hace las llamadas de seguimiento; gestión de casos si queda vacío',
  'The episode that goes on': 'El episodio que continúa',
  'The other episode of the same person': 'El otro episodio de la misma persona',
  'What went astray, to whom, and what of the client it told or could tell':
    'Qué se extravió, a quién llegó y qué dijo o pudo decir del cliente',
  'When the clinic learned of it; today when left out': 'Cuándo lo supo la clínica; hoy si queda vacío',
  'What is set for this client otherwise than the program':
    'Qué se establece para este cliente de otra manera que en el programa',
  'For the test rate: the mean number of random tests a week':
    'Para la frecuencia de pruebas: la media de pruebas al azar por semana',
  'For the test rate: never longer than this without a test':
    'Para la frecuencia de pruebas: nunca más tiempo que este sin una prueba',
  'For everything else: days between, days of the whole episode, or days ahead':
    'Para todo lo demás: días entre una y otra, días de todo el episodio o días de antelación',
  'The first day on which it holds; today when left out': 'El primer día en que vale; hoy si queda vacío',
  'The last day; until it is withdrawn when left out': 'El último día; hasta que se retire si queda vacío',
  'On which day the client was tried': 'Qué día se intentó contactar al cliente',
  How: 'Cómo',
  'Who tried: a staff id': 'Quién lo intentó',
  'The day of the session that is made up for': 'El día de la sesión que se recupera',
  'That session, as in the program’s file': 'Esa sesión, como en el archivo del programa',
  'When it was made up for': 'Cuándo se recuperó',
  'How long the client was there': 'Cuánto tiempo estuvo el cliente',
  'Full name, as on the consent': 'Nombre completo, como en el consentimiento',
  'What the client wants to be called; the first name when left out':
    'Cómo quiere que le llamen; el nombre de pila si queda vacío',
  'Date of birth': 'Fecha de nacimiento',
  'Language of everything the client reads': 'Idioma de todo lo que lee el cliente',
  'The language for which an interpreter is needed; left out for none':
    'El idioma para el que hace falta intérprete; vacío si no hace falta',
  'A number of the client’s that is safe to call': 'Un número del cliente al que es seguro llamar',
  'What a voicemail may say: nothing, or a number to call back; nothing when left out':
    'Qué puede decir un mensaje de voz: nada, o un número para devolver la llamada; nada si queda vacío',
  'The client’s own address; null when there is none': 'La dirección propia del cliente; vacío si no tiene',
  'Who is called in an emergency; null for nobody': 'A quién se llama en una emergencia; vacío para nadie',
  'Who to call': 'A quién llamar',
  'Their number': 'Su número',
  'Whether the client agreed to this call in writing': 'Si el cliente aceptó esta llamada por escrito',
  'The program that the client is referred to': 'El programa al que se deriva al cliente',
  'Length of the episode, within the program’s': 'Duración del episodio, dentro de la del programa',
  'When the client can attend': 'Cuándo puede asistir el cliente',
  'When the client works or studies, by weekday, so that a test leaves time to come':
    'Cuándo trabaja o estudia el cliente, por día de la semana, para que una prueba deje tiempo de venir',
  'Hours on mon, "09:00-17:00"; left out when free': 'Horas del lunes, «09:00-17:00»; vacío si está libre',
  'Hours on tue, "09:00-17:00"; left out when free': 'Horas del martes, «09:00-17:00»; vacío si está libre',
  'Hours on wed, "09:00-17:00"; left out when free':
    'Horas del miércoles, «09:00-17:00»; vacío si está libre',
  'Hours on thu, "09:00-17:00"; left out when free': 'Horas del jueves, «09:00-17:00»; vacío si está libre',
  'Hours on fri, "09:00-17:00"; left out when free': 'Horas del viernes, «09:00-17:00»; vacío si está libre',
  'Hours on sat, "09:00-17:00"; left out when free': 'Horas del sábado, «09:00-17:00»; vacío si está libre',
  'Hours on sun, "09:00-17:00"; left out when free': 'Horas del domingo, «09:00-17:00»; vacío si está libre',
  'Which of the program’s admission requirements hold, as the referring clinician attests':
    'Qué requisitos de admisión del programa se cumplen, según atestigua quien deriva',
  'As far as it is known; staff alone read it': 'En lo que se sepa; solo lo lee el equipo',
  'How severe the condition is': 'La gravedad de la afección',
  'Whether a co-occurring condition is diagnosed': 'Si está diagnosticada una afección concurrente',
  'Which conditions, in words': 'Qué afecciones, en palabras',
  'The level of care before this one, or direct entry':
    'El nivel de atención anterior a este, o entrada directa',
  'What the client wants to reach; reviews go through it':
    'Lo que el cliente quiere alcanzar; las revisiones lo repasan',
  'What the client needs; reviews go through it': 'Lo que el cliente necesita; las revisiones lo repasan',
  'The fellowship that the client wishes for': 'La fraternidad que desea el cliente',
  'Medication taken': 'Medicación que toma',
  'Medication for opioid use disorder': 'Medicación para el trastorno por uso de opioides',
  'Prescriptions that explain a test’s result': 'Recetas que explican el resultado de una prueba',
  'By a clinician, with a reason; never those of safety':
    'Por un clínico, con un motivo; nunca los de seguridad',
  'Which criterion is set aside': 'Qué requisito se deja de lado',
  'The clinician who decides it: a counselor or on call':
    'El clínico que lo decide: un consejero o quien está de guardia',
  'Why, in the clinician’s judgement': 'Por qué, a juicio del clínico',
  'How the client can attend': 'Cómo puede asistir el cliente',
  'Address from which the client attends online: where help would be sent in an emergency':
    'Dirección desde la que el cliente asiste en línea: adonde se enviaría ayuda en una emergencia',
  'Whether the client needs transport': 'Si el cliente necesita transporte',
  'Whether the client needs childcare': 'Si el cliente necesita cuidado de niños',
  'Left out where nobody authorizes': 'Vacío cuando nadie autoriza',
  'Who pays': 'Quién paga',
  'The payer’s number of the authorization': 'El número de la autorización del pagador',
  'What its units are': 'Cuáles son sus unidades',
  'How many units it covers': 'Cuántas unidades cubre',
  'First day covered; today when left out': 'Primer día cubierto; hoy si queda vacío',
  'Last day covered': 'Último día cubierto',
  'Sober homes in order of choice; [] for a home of their own':
    'Hogares sobrios por orden de preferencia; vacío para un hogar propio',
  'Aftercare providers in order of choice': 'Proveedores de poscuidado por orden de preferencia',
  'Consents that the client has signed': 'Consentimientos que firmó el cliente',
  'The partners that the client named as recipients': 'Los socios que el cliente nombró como receptores',
  'What may be disclosed; everything that is not listed stays closed':
    'De qué se puede informar; todo lo que no figure queda cerrado',
  'Date of the signature; the day of the referral when left out':
    'Fecha de la firma; el día de la derivación si queda vacío',
  'Instead of expiresOn: the last day, counted from the signature':
    'En lugar de una fecha: el último día, contado desde la firma',
  'The event that ends it': 'El hecho que lo termina',
  'A contact of a partner: home-id.primary, home-id.backup': 'Un contacto de un socio',
  'The first day': 'El primer día',
  'The last day, today at the latest': 'El último día, a más tardar hoy',
  'What was heard, and from whom': 'Qué se oyó y de quién',
  'A partner’s id, or "all"': 'Un socio, o todos',
  'How the client said it; an oral revocation counts at once':
    'Cómo lo dijo el cliente; una revocación oral cuenta de inmediato',
  'Who is away': 'Quién está ausente',
  'First day away': 'Primer día de ausencia',
  'Last day away': 'Último día de ausencia',
  'Who is asked meanwhile': 'A quién se pregunta mientras tanto',
  'A staff id, a client’s id, or a contact of a partner: home-id.primary, home-id.backup':
    'Alguien del equipo, un cliente o un contacto de un socio',
  'What kind of crisis it is, as far as is known': 'Qué clase de crisis es, en lo que se sepa',
  'The client’s episode, as on the board, an ended one too; left out when it is about nobody in particular':
    'El episodio del cliente, como en el tablero, también uno terminado; vacío cuando no es sobre nadie en particular',
  'The sober home where it happens, if it is one': 'El hogar sobrio donde ocurre, si es uno',
  'In a few words, for the clinician who looks: it stands on their page only, behind the passcode':
    'En pocas palabras, para el clínico que lo mira: figura solo en su página, tras el código',
  'A test that was begun: says who has confirmed it. Left out, a new test is begun':
    'Una prueba ya iniciada: dice quién la ha confirmado. Vacío, se inicia una nueva',
  'The program to go on in; the present one to take back a transfer that waits':
    'El programa en el que continúa; el actual para retirar un traslado que espera',
  'Length in the new program': 'Duración en el nuevo programa',
  'Requirements of the new program that hold now, beside those attested before':
    'Requisitos del nuevo programa que se cumplen ahora, además de los atestiguados antes',
  'What changes about the person': 'Qué cambia sobre la persona',
  'What the client wants to be called': 'Cómo quiere el cliente que le llamen',
  'The language for which an interpreter is needed': 'El idioma para el que hace falta intérprete',
  'A number that is safe to call': 'Un número al que es seguro llamar',
  'What a voicemail may say: nothing, or a number to call back':
    'Qué puede decir un mensaje de voz: nada, o un número para devolver la llamada',
  'The client’s own address': 'La dirección propia del cliente',
  'Who is called in an emergency': 'A quién se llama en una emergencia',
  'Which milestone': 'Qué avance',
  'What was seen or heard': 'Qué se vio o se oyó',
  'The setting, as on the client’s page: o1': 'El ajuste, como en la página del cliente: o1',
};

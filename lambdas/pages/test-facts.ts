import type { Said } from '../domain/answer-fields.ts';
import type { Instant, LocalTime } from '../domain/clinic-calendar.ts';
import type { CollectionWindow } from '../domain/collection-window.ts';
import type { Correction } from '../domain/correction.ts';
import type { DrugTest } from '../domain/drug-test.ts';
import { findingsOf, type Specimen, type SpecimenFinding } from '../domain/specimen.ts';
import { resultOf } from '../domain/test-correction.ts';
import { excuseWords, specimenWords, tellingWords } from '../domain/test-fields.ts';
import { type Panel, panelWords } from '../domain/test-panels.ts';
import { dayWords, momentWords, timeWords } from './dates.ts';
import { reasonText } from './reason-words.ts';
import type { Language } from './words.ts';

/** A line of what somebody needs in order to answer. */
export interface Fact {
  label: string;
  value: string;
}

/** Whose eyes the lines are for, and the clock on their wall. */
export interface FactReading {
  language: Language;
  timeZone: string;
}

const en = {
  test: 'Test',
  random: 'random',
  'for cause': 'ordered for cause',
  phone: 'Client’s phone',
  voicemail: 'Voicemail',
  none: 'leave none',
  'number-only': 'the number to call back, nothing else',
  work: 'At work or school',
  tellFrom: 'Tell from',
  tellFromWhy: 'told earlier, the client has no free hour before the window ends',
  tellBy: 'Tell by',
  tellByWhy: 'later counts as not reached, never as missed',
  told: 'Told',
  window: 'Specimen by',
  cut: 'closing time; the window is cut',
  noFreeHour: 'Work leaves no free hour in it: who does not come was not reached, not missing',
  oralFluidNow: 'Take now',
  oralFluid: 'Oral fluid; urine could not be given',
  presumptive: 'Presumptive for',
  sent: 'Sent to the laboratory',
  result: 'Result',
  positiveFor: 'Positive for',
  specimen: 'Specimen',
  figures: 'Its figures',
  inRange: 'nothing against it',
  excuse: 'Excuse given',
  carryOver: 'Possible carry-over',
  carryOverWhy: 'positive before, within the time for which it is found',
  nowRate: 'Tested now',
  planned: 'Planned from this phase on',
  perWeek: (rate: number) => `${rate} times a week on average`,
  soFar: 'Results so far',
  was: 'Recorded was',
  isNow: 'It is now',
  why: 'Reason given',
  followed: 'What followed from it',
  creatinine: 'creatinine',
  after: (minutes: number) => `after ${minutes} min`,
};

const es: typeof en = {
  test: 'Prueba',
  random: 'al azar',
  'for cause': 'pedida por un motivo',
  phone: 'Teléfono del cliente',
  voicemail: 'Buzón de voz',
  none: 'no dejar mensaje',
  'number-only': 'solo el número para devolver la llamada',
  work: 'Trabaja o estudia',
  tellFrom: 'Avisar desde',
  tellFromWhy: 'antes, el cliente no tiene una hora libre dentro del plazo',
  tellBy: 'Avisar antes de',
  tellByWhy: 'después cuenta como no localizado, nunca como omitida',
  told: 'Avisado',
  window: 'Muestra antes de',
  cut: 'hora de cierre; el plazo se acorta',
  noFreeHour: 'El trabajo no le deja una hora libre: quien no viene no fue localizado, no faltó',
  oralFluidNow: 'Tomar ahora',
  oralFluid: 'Saliva; no pudo dar orina',
  presumptive: 'Presunto para',
  sent: 'Enviada al laboratorio',
  result: 'Resultado',
  positiveFor: 'Positivo para',
  specimen: 'Muestra',
  figures: 'Sus valores',
  inRange: 'nada en contra',
  excuse: 'Motivo indicado',
  carryOver: 'Posible arrastre',
  carryOverWhy: 'positivo antes, dentro del tiempo en que se detecta',
  nowRate: 'Frecuencia actual',
  planned: 'Prevista desde esta fase',
  perWeek: (rate) => `${rate} veces por semana de promedio`,
  soFar: 'Resultados hasta ahora',
  was: 'Estaba registrado',
  isNow: 'Ahora es',
  why: 'Motivo indicado',
  followed: 'Lo que siguió',
  creatinine: 'creatinina',
  after: (minutes) => `a los ${minutes} min`,
};

const testFactWords = { en, es };

const findingWords: Record<SpecimenFinding, Said> = {
  'temperature out of range': {
    en: 'temperature outside 90 to 100 °F',
    es: 'temperatura fuera de 90 a 100 °F',
  },
  'temperature read late': {
    en: 'temperature read after more than 4 minutes',
    es: 'temperatura leída después de 4 minutos',
  },
  'temperature not read': { en: 'temperature not read', es: 'temperatura no leída' },
  dilute: { en: 'creatinine below 20 mg/dL: dilute', es: 'creatinina por debajo de 20 mg/dL: diluida' },
};

/** Which test it is. */
export function whichTest(test: DrugTest, { language }: FactReading): Fact {
  const said = testFactWords[language];
  return { label: said.test, value: `${dayWords(test.date, language)}, ${said[test.basis]}` };
}

export interface ToTell {
  phone: string;
  voicemail: 'none' | 'number-only';
  work: { opens: LocalTime; closes: LocalTime } | undefined;
  tellFrom: Instant | undefined;
  tellBy: Instant | undefined;
}

/** What collections need to tell a client: the number, what a voicemail may say, and when a telling is fair. */
export function tellingFacts(
  { phone, voicemail, work, tellFrom, tellBy }: ToTell,
  { language, timeZone }: FactReading,
): Fact[] {
  const said = testFactWords[language];
  const time = (at: Instant) => momentWords(at, timeZone, language);
  return [
    { label: said.phone, value: phone },
    { label: said.voicemail, value: said[voicemail] },
    ...(work
      ? [
          {
            label: said.work,
            value: `${timeWords(work.opens, language)} – ${timeWords(work.closes, language)}`,
          },
        ]
      : []),
    ...(tellFrom ? [{ label: said.tellFrom, value: `${time(tellFrom)}; ${said.tellFromWhy}` }] : []),
    ...(tellBy ? [{ label: said.tellBy, value: `${time(tellBy)}; ${said.tellByWhy}` }] : []),
  ];
}

/** When and how the client was told, and how long there is: the window that runs from it. */
export function windowFacts(test: DrugTest, teller: string, reading: FactReading): Fact[] {
  const { language, timeZone } = reading;
  const said = testFactWords[language];
  const { toldAt, telling, window } = test;
  if (!toldAt) return [];
  const how = telling?.how ? tellingWords[telling.how][language] : '';
  const told = [momentWords(toldAt, timeZone, language), how, teller].filter((part) => part !== '');
  return [{ label: said.told, value: told.join(', ') }, ...(window ? windowLine(window, reading) : [])];
}

function windowLine(
  { endsAt, isCut, hasFreeHour }: CollectionWindow,
  { language, timeZone }: FactReading,
): Fact[] {
  const said = testFactWords[language];
  const parts = [
    momentWords(endsAt, timeZone, language),
    isCut ? said.cut : '',
    hasFreeHour ? '' : said.noFreeHour,
  ];
  return [{ label: said.window, value: parts.filter((part) => part !== '').join('. ') }];
}

/** Said to whoever takes the second collection. */
export function oralFluidFact({ language }: FactReading): Fact {
  const said = testFactWords[language];
  return { label: said.oralFluidNow, value: said.oralFluid };
}

/** What the laboratory is asked to confirm, and since when it has the specimen. */
export function laboratoryFacts(test: DrugTest, sender: string, { language, timeZone }: FactReading): Fact[] {
  const said = testFactWords[language];
  const { sentToLaboratory: sent } = test;
  const facts = [{ label: said.presumptive, value: panelList(test.panels, language) }];
  if (sent) facts.push({ label: said.sent, value: `${momentWords(sent.at, timeZone, language)}, ${sender}` });
  return facts.filter(({ value }) => value !== '');
}

/** All that a clinician weighs: the result, the figures for and against it, what may have been carried over. */
export function resultFacts(test: DrugTest, { language, timeZone }: FactReading): Fact[] {
  const said = testFactWords[language];
  const { specimen, excuse, panels, carryOver } = test;
  const facts: Fact[] = [
    { label: said.result, value: reasonText(resultOf(test), language) },
    { label: said.positiveFor, value: panelList(panels, language) },
    {
      label: said.carryOver,
      value: carryOver.length > 0 ? `${panelList(carryOver, language)}: ${said.carryOverWhy}` : '',
    },
    { label: said.excuse, value: excuse ? excuseWords[excuse][language] : '' },
    ...(specimen ? specimenFacts(specimen, { language, timeZone }) : []),
  ];
  return facts.filter(({ value }) => value !== '');
}

function specimenFacts(specimen: Specimen, { language, timeZone }: FactReading): Fact[] {
  const said = testFactWords[language];
  const { kind, collectedAt, temperatureF, readAfterMinutes, creatinineMgDl } = specimen;
  const parts = [
    specimenWords[kind][language],
    collectedAt ? momentWords(collectedAt, timeZone, language) : '',
    temperatureF === null ? '' : `${temperatureF} °F`,
    readAfterMinutes === null ? '' : said.after(readAfterMinutes),
    creatinineMgDl === null ? '' : `${said.creatinine} ${creatinineMgDl} mg/dL`,
  ];
  const found = findingsOf(specimen).map((finding) => findingWords[finding][language]);
  return [
    { label: said.specimen, value: parts.filter((part) => part !== '').join(', ') },
    { label: said.figures, value: found.length > 0 ? found.join('; ') : said.inRange },
  ];
}

function panelList(panels: readonly Panel[], language: Language): string {
  return panels.map((panel) => panelWords[panel][language]).join(', ');
}

/** What a clinician weighs before a client is tested less often. */
export function taperFacts(
  {
    ratePerWeek,
    plannedPerWeek,
    tests,
  }: { ratePerWeek: number; plannedPerWeek: number; tests: readonly DrugTest[] },
  { language }: FactReading,
): Fact[] {
  const said = testFactWords[language];
  const counts = new Map<string, number>();
  for (const test of tests) counts.set(resultOf(test), (counts.get(resultOf(test)) ?? 0) + 1);
  counts.delete('pending');
  const soFar = [...counts].map(([result, count]) => `${count} × ${reasonText(result, language)}`);
  return [
    { label: said.nowRate, value: said.perWeek(ratePerWeek) },
    { label: said.planned, value: said.perWeek(plannedPerWeek) },
    ...(soFar.length > 0 ? [{ label: said.soFar, value: soFar.join('; ') }] : []),
  ];
}

/** What was wrong, what it is now, and what followed: for whoever has to undo it. */
export function correctionFacts(
  { was, now, reason, followed }: Correction,
  { language }: FactReading,
): Fact[] {
  const said = testFactWords[language];
  return [
    { label: said.was, value: reasonText(was, language) },
    { label: said.isNow, value: reasonText(now, language) },
    { label: said.why, value: reason },
    { label: said.followed, value: followed.join('; ') },
  ];
}

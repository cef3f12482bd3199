import type { Language } from './words.ts';

const en = {
  title: 'Caseload',
  lead: 'Places in use, who waits and in which order, and what each referral waits for.',
  refer: 'Refer a client',
  places: (used: number, cap: number | null) =>
    cap === null ? `${used} places in use, no limit` : `${used} of ${cap} places in use`,
  free: (count: number) => (count === 1 ? '1 place free' : `${count} places free`),
  full: 'full',
  closed: 'takes no new referrals',
  aboveSoftCap: (cap: number) => `above the soft cap of ${cap}`,
  softCap: (cap: number) => `soft cap ${cap}`,
  counselors: 'Clients by counselor',
  clients: (count: number) => (count === 1 ? '1 client' : `${count} clients`),
  aboveMost: (most: number) => `above ${most}`,
  waitlist: 'Waitlist',
  nobodyWaits: 'Nobody waits.',
  waitingSince: (day: string, days: number) =>
    days < 1 ? `since today` : `since ${day}, ${days === 1 ? '1 day' : `${days} days`}`,
  offered: (moment: string) => `offered until ${moment}`,
  offerEnded: (moment: string) => `the offer ended ${moment}`,
  next: 'waits for a place',
  missed: (count: number) => (count === 1 ? 'one offer missed' : `${count} offers missed`),
  transfer: 'comes from another program',
  waitsUntil: (day: string) => `waits until ${day} at the longest`,
  referrals: 'Referrals in admission',
  noReferrals: 'Nobody is in admission.',
  referredOn: (day: string) => `referred ${day}`,
  waitsForPlace: 'Waits for a place',
  waitsForNobody: 'Nothing is asked just now; the next step comes by itself.',
  asked: (question: string, name: string) => `${question} · ${name}`,
  due: (moment: string) => `due ${moment}`,
  overdue: (moment: string) => `overdue since ${moment}`,
  nobodyYet: 'nobody yet',
};

export type CaseloadWords = typeof en;

const es: CaseloadWords = {
  title: 'Casos',
  lead: 'Plazas ocupadas, quién espera y en qué orden, y qué espera cada derivación.',
  refer: 'Derivar a un cliente',
  places: (used, cap) =>
    cap === null ? `${used} plazas ocupadas, sin límite` : `${used} de ${cap} plazas ocupadas`,
  free: (count) => (count === 1 ? '1 plaza libre' : `${count} plazas libres`),
  full: 'completo',
  closed: 'no recibe derivaciones nuevas',
  aboveSoftCap: (cap) => `por encima del límite orientativo de ${cap}`,
  softCap: (cap) => `límite orientativo ${cap}`,
  counselors: 'Clientes por consejero',
  clients: (count) => (count === 1 ? '1 cliente' : `${count} clientes`),
  aboveMost: (most) => `por encima de ${most}`,
  waitlist: 'Lista de espera',
  nobodyWaits: 'Nadie espera.',
  waitingSince: (day, days) =>
    days < 1 ? 'desde hoy' : `desde el ${day}, ${days === 1 ? '1 día' : `${days} días`}`,
  offered: (moment) => `plaza ofrecida hasta: ${moment}`,
  offerEnded: (moment) => `la oferta terminó: ${moment}`,
  next: 'espera una plaza',
  missed: (count) => (count === 1 ? 'una oferta perdida' : `${count} ofertas perdidas`),
  transfer: 'viene de otro programa',
  waitsUntil: (day) => `espera como máximo hasta el ${day}`,
  referrals: 'Derivaciones en admisión',
  noReferrals: 'Nadie está en admisión.',
  referredOn: (day) => `derivado el ${day}`,
  waitsForPlace: 'Espera una plaza',
  waitsForNobody: 'Ahora no se pregunta nada; el paso siguiente viene solo.',
  asked: (question, name) => `${question} · ${name}`,
  due: (moment) => `para: ${moment}`,
  overdue: (moment) => `vencido desde ${moment}`,
  nobodyYet: 'nadie todavía',
};

export const caseloadWords: Record<Language, CaseloadWords> = { en, es };

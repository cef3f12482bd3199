import type { ConsoleArea } from '../domain/console-access.ts';
import type { Partner, PartnerContact } from '../domain/partner.ts';
import type { StaffRole } from '../domain/staff.ts';
import type { Language } from './words.ts';

/** What every page of the console says around its own content. */
export interface ConsoleWords {
  areas: Record<ConsoleArea, string>;
  roles: Record<StaffRole, string>;
  /** What a partner is, and which of its contacts. */
  partners: Record<Partner['kind'] | PartnerContact['rank'], string>;
  signOut: string;
  signOutEverywhere: string;
  signedInAs: (name: string) => string;
  fictional: string;
  work: {
    title: string;
    nothing: string;
    overdue: string;
    today: string;
    later: string;
    by: (moment: string) => string;
    overdueSince: (moment: string) => string;
    answer: string;
    several: (count: number) => string;
    clinic: string;
  };
}

export const consoleWords: Record<Language, ConsoleWords> = {
  en: {
    areas: {
      'my work': 'My work',
      board: 'Board',
      client: 'Client',
      dossier: 'Dossier',
      homes: 'Homes',
      'draw list': 'Today’s tests',
      'draw audit': 'Draws',
      caseload: 'Caseload',
      monday: 'Monday',
      report: 'Report',
      settings: 'Settings',
      actions: 'Actions',
    },
    roles: {
      counselor: 'Counselor',
      'case-manager': 'Case manager',
      collections: 'Collections',
      'on-call': 'On call',
      director: 'Director',
      auditor: 'Auditor',
    },
    partners: {
      'sober-home': 'sober home',
      aftercare: 'aftercare provider',
      primary: 'primary contact',
      backup: 'backup contact',
    },
    signOut: 'Sign out',
    signOutEverywhere: 'Sign out on every device',
    signedInAs: (name) => `Signed in as ${name}`,
    fictional: 'This clinic is fictional. No real clients belong here.',
    work: {
      title: 'My work',
      nothing: 'Nothing waits for you.',
      overdue: 'Overdue',
      today: 'Today',
      later: 'Later',
      by: (moment) => `by ${moment}`,
      overdueSince: (moment) => `overdue since ${moment}`,
      answer: 'Answer',
      several: (count) => `${count} clients`,
      clinic: 'The clinic',
    },
  },
  es: {
    areas: {
      'my work': 'Mi trabajo',
      board: 'Tablero',
      client: 'Cliente',
      dossier: 'Expediente',
      homes: 'Hogares',
      'draw list': 'Pruebas de hoy',
      'draw audit': 'Sorteos',
      caseload: 'Casos',
      monday: 'Lunes',
      report: 'Informe',
      settings: 'Ajustes',
      actions: 'Acciones',
    },
    roles: {
      counselor: 'Consejería',
      'case-manager': 'Gestión de casos',
      collections: 'Recolección',
      'on-call': 'De guardia',
      director: 'Dirección',
      auditor: 'Auditoría',
    },
    partners: {
      'sober-home': 'hogar sobrio',
      aftercare: 'proveedor de continuación',
      primary: 'contacto principal',
      backup: 'contacto suplente',
    },
    signOut: 'Cerrar sesión',
    signOutEverywhere: 'Cerrar sesión en todos los dispositivos',
    signedInAs: (name) => `Sesión de ${name}`,
    fictional: 'Esta clínica es ficticia. Aquí no debe haber clientes reales.',
    work: {
      title: 'Mi trabajo',
      nothing: 'No le espera nada.',
      overdue: 'Vencido',
      today: 'Hoy',
      later: 'Más adelante',
      by: (moment) => `antes de: ${moment}`,
      overdueSince: (moment) => `vencido desde ${moment}`,
      answer: 'Responder',
      several: (count) => `${count} clientes`,
      clinic: 'La clínica',
    },
  },
};

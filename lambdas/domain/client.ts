import type { LocalDate } from './clinic-calendar.ts';

/** A person. Only this record and the audit's own views hold who it is; everything else holds the id. */
export interface Client {
  id: string;
  name: string;
  preferredName: string;
  birthDate: LocalDate;
  language: 'en' | 'es';
  /** The language for which an interpreter is needed; left out for none. */
  interpreter?: string;
  phone: string;
  /** What a voicemail may say: nothing, or a call-back number without the clinic's kind. */
  voicemail: 'none' | 'number-only';
  email: string | null;
  /** True when the client has said, on the own page, that news there may be announced by email. */
  newsByEmail?: boolean;
  /** The client of whom this is a second record. */
  mergedInto?: string;
  emergencyContact: { name: string; phone: string; consented: boolean } | null;
}

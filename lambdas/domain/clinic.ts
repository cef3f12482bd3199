import type { ClinicCalendar, Instant, LocalDate, LocalTime } from './clinic-calendar.ts';
import type { MailUrgency } from './mail.ts';
import type { PagerDevice } from './page.ts';
import type { StageMachine, WaitName } from './signal.ts';

/** The tenant: everything about a clinic that is not a person, a partner or a program. */
export interface Clinic {
  id: string;
  name: string;
  phone: string;
  /** The number a client or a home calls in a crisis, at any hour. */
  crisisPhone: string;
  calendar: ClinicCalendar;
  /** When the clinic's day begins: draw, check-ins, key reveal. Outside 00:00–04:00, which DST can skip. */
  dayStartsAt: LocalTime;
  /** When staff get their digest. */
  digestAt: LocalTime;
  /** Where links point; never taken from a request. */
  baseUrl: string;
  senderEmail: string;
  /** Who an email to a partner says it is from: words that tell nobody that a client exists. */
  senderName: string;
  collections: { capacityPerDay: number | null; opens: LocalTime; closes: LocalTime };
  /** The version of each program that new episodes begin with, by program id. */
  programVersions: Record<string, string>;
  auditor?: { name: string; email: string };
  /** How people are paged in a crisis; a clinic without one has only emails, and its ladder does not wait on them. */
  pager?: PagerDevice;
  /** Who holds a session, by program and session; left out where nobody is named. */
  facilitators?: readonly { programId: string; sessionId: string; staffId: string }[];
  /** Real clients are admitted only where the clinic has declared its AWS business associate agreement. */
  fictional: boolean;
  businessAssociateAgreement?: { signedOn: LocalDate; with: string };
}

/** Where the clinic's days stand: the last date whose clinic-day machine was started. */
export interface ClinicDayMark {
  id: 'clinic-day';
  lastStartedOn: LocalDate;
  attempt: number;
}

/** Something the heartbeat must do when it is due. The id sorts by time. */
export interface AgendaItem {
  id: string;
  dueAt: Instant;
  duty: AgendaDuty;
}

export type AgendaDuty =
  | { do: 'start-clinic-day'; date: LocalDate }
  | { do: 'tell-of-monday'; date: LocalDate }
  | { do: 'send-digest'; contactId: string }
  | { do: 'send-batch'; contactId: string }
  | { do: 'send-mail'; mailId: string; urgency?: MailUrgency }
  | { do: 'check-delivery'; mailId: string }
  | { do: 'reconcile-suppressed'; date: LocalDate }
  | { do: 'tell-answer'; taskId: string }
  | { do: 'take-up-reports'; taskId: string }
  | { do: 'open-sheets'; date: LocalDate; track: 'day' | 'evening' }
  | { do: 'take-up-sheet'; taskId: string }
  | { do: 'tell-signal'; episodeId: string; wait: WaitName }
  | { do: 'transfer'; episodeId: string }
  | { do: 'settle-ending'; episodeId: string; heldSince?: Instant }
  | { do: 'look-after-handoff'; episodeId: string }
  | { do: 'tell-restart'; episodeId: string; stage: StageMachine; failedAttempt: number }
  | { do: 'start-execution'; machine: string; name: string; input: Record<string, unknown> };

/** One agenda item per (due instant, duty, subject): planning the same thing twice plans it once. */
export function agendaItem(dueAt: Instant, duty: AgendaDuty): AgendaItem {
  return { id: `${dueAt}/${duty.do}/${subjectOf(duty)}`, dueAt, duty };
}

function subjectOf(duty: AgendaDuty): string {
  if (duty.do === 'start-clinic-day') return duty.date;
  if (duty.do === 'send-mail' || duty.do === 'check-delivery') return duty.mailId;
  if (duty.do === 'reconcile-suppressed' || duty.do === 'tell-of-monday') return duty.date;
  if (duty.do === 'tell-answer' || duty.do === 'take-up-reports') return duty.taskId;
  if (duty.do === 'take-up-sheet') return duty.taskId;
  if (duty.do === 'open-sheets') return `${duty.date}-${duty.track}`;
  if (duty.do === 'look-after-handoff') return duty.episodeId;
  if (duty.do === 'tell-signal') return `${duty.episodeId}-${duty.wait}`;
  if (duty.do === 'settle-ending' || duty.do === 'transfer') return duty.episodeId;
  if (duty.do === 'tell-restart') return `${duty.episodeId}-${duty.stage}`;
  if (duty.do === 'start-execution') return duty.name;
  return duty.contactId;
}

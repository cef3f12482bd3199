import type { AftercarePlan } from './aftercare-plan.ts';
import type { AttendanceRecord, AttendanceSheet } from './attendance.ts';
import type { ChainHead } from './audit.ts';
import type { Authorization } from './authorization.ts';
import type { FreeBeds } from './bed-board.ts';
import type { CarePlan } from './care-plan.ts';
import type { Caseload, Enrolment, WaitlistEntry } from './caseload.ts';
import type { CheckIn } from './check-in.ts';
import type { Client } from './client.ts';
import type { AgendaItem, Clinic, ClinicDayMark } from './clinic.ts';
import type { RecordCheck } from './clinic-signs.ts';
import type { ConfirmedDeed } from './confirmed-deed.ts';
import type { Consent } from './consent.ts';
import type { ContactAttempt } from './contact-attempt.ts';
import type { Correction } from './correction.ts';
import type { Crisis, OpenCrisis } from './crisis.ts';
import type { Disclosure } from './disclosure.ts';
import type { Matter, OpenMatter } from './disclosure-matter.ts';
import type { DrawDay, DrawHead } from './draw-day.ts';
import type { DrugTest } from './drug-test.ts';
import type { EmergencyDisclosure } from './emergency.ts';
import type { Episode } from './episode.ts';
import type { Feedback } from './feedback.ts';
import type { FollowUp } from './follow-up.ts';
import type { HomeNotice } from './home-notice.ts';
import type { HumanTask, OpenTask } from './human-task.ts';
import type { HomeReport } from './incident-report.ts';
import type { Link, Passcode } from './link.ts';
import type { MailByProvider, MailRecord } from './mail.ts';
import type { MilestoneCheck, Milestones } from './mutual-help.ts';
import type { PageRecord } from './page.ts';
import type { Departure, Partner } from './partner.ts';
import type { ProgramVersion } from './program.ts';
import type { Review } from './review.ts';
import type { Signal, Wait } from './signal.ts';
import type { StaffMember } from './staff.ts';
import type { StaffSession } from './staff-session.ts';

/**
 * Everything a clinic's store keeps, by kind. An id of the form `parent:own` files the record under its parent
 * (`episodeId:…` for all that belongs to an episode), so that `list(kind, parent)` is one small read.
 */
export interface RecordKinds {
  clinic: Clinic;
  clinicDay: ClinicDayMark;
  staff: StaffMember;
  staffSession: StaffSession;
  confirmedDeed: ConfirmedDeed;
  partner: Partner;
  program: ProgramVersion;
  client: Client;
  episode: Episode;
  carePlan: CarePlan;
  authorization: Authorization;
  consent: Consent;
  disclosure: Disclosure;
  emergencyDisclosure: EmergencyDisclosure;
  matter: Matter;
  openMatter: OpenMatter;
  caseload: Caseload;
  enrolment: Enrolment;
  waitlist: WaitlistEntry;
  task: HumanTask;
  openTask: OpenTask;
  drugTest: DrugTest;
  checkIn: CheckIn;
  attendance: AttendanceRecord;
  attendanceSheet: AttendanceSheet;
  homeReport: HomeReport;
  homeNotice: HomeNotice;
  freeBeds: FreeBeds;
  departure: Departure;
  review: Review;
  milestones: Milestones;
  milestoneCheck: MilestoneCheck;
  feedback: Feedback;
  followUp: FollowUp;
  aftercarePlan: AftercarePlan;
  correction: Correction;
  contactAttempt: ContactAttempt;
  crisis: Crisis;
  openCrisis: OpenCrisis;
  page: PageRecord;
  signal: Signal;
  wait: Wait;
  mail: MailRecord;
  mailByProvider: MailByProvider;
  drawDay: DrawDay;
  drawHead: DrawHead;
  link: Link;
  passcode: Passcode;
  agenda: AgendaItem;
  chainHead: ChainHead;
  recordCheck: RecordCheck;
}

export type RecordKind = keyof RecordKinds;
export type RecordOf<K extends RecordKind> = RecordKinds[K];

/** The part of an id before its first colon, under which the record is filed; empty when there is none. */
export function parentOf(id: string): string {
  const colon = id.indexOf(':');
  return colon < 0 ? '' : id.slice(0, colon);
}

/** Stands where a clinic's id stands while the clinic is not known yet: to find a link or list the clinics. */
export const anyClinic = '~';

/** Kinds that are looked up before the clinic is known: the directory of clinics, links by their hash, mails by the mail service's id. */
export const kindsFiledApart: readonly RecordKind[] = ['clinic', 'link', 'mailByProvider'];

import type { Action } from '../runtime/define-action.ts';
import { action as accounting } from './accounting.ts';
import { action as askForBeds } from './ask-for-beds.ts';
import { action as cancelEpisode } from './cancel-episode.ts';
import { action as changeHome } from './change-home.ts';
import { action as changeSchedule } from './change-schedule.ts';
import { action as chooseReceiver } from './choose-receiver.ts';
import { action as clientLink } from './client-link.ts';
import { action as consent } from './consent.ts';
import { action as correctAttendance } from './correct-attendance.ts';
import { action as correctEnding } from './correct-ending.ts';
import { action as correctTest } from './correct-test.ts';
import { action as declineFollowUps } from './decline-follow-ups.ts';
import { action as dossier } from './dossier.ts';
import { action as emergencyDisclosure } from './emergency-disclosure.ts';
import { action as endEarly } from './end-early.ts';
import { action as excuse } from './excuse.ts';
import { action as giveFeedback } from './give-feedback.ts';
import { action as handOver } from './hand-over.ts';
import { action as homeLink } from './home-link.ts';
import { action as leave } from './leave.ts';
import { action as makeAftercarePlan } from './make-aftercare-plan.ts';
import { action as mergeClients } from './merge-clients.ts';
import { action as misdirected } from './misdirected.ts';
import { action as orderTest } from './order-test.ts';
import { action as overrideProgram } from './override-program.ts';
import { action as pagerSecret } from './pager-secret.ts';
import { action as recordContactAttempt } from './record-contact-attempt.ts';
import { action as recordMakeUp } from './record-make-up.ts';
import { action as refer } from './refer.ts';
import { action as removeContact } from './remove-contact.ts';
import { action as report } from './report.ts';
import { action as reportDeath } from './report-death.ts';
import { action as requestReview } from './request-review.ts';
import { action as resultTold } from './result-told.ts';
import { action as revoke } from './revoke.ts';
import { action as setAbsence } from './set-absence.ts';
import { action as setAuthorization } from './set-authorization.ts';
import { action as setPasscode } from './set-passcode.ts';
import { action as startCrisis } from './start-crisis.ts';
import { action as testPager } from './test-pager.ts';
import { action as transfer } from './transfer.ts';
import { action as updateIntake } from './update-intake.ts';
import { action as verifyMilestone } from './verify-milestone.ts';
import { action as withdrawOverride } from './withdraw-override.ts';

/** Every action that staff can start in the console; a function cannot look into a directory. A test holds the list against the files. */
export const actions: readonly Action[] = [
  accounting,
  askForBeds,
  cancelEpisode,
  changeHome,
  changeSchedule,
  chooseReceiver,
  clientLink,
  consent,
  correctAttendance,
  correctEnding,
  correctTest,
  declineFollowUps,
  dossier,
  emergencyDisclosure,
  endEarly,
  excuse,
  giveFeedback,
  handOver,
  homeLink,
  leave,
  makeAftercarePlan,
  mergeClients,
  misdirected,
  orderTest,
  overrideProgram,
  pagerSecret,
  recordContactAttempt,
  recordMakeUp,
  refer,
  removeContact,
  report,
  reportDeath,
  requestReview,
  resultTold,
  revoke,
  setAbsence,
  setAuthorization,
  setPasscode,
  startCrisis,
  testPager,
  transfer,
  updateIntake,
  verifyMilestone,
  withdrawOverride,
];

const byName = new Map(actions.map((action) => [action.name, action]));

/** The action of a name; undefined where there is none. */
export function actionNamed(name: string): Action | undefined {
  return byName.get(name);
}

import type { ActionGroup } from '../../pages/action-words.ts';

/** Under which heading each action stands, in the order shown. A test holds this against the actions that there are. */
export const actionsByGroup: Record<ActionGroup, readonly string[]> = {
  clients: ['refer', 'update-intake', 'set-authorization', 'transfer', 'client-link', 'give-feedback'],
  consent: ['consent', 'revoke', 'accounting', 'emergency-disclosure', 'misdirected', 'dossier'],
  testing: ['order-test', 'excuse', 'correct-test', 'result-told'],
  sessions: ['leave', 'change-schedule', 'correct-attendance', 'record-make-up'],
  plan: ['request-review', 'override-program', 'withdraw-override', 'verify-milestone'],
  homes: ['change-home', 'ask-for-beds', 'home-link'],
  endings: [
    'end-early',
    'make-aftercare-plan',
    'choose-receiver',
    'decline-follow-ups',
    'record-contact-attempt',
    'report-death',
    'correct-ending',
  ],
  crisis: ['start-crisis', 'test-pager', 'pager-secret'],
  clinic: ['report', 'set-absence', 'hand-over', 'set-passcode', 'remove-contact'],
  repairs: ['cancel-episode', 'merge-clients'],
};

/** What puts right what an action did, when it was a mistake. */
const corrections: Readonly<Record<string, readonly string[]>> = {
  'cancel-episode': ['refer'],
  'change-home': ['change-home'],
  'change-schedule': ['change-schedule'],
  consent: ['revoke'],
  'correct-attendance': ['correct-attendance'],
  'correct-ending': ['correct-ending'],
  'correct-test': ['correct-test'],
  'end-early': ['correct-ending'],
  'give-feedback': ['give-feedback'],
  'hand-over': ['hand-over'],
  leave: ['leave'],
  'make-aftercare-plan': ['make-aftercare-plan'],
  'order-test': ['excuse', 'correct-test'],
  'override-program': ['withdraw-override'],
  'record-make-up': ['record-make-up'],
  refer: ['update-intake', 'cancel-episode'],
  'report-death': ['correct-ending'],
  revoke: ['consent'],
  'set-absence': ['set-absence'],
  'set-passcode': ['set-passcode'],
  transfer: ['transfer'],
  'update-intake': ['update-intake'],
  'withdraw-override': ['override-program'],
};

/** The actions that correct an action, by name; empty where nothing is left to be corrected. */
export function correctionsOf(action: string): readonly string[] {
  return corrections[action] ?? [];
}

/**
 * What a function may do beyond reading records. One word stands for the permission, for the environment variable
 * and for the adapter in the bundle, so that none of the three is given without the others.
 */
export type Need =
  /** Change records, and append to the audit table, in transactions. */
  | 'write'
  /** Read whole chains of the audit table. */
  | 'read chains'
  | 'send mail'
  /** Ask whether the mail service still delivers to an address. */
  | 'read suppressions'
  /** Page people in a crisis. */
  | 'send pages'
  | 'start machines'
  /** Start the machine that climbs a crisis's ladder, and no other. */
  | 'start crises'
  /** End a wait of a state machine by its token. */
  | 'end waits'
  | 'stop machines'
  /** Make link ids and sign cookies. */
  | 'link key'
  /** Make the key of a day's draw. */
  | 'draw key'
  /** Make or check a passcode; takes no permission. */
  | 'passcodes'
  /** Send staff to the identity provider and take them back; its addresses come with the API's. */
  | 'sign in';

/** Thrown when the needs do not list exactly the functions that there are. */
export class BadNeeds extends Error {
  override name = 'BadNeeds';
}

/** Every function by its file's name. A test compares this with what the code of each can reach. */
export const functionNeeds: Readonly<Record<string, readonly Need[]>> = {
  'open-door': [],
  answer: ['write', 'start crises', 'end waits', 'link key', 'passcodes'],
  'answer-page': ['write', 'end waits', 'link key'],
  beat: ['write', 'read chains', 'send mail', 'read suppressions', 'start machines', 'end waits', 'link key'],
  'take-mail-event': ['write'],
  'sign-in': ['write', 'sign in'],
  'view-console': ['write', 'read chains'],
  'act-console': [
    'write',
    'read chains',
    'send mail',
    'start machines',
    'start crises',
    'end waits',
    'link key',
    'passcodes',
  ],

  'choose-home': [],
  'enrol-client': ['write', 'send mail', 'link key'],
  'reserve-place': ['write'],
  'take-up-consent': ['write'],
  'take-up-found-home': ['write', 'end waits'],
  'take-up-home': ['write'],
  'take-up-intake': ['write', 'end waits'],
  'take-up-offer': ['write', 'end waits'],
  'take-up-place': ['write', 'end waits'],

  'choose-receiver': [],
  'close-handoff': ['write'],
  'decide-aftercare': ['write'],
  'plan-first-visit': ['write'],
  'take-up-aftercare-plan': ['write'],
  'take-up-first-visit': ['write'],
  'take-up-found-receiver': ['write'],
  'take-up-receiver': ['write'],

  'ask-operator': ['write', 'end waits'],
  'close-episode': ['write', 'end waits'],
  'open-wait': ['write', 'end waits'],
  'report-failure': ['write'],

  'commit-draws': ['write', 'draw key'],
  'draw-clients': ['write', 'draw key'],
  'check-consents': ['write'],
  'find-check-ins': [],
  'plan-sheets': ['write'],
  'report-draws': ['write'],
  'reveal-draw-key': ['write', 'draw key'],

  'take-up-collection': ['write'],
  'take-up-confirmation': ['write'],
  'take-up-sending': ['write'],
  'take-up-telling': ['write'],

  'open-crisis-round': ['write', 'end waits'],
  'take-up-crisis-round': ['write'],

  'decide-follow-up': ['write'],
  'take-up-follow-up': ['write'],

  'ask-person': ['write', 'send mail', 'send pages', 'end waits', 'link key'],
  'open-task': ['write'],
  'take-up-silence': ['write'],

  'open-check-in': ['write'],
  'take-up-check-in': ['write'],

  'begin-next-phase': ['write'],
  'decide-treatment': ['write'],
  'end-treatment': ['write', 'end waits'],
  'take-up-milestones': [],
  'take-up-taper': [],
  'take-up-review': [],
};

/**
 * Looks up needs by a function's name.
 *
 * @throws BadNeeds for a function without an entry, or an entry without a function
 */
export function needsOf(
  functions: readonly { name: string }[],
  needs: Readonly<Record<string, readonly Need[]>>,
): (name: string) => readonly Need[] {
  const names = new Set(functions.map(({ name }) => name));
  const missing = [...names].filter((name) => needs[name] === undefined);
  const extra = Object.keys(needs).filter((name) => !names.has(name));
  const problems = [
    ...missing.map((name) => `${name}: has no entry; list what it needs, or [] when it only reads`),
    ...extra.map(
      (name) => `${name}: there is no such file; remove the entry, or keep the step in steps/retired`,
    ),
  ];
  if (problems.length > 0) throw new BadNeeds(`lib/function-needs.ts: ${problems.join('\n')}`);
  return (name) => needs[name] ?? [];
}

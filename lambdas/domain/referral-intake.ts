import * as z from 'zod';
import { fellowships, opioidMedications, priorCares, severities } from './care-plan.ts';
import {
  type Contradiction,
  choiceField,
  dateField,
  emailField,
  flagField,
  languageField,
  phoneField,
  slugField,
  textField,
  wants,
  wholeField,
} from './file-fields.ts';

/** What may be said at intake or later; whatever a real intake lacks is left out and asked for. */

const longText = 500;
const listed = (what: string) =>
  z
    .array(textField(what, 200), wants(`a list of ${what}`, `list ${what}, one each`))
    .max(12, 'more than 12; keep to what the client works on now');

/** From the initial evaluation. Kept in the care plan, never in states, logs or emails. */
export const evaluationSchema = z
  .strictObject(
    {
      severity: choiceField(severities).optional().describe('How severe the condition is'),
      coOccurring: flagField.optional().describe('Whether a co-occurring condition is diagnosed'),
      conditions: textField('the conditions', longText).optional().describe('Which conditions, in words'),
      priorCare: choiceField(priorCares)
        .optional()
        .describe('The level of care before this one, or direct entry'),
      goals: listed('goals').optional().describe('What the client wants to reach; reviews go through it'),
      needs: listed('needs').optional().describe('What the client needs; reviews go through it'),
      fellowship: choiceField(fellowships).optional().describe('The fellowship that the client wishes for'),
      medication: textField('the medication', longText).optional().describe('Medication taken'),
      opioidMedication: choiceField(opioidMedications)
        .optional()
        .describe('Medication for opioid use disorder'),
      prescriptions: textField('the prescriptions', longText)
        .optional()
        .describe('Prescriptions that explain a test’s result'),
    },
    wants('an evaluation', 'give what is known of it, or leave it out'),
  )
  .meta({ title: 'Initial evaluation', description: 'As far as it is known; staff alone read it' });
export type Evaluation = z.infer<typeof evaluationSchema>;

export const attendingSchema = z
  .strictObject(
    {
      attendsFrom: textField('the place', 200)
        .optional()
        .describe('Address from which the client attends online: where help would be sent in an emergency'),
      needsTransport: flagField.optional().describe('Whether the client needs transport'),
      needsChildcare: flagField.optional().describe('Whether the client needs childcare'),
    },
    wants('how the client attends', 'give what is known of it, or leave it out'),
  )
  .meta({ title: 'Coming and attending', description: 'How the client can attend' });
export type Attending = z.infer<typeof attendingSchema>;

export const authorizationFields = {
  payer: textField('the payer').describe('Who pays'),
  number: textField('the number', 60).describe('The payer’s number of the authorization'),
  unit: choiceField(['hours', 'days']).describe('What its units are'),
  units: wholeField(1, 2000, 'a number of units').describe('How many units it covers'),
  startsOn: dateField.optional().describe('First day covered; today when left out'),
  endsOn: dateField.describe('Last day covered'),
};
export const authorizationSchema = z
  .strictObject(authorizationFields, wants('an authorization', 'give payer, number, unit, units and endsOn'))
  .meta({ title: 'Payer’s authorization', description: 'Left out where nobody authorizes' });
export type AuthorizationGiven = z.infer<typeof authorizationSchema>;

/** An authorization ends on or after the day it begins, and has not ended already. */
export function authorizationProblems(
  { startsOn, endsOn }: AuthorizationGiven,
  today: string,
  path: (string | number)[],
): Contradiction[] {
  const at = [...path, 'endsOn'];
  if (startsOn !== undefined && endsOn < startsOn)
    return [{ path: at, message: 'lies before startsOn; correct one of the two' }];
  return endsOn < today
    ? [{ path: at, message: 'lies in the past; leave it out, or enter the authorization that holds now' }]
    : [];
}

/** Criteria of admission, by what a refusal is about. */
export const criteria = [
  'detoxed',
  'stable-residence',
  'higher-level-completed',
  'no-inpatient-need',
  'severe-after-higher-level',
  'dual-diagnosis-care',
  'sober-home',
] as const;
export type Criterion = (typeof criteria)[number];

export const overrideSchema = z.strictObject(
  {
    criterion: choiceField(criteria).describe('Which criterion is set aside'),
    clinicianId: slugField(40).describe('The clinician who decides it: a counselor or on call'),
    reason: textField('the reason', longText).describe('Why, in the clinician’s judgement'),
  },
  wants('a criterion set aside', 'give criterion, clinicianId and reason'),
);

/** What staff may put right about a person later. */
export const personChangesSchema = z
  .strictObject(
    {
      preferredName: textField('the preferred name')
        .optional()
        .describe('What the client wants to be called'),
      language: languageField.optional().describe('Language of everything the client reads'),
      interpreter: textField('the language', 40)
        .optional()
        .describe('The language for which an interpreter is needed'),
      phone: phoneField.optional().describe('A number that is safe to call'),
      voicemail: choiceField(['none', 'number-only'])
        .optional()
        .describe('What a voicemail may say: nothing, or a number to call back'),
      email: emailField.optional().describe('The client’s own address'),
      emergencyContact: z
        .strictObject({
          name: textField('the contact’s name').describe('Who to call'),
          phone: phoneField.describe('Their number'),
          consented: flagField.describe('Whether the client agreed to this call in writing'),
        })
        .optional()
        .describe('Who is called in an emergency'),
    },
    wants('what changes about the person', 'give what changes, or leave it out'),
  )
  .meta({ title: 'The person', description: 'What changes about the person' });

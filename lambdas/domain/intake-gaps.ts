import type { CarePlan } from './care-plan.ts';
import type { Client } from './client.ts';
import type { ProgramSession } from './program-sessions.ts';

/** What an intake asks for when a referral did not say it, in the order in which it is asked. */
export const intakeGaps = [
  'emergency contact',
  'emergency contact’s consent',
  'severity',
  'co-occurring conditions',
  'prior care',
  'goals',
  'needs',
  'medication',
  'opioid medication',
  'fellowship',
  'transport and childcare',
  'place when online',
  'payer authorization',
] as const;
export type IntakeGap = (typeof intakeGaps)[number];

/**
 * What is still to be asked of somebody who was referred with less than all. The place from which somebody attends is
 * asked for only where the program has sessions online. Source: the facts about intake of the five programs.
 */
export function gapsOf(
  { emergencyContact }: Pick<Client, 'emergencyContact'>,
  plan: CarePlan,
  { sessions }: { sessions: readonly Pick<ProgramSession, 'online'>[] },
  hasAuthorization: boolean,
): IntakeGap[] {
  const isOpen: Record<IntakeGap, boolean> = {
    'emergency contact': emergencyContact === null,
    'emergency contact’s consent': emergencyContact?.consented === false,
    severity: plan.severity === null,
    'co-occurring conditions': plan.coOccurring === null,
    'prior care': plan.priorCare === null,
    goals: plan.goals.length === 0,
    needs: plan.needs.length === 0,
    medication: plan.medication === '',
    'opioid medication': plan.opioidMedication === null,
    fellowship: plan.fellowship === null,
    'transport and childcare': plan.needsTransport === null || plan.needsChildcare === null,
    'place when online': sessions.some(({ online }) => online) && plan.attendsFrom === '',
    'payer authorization': !hasAuthorization,
  };
  return intakeGaps.filter((gap) => isOpen[gap]);
}

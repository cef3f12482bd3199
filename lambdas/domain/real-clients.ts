import * as z from 'zod';
import type { Clinic } from './clinic.ts';
import type { LocalDate } from './clinic-calendar.ts';
import { type Contradiction, dateField, textField, wants } from './file-fields.ts';

/** What a deployment says of itself. A machine of one's own is none, and never holds real clients. */
export interface Deployment {
  /** Whether staff can sign in to its console. */
  isSignInSetUp: boolean;
}

/**
 * The clinic's word that Amazon Web Services is its business associate.
 * Source: 45 CFR §164.308(b), §164.504(e); 42 CFR §2.11 "qualified service organization".
 */
export const agreementField = z
  .strictObject(
    {
      signedOn: dateField.describe('The day on which it was accepted'),
      with: textField('the other party').describe('The other party as the agreement names it'),
    },
    wants('an agreement', 'give signedOn and with'),
  )
  .describe('The AWS business associate agreement; required when fictional is false');

/** Real clients belong to a clinic that has declared its agreement. */
export function missingAgreement({
  fictional,
  businessAssociateAgreement,
}: Pick<Clinic, 'fictional' | 'businessAssociateAgreement'>): string | undefined {
  if (fictional || businessAssociateAgreement) return undefined;
  return 'is missing, and the clinic takes real clients; accept the agreement with AWS and give signedOn and with, or write fictional: true';
}

/** Why no real client may be here, and what to do; undefined where they may. */
function whyNoRealClients(deployment: Deployment | undefined): string | undefined {
  if (!deployment)
    return 'is false, and this machine never holds real clients; write fictional: true here, and apply the file of the real clinic to a deployment';
  if (deployment.isSignInSetUp) return undefined;
  return 'is false, and staff cannot sign in to this deployment yet; deploy it with -c stepdown:signInDomain=… and act with the outputs of that deployment, or write fictional: true';
}

/**
 * Why a clinic's file cannot be applied here as it stands, as far as real clients are concerned. The paths are those
 * of the file's own part `clinic`.
 *
 * @param before the clinic on record, and whether it has clients
 */
export function realClientProblems(
  file: Pick<Clinic, 'fictional' | 'businessAssociateAgreement'>,
  before: { fictional: boolean; hasClients: boolean } | undefined,
  deployment: Deployment | undefined,
  today: LocalDate,
): Contradiction[] {
  const problems: Contradiction[] = [];
  const why = file.fictional ? undefined : whyNoRealClients(deployment);
  if (why) problems.push({ path: ['fictional'], message: why });
  if (file.fictional && before?.fictional === false && before.hasClients)
    problems.push({
      path: ['fictional'],
      message: 'is true, and the clinic on record has real clients; write fictional: false',
    });
  const signedOn = file.businessAssociateAgreement?.signedOn;
  if (signedOn !== undefined && signedOn > today)
    problems.push({
      path: ['businessAssociateAgreement', 'signedOn'],
      message: `${signedOn} has not come; give the day on which the agreement was accepted`,
    });
  return problems;
}

/** Why a clinic takes no client now, whatever the way in: the record may be older than the rule, or the place changed. */
export function whyNoReferral(
  clinic: Pick<Clinic, 'fictional' | 'businessAssociateAgreement'>,
  deployment: Deployment | undefined,
): string | undefined {
  if (clinic.fictional) return undefined;
  const why = whyNoRealClients(deployment);
  if (why) return `clinic.fictional ${why}`;
  const missing = missingAgreement(clinic);
  return missing && `clinic.businessAssociateAgreement ${missing}`;
}

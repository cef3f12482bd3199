import { addDays, type LocalDate } from '../../lambdas/domain/clinic-calendar.ts';
import type { ClinicFile } from '../../lambdas/domain/clinic-file.ts';
import type { ProgramFile } from '../../lambdas/domain/program.ts';
import { tracksOf } from '../../lambdas/domain/program-week.ts';
import type { ReferralsFile } from '../../lambdas/domain/referral.ts';
import { luckOf } from '../seeded.ts';
import { phone } from './fictional-clinic.ts';

type DatedReferral = ReferralsFile['referrals'][number];

/** Referrals come in over so many days. */
const intakeDays = 14;

/** Share of clients with a home of their own, by what the program says of sober homes. */
const shareAtHome: Record<ProgramFile['residence'], number> = { required: 0, offered: 0.2, optional: 0.5 };
/** Of every ten clients so many are a severe case, so many a mild one, the others between. */
const severePerTen = 3;
const mildPerTen = 4;
const authorizedDays = 28;

/**
 * Clients who do not exist, referred over two weeks: tracks in turn, lengths spread over the program's, mild cases by
 * direct entry where the program takes them, severe ones after a higher level of care; each with consents for the
 * partners they chose.
 */
export function fictionalReferrals(
  clinic: ClinicFile,
  program: ProgramFile,
  clients: number,
  seed: string,
  startsOn: LocalDate,
): DatedReferral[] {
  return Array.from({ length: clients }, (_, index) => {
    const luck = (label: string) => luckOf(seed, `${label}|${index}`);
    const { min, max } = program.lengthDays;
    const signature = `Fictional Client ${index + 1}`;
    const { homeChoices, receiverChoices, consents } = partnersFor(clinic, program, index, signature, luck);
    const tracks = tracksOf(program);
    const day = Math.floor((index * intakeDays) / clients);
    return {
      day,
      name: signature,
      preferredName: `Client ${index + 1}`,
      birthDate: addDays(startsOn, -9000 - Math.floor(luck('age') * 9000)),
      language: 'en' as const,
      phone: phone(5000 + index),
      voicemail: 'none' as const,
      email: null,
      emergencyContact: null,
      programId: program.id,
      plannedDays: min + Math.round(luck('length') * (max - min)),
      track: tracks[index % tracks.length] ?? 'day',
      ...conditionFor(program, index),
      ...authorizationFor(index, addDays(startsOn, day)),
      homeChoices,
      receiverChoices,
      consents,
    };
  });
}

/** Every second client has a payer that authorizes four weeks at first. */
function authorizationFor(index: number, referredOn: LocalDate) {
  if (index % 2 === 1) return {};
  const authorization = {
    payer: 'Fictional Insurance',
    number: `F-${index + 1}`,
    unit: 'days' as const,
    units: authorizedDays,
    endsOn: addDays(referredOn, authorizedDays),
  };
  return { authorization };
}

/** How severe it is and what came before, within what the program admits. */
function conditionFor({ admission, mutualHelp }: ProgramFile, index: number) {
  const ofTen = index % 10;
  const severity = ofTen < severePerTen ? 'severe' : ofTen < severePerTen + mildPerTen ? 'mild' : 'moderate';
  const needsHigher =
    admission.requires.includes('higher-level-completed') ||
    (severity === 'severe' && admission.severeOnlyAfterHigherLevel);
  const fellowship = mutualHelp.fellowships[index % mutualHelp.fellowships.length] ?? 'none';
  return {
    meets: [...new Set([...admission.requires, ...(needsHigher ? ['higher-level-completed' as const] : [])])],
    evaluation: {
      severity,
      priorCare: needsHigher ? ('residential' as const) : ('direct-entry' as const),
      fellowship,
    } as const,
  };
}

function partnersFor(
  { soberHomes, aftercareProviders }: ClinicFile,
  { residence }: ProgramFile,
  index: number,
  signature: string,
  luck: (label: string) => number,
) {
  const livesAtHome = luck('own home') < shareAtHome[residence];
  const homeChoices = livesAtHome ? [] : chosen(soberHomes, index);
  const receiverChoices = chosen(aftercareProviders, index);
  const consents = [
    ...(livesAtHome ? [] : [consent(signature, homeChoices, ['placement', 'residence'])]),
    consent(signature, receiverChoices, ['referral']),
  ];
  return { homeChoices, receiverChoices, consents };
}

/** Two partners, each client beginning with another one. */
function chosen(partners: readonly { id: string }[], index: number): string[] {
  return partners.map((_, at) => partners[(at + index) % partners.length]?.id ?? '').slice(0, 2);
}

function consent(
  signature: string,
  recipientIds: string[],
  categories: ('placement' | 'residence' | 'referral')[],
) {
  return {
    recipientIds,
    categories,
    purpose: 'To coordinate my care',
    signature,
    expiresAfterDays: 400,
    noticeVersion: '2026-02',
  };
}

import type { LocalDate } from './clinic-calendar.ts';
import { type Consent, isRevoked } from './consent.ts';

/**
 * The consents that go with a client from one program of a clinic to another: those that hold today, by the same
 * discloser, for the same recipients and purpose, until the same day. One that was given until the discharge from the
 * program has ended with it, and is asked for anew. Source: 42 CFR §2.31(a)(4), (5), (7).
 */
export function carriedConsents(
  consents: readonly Consent[],
  to: { episodeId: string; discloser: string; today: LocalDate },
): Consent[] {
  return consents
    .filter((consent) => consent.discloser === to.discloser && holdsOn(consent, to.today))
    .map((consent, index) => ({
      ...consent,
      id: `${to.episodeId}:c${index + 1}`,
      episodeId: to.episodeId,
      carriedFrom: consent.id,
    }));
}

function holdsOn(consent: Consent, today: LocalDate): boolean {
  const isOver = consent.expiresOn !== null && consent.expiresOn < today;
  const isHeard = consent.recipientIds.some((id) => !isRevoked(consent, id));
  return !isOver && consent.expiresUpon === null && isHeard;
}

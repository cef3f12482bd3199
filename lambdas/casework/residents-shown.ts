import type { Clinic } from '../domain/clinic.ts';
import type { LocalDate } from '../domain/clinic-calendar.ts';
import { type Episode, isInTreatment } from '../domain/episode.ts';
import type { Reader } from '../ports.ts';
import { mayDisclose } from './consent-check.ts';
import { residentsByHome } from './residents.ts';

/** A resident whom a home may be shown by name, and the consent that lets it. */
export interface ShownResident {
  episodeId: string;
  consentId: string;
}

/** The clients in treatment who live in a home and whose consent lets it be named to the home, as of now. */
export async function residentsShown(
  reader: Reader,
  clinic: Clinic,
  homeId: string,
  today: LocalDate,
): Promise<ShownResident[]> {
  const residents = (await residentsByHome(reader, clinic)).get(homeId) ?? [];
  const shown: ShownResident[] = [];
  for (const episode of residents) {
    const gate = await mayDisclose(reader, episode, homeId, 'residence', today);
    if (gate.decision === 'allowed') shown.push({ episodeId: episode.id, consentId: gate.consentId });
  }
  return shown;
}

/** Whether one client is among them; for a transaction, which could not depend on every client of a large clinic. */
export async function isResidentShown(
  reader: Reader,
  episode: Episode,
  homeId: string,
  today: LocalDate,
): Promise<boolean> {
  if (!isInTreatment(episode) || episode.residence?.homeId !== homeId) return false;
  return (await mayDisclose(reader, episode, homeId, 'residence', today)).decision === 'allowed';
}

import type { Clinic } from '../domain/clinic.ts';
import { type Instant, type LocalDate, localDateOf } from '../domain/clinic-calendar.ts';
import {
  type Consent,
  consentThatEndsSoon,
  type DisclosureCategory,
  disclosureCategories,
} from '../domain/consent.ts';
import { type Episode, isInTreatment } from '../domain/episode.ts';
import type { Ports, Reader, Transaction } from '../ports.ts';
import { mayDisclose } from './consent-check.ts';
import { executionName } from './execution-name.ts';
import { required } from './read-records.ts';
import { askSeparately } from './start-later.ts';

/** A consent that staff are to get, and why. */
interface ConsentToGet {
  recipientId: string;
  as: 'homeId' | 'receiverId';
  category: DisclosureCategory;
  reason: string;
  /** The consent that ends; undefined where none holds. */
  endingId?: string;
}

/**
 * Asks for the consents of one client in treatment that are missing for the home they live in, or that end within two
 * weeks while the episode goes on: once per consent and recipient. Resolves to how many were asked for.
 */
export async function askForEndingConsents(
  ports: Ports,
  clinic: Clinic,
  episodeId: string,
  { today, at }: { today: LocalDate; at: Instant },
): Promise<number> {
  const reader = ports.store.read(clinic.id);
  const episode = await required(reader, 'episode', episodeId);
  if (!isInTreatment(episode)) return 0;
  const toGet = await consentsToGet(reader, clinic, episode, today);
  if (toGet.length === 0) return 0;
  await ports.store.transact(clinic.id, async (tx) => {
    for (const consent of toGet) ask(tx, clinic.id, episode, consent, at);
  });
  return toGet.length;
}

async function consentsToGet(
  reader: Reader,
  clinic: Clinic,
  episode: Episode,
  today: LocalDate,
): Promise<ConsentToGet[]> {
  const consents = await reader.list('consent', { parent: episode.id });
  const ending = needs(episode, consents).flatMap((need) => endingSoon(consents, episode, need, today));
  const missing = await missingForHome(reader, episode, today);
  const wanted = [...onceEach(ending), ...missing];
  if (wanted.length === 0) return [];
  const tasks = await reader.list('task', { parent: episode.id });
  const asked = tasks.filter(({ kind }) => kind === 'consent-needed');
  const since = episode.residence?.since ?? '';
  return wanted.filter(({ recipientId, as, endingId }) =>
    asked.every(({ about, openedAt }) =>
      endingId
        ? about.consentId !== endingId || about[as] !== recipientId
        : about[as] !== recipientId || localDateOf(clinic.calendar.timeZone, openedAt) < since,
    ),
  );
}

type Need = Pick<ConsentToGet, 'recipientId' | 'as' | 'category'>;

/**
 * Who must go on hearing of a client until the planned end, and what: the home and whoever takes over, each of whatever
 * some consent lets them hear.
 */
function needs(
  { residence, receiverChoices, receiversDeclined }: Episode,
  consents: readonly Consent[],
): Need[] {
  const receiverId = receiverChoices.find((choice) => !receiversDeclined.includes(choice));
  const recipients = [
    { recipientId: residence?.homeId, as: 'homeId' },
    { recipientId: receiverId, as: 'receiverId' },
  ] as const;
  return recipients.flatMap(({ recipientId, as }) =>
    recipientId === undefined
      ? []
      : categoriesFor(consents, recipientId).map((category) => ({ recipientId, as, category })),
  );
}

/** A place that was found needs no consent to ask for one. */
function categoriesFor(consents: readonly Consent[], recipientId: string): DisclosureCategory[] {
  const named = consents.filter(({ recipientIds }) => recipientIds.includes(recipientId));
  const covered = new Set(named.flatMap(({ categories }) => categories));
  return disclosureCategories.filter((category) => category !== 'placement' && covered.has(category));
}

/** A consent that ends with several categories is asked for once for each recipient. */
function onceEach(ending: readonly ConsentToGet[]): ConsentToGet[] {
  const byConsent = new Map<string, ConsentToGet>();
  for (const consent of ending) {
    const key = `${consent.endingId}|${consent.recipientId}`;
    if (!byConsent.has(key)) byConsent.set(key, consent);
  }
  return [...byConsent.values()];
}

function endingSoon(
  consents: readonly Consent[],
  episode: Episode,
  need: Need,
  today: LocalDate,
): ConsentToGet[] {
  const neededUntil = episode.plannedEndOn ?? today;
  const ending = consentThatEndsSoon(consents, { ...need, today, neededUntil });
  return ending ? [{ ...need, reason: 'ends soon', endingId: ending.id }] : [];
}

async function missingForHome(reader: Reader, episode: Episode, today: LocalDate): Promise<ConsentToGet[]> {
  const homeId = episode.residence?.homeId;
  if (!homeId) return [];
  const gate = await mayDisclose(reader, episode, homeId, 'residence', today);
  if (gate.decision === 'allowed') return [];
  return [{ recipientId: homeId, as: 'homeId', category: 'residence', reason: gate.reason }];
}

function ask(tx: Transaction, clinicId: string, episode: Episode, consent: ConsentToGet, at: Instant): void {
  const { recipientId, as, category, reason, endingId } = consent;
  const which = endingId ?? `since-${episode.residence?.since ?? ''}`;
  askSeparately(tx, at, executionName(episode.id, 'consent', recipientId, which), {
    clinicId,
    kind: 'consent-needed',
    episodeId: episode.id,
    about: { [as]: recipientId, category, ...(endingId ? { consentId: endingId } : {}) },
    reason,
  });
}

import { type AuditEntry, type ChainLink, episodeChain } from '../domain/audit.ts';
import type { Clinic } from '../domain/clinic.ts';
import { type Instant, type LocalDate, localDateOf } from '../domain/clinic-calendar.ts';
import type { Episode } from '../domain/episode.ts';
import type { HumanTask } from '../domain/human-task.ts';
import type { Partner } from '../domain/partner.ts';
import type { Program } from '../domain/program.ts';
import type { RecordKind, RecordOf } from '../domain/records.ts';
import type { StaffMember } from '../domain/staff.ts';
import { consoleWords } from '../pages/console-words.ts';
import type { Language } from '../pages/words.ts';
import type { Ports } from '../ports.ts';
import { type KnownPerson, partnerPeople, staffPerson } from './known-people.ts';

/** Kinds filed under an episode that its page shows. */
const shownKinds = [
  'aftercarePlan',
  'attendance',
  'consent',
  'disclosure',
  'drugTest',
  'feedback',
  'milestones',
  'milestoneCheck',
] as const satisfies RecordKind[];
type ShownKind = (typeof shownKinds)[number];

/** Everything that a client's page is made from, as of one moment. */
export interface ClientRecords {
  clinic: Clinic;
  episode: Episode;
  client: RecordOf<'client'> | undefined;
  program: Program | undefined;
  carePlan: RecordOf<'carePlan'> | undefined;
  filed: { [Kind in ShownKind]: RecordOf<Kind>[] };
  /** The questions about the client, those of a list included. */
  tasks: ReadonlyMap<string, HumanTask>;
  links: ChainLink<AuditEntry>[];
  staff: StaffMember[];
  partners: ReadonlyMap<string, Partner>;
  /** Whoever may stand behind an id. */
  people: ReadonlyMap<string, KnownPerson>;
  language: Language;
  now: Instant;
  today: LocalDate;
}

/** Reads an episode with all that belongs to it; undefined where the clinic has no such episode. */
export async function readClient(
  ports: Ports,
  clinic: Clinic,
  episodeId: string,
  language: Language,
): Promise<ClientRecords | undefined> {
  const reader = ports.store.read(clinic.id);
  const episode = await reader.get('episode', episodeId);
  if (!episode) return undefined;
  const filed = <Kind extends ShownKind>(kind: Kind) => reader.list(kind, { parent: episodeId });
  const [client, version, carePlan, own, shared, staff, partners, links, records] = await Promise.all([
    reader.get('client', episode.clientId),
    reader.get('program', `${episode.programId}:${episode.programVersion}`),
    reader.get('carePlan', episodeId),
    reader.list('task', { parent: episodeId }),
    reader.list('task', { parent: 'clinic' }),
    reader.list('staff'),
    reader.list('partner'),
    ports.store.chain(clinic.id, episodeChain(episodeId)),
    Promise.all(shownKinds.map(async (kind) => [kind, await filed(kind)] as const)),
  ]);
  const tasks = [...own, ...shared.filter(({ items }) => items.includes(episodeId))];
  const now = ports.clock.now();
  return {
    clinic,
    episode,
    client,
    program: version?.program,
    carePlan,
    filed: Object.fromEntries(records) as unknown as ClientRecords['filed'],
    tasks: new Map(tasks.map((task) => [task.id, task])),
    links: links as ChainLink<AuditEntry>[],
    staff,
    partners: new Map(partners.map((partner) => [partner.id, partner])),
    people: peopleBehind(staff, partners, { clinic, client, language }),
    language,
    now,
    today: localDateOf(clinic.calendar.timeZone, now),
  };
}

function peopleBehind(
  staff: readonly StaffMember[],
  partners: readonly Partner[],
  { clinic, client, language }: Pick<ClientRecords, 'clinic' | 'client' | 'language'>,
): Map<string, KnownPerson> {
  const said = consoleWords[language];
  const others: KnownPerson[] = [];
  const outside = { partnerName: null, roleCode: '', email: '' };
  if (client)
    others.push({
      ...outside,
      id: client.id,
      name: client.name,
      role: said.areas.client.toLowerCase(),
      kind: 'client',
    });
  if (clinic.auditor)
    others.push({
      ...outside,
      id: 'auditor',
      name: clinic.auditor.name,
      role: said.roles.auditor.toLowerCase(),
      kind: 'auditor',
    });
  const people = [
    ...staff.map((member) => staffPerson(member, language)),
    ...partners.flatMap((partner) => partnerPeople(partner, language)),
    ...others,
  ];
  return new Map(people.map((person) => [person.id, person]));
}

/** The name behind a person's id; the id where nobody is known by it. */
export function nameOf({ people }: ClientRecords, id: string): string {
  return people.get(id)?.name ?? id;
}

/** The name of a partner; the id where there is none. */
export function partnerName({ partners }: ClientRecords, id: string): string {
  return partners.get(id)?.name ?? id;
}

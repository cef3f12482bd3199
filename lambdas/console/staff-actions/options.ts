import type { Clinic } from '../../domain/clinic.ts';
import type { Partner } from '../../domain/partner.ts';
import type { FieldOption } from '../../pages/action-form.ts';
import { actionWords } from '../../pages/action-words.ts';
import { consoleWords } from '../../pages/console-words.ts';
import type { Language } from '../../pages/words.ts';
import type { Reader } from '../../ports.ts';

type Options = FieldOption[];

/** What choices are made from; each list is read once, and only when a field needs it. */
interface Source {
  reader: Reader;
  clinic: Clinic;
  language: Language;
  /** The episode that the form is about, when it is known. */
  episodeId: string | undefined;
}

const staffFields = [
  'staffId',
  'toId',
  'memberId',
  'coverId',
  'triedBy',
  'signedBy',
  'decidedBy',
  'approvedBy',
  'disclosedBy',
  'caller',
  'clinicianId',
];
const loaders: Record<string, (source: Source) => Promise<Options>> = {
  ...Object.fromEntries(staffFields.map((name) => [name, staffOptions])),
  episodeId: episodeOptions,
  rightEpisodeId: episodeOptions,
  keepEpisodeId: episodeOptions,
  duplicateEpisodeId: episodeOptions,
  homeId: (source) => partnerOptions(source, 'sober-home'),
  homeChoices: (source) => partnerOptions(source, 'sober-home'),
  receiverId: (source) => partnerOptions(source, 'aftercare'),
  receiver: (source) => partnerOptions(source, 'aftercare'),
  receiverChoices: (source) => partnerOptions(source, 'aftercare'),
  recipientIds: (source) => partnerOptions(source, 'any'),
  recipientId: async (source) => [
    { value: 'all', label: actionWords[source.language].everybody },
    ...(await partnerOptions(source, 'any')),
  ],
  programId: async ({ clinic }) => Object.keys(clinic.programVersions).map(named),
  contactId: contactOptions,
  testId: testOptions,
  overrideId: overrideOptions,
  emergencyId: emergencyOptions,
};

/** Choices for the fields that hold an id, by path; fields that hold none are left out. */
export async function optionsFor(paths: readonly string[], source: Source): Promise<Record<string, Options>> {
  const kept = { ...source, reader: readOnce(source.reader) };
  const found = await Promise.all(
    paths.map(async (path) => {
      const load = loaders[path.split('.').at(-1) ?? ''];
      return [path, load ? await load(kept) : []] as const;
    }),
  );
  return Object.fromEntries(found.filter(([, options]) => options.length > 0));
}

/** The same list asked for twice is read once. */
function readOnce(reader: Reader): Reader {
  const lists = new Map<string, Promise<unknown>>();
  return {
    get: (kind, id) => reader.get(kind, id),
    list(kind, options) {
      const key = `${kind} ${options?.parent ?? ''} ${options?.upTo ?? ''}`;
      const list = lists.get(key) ?? reader.list(kind, options);
      lists.set(key, list);
      return list as ReturnType<Reader['list']> as never;
    },
  };
}

function named(id: string): FieldOption {
  return { value: id, label: id };
}

async function staffOptions({ reader, language }: Source): Promise<Options> {
  const said = consoleWords[language].roles;
  return (await reader.list('staff'))
    .filter(({ leftOn }) => !leftOn)
    .map(({ id, name, roles }) => ({
      value: id,
      label: `${name}, ${roles.map((role) => said[role]).join(', ')}`,
    }));
}

async function partnerOptions({ reader }: Source, kind: Partner['kind'] | 'any'): Promise<Options> {
  return (await reader.list('partner'))
    .filter((partner) => kind === 'any' || partner.kind === kind)
    .map(({ id, name }) => ({ value: id, label: name }));
}

async function episodeOptions({ reader }: Source): Promise<Options> {
  const [episodes, clients] = await Promise.all([reader.list('episode'), reader.list('client')]);
  const names = new Map(clients.map(({ id, preferredName, name }) => [id, shown(preferredName, name)]));
  return episodes
    .map(({ id, clientId, ending, stage, closedAt }) => ({
      isClosed: closedAt !== null,
      value: id,
      label: `${names.get(clientId) ?? clientId}, ${ending ?? stage}`,
    }))
    .sort((a, b) => Number(a.isClosed) - Number(b.isClosed) || (a.label < b.label ? -1 : 1))
    .map(({ value, label }) => ({ value, label }));
}

function shown(preferredName: string, name: string): string {
  return name.startsWith(preferredName) ? name : `${preferredName} (${name})`;
}

async function contactOptions(source: Source): Promise<Options> {
  const [staff, partners, clients] = await Promise.all([
    staffOptions(source),
    source.reader.list('partner'),
    source.reader.list('client'),
  ]);
  const contacts = partners.flatMap(({ name: partnerName, contacts: people }) =>
    people
      .filter(({ removedOn }) => !removedOn)
      .map(({ id, name }) => ({ value: id, label: `${name}, ${partnerName}` })),
  );
  return [...staff, ...contacts, ...clients.map(({ id, name }) => ({ value: id, label: name }))];
}

async function testOptions({ reader, episodeId }: Source): Promise<Options> {
  if (episodeId === undefined) return [];
  const tests = await reader.list('drugTest', { parent: episodeId });
  return tests
    .sort((a, b) => (a.date < b.date ? 1 : -1))
    .map(({ id, date, confirmation, outcome }) => ({
      value: id,
      label: `${date}: ${confirmation ?? outcome}`,
    }));
}

async function overrideOptions({ reader, episodeId }: Source): Promise<Options> {
  const episode = episodeId === undefined ? undefined : await reader.get('episode', episodeId);
  return (episode?.overrides ?? [])
    .filter(({ withdrawn }) => !withdrawn)
    .map(({ id, setting, from }) => ({ value: id, label: `${id}: ${setting.what}, ${from}` }));
}

async function emergencyOptions({ reader, episodeId }: Source): Promise<Options> {
  if (episodeId === undefined) return [];
  const records = await reader.list('emergencyDisclosure', { parent: episodeId });
  return records
    .filter(({ closedAt }) => closedAt === null)
    .map(({ id, openedAt }) => ({ value: id, label: `${openedAt.slice(0, 10)} (${id})` }));
}

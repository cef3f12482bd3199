import { action as dossierAction } from '../../actions/dossier.ts';
import type { AuditEntry } from '../../domain/audit.ts';
import { mayVisit } from '../../domain/console-access.ts';
import { type CheckedDossier, checkDossier } from '../../domain/dossier-check.ts';
import { type DossierLine, type DossierView, dossierPage } from '../../pages/dossier.ts';
import { dossierTables } from '../../pages/dossier-tables.ts';
import { factWords } from '../../pages/fact-words.ts';
import { type Language, words } from '../../pages/words.ts';
import type { Ports } from '../../ports.ts';
import { download, page } from '../console-response.ts';
import type { ConsoleRequest, ConsoleRoute } from '../console-route.ts';
import { frameOf } from '../frame.ts';
import { nothingHere } from '../nothing-here.ts';
import { recordViewed } from '../record-viewed.ts';

/** An episode's dossier: who knew what when, as a page and as a file. */
export const dossierRoutes: ConsoleRoute[] = [
  { method: 'GET', path: '/clients/:episode/dossier', area: 'dossier', answer: showDossier },
  { method: 'GET', path: '/clients/:episode/dossier/file', area: 'dossier', answer: showFile },
];

/** Where the page leads. */
interface Ways {
  path: string;
  timelineHref: string | null;
  /** False for an auditor: names stay in the clinic. */
  isNamesOpen: boolean;
}

/** The dossier's file; undefined where there is no such episode. That it was made is recorded each time. */
async function made(request: ConsoleRequest, ports: Ports): Promise<string | undefined> {
  const { clinic, member, roles } = request.visitor;
  const episodeId = request.params.episode ?? '';
  if (!(await ports.store.read(clinic.id).get('episode', episodeId))) return undefined;
  await recordViewed(request, ports, episodeId, 'dossier');
  const withoutNames = !roles.includes('director') || request.query.get('names') === 'without';
  const actor = { clinicId: clinic.id, by: member.id };
  const { text } = await dossierAction.start({ episodeId, withoutNames }, actor, ports);
  return String(text);
}

async function showDossier(request: ConsoleRequest, ports: Ports) {
  const { visitor, params, href } = request;
  const text = await made(request, ports);
  if (text === undefined) return nothingHere(request);
  const clientPath = `/clients/${encodeURIComponent(params.episode ?? '')}`;
  const ways: Ways = {
    path: href(`${clientPath}/dossier`),
    timelineHref: mayVisit(visitor.roles, 'client') ? href(clientPath) : null,
    isNamesOpen: visitor.roles.includes('director'),
  };
  const checked = checkDossier(new TextEncoder().encode(text));
  return page(
    dossierPage({ frame: frameOf(request, 'dossier'), ...viewOf(checked, ways, visitor.member.language) }),
  );
}

async function showFile(request: ConsoleRequest, ports: Ports) {
  const text = await made(request, ports);
  return text === undefined ? nothingHere(request) : download(`${request.params.episode}-dossier.json`, text);
}

function viewOf(
  { head, entries, leftOut, problems }: CheckedDossier,
  { path, timelineHref, isNamesOpen }: Ways,
  language: Language,
): Omit<DossierView, 'frame'> {
  const people = new Map(
    entries.flatMap(({ body }) => (body.kind === 'person' ? [[body.id, body] as const] : [])),
  );
  const nameOf = (id: string) => people.get(id)?.name || id;
  const episodeId = head?.episodeId ?? '';
  const isNamed = head?.names === 'with names';
  const client = [...people.values()].find((person) => person.as === 'client');
  const timeZone = head?.timeZone ?? 'UTC';
  return {
    timeZone,
    episodeId,
    clientName: isNamed ? (client?.name ?? '') : null,
    madeAt: head?.madeAt ?? '',
    madeBy: nameOf(head?.madeBy ?? ''),
    entries: entries.length,
    hash: entries.at(-1)?.hash ?? '',
    auditLinks: head?.auditLinks ?? 0,
    leftOut,
    problems,
    timelineHref,
    otherHref: isNamed ? `${path}?names=without` : isNamesOpen ? path : null,
    fileHref: `${path}/file${isNamed ? '' : '?names=without'}`,
    lines: entries.flatMap(({ sequence, body }) =>
      body.kind === 'fact' ? [lineOf(sequence, body.link.body, { nameOf, language })] : [],
    ),
    tables: dossierTables(entries, { language, timeZone, nameOf }),
  };
}

function lineOf(
  entry: number,
  fact: AuditEntry,
  { nameOf, language }: { nameOf: (id: string) => string; language: Language },
): DossierLine {
  const said = factWords(fact, language);
  const consentId = fact.details?.consentId;
  const category = words[language].categories[said.answer as keyof typeof words.en.categories];
  return {
    entry,
    at: fact.at,
    kind: said.kind,
    by: nameOf(fact.by),
    what: said.what.charAt(0).toUpperCase() + said.what.slice(1),
    toWhom: said.who.split(', ').map(nameOf).join(', '),
    answer: category ?? said.answer,
    consent: typeof consentId === 'string' ? consentId : '',
  };
}

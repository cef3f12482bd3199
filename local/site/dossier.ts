import type { AuditEntry } from '../../lambdas/domain/audit.ts';
import type { Clinic } from '../../lambdas/domain/clinic.ts';
import { type CheckedDossier, checkDossier } from '../../lambdas/domain/dossier-check.ts';
import { type DossierLine, type DossierView, dossierPage } from '../../lambdas/pages/dossier.ts';
import { dossierTables } from '../../lambdas/pages/dossier-tables.ts';
import { factWords } from '../../lambdas/pages/fact-words.ts';
import { words } from '../../lambdas/pages/words.ts';
import { clinicOfRequest, type SiteContext } from './clinic-choice.ts';
import { clinicPage, notThere } from './frame.ts';
import type { SiteRequest, SiteResponse } from './http.ts';

/** The dossier's file. That it was made is recorded each time. */
async function made({ laptop }: SiteContext, clinicId: string, request: SiteRequest): Promise<string> {
  const episodeId = request.params.episode ?? '';
  if (!laptop.clinic.store.find(clinicId, 'episode', episodeId))
    notThere('there is no such episode', 'choose one on the caseload');
  const withoutNames = request.query.get('names') === 'without';
  const { text } = await laptop.clinic.act(
    'dossier',
    { episodeId, withoutNames },
    { clinicId, by: 'operator' },
  );
  return String(text);
}

/** `GET /dossier/<episodeId>`, with `?names=without` without names. */
export async function getDossier(request: SiteRequest, context: SiteContext): Promise<SiteResponse> {
  return clinicPage(request, context, async (clinic: Clinic, frame) => {
    const checked = checkDossier(new TextEncoder().encode(await made(context, clinic.id, request)));
    return dossierPage({ frame, ...viewOf(checked) });
  });
}

/** `GET /local/export/dossier/<episodeId>`: the file, as `npm run dossier -- EPISODE --out FILE` writes it. */
export async function getDossierFile(request: SiteRequest, context: SiteContext): Promise<SiteResponse> {
  const text = await made(context, clinicOfRequest(request, context), request);
  return {
    status: 200,
    headers: {
      'content-type': 'application/json; charset=utf-8',
      'content-disposition': `attachment; filename="${request.params.episode}-dossier.json"`,
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
    },
    body: text,
  };
}

function viewOf({ head, entries, leftOut, problems }: CheckedDossier): Omit<DossierView, 'frame'> {
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
    timelineHref: `/clients/${episodeId}`,
    otherHref: `/dossier/${episodeId}${isNamed ? '?names=without' : ''}`,
    fileHref: `/local/export/dossier/${episodeId}${isNamed ? '' : '?names=without'}`,
    lines: entries.flatMap(({ sequence, body }) =>
      body.kind === 'fact' ? [lineOf(sequence, body.link.body, nameOf)] : [],
    ),
    tables: dossierTables(entries, { timeZone, nameOf }),
  };
}

function lineOf(entry: number, fact: AuditEntry, nameOf: (id: string) => string): DossierLine {
  const said = factWords(fact);
  const consentId = fact.details?.consentId;
  const category = words.en.categories[said.answer as keyof typeof words.en.categories];
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

import type { AuditEntry } from './audit.ts';
import type { Consent } from './consent.ts';
import type { Disclosure } from './disclosure.ts';
import type { DossierEntry } from './dossier.ts';
import type { Episode } from './episode.ts';
import type { HumanTask } from './human-task.ts';
import type { RecordKind, RecordOf } from './records.ts';

/** Something that is wrong with a dossier, and the entry it concerns; null where it concerns none by itself. */
export interface DossierProblem {
  entry: number | null;
  problem: string;
}

/** What is compared: a fact, and the records that must bear it out. */
interface Compared {
  fact: AuditEntry;
  records: RecordsByKind;
}

type RecordsByKind = <K extends RecordKind>(kind: K) => RecordOf<K>[];

/** For each fact that a record repeats: what the record must say. Undefined when it does. */
const checks: Record<string, (compared: Compared) => string | undefined> = {
  'question asked': ({ fact, records }) => {
    const task = taskOf(fact, records);
    if (!task) return 'there is no such question among the records';
    return task.asked.includes(detail(fact, 'to'))
      ? undefined
      : 'the question does not say that this person was asked';
  },
  'answer recorded': ({ fact, records }) => {
    const task = taskOf(fact, records);
    if (!task) return 'there is no such question among the records';
    const said = [task.answer, ...task.superseded].filter((answer) => answer !== null);
    const isPart = task.items.length > 0;
    const isThere = said.some(
      ({ by, at, choice }) =>
        by === fact.by && (at === fact.at || isPart) && (isPart || choice === detail(fact, 'choice')),
    );
    return isThere ? undefined : 'the question does not hold this answer';
  },
  'question withdrawn': ({ fact, records }) => {
    const task = taskOf(fact, records);
    return task && task.status !== 'withdrawn' ? `the question is ${task.status}, not withdrawn` : undefined;
  },
  'shown to partner': ({ fact, records }) => {
    const isThere = records('disclosure').some((told) => isSameTelling(told, fact));
    return isThere ? undefined : 'the ledger has no such disclosure';
  },
  'consent revoked': ({ fact, records }) => {
    const revocations = records('consent').flatMap((consent: Consent) => consent.revocations);
    return revocations.some(({ at }) => at === fact.at)
      ? undefined
      : 'no consent says that it was revoked then';
  },
};

function detail({ details }: AuditEntry, name: string): string {
  return String(details?.[name] ?? '');
}

function taskOf(fact: AuditEntry, records: RecordsByKind): HumanTask | undefined {
  return records('task').find(({ id }) => id === detail(fact, 'taskId'));
}

function isSameTelling(told: Disclosure, fact: AuditEntry): boolean {
  return (
    told.at === fact.at &&
    told.contactId === detail(fact, 'contactId') &&
    told.category === detail(fact, 'category') &&
    told.consentId === detail(fact, 'consentId')
  );
}

/** Where the records do not say what the audit says, or say something that the audit does not know. */
export function recordsAgainstFacts(entries: readonly DossierEntry[]): DossierProblem[] {
  const facts = entries.flatMap(({ sequence, body }) =>
    body.kind === 'fact' ? [{ entry: sequence, fact: body.link.body }] : [],
  );
  const byKind = new Map<RecordKind, unknown[]>();
  for (const { body } of entries)
    if (body.kind === 'record') byKind.set(body.of, [...(byKind.get(body.of) ?? []), body.record]);
  const records: RecordsByKind = <K extends RecordKind>(kind: K) => (byKind.get(kind) ?? []) as RecordOf<K>[];
  const differing = facts.flatMap(({ entry, fact }) => {
    const problem = checks[fact.what]?.({ fact, records });
    return problem === undefined ? [] : [{ entry, problem: `${fact.what}: ${problem}` }];
  });
  return [
    ...differing,
    ...unknownToAudit(
      entries,
      facts.map(({ fact }) => fact),
    ),
    ...wrongEnding(entries, facts),
  ];
}

/** Disclosures and answers that no link of the audit tells of. */
function unknownToAudit(entries: readonly DossierEntry[], facts: readonly AuditEntry[]): DossierProblem[] {
  return entries.flatMap(({ sequence, body }) => {
    if (body.kind !== 'record') return [];
    if (body.of === 'disclosure') {
      const told = body.record as unknown as Disclosure;
      const isKnown = facts.some((fact) => fact.what === 'shown to partner' && isSameTelling(told, fact));
      return isKnown ? [] : [{ entry: sequence, problem: 'the audit knows nothing of this disclosure' }];
    }
    if (body.of !== 'task') return [];
    const { id, answer, items, episodeId } = body.record as unknown as HumanTask;
    if (!answer || items.length > 0 || episodeId === undefined) return [];
    const isKnown = facts.some(
      (fact) =>
        fact.what === 'answer recorded' &&
        detail(fact, 'taskId') === id &&
        fact.by === answer.by &&
        detail(fact, 'choice') === answer.choice,
    );
    return isKnown ? [] : [{ entry: sequence, problem: 'the audit knows nothing of this answer' }];
  });
}

const endingFacts: Record<string, (fact: AuditEntry) => string> = {
  'referral ended': (fact) => detail(fact, 'ending'),
  'treatment ended': (fact) => detail(fact, 'ending'),
  'ending corrected': (fact) => detail(fact, 'now'),
  'death recorded': () => 'deceased',
};

/** The ending on record is the one that the audit told last. */
function wrongEnding(
  entries: readonly DossierEntry[],
  facts: readonly { entry: number; fact: AuditEntry }[],
): DossierProblem[] {
  const episode = entries.find(({ body }) => body.kind === 'record' && body.of === 'episode');
  if (episode?.body.kind !== 'record') return [];
  const { ending } = episode.body.record as unknown as Episode;
  const told = facts.flatMap(({ fact }) => endingFacts[fact.what]?.(fact) ?? []).at(-1) ?? null;
  return told === ending
    ? []
    : [{ entry: episode.sequence, problem: `the ending on record is “${ending}”, the audit’s is “${told}”` }];
}

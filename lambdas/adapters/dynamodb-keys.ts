import { kindsFiledApart, parentOf, type RecordKind } from '../domain/records.ts';

/** The primary key of both tables: strings named PK and SK. */
export interface Key {
  PK: string;
  SK: string;
}

/** Wide enough for any chain, so that the order of the text is the order of the numbers. */
const sequenceDigits = 12;

/** Where a record is kept in the records table. */
export function recordKey(clinicId: string, kind: RecordKind, id: string): Key {
  if (isFoundOneByOne(kind)) return { PK: `~${kind}#${id}`, SK: id };
  return { PK: partitionOf(clinicId, kind, parentOfRecord(kind, id)), SK: id };
}

/**
 * The partition that holds all records of a kind under one parent, in the order of ids.
 * @throws Error for what has a partition of its own: links, and mails by the mail service's id
 */
export function listPartition(clinicId: string, kind: RecordKind, parent: string): string {
  if (isFoundOneByOne(kind)) throw new Error(`${kind}s cannot be listed: get one by its id`);
  return partitionOf(clinicId, kind, parent);
}

/** Too many across all clinics for one partition, and looked up by an id from outside. */
function isFoundOneByOne(kind: RecordKind): boolean {
  return kind === 'link' || kind === 'mailByProvider';
}

/** The parent a record is filed under. An agenda id begins with an instant, whose colons part nothing. */
export function parentOfRecord(kind: RecordKind, id: string): string {
  return kind === 'agenda' ? '' : parentOf(id);
}

/** The partition of the audit table that holds one chain. */
export function chainPartition(clinicId: string, chain: string): string {
  return `${checked(clinicId)}#${chain}`;
}

export function chainLinkKey(clinicId: string, chain: string, sequence: number): Key {
  const SK = String(sequence).padStart(sequenceDigits, '0');
  return { PK: chainPartition(clinicId, chain), SK };
}

function partitionOf(clinicId: string, kind: RecordKind, parent: string): string {
  if (kindsFiledApart.includes(kind)) return `~${kind}`;
  const drawer = `${checked(clinicId)}#${kind}`;
  return parent === '' ? drawer : `${drawer}#${parent}`;
}

/** A clinic's id begins every key, so it must not be able to look like the key of another. */
function checked(clinicId: string): string {
  if (clinicId !== '' && !clinicId.includes('#') && !clinicId.startsWith('~')) return clinicId;
  throw new Error(
    `clinic id "${clinicId}": must not be empty, contain "#" or begin with "~"; use a plain id`,
  );
}

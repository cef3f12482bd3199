import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { kindsOfEpisode } from '../../lambdas/casework/dossier.ts';

/** Kinds that the dossier reads otherwise: by what names them. */
const readOtherwise = [
  'episode',
  'carePlan',
  'checkIn',
  'homeNotice',
  'page',
  'client',
  'staff',
  'partner',
  'clinic',
];

/** Kinds that say nothing of one episode by themselves, and why they are not in its dossier. */
const leftOut: Record<string, string> = {
  clinicDay: 'the clinic’s own days',
  program: 'the program’s file, named by its version',
  openMatter: 'points at a matter',
  caseload: 'a count',
  enrolment: 'points at the episode',
  waitlist: 'points at the episode',
  openTask: 'points at a question',
  attendanceSheet: 'about a whole group; what it says of the client is the attendance',
  freeBeds: 'about a home',
  departure: 'about somebody who left the clinic or a partner',
  openCrisis: 'points at a crisis',
  signal: 'how state machines are told',
  wait: 'holds the token of a state machine',
  mailByProvider: 'points at a mail',
  drawDay: 'about everyone’s draw: see the export of draws',
  drawHead: 'about everyone’s draw',
  link: 'opens a door',
  passcode: 'opens a door',
  staffSession: 'opens a door',
  confirmedDeed: 'keeps a page from being confirmed twice; what was done is in the audit',
  agenda: 'what is to be done',
  recordCheck: 'about the clinic’s records as a whole',
  chainHead: 'the end of a chain',
};

/** The kinds by the declaration of the records: a kind that is new must be taken in or left out with its reason. */
function allKinds(): string[] {
  const source = readFileSync(join(import.meta.dirname, '../../lambdas/domain/records.ts'), 'utf8');
  const body = /export interface RecordKinds \{([\s\S]*?)\n\}/.exec(source)?.[1] ?? '';
  return [...body.matchAll(/^ {2}(\w+): /gm)].map(([, kind]) => kind ?? '');
}

test('every kind of record is in a dossier, or left out with a reason', () => {
  const known = [...kindsOfEpisode, ...readOtherwise, ...Object.keys(leftOut)];
  expect(allKinds().filter((kind) => !known.includes(kind))).toEqual([]);
  expect(known.filter((kind) => !allKinds().includes(kind))).toEqual([]);
  expect(allKinds().length).toBeGreaterThan(30);
});

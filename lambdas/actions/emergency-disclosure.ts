import * as z from 'zod';
import { openMatter, settleMatter } from '../casework/consent-matters.ts';
import { required } from '../casework/read-records.ts';
import { tellAnswered } from '../casework/settle-questions.ts';
import type { Instant } from '../domain/clinic-calendar.ts';
import {
  checkRecipient,
  type EmergencyDisclosure,
  type EmergencyFacts,
  medicalRoles,
  missingFacts,
} from '../domain/emergency.ts';
import { choiceField, flagField, textField, wants } from '../domain/file-fields.ts';
import type { Transaction } from '../ports.ts';
import { episodeField, named, refuseField } from '../runtime/action-subject.ts';
import { BadInput, defineAction } from '../runtime/define-action.ts';

const schema = z.strictObject({
  episodeId: episodeField,
  emergencyId: z
    .string()
    .regex(/^ep_[0-9a-z]+:em-\d+$/, 'is not an emergency record; copy the id from the client’s timeline')
    .optional()
    .describe('The record to go on with; left out, a new one is opened'),
  recipientName: textField('the recipient’s name').optional().describe('Who was told: a person'),
  recipientRole: choiceField(medicalRoles)
    .optional()
    .describe('Medical personnel only; whoever runs a house is none'),
  facility: textField('the facility').optional().describe('The recipient’s hospital, service or practice'),
  disclosedBy: textField('the discloser’s name').optional().describe('Who told it'),
  disclosedAt: z.iso
    .datetime(wants('a moment', 'write it like 2026-03-31T17:05:00Z'))
    .optional()
    .describe('When it was told, with its time zone: 2026-03-31T17:05:00Z'),
  nature: textField('the nature of the emergency', 500).optional().describe('What the emergency was'),
  close: flagField.default(false).describe('True when all is known: the record is closed'),
});
type Input = z.infer<typeof schema>;

/**
 * Writes down what was told to medical personnel in an emergency, when consent could not be had. It can be opened with
 * whatever is known and is not closed before its facts are there; until then somebody is asked. Source: 42 CFR §2.51.
 */
export const action = defineAction({
  name: 'emergency-disclosure',
  title: 'Emergency disclosure',
  description:
    'Records what was told to medical personnel in an emergency. Open it with what is known; to close it, recipient and facility, discloser, moment and nature are all needed.',
  schema,
  async run(input, { clinicId, by }, ports) {
    const at = ports.clock.now();
    const done = await ports.store.transact(clinicId, async (tx) => {
      const episode = await named(tx, 'episode', input.episodeId, 'episodeId');
      const clinic = await named(tx, 'clinic', clinicId, 'clinic');
      const record = await recordWith(tx, input, { by, at });
      refuseRecipient(record, await tx.list('partner'));
      if (record.disclosedAt !== null && record.disclosedAt > at)
        refuseField('disclosedAt', 'is still to come', 'give the moment when it was told');
      if (input.close) refuseGaps(record);
      const saved = input.close ? { ...record, closedAt: at, closedBy: by } : record;
      tx.put('emergencyDisclosure', saved);
      const isNew = input.emergencyId === undefined;
      const missing = missingFacts(saved);
      tx.audit({
        at,
        what: whatHappened(isNew, input.close),
        by,
        episodeId: episode.id,
        details: { emergencyId: saved.id, missing },
      });
      if (isNew && !input.close)
        await openMatter(tx, clinic, {
          episodeId: episode.id,
          kind: 'emergency-record',
          text: '',
          about: { emergencyId: saved.id },
          by,
          at,
        });
      const answered = input.close && !isNew ? await settle(tx, saved, { by, at }) : [];
      return { id: saved.id, missing, answered };
    });
    await tellAnswered(ports, clinicId, done.answered, at);
    return {
      summary: input.close
        ? 'The record of the emergency disclosure is complete and closed.'
        : 'The record is open. It is asked for until it is complete and closed.',
      emergencyId: done.id,
      missing: done.missing,
    };
  },
});

function whatHappened(isNew: boolean, isClosed: boolean): string {
  if (isClosed) return 'emergency disclosure closed';
  return isNew ? 'emergency disclosure opened' : 'emergency disclosure added to';
}

/** The record as known before, with what was given now laid over it. */
async function recordWith(
  tx: Transaction,
  { episodeId, emergencyId, close: _close, ...given }: Input,
  { by, at }: { by: string; at: Instant },
): Promise<EmergencyDisclosure> {
  const facts = given.disclosedAt
    ? { ...given, disclosedAt: new Date(given.disclosedAt).toISOString() }
    : given;
  if (emergencyId === undefined) {
    const known = await tx.list('emergencyDisclosure', { parent: episodeId });
    const id = `${episodeId}:em-${known.length + 1}`;
    await tx.get('emergencyDisclosure', id);
    return {
      ...nothingKnown,
      ...facts,
      id,
      episodeId,
      openedAt: at,
      openedBy: by,
      closedAt: null,
      closedBy: null,
    };
  }
  const record = await tx.get('emergencyDisclosure', emergencyId);
  if (!record || record.episodeId !== episodeId)
    refuseField('emergencyId', 'is no record of this episode', 'copy the id from the client’s timeline');
  if (record.closedAt !== null)
    refuseField('emergencyId', 'is closed already', 'open a new record if something else was told');
  return { ...record, ...facts };
}

const nothingKnown: EmergencyFacts = {
  recipientName: null,
  recipientRole: null,
  facility: null,
  disclosedBy: null,
  disclosedAt: null,
  nature: null,
};

function refuseRecipient(record: EmergencyDisclosure, partners: Parameters<typeof checkRecipient>[1]): void {
  const checked = checkRecipient(record, partners);
  if (checked.outcome === 'refused') refuseField(checked.field, checked.problem, checked.fix);
}

function refuseGaps(record: EmergencyDisclosure): void {
  const missing = missingFacts(record);
  if (missing.length === 0) return;
  const fix = 'give it, or leave the record open until it is known';
  throw new BadInput(missing.map((field) => ({ field, problem: 'is needed to close the record', fix })));
}

async function settle(
  tx: Transaction,
  record: EmergencyDisclosure,
  { by, at }: { by: string; at: Instant },
): Promise<string[]> {
  const matters = await tx.list('matter', { parent: record.episodeId });
  const about = matters.find((matter) => matter.about.emergencyId === record.id && matter.settled === null);
  if (!about) return [];
  const matter = await required(tx, 'matter', about.id);
  return settleMatter(tx, matter, { as: 'record closed', by, at });
}

import * as z from 'zod';
import { recordPlan } from '../casework/aftercare-plans.ts';
import { tellSignalOrLater } from '../casework/tell-workflow.ts';
import { levelsOfCare } from '../domain/aftercare-plan.ts';
import { localDateOf } from '../domain/clinic-calendar.ts';
import { choiceField, dateField, slugField, textField } from '../domain/file-fields.ts';
import { isHandoffClosed } from '../domain/handoff.ts';
import type { Reader } from '../ports.ts';
import { episodeField, named, refuseField } from '../runtime/action-subject.ts';
import { defineAction } from '../runtime/define-action.ts';

const schema = z
  .strictObject({
    episodeId: episodeField,
    levelOfCare: choiceField(levelsOfCare).describe('The next level of care'),
    receiver: slugField(40)
      .optional()
      .describe('An aftercare partner of the clinic; it must be in a consent'),
    otherReceiver: textField('the name', 60)
      .optional()
      .describe('Instead: another provider by name; staff arrange it by phone'),
    appointmentOn: dateField.optional().describe('Day of the first appointment'),
    appointmentAt: z
      .string()
      .regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'is not a time of day; write 14:30')
      .optional()
      .describe('Time of the appointment'),
    mutualHelp: textField('the plan for mutual help', 400).describe('Meetings, sponsor, steps'),
    home: textField('the plan for the home', 400).describe('Where, with whom, until when'),
    warningSigns: textField('the warning signs', 400).describe('And what the client does then'),
    contacts: textField('the contacts', 400)
      .optional()
      .describe('Whom else to call; 988, 911 and the crisis line are always named'),
    caller: slugField(40)
      .optional()
      .describe('Who makes the follow-up calls; the case manager when left out'),
  })
  .refine(({ receiver, otherReceiver }) => receiver === undefined || otherReceiver === undefined, {
    path: ['otherReceiver'],
    message: 'stands beside receiver; keep one of the two',
  });
type Input = z.infer<typeof schema>;

/** Makes or revises the plan for the time after the program. An earlier one is superseded and kept. */
export const action = defineAction({
  name: 'make-aftercare-plan',
  title: 'Make or revise the aftercare plan',
  description:
    'The plan counts from now on; an earlier one is kept. Another receiver is asked by link only when a consent names it.',
  schema,
  async run({ episodeId, ...fields }, { clinicId, by }, ports) {
    const at = ports.clock.now();
    const planId = await ports.store.transact(clinicId, async (tx) => {
      const clinic = await named(tx, 'clinic', clinicId, 'clinic');
      const episode = await named(tx, 'episode', episodeId, 'episodeId');
      if (isHandoffClosed(episode.handoff))
        refuseField('episodeId', 'the handoff is closed', 'refer the client anew');
      await checkNamed(tx, fields);
      const today = localDateOf(clinic.calendar.timeZone, at);
      if (fields.appointmentOn !== undefined && fields.appointmentOn < today)
        refuseField('appointmentOn', 'is over', 'give today or a day to come');
      const choice =
        fields.otherReceiver === undefined ? 'refer to the named receiver' : 'arranged with another provider';
      return (await recordPlan(tx, clinic, { episodeId, choice, fields: given(fields), by, at })).id;
    });
    await tellSignalOrLater(ports, clinicId, { episodeId, wait: 'aftercare', at });
    return { summary: 'The aftercare plan is on record.', planId };
  },
});

async function checkNamed(
  reader: Reader,
  { receiver, caller }: Pick<Input, 'receiver' | 'caller'>,
): Promise<void> {
  if (receiver !== undefined && (await named(reader, 'partner', receiver, 'receiver')).kind !== 'aftercare')
    refuseField('receiver', 'is not an aftercare provider', 'use an aftercare provider’s id');
  if (caller !== undefined && (await named(reader, 'staff', caller, 'caller')).leftOn)
    refuseField('caller', 'has left the clinic', 'name somebody who works here');
}

function given(fields: Omit<Input, 'episodeId'>): Record<string, string> {
  const entries = Object.entries(fields).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return Object.fromEntries(entries);
}

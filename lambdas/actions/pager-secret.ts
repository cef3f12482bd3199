import * as z from 'zod';
import { webhookKey } from '../casework/page-out.ts';
import type { Reader } from '../ports.ts';
import { named, refuseField } from '../runtime/action-subject.ts';
import { type Actor, defineAction } from '../runtime/define-action.ts';

/** Shows the secret that the paging service checks pages with, and signs its replies with. */
export const action = defineAction({
  name: 'pager-secret',
  title: 'Show the pager’s secret',
  description:
    'Shows the secret to enter at the paging service, in hexadecimal. It is derived, not kept; another secretVersion in the clinic’s file is another secret.',
  schema: z.strictObject({}),
  async run(_, actor, { store, secrets, clock }) {
    const reader = store.read(actor.clinicId);
    await refuseOthers(reader, actor);
    const clinic = await named(reader, 'clinic', actor.clinicId, 'clinic');
    const key = await webhookKey(secrets, clinic);
    if (!key)
      refuseField('clinic.pager', 'is no webhook', 'only a webhook has a secret; see the clinic’s file');
    await store.transact(actor.clinicId, async (tx) =>
      tx.audit({ at: clock.now(), what: 'pager secret shown', by: actor.by }),
    );
    return {
      summary: 'Enter it at the paging service, as hexadecimal. Anybody who has it can acknowledge a crisis.',
      secret: Buffer.from(key).toString('hex'),
    };
  },
});

/** Whoever has the secret can say that somebody has a crisis: the operator and the director only. */
async function refuseOthers(reader: Reader, { by }: Actor): Promise<void> {
  const member = await reader.get('staff', by);
  if (member && !member.roles.includes('director'))
    refuseField('clinic.pager', `${by} is not the director`, 'ask the director or the operator');
}

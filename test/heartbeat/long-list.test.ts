import { expect, test } from 'vitest';
import { action as applyClinic } from '../../lambdas/actions/apply-clinic.ts';
import { agendaItem } from '../../lambdas/domain/clinic.ts';
import { beat } from '../../lambdas/heartbeat/beat.ts';
import { exampleClinic, operator, sheerProgram } from '../example-clinic.ts';
import { createFakePorts } from '../fake-ports.ts';

const { clinicId } = operator;
const contactId = 'dev-patel';
const at = '2027-01-05T17:00:00.000Z';

test('a list names more clients than one transaction can watch, and goes out all the same', async () => {
  const ports = createFakePorts('2027-01-05T16:00:00.000Z');
  await applyClinic.start({ clinic: exampleClinic(), programs: [sheerProgram()] }, operator, ports);
  for (let index = 0; index < 150; index += 1) {
    const taskId = `ep_${index}:tell-client-1`;
    await ports.store.transact(clinicId, async (tx) =>
      tx.put('openTask', { id: `${contactId}:${taskId}`, taskId, contactId, kind: 'tell-client', dueAt: at }),
    );
  }
  await ports.store.transact(clinicId, async (tx) =>
    tx.put('agenda', agendaItem(at, { do: 'send-batch', contactId })),
  );
  ports.at(at);
  await beat(ports);
  const mails = await ports.store.read(clinicId).list('mail', { parent: contactId });
  expect(mails.map(({ message }) => 'taskIds' in message && message.taskIds.length)).toEqual([150]);
});

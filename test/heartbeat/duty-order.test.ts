import { expect, test } from 'vitest';
import { type AgendaDuty, agendaItem } from '../../lambdas/domain/clinic.ts';
import { inOrder } from '../../lambdas/heartbeat/duty-order.ts';

const at = '2027-01-04T17:00:00.000Z';

test('executions first, then drug-test lists, then what cannot wait, then the rest, and digests last', () => {
  const duties: AgendaDuty[] = [
    { do: 'send-digest', contactId: 'ada-lindqvist' },
    { do: 'send-mail', mailId: 'usual' },
    { do: 'send-mail', mailId: 'urgent', urgency: 'urgent' },
    { do: 'check-delivery', mailId: 'lost' },
    { do: 'send-mail', mailId: 'list', urgency: 'collections' },
    { do: 'send-batch', contactId: 'dev-patel' },
    { do: 'tell-answer', taskId: 'ep_1:tk-1' },
  ];
  const ordered = inOrder(duties.map((duty) => agendaItem(at, duty))).map(({ duty }) =>
    'mailId' in duty ? duty.mailId : duty.do,
  );
  expect(ordered).toEqual(['tell-answer', 'list', 'send-batch', 'lost', 'urgent', 'usual', 'send-digest']);
});

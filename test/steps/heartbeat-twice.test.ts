import { expect, test } from 'vitest';
import { beat } from '../../lambdas/heartbeat/beat.ts';
import { exampleReferrals } from '../example-clinic.ts';
import { begin, type Journey } from '../journeys/journey.ts';

const heartbeatMs = 5 * 60_000;
const playedDays = 40;

/** Lets two more heartbeats run at the same moment as each that has something to do. */
function beatThrice({ play }: Journey): void {
  const { clock, store, ports, now } = play.clinic;
  const again = async (): Promise<void> => {
    clock.at(clock.nowMs() + heartbeatMs, again, 'more heartbeats');
    const dueAt = store.nextAgendaAt();
    if (dueAt !== undefined && dueAt <= now()) await Promise.all([beat(ports), beat(ports)]);
  };
  clock.at(Math.ceil(clock.nowMs() / heartbeatMs) * heartbeatMs, again, 'more heartbeats');
}

async function played(prepare: (journey: Journey) => void): Promise<Journey> {
  const journey = await begin({ referrals: exampleReferrals().slice(0, 4) });
  prepare(journey);
  await journey.days(playedDays);
  return journey;
}

/** Lists and questions. A mail that waits in the ledger may go out once more when two send it at the same moment. */
const mailsOf = ({ play }: Journey) =>
  play.clinic.mailbox.mails
    .filter(({ id }) => !id.startsWith('auditor:'))
    .map(({ id, at }) => `${at} ${id}`)
    .sort();
const executionsOf = ({ play }: Journey) =>
  play.clinic.runner
    .list()
    .map(({ name }) => name)
    .sort();

test('heartbeats that run at the same moment do each duty once', async () => {
  // Given forty days with one heartbeat at a time
  const once = await played(() => {});
  // When the same days have three at a time, as when a schedule delivers twice or a beat takes long
  const thrice = await played(beatThrice);
  // Then people get the same mails, and the same workflows run
  expect(mailsOf(thrice)).toEqual(mailsOf(once));
  expect(executionsOf(thrice)).toEqual(executionsOf(once));
  expect(thrice.all('agenda')).toEqual(once.all('agenda'));
});

import { beforeEach, expect, test } from 'vitest';
import { action as applyClinic } from '../../lambdas/actions/apply-clinic.ts';
import { action as setAbsence } from '../../lambdas/actions/set-absence.ts';
import { beat } from '../../lambdas/heartbeat/beat.ts';
import { exampleClinic, operator, sheerProgram } from '../example-clinic.ts';
import { createFakePorts, type FakePorts } from '../fake-ports.ts';

const { clinicId } = operator;
let ports: FakePorts;

/** Ids of the week's emails, and to whom each went. */
async function told(): Promise<string[]> {
  const mails = await ports.store.read(clinicId).list('mail', { parent: 'clinic' });
  return mails
    .filter(({ message }) => message.kind === 'monday')
    .map(({ id, contactId }) => `${id} ${contactId}`);
}

async function beatAt(...moments: string[]): Promise<void> {
  for (const at of moments) {
    ports.at(at);
    await beat(ports);
  }
}

/** A clinic in Los Angeles that is closed on Tuesday, 26 January; its digests go out at 8:30, which is 16:30 UTC. */
async function begin(closures: string[]): Promise<void> {
  ports = createFakePorts('2027-01-20T17:00:00.000Z');
  const file = exampleClinic();
  const clinic = { ...file, clinic: { ...file.clinic, closures } };
  await applyClinic.start({ clinic, programs: [sheerProgram()] }, operator, ports);
}

beforeEach(() => begin(['2027-01-26']));

const days = ['21', '22', '23', '24'].map((day) => `2027-01-${day}T15:00:00.000Z`);
const monday = ['2027-01-25T15:00:00.000Z', '2027-01-25T16:29:00.000Z'];

test('the director is told with Monday’s digest, once, because a day to come is uncovered', async () => {
  await beatAt(...days, ...monday);
  expect(await told()).toEqual([]);
  await beatAt('2027-01-25T16:30:00.000Z', '2027-01-25T16:35:00.000Z', '2027-01-26T17:00:00.000Z');
  expect(await told()).toEqual(['clinic:monday-2027-01-25 fay-moreau']);
});

test('on a closed Monday the first open day of the week takes its place', async () => {
  await begin(['2027-01-25', '2027-01-27']);
  await beatAt(...days, ...monday, '2027-01-25T17:00:00.000Z');
  expect(await told()).toEqual([]);
  await beatAt('2027-01-26T15:00:00.000Z', '2027-01-26T16:30:00.000Z');
  expect(await told()).toEqual(['clinic:monday-2027-01-25 fay-moreau']);
});

test('nobody is told of a week in which nothing waits', async () => {
  await begin([]);
  const agenda = () => ports.store.read(clinicId).list('agenda');
  await beatAt(...days, '2027-01-25T15:00:00.000Z');
  const drawn = ['18', '19', '20', '21', '22', '23', '24'].map((day) => `2027-01-${day}`);
  await ports.store.transact(clinicId, async (tx) => {
    for (const id of drawn)
      tx.put('drawDay', {
        id,
        status: 'drawn',
        commitment: null,
        committedAt: null,
        drawnAt: null,
        calledEpisodeIds: [],
        revealedKey: null,
      });
  });
  expect((await agenda()).some(({ duty }) => duty.do === 'tell-of-monday')).toBe(true);
  await beatAt('2027-01-25T16:30:00.000Z');
  expect(await told()).toEqual([]);
  expect((await agenda()).some(({ duty }) => duty.do === 'tell-of-monday')).toBe(false);
});

test('who stands in for the director is told', async () => {
  const away = {
    staffId: 'fay-moreau',
    from: '2027-01-25',
    to: '2027-01-29',
    coverId: 'ada-lindqvist',
  };
  await setAbsence.start(away, operator, ports);
  await beatAt(...days, ...monday, '2027-01-25T16:30:00.000Z');
  expect(await told()).toEqual(['clinic:monday-2027-01-25 ada-lindqvist']);
});

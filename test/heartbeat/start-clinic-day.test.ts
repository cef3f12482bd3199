import { beforeEach, expect, test } from 'vitest';
import { action as applyClinic } from '../../lambdas/actions/apply-clinic.ts';
import { beat } from '../../lambdas/heartbeat/beat.ts';
import { exampleClinic, operator, sheerProgram } from '../example-clinic.ts';
import { createFakePorts, type FakePorts } from '../fake-ports.ts';

const { clinicId } = operator;
let ports: FakePorts;

/** The dates whose day was started, in order. */
const startedDates = () =>
  ports.started.filter(({ machine }) => machine === 'clinic-day').map(({ input }) => input.date);

const reader = () => ports.store.read(clinicId);

async function plannedStarts(): Promise<string[]> {
  const agenda = await reader().list('agenda');
  return agenda.filter(({ duty }) => duty.do === 'start-clinic-day').map(({ dueAt }) => dueAt);
}

/** A clinic in Los Angeles whose days start at six, which is 14:00 UTC; the first is 5 January. */
beforeEach(async () => {
  ports = createFakePorts('2027-01-04T17:00:00.000Z');
  await applyClinic.start({ clinic: exampleClinic(), programs: [sheerProgram()] }, operator, ports);
});

test('a day is started when its morning comes, and once', async () => {
  ports.at('2027-01-05T13:59:00.000Z');
  await beat(ports);
  expect(startedDates()).toEqual([]);
  ports.at('2027-01-05T14:00:00.000Z');
  await beat(ports);
  await beat(ports);
  expect(startedDates()).toEqual(['2027-01-05']);
  expect(await plannedStarts()).toEqual(['2027-01-06T14:00:00.000Z']);
});

test('after an outage the days in between are started too, oldest first', async () => {
  ports.at('2027-01-08T18:00:00.000Z');
  await beat(ports);
  expect(startedDates()).toEqual(['2027-01-05', '2027-01-06', '2027-01-07', '2027-01-08']);
});

test('of a long outage the last seven days are started', async () => {
  ports.at('2027-01-25T18:00:00.000Z');
  await beat(ports);
  expect(startedDates()).toHaveLength(7);
  expect(startedDates().at(-1)).toBe('2027-01-25');
});

test('an outage that ends in the night starts the missed day, and not the coming one ahead of its morning', async () => {
  ports.at('2027-01-06T08:30:00.000Z');
  await beat(ports);
  expect(startedDates()).toEqual(['2027-01-05']);
  expect(await reader().get('clinicDay', 'clinic-day')).toMatchObject({ lastStartedOn: '2027-01-05' });
  expect(await plannedStarts()).toEqual(['2027-01-06T14:00:00.000Z']);
});

test('on the two days of a change of clocks a day starts at six by the clock on the wall', async () => {
  ports.at('2027-03-14T12:00:00.000Z');
  await beat(ports);
  expect(startedDates().at(-1)).toBe('2027-03-13');
  expect(await plannedStarts()).toEqual(['2027-03-14T13:00:00.000Z']);
});

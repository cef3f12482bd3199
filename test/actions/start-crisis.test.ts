import { beforeEach, describe, expect, test } from 'vitest';
import { action as applyClinic } from '../../lambdas/actions/apply-clinic.ts';
import { action as pagerSecret } from '../../lambdas/actions/pager-secret.ts';
import { action as refer } from '../../lambdas/actions/refer.ts';
import { action as startCrisis } from '../../lambdas/actions/start-crisis.ts';
import { action as testPager } from '../../lambdas/actions/test-pager.ts';
import { clinicFileSchema } from '../../lambdas/domain/clinic-file.ts';
import {
  exampleClinic,
  exampleReferral,
  nth,
  operator,
  problemsOf,
  sheerProgram,
} from '../example-clinic.ts';
import { createFakePorts, type FakePorts } from '../fake-ports.ts';

let ports: FakePorts;

beforeEach(async () => {
  ports = createFakePorts();
  await applyClinic.start({ clinic: exampleClinic(), programs: [sheerProgram()] }, operator, ports);
});

const crises = () => ports.store.read(operator.clinicId).list('crisis', { parent: 'clinic' });
const agenda = () => ports.store.read(operator.clinicId).list('agenda');

describe('starting a crisis', () => {
  test('begins the ladder at once, and leaves its start on the agenda for when that fails', async () => {
    ports.isDown = true;
    await startCrisis.start({ kind: 'violence', homeId: 'cedar-house' }, operator, ports);
    expect(ports.started).toEqual([]);
    const planned = (await agenda()).filter(({ duty }) => duty.do === 'start-execution');
    expect(planned.map(({ dueAt }) => dueAt)).toEqual([ports.clock.now(), '2027-01-04T22:30:00.000Z']);
    ports.isDown = false;
    await startCrisis.start({ kind: 'other' }, operator, ports);
    const crisisId = nth(await crises(), 1).id;
    expect(ports.started).toMatchObject([{ machine: 'crisis', input: { crisisId, attempt: 1 } }]);
  });

  test('takes nothing of a client into the state of a machine', async () => {
    const { episodeId } = await refer.start(exampleReferral(), operator, ports);
    await startCrisis.start({ kind: 'overdose', episodeId, facts: 'on the stairs' }, operator, ports);
    const input = ports.started.find(({ machine }) => machine === 'crisis')?.input ?? {};
    expect(Object.keys(input).sort()).toEqual(['attempt', 'clinicId', 'crisisId', 'schema']);
  });

  test('says that 911 comes first, and that a clinic without a pager has only emails', async () => {
    const withPager = await startCrisis.start({ kind: 'other' }, operator, ports);
    expect(withPager.summary).toMatch(/^In danger to life call 911 first\. /);
    const file = exampleClinic();
    delete file.clinic.pager;
    await applyClinic.start({ clinic: file, programs: [sheerProgram()] }, operator, ports);
    const without = await startCrisis.start({ kind: 'other' }, operator, ports);
    expect(without.summary).toContain('The clinic has no pager');
  });

  test.each([
    [{}, 'kind'],
    [{ kind: 'a fire' }, 'kind'],
    [{ kind: 'other', episodeId: 'ep_0' }, 'episodeId'],
    [{ kind: 'other', homeId: 'no-house' }, 'homeId'],
    [{ kind: 'other', homeId: 'lakeside-outpatient' }, 'homeId'],
    [{ kind: 'other', facts: 'x'.repeat(301) }, 'facts'],
  ])('refuses %j by its field, and writes nothing', async (input, field) => {
    const problems = await problemsOf(startCrisis, input, ports);
    expect(problems.map((problem) => problem.field)).toEqual([field]);
    expect(await crises()).toEqual([]);
  });
});

describe('the pager’s secret', () => {
  test('is shown to the operator and the director only', async () => {
    const { secret } = await pagerSecret.start({}, operator, ports);
    expect(secret).toMatch(/^[0-9a-f]{64}$/);
    const director = { ...operator, by: 'fay-moreau' };
    expect((await pagerSecret.start({}, director, ports)).secret).toBe(secret);
    const counselor = { ...operator, by: 'ada-lindqvist' };
    expect(await problemsOf(pagerSecret, {}, ports, counselor)).toMatchObject([{ field: 'clinic.pager' }]);
  });
});

describe('a test of the pager', () => {
  test('is refused without a pager, and for a name that is none', async () => {
    expect(await problemsOf(testPager, { run: 'monday' }, ports)).toMatchObject([{ field: 'run' }]);
    const file = exampleClinic();
    delete file.clinic.pager;
    await applyClinic.start({ clinic: file, programs: [sheerProgram()] }, operator, ports);
    expect(await problemsOf(testPager, {}, ports)).toMatchObject([{ field: 'clinic.pager' }]);
  });
});

describe('a clinic’s file', () => {
  test('whose program promises help at any hour is refused without a pager, by field and with the fix', async () => {
    const program = { ...sheerProgram(), crisis: { alwaysOpen: true } };
    const file = exampleClinic();
    delete file.clinic.pager;
    const problems = await problemsOf(applyClinic, { clinic: file, programs: [program] }, createFakePorts());
    expect(problems).toEqual([
      {
        field: 'clinic.clinic.pager',
        problem: `is missing, and ${program.id} promises help in a crisis at any hour`,
        fix: expect.stringContaining('{ kind: sms }'),
      },
    ]);
    const withPager = { clinic: exampleClinic(), programs: [program] };
    await expect(applyClinic.start(withPager, operator, createFakePorts())).resolves.toBeDefined();
  });

  test.each([
    [{ kind: 'carrier pigeon' }, 'clinic.pager.kind'],
    [{ kind: 'webhook' }, 'clinic.pager.url'],
    [{ kind: 'webhook', url: 'http://pages.clinic.example/in' }, 'clinic.pager.url'],
    [{ kind: 'webhook', url: 'not an address' }, 'clinic.pager.url'],
    [{ kind: 'webhook', url: 'https://pages.clinic.example/in', secret: 'hunter2' }, 'clinic.pager'],
    [
      { kind: 'webhook', url: 'https://pages.clinic.example/in', secretVersion: 0 },
      'clinic.pager.secretVersion',
    ],
    [{ kind: 'sms', phone: '+1 555 010 0100' }, 'clinic.pager'],
  ])('with the pager %j is refused at %s', (pager, field) => {
    const file = exampleClinic();
    const { error } = clinicFileSchema.safeParse({ ...file, clinic: { ...file.clinic, pager } });
    expect(error?.issues.map(({ path }) => path.join('.'))).toEqual([field]);
    expect(error?.issues[0]?.message ?? '').not.toBe('');
  });

  test('whose on-call people get texts is refused where a number has no country', () => {
    const file = exampleClinic();
    file.clinic.pager = { kind: 'sms' };
    expect(clinicFileSchema.safeParse(file).success).toBe(true);
    nth(file.staff, 4).phone = '555 010 0105';
    const { error } = clinicFileSchema.safeParse(file);
    expect(error?.issues.map(({ path, message }) => [path.join('.'), message])).toEqual([
      ['staff.4.phone', expect.stringContaining('begin it with +')],
    ]);
  });
});

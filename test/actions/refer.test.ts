import { beforeEach, describe, expect, test } from 'vitest';
import { action as applyClinic } from '../../lambdas/actions/apply-clinic.ts';
import { action } from '../../lambdas/actions/refer.ts';
import { clinicChain, episodeChain } from '../../lambdas/domain/audit.ts';
import { StoreConflict } from '../../lambdas/ports.ts';
import { BadInput } from '../../lambdas/runtime/define-action.ts';
import {
  exampleClinic,
  exampleReferral,
  exampleReferrals,
  nth,
  operator,
  problemsOf,
  sheerProgram,
} from '../example-clinic.ts';
import { createFakePorts, type FakePorts } from '../fake-ports.ts';

const clinicId = operator.clinicId;
const now = '2027-01-04T17:00:00.000Z';
let ports: FakePorts;

beforeEach(async () => {
  ports = createFakePorts(now);
  await applyClinic.start({ clinic: exampleClinic(), programs: [sheerProgram()] }, operator, ports);
});

const reader = () => ports.store.read(clinicId);
const startDuties = async () =>
  (await reader().list('agenda')).filter(({ duty }) => duty.do === 'start-execution');

test('opens an episode with client and consents, and the journey begins', async () => {
  const result = await action.start(exampleReferral(), operator, ports);
  const { episodeId, clientId } = result as unknown as { episodeId: string; clientId: string };
  expect(episodeId).toMatch(/^ep_/);
  expect(clientId).toMatch(/^cl_/);
  expect(await reader().get('client', clientId)).toMatchObject({
    name: 'Nora Testwell',
    birthDate: '1991-04-12',
  });
  expect(await reader().get('episode', episodeId)).toMatchObject({
    clientId,
    programId: 'sheer',
    plannedDays: 45,
    stage: 'admission',
    referredAt: now,
    homeChoices: ['cedar-house', 'casa-olmo'],
    ending: null,
  });
  const consents = await reader().list('consent', { parent: episodeId });
  expect(consents.map(({ id }) => id)).toEqual([`${episodeId}:c1`, `${episodeId}:c2`]);
  expect(ports.started).toEqual([
    {
      machine: 'client-journey',
      name: `${episodeId}-journey-1`,
      input: { schema: 1, clinicId, episodeId, attempt: 1 },
    },
  ]);
  expect(await startDuties()).toEqual([]);
});

test('is on record in the chains of the clinic and of the episode, without a name', async () => {
  const { episodeId } = await action.start(exampleReferral(), operator, ports);
  const clinic = await ports.store.chain(clinicId, clinicChain);
  expect(clinic.at(-1)?.body).toEqual({
    at: now,
    what: 'client referred',
    by: 'operator',
    details: { episodeId },
  });
  const episode = await ports.store.chain(clinicId, episodeChain(String(episodeId)));
  expect(episode.map(({ body }) => body)).toMatchObject([
    { what: 'client referred', details: { programId: 'sheer', track: 'day', plannedDays: 45 } },
    { what: 'consent recorded', details: { recipientIds: ['cedar-house', 'casa-olmo'] } },
    {
      what: 'consent recorded',
      details: { recipientIds: ['lakeside-outpatient', 'sunrise-continuing-care'] },
    },
  ]);
  expect(JSON.stringify([clinic, episode, ports.started])).not.toMatch(/Nora|Testwell|1991|555|@/);
});

test('a journey that cannot be started now stays on the agenda for the heartbeat', async () => {
  ports.isDown = true;
  const { summary, episodeId } = await action.start(exampleReferral(), operator, ports);
  expect(summary).toBe('Episode opened; the journey begins within minutes.');
  expect(await startDuties()).toMatchObject([
    { dueAt: now, duty: { machine: 'client-journey', name: `${episodeId}-journey-1` } },
  ]);
});

test('a referral without consents is taken; nobody outside may be asked about it yet', async () => {
  const { episodeId } = await action.start(exampleReferral(3), operator, ports);
  expect(await reader().list('consent', { parent: String(episodeId) })).toEqual([]);
});

describe('counselor and case manager', () => {
  test('eight referrals are shared evenly between two counselors', async () => {
    const counselors: unknown[] = [];
    for (const { day: _day, ...referral } of exampleReferrals()) {
      const { counselorId, caseManagerId } = await action.start(referral, operator, ports);
      counselors.push(counselorId);
      expect(caseManagerId).toBe('carmen-ruiz');
    }
    expect(counselors.filter((id) => id === 'ada-lindqvist')).toHaveLength(4);
    expect(counselors.filter((id) => id === 'ben-okafor')).toHaveLength(4);
  });

  test('a counselor who is away gets nobody new', async () => {
    await ports.store.transact(clinicId, async (tx) => {
      const ada = nth(await tx.list('staff'), 0);
      tx.put('staff', {
        ...ada,
        absences: [{ from: '2027-01-04', to: '2027-01-08', coverId: 'ben-okafor' }],
      });
    });
    for (const index of [0, 1, 2]) {
      const { counselorId } = await action.start(exampleReferral(index), operator, ports);
      expect(counselorId).toBe('ben-okafor');
    }
  });

  test('an ended episode is no load', async () => {
    const first = await action.start(exampleReferral(0), operator, ports);
    await end(String(first.episodeId));
    const second = await action.start(exampleReferral(1), operator, ports);
    expect(second.counselorId).toBe(first.counselorId);
  });
});

async function end(episodeId: string): Promise<void> {
  await ports.store.transact(clinicId, async (tx) => {
    const episode = await tx.get('episode', episodeId);
    if (episode) tx.put('episode', { ...episode, ending: 'left against advice', endedOn: '2027-01-04' });
  });
}

describe('somebody who is known', () => {
  test('is refused while an episode is open, however the name is written', async () => {
    const { episodeId } = await action.start(exampleReferral(1), operator, ports);
    const again = { ...exampleReferral(1), name: 'pablo  muestra VEGA' };
    expect(await problemsOf(action, again, ports)).toEqual([
      {
        field: 'name',
        problem: `somebody with this name and birth date has the open episode ${episodeId}`,
        fix: 'go on with that episode, or correct the name or the birth date',
      },
    ]);
    expect(await reader().list('episode')).toHaveLength(1);
    expect(ports.started).toHaveLength(1);
  });

  test('is readmitted as a new episode of the same client once the first has ended', async () => {
    const first = await action.start(exampleReferral(1), operator, ports);
    await end(String(first.episodeId));
    const again = await action.start({ ...exampleReferral(1), phone: '+1 555 010 0700' }, operator, ports);
    expect(again.summary).toBe('Readmitted as a new episode; the journey has begun.');
    expect(again.clientId).toBe(first.clientId);
    expect(again.episodeId).not.toBe(first.episodeId);
    expect(await reader().list('client')).toMatchObject([{ phone: '+1 555 010 0700' }]);
  });

  test('referred twice at the same moment is taken once', async () => {
    const both = await Promise.allSettled([
      action.start(exampleReferral(), operator, ports),
      action.start(exampleReferral(), operator, ports),
    ]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    const refusal = both.find((result) => result.status === 'rejected');
    expect(refusal?.reason).toBeInstanceOf(BadInput);
    expect(refusal?.reason).not.toBeInstanceOf(StoreConflict);
    expect(await reader().list('episode')).toHaveLength(1);
  });
});

describe('refused, and nothing is written', () => {
  test('a form without a required field', async () => {
    const { birthDate: _birthDate, ...rest } = exampleReferral();
    expect(await problemsOf(action, rest, ports)).toEqual([
      { field: 'birthDate', problem: 'is missing', fix: 'write it as year-month-day: 2026-03-31' },
    ]);
  });

  test('a program that the clinic does not have', async () => {
    const referral = { ...exampleReferral(), programId: 'elsewhere' };
    expect(await problemsOf(action, referral, ports)).toEqual([
      { field: 'programId', problem: 'the clinic has no such program', fix: 'use one of: sheer' },
    ]);
  });

  test('every problem at once', async () => {
    const referral = {
      ...exampleReferral(),
      evaluation: {},
      plannedDays: 90,
      homeChoices: ['nowhere'],
      meets: [],
    };
    expect((await problemsOf(action, referral, ports)).map(({ field }) => field)).toEqual([
      'plannedDays',
      'meets',
      'meets',
      'homeChoices.0',
    ]);
    expect(await reader().list('client')).toEqual([]);
    expect(await reader().list('episode')).toEqual([]);
    expect(await ports.store.chain(clinicId, clinicChain)).toHaveLength(1);
    expect(ports.started).toEqual([]);
  });

  test('a clinic that does not exist', async () => {
    const actor = { clinicId: 'elsewhere', by: 'operator' };
    expect(await problemsOf(action, exampleReferral(), ports, actor)).toEqual([
      { field: '', problem: 'there is no clinic "elsewhere"', fix: 'apply the clinic’s file first' },
    ]);
  });
});

import { beforeEach, describe, expect, it } from 'vitest';
import { action as applyClinic } from '../../lambdas/actions/apply-clinic.ts';
import { agendaItem } from '../../lambdas/domain/clinic.ts';
import { beat } from '../../lambdas/heartbeat/beat.ts';
import { watch } from '../../lambdas/heartbeat/watch.ts';
import { metricsLine } from '../../lambdas/runtime/metrics.ts';
import { exampleClinic, operator, sheerProgram } from '../example-clinic.ts';
import { createFakePorts, type FakePorts } from '../fake-ports.ts';

const { clinicId } = operator;
const well = {
  agendaLateMinutes: 0,
  mailLateMinutes: 0,
  drawLateMinutes: 0,
  caseloadMismatches: 0,
  brokenChains: 0,
};
let ports: FakePorts;

/** A clinic in Los Angeles whose days start at six, which is 14:00 UTC. */
beforeEach(async () => {
  ports = createFakePorts('2027-01-04T12:00:00.000Z');
  await applyClinic.start({ clinic: exampleClinic(), programs: [sheerProgram()] }, operator, ports);
});

describe('what the heartbeat sees', () => {
  it('is nothing where all is well', async () => {
    expect(await watch(ports)).toEqual(well);
  });

  it('counts the minutes since when a draw is late, until it is made, and not on a closed day', async () => {
    ports.at('2027-01-05T14:20:00.000Z');
    await beat(ports);
    expect(await watch(ports)).toEqual({ ...well, drawLateMinutes: 20 });
    await ports.store.transact(clinicId, async (tx) =>
      tx.put('drawDay', {
        id: '2027-01-05',
        commitment: null,
        committedAt: null,
        status: 'drawn',
        drawnAt: ports.clock.now(),
        calledEpisodeIds: [],
        revealedKey: null,
      }),
    );
    expect(await watch(ports)).toEqual(well);
    ports.at('2027-01-10T20:00:00.000Z');
    expect((await watch(ports)).drawLateMinutes).toBe(0);
  });

  it('counts how long duties and mails have been due', async () => {
    ports.at('2027-01-05T13:00:00.000Z');
    await beat(ports);
    await ports.store.transact(clinicId, async (tx) => {
      tx.put('agenda', agendaItem('2027-01-05T12:10:00.000Z', { do: 'tell-answer', taskId: 'ep_1:1' }));
      tx.put('agenda', agendaItem('2027-01-05T12:25:00.000Z', { do: 'send-mail', mailId: 'ep_1:1/rung-0' }));
      tx.put('agenda', agendaItem('2027-01-05T18:00:00.000Z', { do: 'send-mail', mailId: 'ep_1:2/rung-0' }));
    });
    expect(await watch(ports)).toEqual({ ...well, agendaLateMinutes: 50, mailLateMinutes: 35 });
  });

  it('finds a count of places that its members do not bear out, once a day', async () => {
    expect(await watch(ports)).toEqual(well);
    await ports.store.transact(clinicId, async (tx) => tx.put('caseload', { id: 'sheer', count: 3 }));
    expect((await watch(ports)).caseloadMismatches).toBe(0);
    ports.at('2027-01-05T12:00:00.000Z');
    expect((await watch(ports)).caseloadMismatches).toBe(1);
  });

  it('finds a chain that somebody has changed', async () => {
    const honest = ports.store.chain.bind(ports.store);
    ports.store.chain = async (clinic, chain) =>
      (await honest(clinic, chain)).map((link, index) =>
        chain === 'clinic' && index === 0 ? { ...link, body: { what: 'nothing happened' } } : link,
      );
    expect((await watch(ports)).brokenChains).toBe(1);
  });

  it('becomes numbers for alarms, and names nobody', () => {
    const line = metricsLine({ ...well, mailLateMinutes: 7 }, 'stepdown', '2027-01-05T12:00:00.000Z');
    expect(JSON.parse(line)).toMatchObject({
      deployment: 'stepdown',
      MailLateMinutes: 7,
      BrokenChains: 0,
      _aws: { Timestamp: Date.parse('2027-01-05T12:00:00.000Z') },
    });
    expect(line).not.toContain(clinicId);
  });
});

import { describe, expect, it } from 'vitest';
import { freePlace } from '../../../lambdas/casework/caseload-places.ts';
import { addHours } from '../../../lambdas/domain/clinic-calendar.ts';
import type { Episode } from '../../../lambdas/domain/episode.ts';
import { programVersion } from '../../../lambdas/domain/program.ts';
import { episodeOf } from '../../../lambdas/domain/referral-records.ts';
import { type ClinicStore, type Ports, StoreConflict } from '../../../lambdas/ports.ts';
import { step as reservePlace } from '../../../lambdas/steps/admission/reserve-place.ts';
import { exampleReferral, sheerProgram } from '../../example-clinic.ts';
import { createFakePorts } from '../../fake-ports.ts';
import type { OpenStore } from '../clinic-store-contract.ts';
import { caseload, clinic, noon } from './records.ts';

const hardCap = 40;
const file = sheerProgram();
const version = programVersion({ ...file, caseload: { softCap: 35, hardCap } });
const { program } = version;
const second = 1 / 3600;
const arrivesAt = (index: number) => addHours(noon, index * second);
const idOf = (index: number) => `ep_${String(index).padStart(3, '0')}`;

function referred(id: string): Episode {
  return episodeOf(exampleReferral(), {
    clientId: `cl_${id}`,
    episodeId: id,
    program,
    counselorId: 'ada',
    caseManagerId: 'carmen',
    discloser: 'Example Clinic',
    timeZone: 'UTC',
    now: noon,
    today: '2026-03-02',
  });
}

/** A program with members, and people who are referred to it and have asked for no place yet. */
async function fill(store: ClinicStore, clinicId: string, members: number, people: number): Promise<void> {
  await store.transact(clinicId, async (tx) => {
    tx.put('clinic', clinic(clinicId, 'Example Clinic'));
    tx.put('program', version);
    tx.put('caseload', caseload(program.id, members));
    for (let member = 1; member <= members; member += 1)
      tx.put('enrolment', { id: `${program.id}:ep_m${member}`, episodeId: `ep_m${member}`, since: noon });
  });
  const everybody = [
    ...Array.from({ length: members }, (_, index) => `ep_m${index + 1}`),
    ...Array.from({ length: people }, (_, index) => idOf(index)),
  ];
  for (let from = 0; from < everybody.length; from += 50)
    await store.transact(clinicId, async (tx) => {
      for (const id of everybody.slice(from, from + 50)) tx.put('episode', referred(id));
    });
}

/** The step as the state machine calls it, at the moment of a person's arrival: again when it lost against others. */
async function admit(store: ClinicStore, clinicId: string, index: number): Promise<unknown> {
  const ports: Ports = { ...createFakePorts(arrivesAt(index)), store };
  for (;;) {
    try {
      const { outcome } = await reservePlace.handler(ports)({ clinicId, episodeId: idOf(index) });
      return outcome;
    } catch (error) {
      if (!(error instanceof StoreConflict)) throw error;
    }
  }
}

async function placesOf(store: ClinicStore, clinicId: string) {
  const reader = store.read(clinicId);
  const members = await reader.list('enrolment', { parent: program.id });
  const waiting = await reader.list('waitlist', { parent: program.id });
  const count = (await reader.get('caseload', program.id))?.count;
  return { members: members.map(({ episodeId }) => episodeId), waiting, count };
}

const people = (length: number) => Array.from({ length }, (_, index) => index);

export function describeAdmissions(open: OpenStore): void {
  describe('admissions at once, by the step that reserves places', () => {
    it('give the last place to one of 200, and let the others wait in the order of their arrival', async () => {
      const { store, clinicId } = await open();
      await fill(store, clinicId, hardCap - 1, 200);
      const outcomes = await Promise.all(people(200).map((index) => admit(store, clinicId, index)));
      const { members, waiting, count } = await placesOf(store, clinicId);
      const winners = people(200).filter((index) => outcomes[index] === 'reserved');
      expect(winners).toHaveLength(1);
      expect(outcomes.filter((outcome) => outcome === 'waitlisted')).toHaveLength(199);
      expect(count).toBe(hardCap);
      expect(members).toHaveLength(hardCap);
      expect(members).toContain(idOf(winners[0] ?? -1));
      const others = people(200).filter((index) => index !== winners[0]);
      expect(waiting.map(({ episodeId }) => episodeId)).toEqual(others.map(idOf));
      expect(waiting.map(({ arrivedAt }) => arrivedAt)).toEqual(others.map(arrivesAt));
    });

    it('offer what is freed to those who wait longest, past whom nobody comes in', async () => {
      const { store, clinicId } = await open();
      await fill(store, clinicId, hardCap, 60);
      for (const index of people(10)) await admit(store, clinicId, index);
      // Three members leave while fifty others ask for a place.
      const leave = (member: number) =>
        store.transact(clinicId, (tx) => freePlace(tx, program, `ep_m${member}`, arrivesAt(100)));
      const latecomers = people(50).map((index) => admit(store, clinicId, index + 10));
      const [told] = await Promise.all([Promise.all([1, 2, 3].map(leave)), Promise.all(latecomers)]);
      const before = await placesOf(store, clinicId);
      const offered = before.waiting.filter(({ offer }) => offer).map(({ episodeId }) => episodeId);
      expect(offered).toEqual([0, 1, 2].map(idOf));
      expect(told.flat().sort()).toEqual(offered);
      expect(before.count).toBe(hardCap - 3);
      // All three take their place at once, while the others ask again.
      const again = await Promise.all(people(60).map((index) => admit(store, clinicId, index)));
      const { members, waiting, count } = await placesOf(store, clinicId);
      expect(people(60).filter((index) => again[index] === 'reserved')).toEqual([0, 1, 2]);
      expect(count).toBe(hardCap);
      expect(members).toHaveLength(hardCap);
      expect(waiting.map(({ episodeId }) => episodeId)).toEqual(people(60).slice(3).map(idOf));
    });

    it('leave no place idle when an offer is declined while somebody comes', async () => {
      for (const round of people(6)) {
        const { store, clinicId } = await open();
        await fill(store, clinicId, hardCap, 3);
        await admit(store, clinicId, 0);
        const free = (id: string) =>
          store.transact(clinicId, (tx) => freePlace(tx, program, id, arrivesAt(100)));
        await free('ep_m1');
        // The only one who waits lets the offer go, and two others come at that moment.
        const moves: (() => Promise<unknown>)[] = [
          () => free(idOf(0)),
          () => admit(store, clinicId, 1),
          () => admit(store, clinicId, 2),
        ];
        await Promise.all(people(3).map((index) => moves[(index + round) % 3]?.()));
        const { waiting, count = 0 } = await placesOf(store, clinicId);
        const offersOut = waiting.filter(({ offer }) => offer).length;
        expect(count + offersOut).toBe(hardCap);
        expect(waiting.length - offersOut).toBe(1);
      }
    });
  });
}

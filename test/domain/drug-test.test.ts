import { describe, expect, it } from 'vitest';
import { instantOf } from '../../lambdas/domain/clinic-calendar.ts';
import {
  type CollectionEntry,
  collectionOutcomes,
  confirmationOutcomes,
  type DrugTest,
  followUpOf,
  isUncovered,
  newTest,
  takeUpEntry,
  withConfirmation,
} from '../../lambdas/domain/drug-test.ts';
import { collectionTimeProblem, tellingTimeProblem, toldAtFrom } from '../../lambdas/domain/entered-times.ts';
import { identifies } from '../../lambdas/domain/identifiers.ts';
import { findingsOf, specimenContradictions } from '../../lambdas/domain/specimen.ts';
import {
  lastRandomTestOn,
  whatFollowed,
  withEntryCorrected,
  withOutcome,
} from '../../lambdas/domain/test-correction.ts';
import { collectionFields } from '../../lambdas/domain/test-fields.ts';
import { detectionDays, panels, possibleCarryOver } from '../../lambdas/domain/test-panels.ts';

const timeZone = 'America/Los_Angeles';
const date = '2027-01-05';
const at = (time: string) => instantOf(timeZone, date, time);

/** Told at nine, until five. */
const told: DrugTest = {
  ...newTest({ id: 'ep_1:test-a', episodeId: 'ep_1', date, basis: 'random', orderedBy: null, reason: null }),
  toldAt: at('09:00'),
  telling: { by: 'dev-patel', how: 'phone', recordedAt: at('09:00') },
  window: { endsAt: at('17:00'), isCut: false, hasFreeHour: true },
};

const urine = {
  specimen: 'urine',
  collectedAt: '11:00',
  temperatureF: '95',
  readAfterMinutes: '2',
  creatinineMgDl: '110',
};

function entered(choice: string, fields: Record<string, string> = {}, time = '17:10'): CollectionEntry {
  return { choice, fields, at: at(time) };
}

describe('an entry of collections', () => {
  it('keeps the specimen with its figures, and starts the gap anew', () => {
    const { test, next } = takeUpEntry(told, entered('negative', urine), timeZone);
    expect(next).toBe('done');
    expect(test).toMatchObject({
      outcome: 'negative',
      collectedOn: date,
      specimen: { kind: 'urine', collectedAt: at('11:00'), temperatureF: 95, creatinineMgDl: 110 },
    });
  });

  it('of a presumptive positive names its panels and goes to the laboratory', () => {
    const fields = { ...urine, panels: 'alcohol,cocaine' };
    const { test, next } = takeUpEntry(told, entered('presumptive positive', fields), timeZone);
    expect(next).toBe('send to laboratory');
    expect(test.panels).toEqual(['alcohol', 'cocaine']);
  });

  it('that comes after the window is the clinician’s to weigh, even when it is negative', () => {
    const late = takeUpEntry(told, entered('negative', { ...urine, collectedAt: '17:05' }), timeZone);
    expect(late).toMatchObject({ next: 'ask clinician', reason: 'after the window' });
    expect(late.test.outcome).toBe('negative');
    expect(followUpOf(late.test)).toEqual({ next: 'ask clinician', reason: 'after the window' });
  });

  it('"unable" asks for oral fluid once, while the window runs', () => {
    const first = takeUpEntry(told, entered('unable', { specimen: 'urine' }, '12:00'), timeZone);
    expect(first).toMatchObject({ next: 'offer oral fluid', test: { outcome: 'pending' } });
    expect(takeUpEntry(first.test, entered('unable', { specimen: 'urine' }, '12:00'), timeZone)).toEqual(
      first,
    );
    const second = takeUpEntry(first.test, entered('unable', { specimen: 'oral fluid' }, '13:00'), timeZone);
    expect(second).toMatchObject({ next: 'ask clinician', test: { outcome: 'unable' } });
  });

  it('"unable" after the window, or with oral fluid, goes to the clinician', () => {
    expect(takeUpEntry(told, entered('unable', { specimen: 'urine' }), timeZone).next).toBe('ask clinician');
    const fluid = takeUpEntry(told, entered('unable', { specimen: 'oral fluid' }, '10:00'), timeZone);
    expect(fluid.next).toBe('ask clinician');
  });

  it('"missed" of a client without a free hour in the window is "not reached"', () => {
    const busy = { ...told, window: { endsAt: at('17:00'), isCut: false, hasFreeHour: false } };
    expect(takeUpEntry(busy, entered('missed'), timeZone).test.outcome).toBe('not reached');
    expect(takeUpEntry(told, entered('missed'), timeZone).test.outcome).toBe('missed');
  });

  it('that nobody makes is "no answer", never a missed test; both it and "not reached" are uncovered', () => {
    const silent = takeUpEntry(told, entered('no answer'), timeZone);
    expect(silent).toMatchObject({
      next: 'ask clinician',
      test: { outcome: 'no answer', collectedOn: null },
    });
    expect([silent.test, { ...told, outcome: 'not reached' as const }].map(isUncovered)).toEqual([
      true,
      true,
    ]);
    expect([{ ...told, outcome: 'missed' as const }].map(isUncovered)).toEqual([false]);
  });

  it.each(collectionOutcomes)('"%s" leads to the laboratory, a clinician or nothing', (choice) => {
    const { next } = takeUpEntry(told, entered(choice, urine), timeZone);
    expect(['done', 'send to laboratory', 'ask clinician']).toContain(next);
  });
});

describe('a specimen’s figures', () => {
  const codes = (choice: string, fields: Record<string, string>) =>
    specimenContradictions(collectionFields, choice, { specimen: 'urine', ...fields }).map(
      ({ code }) => code,
    );
  const valid = { temperatureF: '95', readAfterMinutes: '2' };

  it('agree with a valid result from 90 to 100 °F, read within 4 minutes, with creatinine from 20', () => {
    for (const temperatureF of ['90', '100'])
      expect(codes('negative', { temperatureF, readAfterMinutes: '4', creatinineMgDl: '20' })).toEqual([]);
  });

  it.each([
    ['89.9', '2', '110', 'temperature out of range'],
    ['100.1', '2', '110', 'temperature out of range'],
    ['95', '5', '110', 'temperature read late'],
    ['95', '2', '19.9', 'specimen is dilute'],
  ])(
    '%s °F after %s minutes with %s mg/dL are not "negative": %s',
    (temperatureF, minutes, creatinine, code) => {
      const fields = { temperatureF, readAfterMinutes: minutes, creatinineMgDl: creatinine };
      expect(codes('negative', fields)).toEqual([code]);
      expect(codes('tampered', fields)).toEqual([]);
    },
  );

  it('must be there for urine, and may not be for oral fluid', () => {
    expect(codes('negative', {})).toEqual(['temperature missing']);
    expect(codes('presumptive positive', { temperatureF: '95' })).toEqual(['temperature missing']);
    expect(codes('negative', { specimen: 'oral fluid' })).toEqual([]);
    expect(codes('negative', { specimen: 'oral fluid', creatinineMgDl: '50' })).toEqual([
      'not of oral fluid',
    ]);
  });

  it('contradict "dilute" when the creatinine is not low', () => {
    expect(codes('dilute', { ...valid, creatinineMgDl: '12' })).toEqual([]);
    expect(codes('dilute', { ...valid, creatinineMgDl: '20' })).toEqual(['specimen is not dilute']);
    expect(codes('dilute', valid)).toEqual([]);
  });

  it('stand beside whatever a collector saw', () => {
    const figures = { kind: 'urine', temperatureF: 84, readAfterMinutes: 6, creatinineMgDl: 12 } as const;
    expect(findingsOf(figures)).toEqual(['temperature out of range', 'temperature read late', 'dilute']);
    expect(findingsOf({ ...figures, kind: 'oral fluid' })).toEqual([]);
  });
});

describe('the laboratory’s result', () => {
  const presumptive: DrugTest = {
    ...withOutcome(told, 'presumptive positive'),
    specimen: {
      kind: 'urine',
      collectedAt: at('11:00'),
      temperatureF: 95,
      readAfterMinutes: 2,
      creatinineMgDl: null,
    },
    panels: ['cannabinoids', 'cocaine'],
  };

  it.each(confirmationOutcomes)('"%s" leaves the presumptive outcome beside it', (confirmation) => {
    const confirmed = withConfirmation(presumptive, confirmation, {}, []);
    expect(confirmed).toMatchObject({ outcome: 'presumptive positive', confirmation });
    expect(confirmed.panels).toEqual(
      confirmation === 'definitive positive' ? ['cannabinoids', 'cocaine'] : [],
    );
  });

  it('names what it confirms, which may be less than was presumed', () => {
    expect(withConfirmation(presumptive, 'definitive positive', { panels: 'cocaine' }, []).panels).toEqual([
      'cocaine',
    ]);
  });

  it('is flagged where an earlier use within its detection time explains it', () => {
    const earlierOn = (on: string, confirmation: DrugTest['confirmation'] = 'definitive positive') => ({
      ...presumptive,
      id: `ep_1:test-${on}`,
      date: on,
      confirmation,
    });
    const flagged = (others: DrugTest[]) =>
      withConfirmation(presumptive, 'definitive positive', {}, others).carryOver;
    expect(flagged([earlierOn('2026-12-20')])).toEqual(['cannabinoids']);
    expect(flagged([earlierOn('2027-01-02')])).toEqual(['cannabinoids', 'cocaine']);
    expect(flagged([earlierOn('2027-01-02', null)])).toEqual(['cannabinoids', 'cocaine']);
    expect(flagged([earlierOn('2027-01-02', 'confirmed negative')])).toEqual([]);
    expect(flagged([earlierOn('2026-11-30')])).toEqual([]);
    expect(flagged([presumptive])).toEqual([]);
  });
});

describe('detection times', () => {
  it('are known for every panel, alcohol among them, and shorter in oral fluid', () => {
    expect(panels).toContain('alcohol');
    for (const panel of panels) {
      expect(detectionDays(panel, 'urine')).toBeGreaterThan(detectionDays(panel, 'oral fluid'));
      expect(detectionDays(panel, 'urine')).toBeLessThanOrEqual(30);
    }
  });

  it('end with their last day, by the kind of the later specimen', () => {
    const found = { panels: ['cocaine'] as const, specimen: 'urine' as const };
    const carried = (on: string, specimen: 'urine' | 'oral fluid' = 'urine') =>
      possibleCarryOver({ ...found, specimen, date: on }, [{ ...found, date: '2027-01-01' }]);
    expect(carried('2027-01-05')).toEqual(['cocaine']);
    expect(carried('2027-01-06')).toEqual([]);
    expect(carried('2027-01-03', 'oral fluid')).toEqual(['cocaine']);
    expect(carried('2027-01-04', 'oral fluid')).toEqual([]);
    expect(carried('2027-01-01')).toEqual([]);
  });
});

describe('two identifiers', () => {
  const client = { name: 'Pablo Muestra Vega', birthDate: '1986-09-30' };
  const typed = (lastName: string, birthDate = client.birthDate) =>
    identifies(client, { lastName, birthDate });

  it.each(['Muestra Vega', 'vega', 'MUESTRA', 'Muestra-Vega', 'Pablo Muestra Vega', ' Vega '])(
    'accept the last name as "%s"',
    (lastName) => expect(typed(lastName)).toBe(true),
  );

  it.each(['Pablo', 'Pablo Vega', 'Testwell', 'Muestr', '', '-'])('refuse "%s"', (lastName) =>
    expect(typed(lastName)).toBe(false),
  );

  it('refuse the right name with another date of birth', () => {
    expect(typed('Vega', '1986-09-03')).toBe(false);
    expect(identifies(client, { lastName: 'Vega' })).toBe(false);
  });

  it('do not stumble over accents, or a single name', () => {
    const same = { birthDate: '1990-01-01' };
    expect(identifies({ name: 'Inés Calderón', ...same }, { lastName: 'Calderon', ...same })).toBe(true);
    expect(identifies({ name: 'Ines Calderon', ...same }, { lastName: 'Calderón', ...same })).toBe(true);
    expect(identifies({ name: 'Cher', ...same }, { lastName: 'cher', ...same })).toBe(true);
  });
});

describe('times that are entered', () => {
  const entered = { test: { date, toldAt: at('09:00') }, askedAt: at('06:00'), now: at('12:00'), timeZone };

  it('of a telling lie between the call and now; left out means just now', () => {
    expect(tellingTimeProblem({ toldAt: '06:00' }, entered)).toBeUndefined();
    expect(tellingTimeProblem({ toldAt: '12:00' }, entered)).toBeUndefined();
    expect(tellingTimeProblem({ toldAt: '05:59' }, entered)?.code).toBe('before it was asked');
    expect(tellingTimeProblem({ toldAt: '12:01' }, entered)?.code).toBe('in the future');
    expect(toldAtFrom({}, entered)).toBe(at('12:00'));
    expect(toldAtFrom({ toldAt: '07:30' }, entered)).toBe(at('07:30'));
  });

  it('of a telling that is entered the day after are the test’s day', () => {
    const nextDay = { ...entered, now: instantOf(timeZone, '2027-01-06', '08:00') };
    expect(toldAtFrom({ toldAt: '13:00' }, nextDay)).toBe(at('13:00'));
  });

  it('of a collection lie between the telling and now', () => {
    expect(collectionTimeProblem({ collectedAt: '09:00' }, entered)).toBeUndefined();
    expect(collectionTimeProblem({ collectedAt: '08:59' }, entered)?.code).toBe('before the telling');
    expect(collectionTimeProblem({ collectedAt: '12:30' }, entered)?.code).toBe('in the future');
    expect(collectionTimeProblem({}, entered)).toBeUndefined();
  });
});

describe('a correction', () => {
  const negative = takeUpEntry(told, entered('negative', urine), timeZone).test;

  it('takes from the test what hung on the wrong outcome', () => {
    const positive = withConfirmation(
      {
        ...negative,
        outcome: 'presumptive positive',
        panels: ['cocaine'],
        sentToLaboratory: { by: 'dev-patel', at: at('17:30') },
      },
      'definitive positive',
      {},
      [],
    );
    expect(withOutcome(positive, 'missed')).toMatchObject({
      outcome: 'missed',
      specimen: null,
      collectedOn: null,
      panels: [],
      sentToLaboratory: null,
      confirmation: null,
    });
    expect(whatFollowed(positive)).toEqual([
      'the outcome "presumptive positive" was recorded',
      'the maximum gap was counted from this test',
      'a specimen was sent to the laboratory',
      'the laboratory\'s result "definitive positive" was recorded',
      'a clinician was asked to act on it',
    ]);
  });

  it('by link is taken like the first entry, but begins no second collection', () => {
    const corrected = withEntryCorrected(
      negative,
      entered('unable', { specimen: 'urine' }, '12:00'),
      timeZone,
    );
    expect(corrected).toMatchObject({
      outcome: 'unable',
      collectedOn: null,
      specimen: null,
      window: told.window,
    });
  });

  it('counts the gap from the last random test that came to a specimen', () => {
    const forCause = { ...negative, basis: 'for cause' as const, collectedOn: '2027-01-20' };
    const earlier = { ...negative, collectedOn: '2027-01-02' };
    expect(lastRandomTestOn([earlier, negative, forCause])).toBe(date);
    expect(lastRandomTestOn([forCause, withOutcome(negative, 'missed')])).toBeNull();
  });
});

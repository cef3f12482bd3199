import { beforeEach, describe, expect, test } from 'vitest';
import { action } from '../../lambdas/actions/apply-clinic.ts';
import { action as refer } from '../../lambdas/actions/refer.ts';
import { action as setPasscode } from '../../lambdas/actions/set-passcode.ts';
import { clinicChain, firstBrokenLink } from '../../lambdas/domain/audit.ts';
import { addDays } from '../../lambdas/domain/clinic-calendar.ts';
import type { ClinicFile } from '../../lambdas/domain/clinic-file.ts';
import type { ProgramFile } from '../../lambdas/domain/program.ts';
import {
  exampleClinic,
  exampleReferral,
  nth,
  operator,
  problemsOf,
  sheerProgram,
} from '../example-clinic.ts';
import { createFakePorts, type FakePorts } from '../fake-ports.ts';

const clinicId = operator.clinicId;
let ports: FakePorts;

beforeEach(() => {
  ports = createFakePorts('2027-01-04T17:00:00.000Z');
});

async function apply(clinic = exampleClinic(), programs = [sheerProgram()], dryRun = false) {
  const result = await action.start({ clinic, programs, dryRun }, operator, ports);
  return result as typeof result & {
    changes: string[];
    warnings: string[];
    withdrawnPasscodes: string[];
    leavers: { id: string; openTaskIds: string[]; episodeIds: string[] }[];
  };
}

function changed(change: (file: ClinicFile) => void): ClinicFile {
  const file = exampleClinic();
  change(file);
  return file;
}

const reader = () => ports.store.read(clinicId);

describe('a new clinic', () => {
  test('is written whole: clinic, staff, partners, the program’s version', async () => {
    const { summary, changes, warnings } = await apply();
    expect(summary).toBe('12 records changed.');
    expect(changes[0]).toMatch(/^program sheer: \+ version [0-9a-f]{12}$/);
    expect(changes).toContain('staff: + ada-lindqvist (counselor)');
    expect(changes).toContain('partner: + cedar-house (sober-home)');
    expect(changes.at(-1)).toBe('clinic: + harbor-example');
    expect(warnings).toEqual([]);
    const clinic = await reader().get('clinic', clinicId);
    const version = clinic?.programVersions.sheer ?? '';
    expect(await reader().get('program', `sheer:${version}`)).toMatchObject({
      program: { id: 'sheer', version },
    });
    expect(await reader().list('staff')).toHaveLength(6);
    expect(await reader().list('partner')).toHaveLength(4);
  });

  test('begins its days with the next start of a day', async () => {
    await apply();
    expect(await reader().list('agenda')).toEqual([
      {
        id: '2027-01-05T14:00:00.000Z/start-clinic-day/2027-01-05',
        dueAt: '2027-01-05T14:00:00.000Z',
        duty: { do: 'start-clinic-day', date: '2027-01-05' },
      },
    ]);
    expect(await reader().get('clinicDay', 'clinic-day')).toMatchObject({ lastStartedOn: '2027-01-04' });
  });

  test('that is applied before the day starts begins with this day', async () => {
    ports.at('2027-01-04T13:59:00.000Z');
    await apply();
    expect((await reader().list('agenda')).map(({ dueAt }) => dueAt)).toEqual(['2027-01-04T14:00:00.000Z']);
  });

  test('leaves one line in the clinic’s chain, without a name', async () => {
    await apply();
    const chain = await ports.store.chain(clinicId, clinicChain);
    expect(chain.map(({ body }) => body)).toMatchObject([{ what: 'clinic file applied', by: 'operator' }]);
    expect(JSON.stringify(chain)).not.toMatch(/Lindqvist|Hartmann|@|555/);
  });

  test('with more people than one transaction takes is written in several, each in the chain', async () => {
    const crowd = changed((file) => {
      for (let at = 1; at <= 60; at += 1)
        file.staff.push({ ...nth(file.staff, 0), id: `person-${at}`, email: `person-${at}@harbor.example` });
    });
    expect((await apply(crowd)).summary).toBe('72 records changed.');
    expect(await reader().list('staff')).toHaveLength(66);
    const chain = await ports.store.chain(clinicId, clinicChain);
    expect(chain).toHaveLength(3);
    expect(firstBrokenLink(chain)).toBeUndefined();
    expect((await apply(crowd)).changes).toEqual([]);
  });
});

test('the same file again changes nothing and says so', async () => {
  await apply();
  const before = JSON.stringify([
    await reader().list('agenda'),
    await ports.store.chain(clinicId, clinicChain),
  ]);
  ports.at('2027-01-04T18:00:00.000Z');
  const again = await apply();
  expect(again).toMatchObject({ summary: 'Nothing changes: the file is already applied.', changes: [] });
  const after = JSON.stringify([
    await reader().list('agenda'),
    await ports.store.chain(clinicId, clinicChain),
  ]);
  expect(after).toBe(before);
});

test('a dry run says what would change and writes nothing', async () => {
  const { summary, changes } = await apply(exampleClinic(), [sheerProgram()], true);
  expect(summary).toBe('12 records would change. Nothing was written.');
  expect(changes).toHaveLength(12);
  expect(await reader().get('clinic', clinicId)).toBeUndefined();
  expect(await reader().list('agenda')).toEqual([]);
  expect(await ports.store.chain(clinicId, clinicChain)).toEqual([]);
});

describe('a program that changes', () => {
  test('gets a new version; running episodes keep theirs', async () => {
    await apply();
    const { episodeId } = await refer.start(exampleReferral(), operator, ports);
    const program = sheerProgram();
    program.reviews.everyDays = 10;
    const { changes } = await apply(exampleClinic(), [program]);
    expect(changes[0]).toMatch(
      /^program sheer: new version [0-9a-f]{12} after [0-9a-f]{12}; 1 running episode keeps its own$/,
    );
    const versions = await reader().list('program', { parent: 'sheer' });
    expect(versions).toHaveLength(2);
    const episode = await reader().get('episode', String(episodeId));
    const clinic = await reader().get('clinic', clinicId);
    expect(episode?.programVersion).not.toBe(clinic?.programVersions.sheer);
    expect(versions.map(({ program: { version } }) => version)).toContain(episode?.programVersion);
  });

  test('and changes back takes the version of before', async () => {
    await apply();
    const program = sheerProgram();
    program.reviews.everyDays = 10;
    await apply(exampleClinic(), [program]);
    await apply();
    expect(await reader().list('program', { parent: 'sheer' })).toHaveLength(2);
    expect((await apply()).changes).toEqual([]);
  });

  test('and is taken out admits nobody any more', async () => {
    await apply();
    const other = { ...sheerProgram(), id: 'other' };
    const { changes } = await apply(exampleClinic(), [other]);
    expect(changes.at(-1)).toContain('program sheer takes no new referrals, running episodes keep it');
    expect(await problemsOf(refer, exampleReferral(), ports)).toMatchObject([
      { field: 'programId', fix: 'use one of: other' },
    ]);
  });

  test('with unusual rules is applied with a warning', async () => {
    const program = sheerProgram();
    program.reviews.overdueAfterDays = 45;
    expect((await apply(exampleClinic(), [program])).warnings).toEqual([
      'program sheer: reviews.overdueAfterDays: 45; a review is due at least every 30 days',
    ]);
  });

  test('with sessions on a closed weekday is applied with a warning', async () => {
    const program = sheerProgram();
    nth(program.sessions, 0).weekdays = [1, 3, 7];
    expect((await apply(exampleClinic(), [program])).warnings).toContain(
      'program sheer: sessions.0 (day-group): the clinic is closed on Sun, so it is not held then; choose other weekdays, or open',
    );
  });
});

describe('testing plans that do not do what they say are applied with a warning', () => {
  async function warningsAfter(
    changeProgram: (program: ProgramFile) => void,
    changeClinic: (file: ClinicFile) => void = () => undefined,
  ): Promise<string[]> {
    const program = sheerProgram();
    changeProgram(program);
    return (await apply(changed(changeClinic), [program])).warnings;
  }

  test('the deadline does the testing, and too many tests are announced: by the phase’s name', async () => {
    const warnings = await warningsAfter(
      ({ phases }) => {
        nth(phases, 1).maxGapDays = 7;
      },
      (file) => {
        file.clinic.collections.capacityPerDay = null;
      },
    );
    expect(warnings).toEqual([
      expect.stringMatching(
        /^program sheer: phases\.1 \(Practice\): The deadline does the testing, not chance: a gap of 7 days is below the 14 that 1 a week needs\. Expect about 1\.4\d? tests a week instead of 1/,
      ),
      expect.stringMatching(
        /^program sheer: phases\.1 \(Practice\): A client can know \d\d % of the tests beforehand; keep it to 20 %/,
      ),
    ]);
  });

  test('a rate that cannot be met', async () => {
    const warnings = await warningsAfter(({ phases }) => {
      nth(phases, 0).testsPerWeek = 6;
    });
    expect(warnings[0]).toMatch(
      /^program sheer: phases\.0 \(Foundation\): The rate cannot be met: expect about \d(\.\d+)? tests a week instead of 6/,
    );
  });

  test('a rate that the closures to come keep from being met; those of the past do not count', async () => {
    const everyMonday = Array.from({ length: 40 }, (_, week) => addDays('2027-01-11', 7 * week));
    const close = (dates: string[]) => (file: ClinicFile) => {
      file.clinic.closures = dates;
    };
    const warnings = await warningsAfter(() => undefined, close(everyMonday));
    expect(warnings[0]).toMatch(
      /^program sheer: phases\.0 \(Foundation\): The rate cannot be met: .* solved for weeks without closures/,
    );
    const past = everyMonday.map((date) => addDays(date, -364));
    expect(await warningsAfter(() => undefined, close(past))).toEqual([]);
  });

  test('collections that a full program would use to more than 70 %', async () => {
    const warnings = await warningsAfter(
      () => undefined,
      (file) => {
        file.clinic.collections.capacityPerDay = 14;
      },
    );
    expect(warnings).toEqual([
      'clinic.collections.capacityPerDay: On Saturdays about 10.51 collections are expected, 75 % of 14; above 70 % chance calls are often dropped and deadlines missed. Add capacity or test days, or lower the rate.',
    ]);
  });
});

describe('people who change', () => {
  test('somebody who is taken out has left on that day, keeps the record, and loses the passcode', async () => {
    await apply();
    await setPasscode.start({ contactId: 'ben-okafor' }, operator, ports);
    await refer.start(exampleReferral(0), operator, ports);
    const { episodeId } = await refer.start(exampleReferral(1), operator, ports);
    await ports.store.transact(clinicId, async (tx) => {
      tx.put('openTask', {
        id: 'ben-okafor:ep_9:t1',
        taskId: 'ep_9:t1',
        contactId: 'ben-okafor',
        kind: 'review',
        dueAt: '2027-01-06T17:00:00.000Z',
      });
    });
    const result = await apply(
      changed((file) => {
        file.staff = file.staff.filter(({ id }) => id !== 'ben-okafor');
        for (const member of file.staff) if (member.backupId === 'ben-okafor') member.backupId = 'fay-moreau';
      }),
    );
    expect(result.changes).toContain('staff: - ben-okafor has left on 2027-01-04');
    expect(result.leavers).toEqual([{ id: 'ben-okafor', openTaskIds: ['ep_9:t1'], episodeIds: [episodeId] }]);
    expect(result.withdrawnPasscodes).toEqual(['ben-okafor']);
    expect(await reader().get('staff', 'ben-okafor')).toMatchObject({
      leftOn: '2027-01-04',
      name: 'Ben Okafor',
    });
    expect(await reader().get('passcode', 'ben-okafor')).toBeUndefined();
    const back = await apply();
    expect(back.changes).toContain('staff: + ben-okafor is back (counselor)');
    expect(await reader().get('staff', 'ben-okafor')).not.toHaveProperty('leftOn');
  });

  test('another phone number leaves the passcode; another person in the same place does not', async () => {
    await apply();
    await setPasscode.start({ contactId: 'cedar-house.primary' }, operator, ports);
    const phone = changed((file) => {
      nth(file.soberHomes, 0).primary.phone = '+1 555 010 0299';
    });
    expect(await apply(phone)).toMatchObject({
      changes: ['partner: ~ cedar-house: contacts'],
      withdrawnPasscodes: [],
    });
    expect(await reader().get('passcode', 'cedar-house.primary')).toBeDefined();
    const person = changed((file) => {
      nth(file.soberHomes, 0).primary.name = 'Ivo Neumann';
    });
    expect((await apply(person)).withdrawnPasscodes).toEqual(['cedar-house.primary']);
    expect(await reader().get('passcode', 'cedar-house.primary')).toBeUndefined();
  });

  test('a partner who is taken out stays on record, and nobody there is asked any more', async () => {
    await apply();
    const { changes } = await apply(
      changed((file) => {
        file.aftercareProviders.pop();
      }),
    );
    expect(changes).toEqual(['partner: - sunrise-continuing-care: nobody there is asked any more']);
    const partner = await reader().get('partner', 'sunrise-continuing-care');
    expect(partner?.contacts).toMatchObject([{ name: 'Mara Quinn', removedOn: '2027-01-04' }]);
  });

  test('a backup who is taken out is marked as removed', async () => {
    await apply();
    const without = changed((file) => {
      Reflect.deleteProperty(nth(file.soberHomes, 0), 'backup');
    });
    await apply(without);
    expect((await reader().get('partner', 'cedar-house'))?.contacts).toMatchObject([
      { id: 'cedar-house.primary' },
      { id: 'cedar-house.backup', removedOn: '2027-01-04' },
    ]);
    expect((await apply(without)).changes).toEqual([]);
  });
});

test('another time zone or start of the day moves the next day on the agenda', async () => {
  await apply();
  await apply(
    changed((file) => {
      file.clinic.timeZone = 'America/New_York';
      file.clinic.dayStartsAt = '05:00';
    }),
  );
  expect((await reader().list('agenda')).map(({ id }) => id)).toEqual([
    '2027-01-05T10:00:00.000Z/start-clinic-day/2027-01-05',
  ]);
});

describe('refused, and nothing is written', () => {
  test('an unknown time zone', async () => {
    const file = changed(({ clinic }) => {
      clinic.timeZone = 'America/Atlantis';
    });
    expect(await problemsOf(action, { clinic: file, programs: [sheerProgram()] }, ports)).toEqual([
      {
        field: 'clinic.clinic.timeZone',
        problem: 'is not a known time zone',
        fix: 'use an IANA name such as America/Los_Angeles',
      },
    ]);
    expect(await reader().get('clinic', clinicId)).toBeUndefined();
  });

  test('another clinic than the one acted for', async () => {
    const other = { clinicId: 'elsewhere', by: 'operator' };
    const input = { clinic: exampleClinic(), programs: [sheerProgram()] };
    expect(await problemsOf(action, input, ports, other)).toMatchObject([{ field: 'clinic.clinic.id' }]);
    expect(await ports.store.read('').list('clinic')).toEqual([]);
  });

  test('two programs with one id', async () => {
    const input = { clinic: exampleClinic(), programs: [sheerProgram(), sheerProgram()] };
    expect(await problemsOf(action, input, ports)).toEqual([
      { field: 'programs.1.id', problem: 'two programs have the id "sheer"', fix: 'give each their own' },
    ]);
  });

  test('tests on a weekday on which the clinic is closed', async () => {
    const file = changed(({ clinic }) => {
      clinic.opening.sat = 'closed';
    });
    expect(await problemsOf(action, { clinic: file, programs: [sheerProgram()] }, ports)).toEqual([
      {
        field: 'programs.0.testing.testDays.5',
        problem: 'the clinic is closed on sat',
        fix: 'take 6 out or open on that weekday',
      },
    ]);
  });
});

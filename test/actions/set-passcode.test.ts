import { beforeEach, expect, test } from 'vitest';
import { action as applyClinic } from '../../lambdas/actions/apply-clinic.ts';
import { action } from '../../lambdas/actions/set-passcode.ts';
import { clinicChain } from '../../lambdas/domain/audit.ts';
import { exampleClinic, operator, problemsOf, sheerProgram } from '../example-clinic.ts';
import { createFakePorts, type FakePorts } from '../fake-ports.ts';

const clinicId = operator.clinicId;
let ports: FakePorts;

beforeEach(async () => {
  ports = createFakePorts();
  await applyClinic.start({ clinic: exampleClinic(), programs: [sheerProgram()] }, operator, ports);
});

const matches = async (contactId: string, passcode: unknown) => {
  const kept = await ports.store.read(clinicId).get('passcode', contactId);
  return ports.secrets.passcodeMatches(String(passcode), kept?.hash ?? '');
};

test.each(['ada-lindqvist', 'cedar-house.primary', 'casa-olmo.backup'])(
  '%s gets a passcode: shown once, kept as a hash, in the audit by id only',
  async (contactId) => {
    const { passcode, summary } = await action.start({ contactId }, operator, ports);
    expect(passcode).toMatch(/^\d{8}$/);
    expect(summary).not.toContain(passcode);
    expect(await matches(contactId, passcode)).toBe(true);
    const kept = JSON.stringify([
      await ports.store.read(clinicId).get('passcode', contactId),
      await ports.store.chain(clinicId, clinicChain),
    ]);
    expect(kept).toContain('"what":"passcode set"');
    expect(kept).not.toContain(String(passcode));
  },
);

test('a new passcode takes the place of the one before', async () => {
  const contactId = 'cedar-house.primary';
  const first = await action.start({ contactId }, operator, ports);
  const second = await action.start({ contactId }, operator, ports);
  expect(await matches(contactId, first.passcode)).toBe(false);
  expect(await matches(contactId, second.passcode)).toBe(true);
});

test('a partner needs the rank: the fix names the contacts', async () => {
  expect(await problemsOf(action, { contactId: 'cedar-house' }, ports)).toEqual([
    {
      field: 'contactId',
      problem: 'there is no contact "cedar-house"',
      fix: 'use one of: cedar-house.primary, cedar-house.backup, or a partner’s id with .primary or .backup',
    },
  ]);
});

test('somebody who has left gets none', async () => {
  const file = exampleClinic();
  file.staff = file.staff.filter(({ id }) => id !== 'ben-okafor');
  for (const member of file.staff) if (member.backupId === 'ben-okafor') member.backupId = 'fay-moreau';
  await applyClinic.start({ clinic: file, programs: [sheerProgram()] }, operator, ports);
  expect(await problemsOf(action, { contactId: 'ben-okafor' }, ports)).toMatchObject([
    { field: 'contactId', problem: 'ben-okafor has left' },
  ]);
  expect(await ports.store.read(clinicId).get('passcode', 'ben-okafor')).toBeUndefined();
});

test('nobody is named: the fix lists the staff', async () => {
  const [problem] = await problemsOf(action, { contactId: 'zoe' }, ports);
  expect(problem?.fix).toMatch(/^use one of: ada-lindqvist, ben-okafor, /);
});

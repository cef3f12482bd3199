import { expect, test } from 'vitest';
import { action as apply } from '../../lambdas/actions/apply-clinic.ts';
import { action as refer } from '../../lambdas/actions/refer.ts';
import {
  exampleClinic,
  exampleReferral,
  nth,
  operator,
  problemsOf,
  sheerProgram,
} from '../example-clinic.ts';
import { createFakePorts } from '../fake-ports.ts';

async function appliedClinic() {
  const ports = createFakePorts();
  await apply.start({ clinic: exampleClinic(), programs: [sheerProgram()] }, operator, ports);
  return ports;
}

test('a client with a contact’s address is refused at the field, and nothing is written', async () => {
  const ports = await appliedClinic();
  const email = nth(exampleClinic().soberHomes, 0).primary.email.toUpperCase();
  const problems = await problemsOf(refer, { ...exampleReferral(), email }, ports);
  expect(problems).toEqual([
    {
      field: 'email',
      problem: 'is also that of the contact cedar-house.primary, who cannot be a client too',
      fix: 'correct the email, or remove that contact first',
    },
  ]);
  expect(ports.store.all(operator.clinicId, 'client')).toEqual([]);
});

test('a contact with a client’s number is refused in the file at the field, without saying whose it is', async () => {
  const ports = await appliedClinic();
  const client = exampleReferral();
  await refer.start(client, operator, ports);
  const file = exampleClinic();
  nth(file.soberHomes, 1).primary.phone = client.phone.replace('+1 ', '');
  const problems = await problemsOf(apply, { clinic: file, programs: [sheerProgram()] }, ports);
  expect(problems).toEqual([
    {
      field: 'clinic.soberHomes.1.primary.phone',
      problem: 'is also that of a client of this clinic',
      fix: 'name another contact, or correct the phone',
    },
  ]);
  expect(JSON.stringify(problems)).not.toContain(client.name);
});

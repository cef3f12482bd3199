import { beforeEach, describe, expect, it } from 'vitest';
import { action as applyClinic } from '../../lambdas/actions/apply-clinic.ts';
import { action as refer } from '../../lambdas/actions/refer.ts';
import { clinicFileSchema } from '../../lambdas/domain/clinic-file.ts';
import { anyClinic } from '../../lambdas/domain/records.ts';
import { deploymentFrom } from '../../lambdas/runtime/deployment.ts';
import { createLocalClinic } from '../../local/local-clinic.ts';
import { exampleClinic, exampleReferral, operator, problemsOf, sheerProgram } from '../example-clinic.ts';
import { createFakePorts, type FakePorts } from '../fake-ports.ts';

const agreement = { signedOn: '2026-11-02', with: 'Amazon Web Services, Inc.' };
let ports: FakePorts;

beforeEach(() => {
  ports = createFakePorts();
});

function realClinic(businessAssociateAgreement: typeof agreement | undefined = agreement) {
  const file = exampleClinic();
  return { ...file, clinic: { ...file.clinic, fictional: false, businessAssociateAgreement } };
}

const inputOf = (clinic: unknown, dryRun = false) => ({ clinic, programs: [sheerProgram()], dryRun });
const apply = (clinic: unknown) => applyClinic.start(inputOf(clinic), operator, ports);
const problemsOfFile = (clinic: unknown) => problemsOf(applyClinic, inputOf(clinic), ports);
const problemsOfReferral = () => problemsOf(refer, exampleReferral(), ports);
const referOne = () => refer.start(exampleReferral(), operator, ports);
const nobody = async () => expect(await ports.store.read(operator.clinicId).list('client')).toEqual([]);

describe('a clinic of real clients', () => {
  it('is applied, and takes a client, where staff sign in and the agreement is declared', async () => {
    ports.deployment = { isSignInSetUp: true };
    await apply(realClinic());
    await referOne();
    expect(await ports.store.read(anyClinic).get('clinic', operator.clinicId)).toMatchObject({
      fictional: false,
      businessAssociateAgreement: agreement,
    });
    expect(await ports.store.read(operator.clinicId).list('client')).toHaveLength(1);
  });

  it('is refused where staff cannot sign in', async () => {
    ports.deployment = { isSignInSetUp: false };
    expect(await problemsOfFile(realClinic())).toEqual([
      {
        field: 'clinic.clinic.fictional',
        problem: 'is false, and staff cannot sign in to this deployment yet',
        fix: 'deploy it with -c stepdown:signInDomain=… and act with the outputs of that deployment, or write fictional: true',
      },
    ]);
    expect(await ports.store.read(anyClinic).list('clinic')).toEqual([]);
  });

  it('is refused on a machine of one’s own, always', async () => {
    const { ports: local } = await createLocalClinic({ startAt: '2027-01-04T17:00:00.000Z', seed: 'real' });
    expect(local.deployment).toBeUndefined();
    expect(await problemsOf(applyClinic, inputOf(realClinic(), true), local)).toMatchObject([
      { field: 'clinic.clinic.fictional', problem: 'is false, and this machine never holds real clients' },
    ]);
  });

  it('is refused without its agreement, in the file and by the action', async () => {
    ports.deployment = { isSignInSetUp: true };
    const { businessAssociateAgreement: _, ...clinic } = realClinic().clinic;
    const file = { ...exampleClinic(), clinic };
    expect(clinicFileSchema.safeParse(file).error?.issues.map(({ path }) => path.join('.'))).toEqual([
      'clinic.businessAssociateAgreement',
    ]);
    expect(await problemsOfFile(file)).toMatchObject([
      {
        field: 'clinic.clinic.businessAssociateAgreement',
        problem: 'is missing, and the clinic takes real clients',
      },
    ]);
  });

  it('is refused with an agreement of a day that has not come', async () => {
    ports.deployment = { isSignInSetUp: true };
    expect(await problemsOfFile(realClinic({ ...agreement, signedOn: '2027-01-05' }))).toMatchObject([
      { field: 'clinic.clinic.businessAssociateAgreement.signedOn', problem: '2027-01-05 has not come' },
    ]);
  });

  it('does not become fictional once it has clients', async () => {
    ports.deployment = { isSignInSetUp: true };
    await apply(realClinic());
    await apply(exampleClinic());
    await apply(realClinic());
    await referOne();
    expect(await problemsOfFile(exampleClinic())).toMatchObject([
      {
        field: 'clinic.clinic.fictional',
        problem: 'is true, and the clinic on record has real clients',
        fix: 'write fictional: false',
      },
    ]);
  });
});

describe('a referral to a clinic of real clients', () => {
  beforeEach(async () => {
    ports.deployment = { isSignInSetUp: true };
    await apply(realClinic());
  });

  it.each([
    ['the sign-in is taken away', { isSignInSetUp: false }, /staff cannot sign in/],
    ['its records stand on a machine of one’s own', undefined, /this machine never holds real clients/],
  ])('is refused when %s', async (_, deployment, problem) => {
    ports.deployment = deployment;
    const [refusal] = await problemsOfReferral();
    expect(refusal?.problem).toMatch(problem);
    expect(refusal?.fix).not.toBe('');
    await nobody();
  });

  it('is refused when the record was written without an agreement', async () => {
    await ports.store.transact(anyClinic, async (tx) => {
      const clinic = await tx.get('clinic', operator.clinicId);
      if (clinic) tx.put('clinic', { ...clinic, businessAssociateAgreement: undefined });
    });
    const [refusal] = await problemsOfReferral();
    expect(refusal?.problem).toBe(
      'clinic.businessAssociateAgreement is missing, and the clinic takes real clients',
    );
    await nobody();
  });
});

describe('a deployment', () => {
  it.each([
    ['https://console.example/console', true],
    ['closed', false],
    ['', false],
    [undefined, false],
  ])('whose console is at %s says whether staff sign in', (CONSOLE_URL, isSignInSetUp) => {
    expect(deploymentFrom({ CONSOLE_URL })).toEqual({ isSignInSetUp });
  });
});

import { expect, it } from 'vitest';
import { action as applyClinic } from '../../lambdas/actions/apply-clinic.ts';
import { action as setAbsence } from '../../lambdas/actions/set-absence.ts';
import { fileOfClinic } from '../../lambdas/domain/clinic-as-file.ts';
import { exampleClinic, operator, sheerProgram } from '../example-clinic.ts';
import { createFakePorts } from '../fake-ports.ts';

it('a clinic’s records written as its file change nothing when they are applied', async () => {
  const ports = createFakePorts();
  const programs = [sheerProgram()];
  await applyClinic.start({ clinic: exampleClinic(), programs }, operator, ports);
  const away = { staffId: 'ada-lindqvist', from: '2027-01-11', to: '2027-01-15', coverId: 'ben-okafor' };
  await setAbsence.start(away, operator, ports);
  const reader = ports.store.read(operator.clinicId);
  const clinic = await reader.get('clinic', operator.clinicId);
  if (!clinic) throw new Error('the clinic was not applied');
  const file = fileOfClinic(clinic, await reader.list('staff'), await reader.list('partner'));
  expect(file.programs).toEqual(['sheer.yaml']);
  const applied = await applyClinic.start({ clinic: file, programs }, operator, ports);
  expect(applied.summary).toBe('Nothing changes: the file is already applied.');
});

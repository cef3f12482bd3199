import { beforeEach, expect, test } from 'vitest';
import { action as applyClinic } from '../../lambdas/actions/apply-clinic.ts';
import { action } from '../../lambdas/actions/set-absence.ts';
import { exampleClinic, operator, problemsOf, sheerProgram } from '../example-clinic.ts';
import { createFakePorts, type FakePorts } from '../fake-ports.ts';

const staffId = 'ada-lindqvist';
const fortnight = { from: '2027-02-01', to: '2027-02-14', coverId: 'ben-okafor' };
let ports: FakePorts;

const away = (absence: { from: string; to: string; coverId: string }) =>
  action.start({ staffId, ...absence }, operator, ports);

async function absences() {
  const member = await ports.store.read(operator.clinicId).get('staff', staffId);
  return [...(member?.absences ?? [])].sort((a, b) => (a.from < b.from ? -1 : 1));
}

beforeEach(async () => {
  ports = createFakePorts();
  await applyClinic.start({ clinic: exampleClinic(), programs: [sheerProgram()] }, operator, ports);
  await away(fortnight);
});

test('absences that do not touch stand beside each other', async () => {
  const later = { from: '2027-02-15', to: '2027-02-20', coverId: 'fay-moreau' };
  await away(later);
  expect(await absences()).toEqual([fortnight, later]);
});

test('another cover for some days leaves the absence before and after them as it was', async () => {
  const days = { from: '2027-02-04', to: '2027-02-05', coverId: 'fay-moreau' };
  await away(days);
  expect(await absences()).toEqual([
    { ...fortnight, to: '2027-02-03' },
    days,
    { ...fortnight, from: '2027-02-06' },
  ]);
});

test.each([
  ['the same days again', { from: '2027-02-01', to: '2027-02-14' }],
  ['more days', { from: '2027-01-30', to: '2027-02-20' }],
])('%s take the place of the absence on record', async (_, days) => {
  await away({ ...days, coverId: 'fay-moreau' });
  expect(await absences()).toEqual([{ ...days, coverId: 'fay-moreau' }]);
});

test('an absence that ends before it begins, or that covers itself, is refused and changes nothing', async () => {
  const backwards = { staffId, from: '2027-03-02', to: '2027-03-01', coverId: 'fay-moreau' };
  expect(await problemsOf(action, backwards, ports)).toMatchObject([{ field: 'to' }]);
  const own = { staffId, from: '2027-03-01', to: '2027-03-02', coverId: staffId };
  expect(await problemsOf(action, own, ports)).toMatchObject([{ field: 'coverId' }]);
  expect(await absences()).toEqual([fortnight]);
});

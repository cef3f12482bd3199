import { expect, test } from 'vitest';
import { weekdayOf } from '../../lambdas/domain/clinic-calendar.ts';
import { exampleClinic } from '../example-clinic.ts';
import { begin } from './journey.ts';

test('a draw that leaves no fair window before an early closing calls nobody, and the director hears', async () => {
  // Given a clinic that draws at eight, and closes at half past eleven on Saturdays
  const clinic = exampleClinic();
  clinic.clinic.dayStartsAt = '08:00';
  clinic.clinic.opening.sat = '09:00-11:30';
  const journey = await begin({ clinic });
  // When two Saturdays have passed in treatment
  await journey.days(14);
  // Then Saturdays are uncovered, and the other days are not
  const days = journey.all('drawDay').filter(({ status }) => status === 'drawn' || status === 'too late');
  const late = days.filter(({ status }) => status === 'too late');
  expect(late).toHaveLength(2);
  expect(days.filter(({ id }) => weekdayOf(id) === 6)).toEqual(late);
  expect(late.flatMap(({ calledEpisodeIds }) => calledEpisodeIds)).toEqual([]);
  const reasons = journey.tasks('clinic-alert').map(({ reason }) => reason);
  expect(reasons.filter((reason) => reason === 'draw too late to be fair')).toHaveLength(2);
});

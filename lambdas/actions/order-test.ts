import * as z from 'zod';
import { readCase } from '../casework/read-records.ts';
import { startLater } from '../casework/start-later.ts';
import { addDays, type Instant, instantOf, type LocalDate, nextOpenDate } from '../domain/clinic-calendar.ts';
import { latestTellingAt } from '../domain/collection-window.ts';
import { newTest } from '../domain/drug-test.ts';
import { isInTreatment } from '../domain/episode.ts';
import type { Reader } from '../ports.ts';
import { episodeField, named, reasonField, refuseField } from '../runtime/action-subject.ts';
import { cliniciansOnly } from '../runtime/clinicians-only.ts';
import { defineAction } from '../runtime/define-action.ts';

const schema = z.strictObject({ episodeId: episodeField, reason: reasonField });

/**
 * Orders a test for cause: today while there is time for a window, else on the next open day. It is never counted as
 * random, and the draw does not see it.
 */
export const action = defineAction({
  name: 'order-test',
  title: 'Order a test for cause',
  description:
    'Collections tells the client today, or on the next open day when it is too late. It counts as "for cause" and changes nothing in the random draw. A counselor, the on-call clinician or the director may order it.',
  schema,
  async run({ episodeId, reason }, actor, { store, clock, ids }) {
    const now = clock.now();
    const own = ids.next('fc');
    const testId = `${episodeId}:test-${own}`;
    const date = await store.transact(actor.clinicId, async (tx) => {
      await cliniciansOnly(tx, actor, 'a test for cause');
      const episode = await named(tx, 'episode', episodeId, 'episodeId');
      if (!isInTreatment(episode))
        refuseField('episodeId', 'the client is not in treatment', 'order tests during treatment only');
      const { on, startsAt } = await whenToTest(tx, actor.clinicId, episodeId, now);
      tx.put(
        'drugTest',
        newTest({ id: testId, episodeId, date: on, basis: 'for cause', orderedBy: actor.by, reason }),
      );
      tx.audit({
        at: now,
        what: 'test ordered for cause',
        by: actor.by,
        episodeId,
        details: { testId, date: on },
      });
      const input = { schema: 1, clinicId: actor.clinicId, episodeId, testId };
      startLater(tx, startsAt, { machine: 'drug-test', name: `${episodeId}-test-${own}`, input });
      return on;
    });
    return {
      summary: `The test is ordered for ${date}; collections tells the client that day.`,
      testId,
      date,
    };
  },
});

async function whenToTest(
  reader: Reader,
  clinicId: string,
  episodeId: string,
  now: Instant,
): Promise<{ on: LocalDate; startsAt: Instant }> {
  const { clinic, episode, program, today } = await readCase(reader, clinicId, episodeId, now);
  const terms = { clinic, windowHours: program.testing.windowHours, client: episode };
  const latest = latestTellingAt(terms, today);
  if (latest && now <= latest) return { on: today, startsAt: now };
  const on = nextOpenDate(clinic.calendar, addDays(today, 1));
  return { on, startsAt: instantOf(clinic.calendar.timeZone, on, clinic.dayStartsAt) };
}

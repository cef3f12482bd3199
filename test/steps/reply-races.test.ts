import { describe, expect, test } from 'vitest';
import type { HumanTask } from '../../lambdas/domain/human-task.ts';
import { type TaskKind, taskRules } from '../../lambdas/domain/human-task-kinds.ts';
import { ServiceUnavailable } from '../../lambdas/ports.ts';
import { everyone } from '../journeys/answers.ts';
import { begin, type Journey } from '../journeys/journey.ts';
import { fieldsFor, visitor } from '../journeys/visitor.ts';

interface Race {
  kind: TaskKind;
  choice: string;
  /** What shows that the workflow took the answer up, and what shows that it took up silence. */
  heard: RegExp;
  silence: RegExp;
}

/** A question of each way of delivery. A telling that comes too late for its window counts as not reached. */
const races: Race[] = [
  { kind: 'placement-request', choice: 'accept', heard: /^home accepted$/, silence: /^home did not accept$/ },
  { kind: 'intake', choice: 'admit', heard: /^intake passed$/, silence: /^referral ended$/ },
  {
    kind: 'tell-client',
    choice: 'told',
    heard: /^client (told|not reached)/,
    silence: /^client not reached/,
  },
];

const moments = [
  { when: 'a millisecond before', offsetMs: -1 },
  { when: 'at', offsetMs: 0 },
  { when: 'a millisecond after', offsetMs: 1 },
];

const cases = races.flatMap((race) =>
  taskRules[race.kind].ladder.flatMap((_, rung) => moments.map((moment) => ({ ...race, ...moment, rung }))),
);

/** A visit on a shared device lasts half an hour. */
const openedBeforeMs = 10 * 60_000;

function firstOf(journey: Journey, kind: TaskKind): HumanTask | undefined {
  return journey.tasks(kind)[0];
}

async function whatWasTakenUp(journey: Journey, task: HumanTask): Promise<string[]> {
  const episode = journey.all('episode').find(({ id }) => id === task.episodeId);
  return episode ? (await journey.audit(episode)).map(({ what }) => what) : [];
}

/** Waits for a rung of the first question of a kind, and has whoever was asked last answer at the rung's very end. */
async function answerAtTheEndOf(
  journey: Journey,
  { kind, choice, rung, offsetMs }: { kind: TaskKind; choice: string; rung: number; offsetMs: number },
): Promise<HumanTask> {
  await journey.untilTrue(`${kind} is on rung ${rung}`, () => firstOf(journey, kind)?.rung === rung);
  const task = firstOf(journey, kind);
  const contactId = task?.asked.at(-1);
  if (!task || !contactId) throw new Error(`nobody was asked ${kind}`);
  await journey.untilTrue('the mail is there', () => journey.mailsTo(contactId).length > 0);
  const { clock } = journey.play.clinic;
  const atMs = Date.parse(task.rungEndsAt ?? '') + offsetMs;
  await journey.until(new Date(atMs - openedBeforeMs).toISOString());
  const person = visitor(journey, contactId);
  await person.open();
  const answerNow = () => person.answer(task, { choice, fields: fieldsFor(journey, task, choice) });
  clock.at(atMs, async () => void (await answerNow()), 'person');
  await journey.until(new Date(atMs + 60 * 60_000).toISOString());
  return journey.all('task').find(({ id }) => id === task.id) ?? task;
}

describe.each(cases)(
  '$kind, answered $when the end of rung $rung',
  async ({ kind, choice, heard, silence, rung, offsetMs }) => {
    const journey = await begin({ behaviour: everyone({ [kind]: null }) });
    const isTooLate = rung === taskRules[kind].ladder.length - 1 && offsetMs > 0;
    const task = await answerAtTheEndOf(journey, { kind, choice, rung, offsetMs });
    const facts = await whatWasTakenUp(journey, task);

    test(isTooLate ? 'is kept as late, and the silence stands' : 'counts, once', () => {
      expect(task.answer).toMatchObject({ choice, late: isTooLate });
      expect(task.status).toBe(isTooLate ? 'given up' : 'answered');
      expect(facts.filter((what) => (isTooLate ? silence : heard).test(what))).toHaveLength(1);
    });

    test('leaves no question on a list and no workflow waiting for it', () => {
      expect(journey.all('openTask').filter(({ taskId }) => taskId === task.id)).toEqual([]);
      const waiting = journey.play.clinic.runner
        .list({ machine: 'human-task', status: 'RUNNING' })
        .flatMap(({ executionId }) => journey.play.clinic.runner.openStates(executionId))
        .map(({ taskToken }) => taskToken);
      expect(waiting).not.toContain(task.token);
    });
  },
);

describe.each([
  { how: 'a minute before the rung ends', minutesBefore: 1 },
  { how: 'an hour before the rung ends', minutesBefore: 60 },
])('an answer that is saved $how, while the workflows cannot be told', async ({ minutesBefore }) => {
  // Given a home whose answer is saved, and a service of workflows that cannot be reached for half an hour
  let isDown = false;
  const journey = await begin({
    behaviour: everyone({ 'placement-request': null }),
    local: {
      around: (ports) => ({
        ...ports,
        journeys: {
          ...ports.journeys,
          async succeed(token, output) {
            if (isDown) throw new ServiceUnavailable('the workflows cannot be reached');
            return ports.journeys.succeed(token, output);
          },
        },
      }),
    },
  });
  await journey.untilTrue('the home is asked', () => firstOf(journey, 'placement-request')?.rung === 0);
  const asked = journey.openTask('placement-request');
  const home = visitor(journey, 'cedar-house.primary');
  await home.open();
  const endsMs = Date.parse(asked.rungEndsAt ?? '');
  await journey.until(new Date(endsMs - minutesBefore * 60_000).toISOString());
  // When the home answers just then
  isDown = true;
  const response = await home.answer(asked, { choice: 'accept' });
  await journey.until(new Date(journey.play.clinic.clock.nowMs() + 30 * 60_000).toISOString());
  isDown = false;
  await journey.until(new Date(journey.play.clinic.clock.nowMs() + 30 * 60_000).toISOString());

  test('the page says that it is recorded, and the answer is taken up without asking again', async () => {
    expect(response.statusCode).toBe(200);
    const [task] = journey.tasks('placement-request');
    expect(task).toMatchObject({ status: 'answered', rung: 0, answer: { choice: 'accept', late: false } });
    expect(journey.episode().residence?.homeId).toBe('cedar-house');
    expect(journey.mailsTo('cedar-house.primary')).toHaveLength(1);
  });

  test('the duty to tell the workflow is done and gone', () => {
    expect(journey.all('agenda').filter(({ duty }) => duty.do === 'tell-answer')).toEqual([]);
  });
});

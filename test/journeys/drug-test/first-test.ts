import type { DrugTest } from '../../../lambdas/domain/drug-test.ts';
import type { HumanTask } from '../../../lambdas/domain/human-task.ts';
import type { TaskKind } from '../../../lambdas/domain/human-task-kinds.ts';
import { type Answers, everyone } from '../answers.ts';
import { begin, type Journey, referral, type Setting } from '../journey.ts';

/** A story about a client's first random test: what is said about it, while all else goes well. */
export interface FirstTest {
  journey: Journey;
  test(): DrugTest;
  /** The questions about it, in the order in which they were asked. */
  tasks(): HumanTask[];
  kinds(): TaskKind[];
}

/**
 * Plays until the first test is closed and all that was asked about it is settled. The answers given are for it
 * alone; later tests go well.
 */
export async function firstTest(answers: Answers = {}, setting: Setting = {}): Promise<FirstTest> {
  const told = await begun(answers, setting);
  const isClosed = () =>
    told.journey.all('drugTest').length > 0 &&
    told.test().outcome !== 'pending' &&
    told.tasks().every(({ status }) => status !== 'open') &&
    !testRuns(told.journey, told.test());
  await told.journey.untilTrue('the first test is closed', isClosed);
  return told;
}

/** The same, stopped where something is so. */
export async function firstTestUntil(
  what: string,
  isSo: (story: FirstTest) => boolean,
  answers: Answers = {},
  setting: Setting = {},
): Promise<FirstTest> {
  const told = await begun(answers, setting);
  await told.journey.untilTrue(what, () => told.journey.all('drugTest').length > 0 && isSo(told));
  return told;
}

async function begun(answers: Answers, setting: Setting): Promise<FirstTest> {
  let firstId = '';
  const isFirst = (task: HumanTask) => {
    const testId = task.about.testId ?? '';
    if (firstId === '') firstId = testId;
    return testId === firstId;
  };
  const ofFirst = Object.fromEntries(
    Object.entries(answers).map(([kind, says]) => [
      kind,
      (task: HumanTask, contactId: string) => {
        if (task.about.testId !== undefined && !isFirst(task)) return {};
        return typeof says === 'function' ? says(task, contactId) : says;
      },
    ]),
  );
  const referrals = setting.referrals ?? [referral('Nora Testwell')];
  const journey = await begin({ ...setting, referrals, behaviour: everyone(ofFirst) });
  const test = () => {
    const [first] = journey.all('drugTest').sort((a, b) => (a.date < b.date ? -1 : 1));
    if (!first) throw new Error('nobody was called');
    return first;
  };
  const tasks = () =>
    journey
      .all('task')
      .filter(({ about }) => about.testId === test().id)
      .sort((a, b) => (a.openedAt < b.openedAt ? -1 : 1));
  return { journey, test, tasks, kinds: () => tasks().map(({ kind }) => kind) };
}

function testRuns({ play }: Journey, { id }: DrugTest): boolean {
  const own = id.split(':').join('-');
  const running = play.clinic.runner.list({ status: 'RUNNING' });
  return running.some(({ machine, name }) => machine === 'drug-test' && name.startsWith(own));
}

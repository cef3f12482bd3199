import * as z from 'zod';
import { executionName } from '../casework/execution-name.ts';
import { startLater } from '../casework/start-later.ts';
import { type HumanTask, isSettled } from '../domain/human-task.ts';
import { pageId } from '../domain/page.ts';
import { onCallPeople } from '../domain/staff.ts';
import { type Ports, type Reader, ServiceUnavailable } from '../ports.ts';
import { named, refuseField } from '../runtime/action-subject.ts';
import { defineAction } from '../runtime/define-action.ts';

const schema = z.strictObject({
  run: z
    .string()
    .regex(/^pt_[0-9a-z]+$/, 'is no test of the pager; copy what the test was called when it was begun')
    .optional()
    .describe('A test that was begun: says who has confirmed it. Left out, a new test is begun'),
});

/** What became of one person's test page. */
export interface TestedPage {
  staffId: string;
  name: string;
  page: 'not yet sent' | 'taken' | 'failed';
  confirmedAt: string | null;
}

/** Pages everybody on call with a test that they confirm, by the page's link or the pager's reply. */
export const action = defineAction({
  name: 'test-pager',
  title: 'Test the pager',
  description:
    'Pages and emails everybody on call with a test, to be confirmed like a crisis. Called with the test’s name it says who has confirmed.',
  schema,
  async run({ run }, { clinicId, by }, ports) {
    if (run !== undefined) return resultOf(ports.store.read(clinicId), run);
    const begun = await begin(ports, clinicId, by);
    return {
      summary: `A test page goes to ${begun.names.join(', ')}. Nothing has happened; they are asked to confirm.`,
      run: begun.run,
    };
  },
});

async function begin(ports: Ports, clinicId: string, by: string): Promise<{ run: string; names: string[] }> {
  const run = ports.ids.next('pt');
  const at = ports.clock.now();
  const { people, starts } = await ports.store.transact(clinicId, async (tx) => {
    const clinic = await named(tx, 'clinic', clinicId, 'clinic');
    if (!clinic.pager)
      refuseField(
        'clinic.pager',
        'is missing: nobody can be paged',
        'give it in the clinic’s file, and apply it',
      );
    const people = onCallPeople(await tx.list('staff'));
    const starts = people.map(({ id: staffId }) => ({
      machine: 'human-task',
      name: executionName('clinic', 'pager-test', run, staffId),
      input: { schema: 1, clinicId, kind: 'pager-test', about: { staffId, run } },
    }));
    for (const start of starts) startLater(tx, at, start);
    tx.audit({ at, what: 'pager test begun', by, details: { run, to: people.map(({ id }) => id) } });
    return { people, starts };
  });
  for (const { machine, name, input } of starts) await startSoon(ports, machine, name, input);
  return { run, names: people.map(({ name }) => name) };
}

/** What cannot be started now the heartbeat starts. */
async function startSoon(ports: Ports, ...start: Parameters<Ports['journeys']['start']>): Promise<void> {
  try {
    await ports.journeys.start(...start);
  } catch (error) {
    if (!(error instanceof ServiceUnavailable)) throw error;
  }
}

async function resultOf(reader: Reader, run: string) {
  const tasks = (await reader.list('task', { parent: 'clinic' })).filter(
    ({ kind, about }) => kind === 'pager-test' && about.run === run,
  );
  const people = onCallPeople(await reader.list('staff'));
  const tested = await Promise.all(
    people.map(async ({ id: staffId, name }): Promise<TestedPage> => {
      const task = tasks.find(({ about }) => about.staffId === staffId);
      return { staffId, name, page: await pageOf(reader, task), confirmedAt: confirmedAt(task) };
    }),
  );
  const missing = tested.filter((one) => one.confirmedAt === null).map(({ name }) => name);
  const summary =
    missing.length === 0 ? 'Everybody on call has confirmed.' : `Not confirmed by: ${missing.join(', ')}.`;
  return { summary, run, tested, isOver: tasks.length > 0 && tasks.every(isSettled) };
}

async function pageOf(reader: Reader, task: HumanTask | undefined): Promise<TestedPage['page']> {
  const page = task && (await reader.get('page', pageId(task.id, 0)));
  if (page?.status === 'accepted') return 'taken';
  return page?.status === 'failed' ? 'failed' : 'not yet sent';
}

function confirmedAt(task: HumanTask | undefined): string | null {
  return task?.answer?.at ?? null;
}

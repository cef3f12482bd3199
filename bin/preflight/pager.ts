import type { TestedPage } from '../../lambdas/actions/test-pager.ts';
import type { ActionResult } from '../../lambdas/runtime/define-action.ts';
import { CommandFailed } from '../command-line.ts';
import type { Check, CheckContext, Finding } from './check.ts';

/** Sends everybody on call a test page and waits for each of them to confirm it. */
export const pagerCheck: Check = {
  name: 'pager',
  async run({ target, withinMinutes }: CheckContext): Promise<Finding> {
    const { run } = await target.start('test-pager', {});
    let tested = testedIn(await target.start('test-pager', { run }));
    for (let minute = 0; minute < withinMinutes && !tested.every(isConfirmed); minute += 1) {
      await target.passMinute();
      tested = testedIn(await target.start('test-pager', { run }));
    }
    return {
      ok: tested.length > 0 && tested.every((one) => isConfirmed(one) && one.page === 'taken'),
      lines: tested.length > 0 ? tested.map((one) => lineOf(one, withinMinutes)) : ['nobody is on call'],
    };
  },
};

function testedIn({ tested }: ActionResult): TestedPage[] {
  if (!Array.isArray(tested)) throw new CommandFailed('the test of the pager gave no result; see its log');
  return tested as TestedPage[];
}

function isConfirmed({ confirmedAt }: TestedPage): boolean {
  return confirmedAt !== null;
}

function lineOf({ name, staffId, page, confirmedAt }: TestedPage, withinMinutes: number): string {
  const confirmed =
    confirmedAt === null
      ? `has not confirmed within ${withinMinutes} minutes; call them, and look at phone and pager`
      : `confirmed at ${confirmedAt}`;
  const taken = {
    taken: 'the pager took the page',
    failed: 'the pager did not take the page; look at clinic.pager and at the service',
    'not yet sent': 'no page was sent; look at the workflow human-task',
  }[page];
  return `${name} (${staffId}): ${taken}; ${confirmed}`;
}

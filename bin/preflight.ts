import { BadInput } from '../lambdas/runtime/define-action.ts';
import {
  CommandFailed,
  type CommandLine,
  type ExitCode,
  main,
  parsed,
  UsageError,
  words,
} from './command-line.ts';
import type { Check, CheckContext, Finding } from './preflight/check.ts';
import { pagerCheck } from './preflight/pager.ts';
import { targetOf, targetOptions, targetUsage, withLocalUrl } from './target.ts';

const usage = `npm run preflight -- [--within MINUTES] [where]
npm run preflight -- --pager-secret [where]

Checks what a clinic relies on before it does, one check after the other; exit with 1 when one has failed.
  pager             everybody on call gets a test page, and confirms it by its link or at the paging service
  --within MINUTES  how long they have, by default 15; a local clinic's clock is moved on
  --pager-secret    print the secret to enter at the paging service instead, and check nothing

${targetUsage}`;

/** In the order in which they are made. */
const checks: readonly Check[] = [pagerCheck];

const longestMinutes = 240;

export const command = {
  usage,
  async run(line: CommandLine): Promise<ExitCode> {
    const { values, positionals } = parsed(withLocalUrl(line.args), {
      ...targetOptions,
      within: { type: 'string', default: '15' },
      'pager-secret': { type: 'boolean', default: false },
    });
    words(positionals, []);
    const withinMinutes = Number(values.within);
    if (!/^\d{1,3}$/.test(values.within) || withinMinutes < 1 || withinMinutes > longestMinutes)
      throw new UsageError(
        `--within: "${values.within}" is no time; give minutes from 1 to ${longestMinutes}`,
      );
    const target = await targetOf(values, line);
    if (values['pager-secret']) {
      const { summary, secret } = await target.start('pager-secret', {});
      line.say(summary);
      line.say(String(secret));
      return 0;
    }
    let hasFailed = false;
    for (const check of checks) {
      const { ok, lines } = await made(check, { target, withinMinutes });
      line.say(`${ok ? 'ok' : 'FAILED'}  ${check.name}`);
      for (const text of lines) line.say(`    ${text}`);
      hasFailed ||= !ok;
    }
    return hasFailed ? 1 : 0;
  },
};

/** What a check finds; what refuses or cannot be reached is a finding, and the others are made all the same. */
async function made(check: Check, context: CheckContext): Promise<Finding> {
  try {
    return await check.run(context);
  } catch (error) {
    if (error instanceof BadInput || error instanceof CommandFailed)
      return { ok: false, lines: error.message.split('\n') };
    throw error;
  }
}

if (import.meta.main) await main(command);

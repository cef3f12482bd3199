import { BadInput } from '../lambdas/runtime/define-action.ts';
import { readReferralsFile } from './clinic-files.ts';
import { type CommandLine, type ExitCode, main, parsed, words } from './command-line.ts';
import { problemLine } from './read-yaml.ts';
import { targetOf, targetOptions, targetUsage, withLocalUrl } from './target.ts';

const usage = `npm run intake -- FILE [where]

Refers the people of a YAML file, today, in the order of their day and of the list. The file is checked as a whole
before anybody is referred; a person who is refused then keeps nobody else out.

${targetUsage}`;

export const command = {
  usage,
  async run(line: CommandLine): Promise<ExitCode> {
    const { values, positionals } = parsed(withLocalUrl(line.args), targetOptions);
    const [path] = words(positionals, ['FILE']);
    const file = await readReferralsFile(path);
    const target = await targetOf(values, line);
    const { referrals } = file.content;
    const inOrder = referrals.map((referral, index) => ({ referral, index }));
    inOrder.sort((a, b) => a.referral.day - b.referral.day);
    let refused = 0;
    for (const { referral, index } of inOrder) {
      const { day, ...input } = referral;
      try {
        const { summary, episodeId } = await target.start('refer', input);
        line.say(`referrals.${index} (day ${day}): ${episodeId}. ${summary}`);
      } catch (error) {
        if (!(error instanceof BadInput)) throw error;
        refused += 1;
        for (const problem of error.problems) {
          const at = ['referrals', index, ...(problem.field === '' ? [] : problem.field.split('.'))];
          line.complain(problemLine({ ...problem, file: path, line: file.lineOf(at), field: at.join('.') }));
        }
      }
    }
    line.say(`${referrals.length - refused} referred, ${refused} refused`);
    return refused === 0 ? 0 : 1;
  },
};

if (import.meta.main) await main(command);

import { type CommandLine, type ExitCode, main, parsed, words } from './command-line.ts';
import { targetOf, targetOptions, targetUsage, withLocalUrl } from './target.ts';

const usage = `npm run passcode -- CONTACT [where]

Makes a new passcode for a member of staff (their id) or a partner's contact (home-id.primary, home-id.backup) and
prints it once, to be told by voice. The one before stops working.

${targetUsage}`;

export const command = {
  usage,
  async run(line: CommandLine): Promise<ExitCode> {
    const { values, positionals } = parsed(withLocalUrl(line.args), targetOptions);
    const [contactId] = words(positionals, ['CONTACT']);
    const target = await targetOf(values, line);
    const { summary, passcode } = await target.start('set-passcode', { contactId });
    line.say(summary);
    line.say(String(passcode));
    return 0;
  },
};

if (import.meta.main) await main(command);

import { type CommandLine, type ExitCode, main, parsed, UsageError, words } from './command-line.ts';
import { targetOf, targetOptions, targetUsage, withLocalUrl } from './target.ts';

const usage = `npm run episode -- cancel ID --reason WHY [where]
npm run episode -- restart-stage ID --stage STAGE --reason WHY [where]

cancel            ends a referral or an episode that should not go on
restart-stage     begins again a stage whose workflow failed: admission, treatment, aftercare or follow-up
  --reason WHY      kept in the audit

${targetUsage}`;

const actions: Record<string, string> = { cancel: 'cancel-episode', 'restart-stage': 'restart-stage' };

export const command = {
  usage,
  async run(line: CommandLine): Promise<ExitCode> {
    const { values, positionals } = parsed(withLocalUrl(line.args), {
      ...targetOptions,
      reason: { type: 'string' },
      stage: { type: 'string' },
    });
    const [verb, episodeId] = words(positionals, ['cancel or restart-stage', 'ID']);
    const action = actions[verb];
    if (action === undefined) throw new UsageError(`"${verb}" is not known`);
    if (!values.reason?.trim()) throw new UsageError('--reason is missing');
    const target = await targetOf(values, line);
    const stage = values.stage === undefined ? {} : { stage: values.stage };
    const { summary } = await target.start(action, { episodeId, ...stage, reason: values.reason.trim() });
    line.say(summary);
    return 0;
  },
};

if (import.meta.main) await main(command);

import { BadInput } from '../lambdas/runtime/define-action.ts';
import { readClinicFiles } from './clinic-files.ts';
import { type CommandLine, type ExitCode, main, parsed, UsageError, words } from './command-line.ts';
import { BadFile } from './read-yaml.ts';
import { targetOf, targetOptions, targetUsage, withLocalUrl } from './target.ts';

const usage = `npm run clinic -- apply FILE [--dry-run] [where]

Writes a clinic's YAML file, with the programs it lists, into the store, and says what changes.
  --dry-run         say what would change, and write nothing

${targetUsage}`;

interface Applied {
  summary: string;
  changes?: string[];
  warnings?: string[];
  withdrawnPasscodes?: string[];
  leavers?: { id: string; openTaskIds: string[]; episodeIds: string[] }[];
}

export const command = {
  usage,
  async run(line: CommandLine): Promise<ExitCode> {
    const { values, positionals } = parsed(withLocalUrl(line.args), {
      ...targetOptions,
      'dry-run': { type: 'boolean' },
    });
    const [verb, path] = words(positionals, ['apply', 'FILE']);
    if (verb !== 'apply') throw new UsageError(`"${verb}" is not known`);
    const files = await readClinicFiles(path);
    const clinicId = files.clinic.clinic.id;
    const target = await targetOf({ clinic: clinicId, ...values }, line);
    const apply = async (dryRun: boolean): Promise<Applied> => {
      try {
        return await target.start('apply-clinic', { clinic: files.clinic, programs: files.programs, dryRun });
      } catch (error) {
        throw error instanceof BadInput ? new BadFile(files.placed(error.problems)) : error;
      }
    };
    line.say(`${clinicId} at ${target.name}`);
    const planned = await apply(true);
    report(planned, line);
    line.say(values['dry-run'] ? planned.summary : (await apply(false)).summary);
    return 0;
  },
};

function report(planned: Applied, line: CommandLine): void {
  for (const change of planned.changes ?? []) line.say(`  ${change}`);
  for (const { id, openTaskIds, episodeIds } of planned.leavers ?? [])
    line.say(
      `  ${id} leaves ${openTaskIds.length} open questions and ${episodeIds.length} running episodes; hand them over with the staff action "hand-over", until then their backup is asked`,
    );
  for (const contactId of planned.withdrawnPasscodes ?? [])
    line.say(`  ${contactId}: the passcode no longer opens anything; npm run passcode -- ${contactId}`);
  for (const warning of planned.warnings ?? []) line.say(`  warning: ${warning}`);
}

if (import.meta.main) await main(command);

import { CognitoIdentityProviderClient } from '@aws-sdk/client-cognito-identity-provider';
import type { StaffMember } from '../lambdas/domain/staff.ts';
import {
  CommandFailed,
  type CommandLine,
  type ExitCode,
  main,
  parsed,
  UsageError,
  words,
} from './command-line.ts';
import { type DeployedStaff, deployedStaff } from './deployment-target.ts';
import {
  type Account,
  type AccountPlan,
  deedWords,
  isOf,
  planAccounts,
  sameAddress,
} from './staff-accounts/plan.ts';
import { carryOut, readAccounts, type UserPool } from './staff-accounts/user-pool.ts';

const usage = `npm run staff -- sync|list --deployment --outputs FILE [--clinic ID] [--dry-run] [--invite-again]

The sign-ins of a clinic's staff on a deployment, brought in line with the clinic's file as it was applied.
  sync              invite by email who has none, give and take the groups of their roles, disable who has left and
                    sign them out everywhere; says first what it will do
  list              who can sign in, and what is not in line
  --dry-run         with sync: say what would be done, and do nothing
  --invite-again    with sync: send the invitation again to those who have not come in yet; it is good for three days
  --deployment      there are sign-ins on a deployment only; with your AWS credentials
  --outputs FILE    the file that "cdk deploy --outputs-file FILE" wrote
  --clinic ID       which clinic, where there are several`;

export const command = {
  usage,
  async run(line: CommandLine): Promise<ExitCode> {
    const { values, positionals } = parsed(line.args, {
      deployment: { type: 'boolean' },
      outputs: { type: 'string' },
      clinic: { type: 'string' },
      'dry-run': { type: 'boolean', default: false },
      'invite-again': { type: 'boolean', default: false },
    });
    const [verb] = words(positionals, ['sync or list']);
    if (verb !== 'sync' && verb !== 'list') throw new UsageError(`"${verb}" is not known`);
    if (!values.deployment) throw new UsageError('sign-ins are on a deployment only; add --deployment');
    const deployed = await deployedStaff({
      outputs: values.outputs,
      clinicId: values.clinic,
      environment: line.environment,
    });
    const pool = { client: new CognitoIdentityProviderClient({}), userPoolId: deployed.userPoolId };
    const inviteAgain = values['invite-again'];
    if (verb === 'list') return listAccounts(line, deployed, pool);
    return syncAccounts(line, deployed, pool, { dryRun: values['dry-run'], inviteAgain });
  },
};

/** Says who can sign in. */
export async function listAccounts(
  line: CommandLine,
  { clinicId, staff }: Pick<DeployedStaff, 'clinicId' | 'staff'>,
  pool: UserPool,
): Promise<ExitCode> {
  const accounts = await accountsOf(pool, clinicId, staff);
  line.say(`${clinicId}: ${accounts.length} sign-ins`);
  for (const member of staff.filter(({ leftOn }) => !leftOn)) {
    const account = accounts.find(({ email }) => sameAddress(email, member.email));
    line.say(`  ${member.id} <${member.email}>: ${stateOf(account)}; ${groupsIn(clinicId, account)}`);
  }
  const plans = planAccounts(clinicId, staff, accounts);
  for (const { who, deeds, problem } of plans)
    line.say(`  not in line: ${who}: ${problem ?? deeds.map(deedWords).join(', ')}`);
  line.say(plans.length === 0 ? 'Everything is in line.' : 'Bring it in line with "npm run staff -- sync".');
  return 0;
}

/** Says what it will do, does it person by person, and names what failed; what is done is done. */
export async function syncAccounts(
  line: CommandLine,
  { clinicId, staff }: Pick<DeployedStaff, 'clinicId' | 'staff'>,
  pool: UserPool,
  { dryRun, inviteAgain }: { dryRun: boolean; inviteAgain: boolean },
): Promise<ExitCode> {
  const plans = planAccounts(clinicId, staff, await accountsOf(pool, clinicId, staff), { inviteAgain });
  line.say(`${clinicId}: ${plans.length === 0 ? 'every sign-in is in line' : 'to be done'}`);
  for (const { who, deeds, problem } of plans) {
    if (deeds.length > 0) line.say(`  ${who}: ${deeds.map(deedWords).join(', ')}`);
    if (problem) line.say(`  ${who}: ${problem}`);
  }
  if (dryRun) {
    line.say('Nothing was done.');
    return 0;
  }
  const failures: string[] = [];
  for (const plan of plans) {
    const failure = await carriedOut(pool, plan);
    if (failure) failures.push(`${plan.who}: ${failure}`);
  }
  for (const failure of failures) line.complain(`FAILED  ${failure}`);
  const doable = plans.filter(({ deeds }) => deeds.length > 0).length;
  if (failures.length > 0)
    line.complain(
      `${doable - failures.length} of ${doable} done; mend the cause and run it again, what is done stays done`,
    );
  else if (doable > 0) line.say(`${doable} of ${doable} done.`);
  return failures.length > 0 || plans.some(({ problem }) => problem !== undefined) ? 1 : 0;
}

async function accountsOf(pool: UserPool, clinicId: string, staff: readonly StaffMember[]) {
  const present = staff.filter(({ leftOn }) => !leftOn);
  try {
    return await readAccounts(
      pool,
      clinicId,
      present.map(({ email }) => email),
    );
  } catch (error) {
    throw new CommandFailed(`the sign-ins cannot be read: ${named(error)}; nothing was done`);
  }
}

/** Carries out a person's deeds in order; what failed in words, with what was done before it. */
async function carriedOut(
  pool: UserPool,
  { email, username, deeds }: AccountPlan,
): Promise<string | undefined> {
  let name = username;
  for (const [index, deed] of deeds.entries()) {
    try {
      name = await carryOut(pool, { email, username: name }, deed);
    } catch (error) {
      const before = deeds.slice(0, index).map(deedWords).join(', ');
      return `${deedWords(deed)}: ${named(error)}${before && `; done before it: ${before}`}`;
    }
  }
  return undefined;
}

function named(error: unknown): string {
  return error instanceof Error ? `${error.name}: ${error.message}` : String(error);
}

function stateOf(account: Account | undefined): string {
  if (!account) return 'no sign-in';
  if (!account.isEnabled) return 'disabled';
  return account.isInvited ? 'invited, has not come in yet' : 'can sign in';
}

function groupsIn(clinicId: string, account: Account | undefined): string {
  const own = (account?.groups ?? []).filter((group) => isOf(clinicId, group));
  return own.length === 0 ? 'no role' : own.map((group) => group.slice(clinicId.length + 1)).join(', ');
}

if (import.meta.main) await main(command);

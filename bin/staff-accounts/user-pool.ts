import {
  AdminAddUserToGroupCommand,
  AdminCreateUserCommand,
  AdminDisableUserCommand,
  AdminEnableUserCommand,
  AdminGetUserCommand,
  AdminListGroupsForUserCommand,
  AdminRemoveUserFromGroupCommand,
  AdminUserGlobalSignOutCommand,
  type AttributeType,
  type CognitoIdentityProviderClient,
  CreateGroupCommand,
  GroupExistsException,
  ListUsersInGroupCommand,
  ResourceNotFoundException,
  UserNotFoundException,
} from '@aws-sdk/client-cognito-identity-provider';
import { groupOf } from '../../lambdas/domain/group-claims.ts';
import { staffRoles } from '../../lambdas/domain/staff.ts';
import type { Account, AccountPlan, Deed } from './plan.ts';

/** The accounts of staff in a Cognito user pool. */
export interface UserPool {
  client: CognitoIdentityProviderClient;
  userPoolId: string;
}

/** Every account in a group of the clinic, and those with one of the addresses; each once, with all its groups. */
export async function readAccounts(
  pool: UserPool,
  clinicId: string,
  addresses: readonly string[],
): Promise<Account[]> {
  const usernames = new Set<string>();
  for (const role of staffRoles)
    for (const username of await usernamesIn(pool, groupOf(clinicId, role))) usernames.add(username);
  const accounts: Account[] = [];
  for (const name of [...usernames, ...addresses.map((address) => address.toLowerCase())]) {
    const account = await accountNamed(pool, name);
    if (account && !accounts.some(({ username }) => username === account.username)) accounts.push(account);
  }
  return accounts;
}

/** Does one deed, and returns the account's name: an invitation makes it. */
export async function carryOut(
  { client, userPoolId }: UserPool,
  { email, username }: Pick<AccountPlan, 'email' | 'username'>,
  deed: Deed,
): Promise<string> {
  const who = { UserPoolId: userPoolId, Username: username ?? email.toLowerCase() };
  switch (deed.do) {
    case 'invite':
    case 'invite again': {
      const { User } = await client.send(
        new AdminCreateUserCommand({
          UserPoolId: userPoolId,
          Username: email.toLowerCase(),
          DesiredDeliveryMediums: ['EMAIL'],
          ...(deed.do === 'invite'
            ? { UserAttributes: attributesOf(email) }
            : { MessageAction: 'RESEND' as const }),
        }),
      );
      return User?.Username ?? who.Username;
    }
    case 'enable':
      await client.send(new AdminEnableUserCommand(who));
      break;
    case 'disable':
      await client.send(new AdminDisableUserCommand(who));
      break;
    case 'sign out everywhere':
      await client.send(new AdminUserGlobalSignOutCommand(who));
      break;
    case 'leave':
      await client.send(new AdminRemoveUserFromGroupCommand({ ...who, GroupName: deed.group }));
      break;
    case 'join':
      await makeGroup({ client, userPoolId }, deed.group);
      await client.send(new AdminAddUserToGroupCommand({ ...who, GroupName: deed.group }));
      break;
  }
  return who.Username;
}

function attributesOf(email: string): AttributeType[] {
  return [
    { Name: 'email', Value: email.toLowerCase() },
    // The clinic's file vouches for the address, and without this a forgotten password could not be reset by it.
    { Name: 'email_verified', Value: 'true' },
  ];
}

async function makeGroup({ client, userPoolId }: UserPool, GroupName: string): Promise<void> {
  try {
    await client.send(new CreateGroupCommand({ UserPoolId: userPoolId, GroupName }));
  } catch (error) {
    if (!(error instanceof GroupExistsException)) throw error;
  }
}

/** Nobody is in a group that was never made. */
async function usernamesIn({ client, userPoolId }: UserPool, GroupName: string): Promise<string[]> {
  const usernames: string[] = [];
  let NextToken: string | undefined;
  try {
    do {
      const found = await client.send(
        new ListUsersInGroupCommand({ UserPoolId: userPoolId, GroupName, Limit: 60, NextToken }),
      );
      usernames.push(...(found.Users ?? []).flatMap(({ Username }) => Username ?? []));
      NextToken = found.NextToken;
    } while (NextToken);
  } catch (error) {
    // The pool itself is missing under the same name: that is no empty group.
    if (!(error instanceof ResourceNotFoundException) || /user pool/i.test(error.message)) throw error;
  }
  return usernames;
}

/** @param name the provider's own name, or the address: both are taken, in small letters or not */
async function accountNamed(pool: UserPool, name: string): Promise<Account | undefined> {
  const { client, userPoolId } = pool;
  try {
    const { Username, UserAttributes, Enabled, UserStatus } = await client.send(
      new AdminGetUserCommand({ UserPoolId: userPoolId, Username: name }),
    );
    const username = Username ?? name;
    return {
      username,
      email: UserAttributes?.find(({ Name }) => Name === 'email')?.Value ?? '',
      isEnabled: Enabled ?? true,
      isInvited: UserStatus === 'FORCE_CHANGE_PASSWORD',
      groups: await groupsFor(pool, username),
    };
  } catch (error) {
    if (error instanceof UserNotFoundException) return undefined;
    throw error;
  }
}

async function groupsFor({ client, userPoolId }: UserPool, Username: string): Promise<string[]> {
  const groups: string[] = [];
  let NextToken: string | undefined;
  do {
    const found = await client.send(
      new AdminListGroupsForUserCommand({ UserPoolId: userPoolId, Username, Limit: 60, NextToken }),
    );
    groups.push(...(found.Groups ?? []).flatMap(({ GroupName }) => GroupName ?? []));
    NextToken = found.NextToken;
  } while (NextToken);
  return groups;
}

import {
  AdminAddUserToGroupCommand,
  AdminCreateUserCommand,
  AdminDisableUserCommand,
  AdminEnableUserCommand,
  AdminGetUserCommand,
  AdminListGroupsForUserCommand,
  AdminRemoveUserFromGroupCommand,
  AdminUserGlobalSignOutCommand,
  CognitoIdentityProviderClient,
  CreateGroupCommand,
  GroupExistsException,
  ListUsersInGroupCommand,
  ResourceNotFoundException,
  TooManyRequestsException,
  UserNotFoundException,
} from '@aws-sdk/client-cognito-identity-provider';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeEach, describe, expect, it } from 'vitest';
import { runCommand } from '../../bin/command-line.ts';
import { command, listAccounts, syncAccounts } from '../../bin/staff.ts';
import type { StaffMember, StaffRole } from '../../lambdas/domain/staff.ts';

const userPoolId = 'us-east-1_Fictional';
const clinicId = 'harbor-example';
const options = { dryRun: false, inviteAgain: false };

interface User {
  email: string;
  isEnabled: boolean;
  status: string;
  groups: Set<string>;
}

/** A user pool in memory behind the SDK's client: case-insensitive addresses, generated names, groups that must exist. */
class Pool {
  readonly users = new Map<string, User>();
  readonly groups = new Set<string>();
  /** What changed, in order. */
  readonly changes: string[] = [];
  readonly mock = mockClient(CognitoIdentityProviderClient);
  failOn = '';

  constructor() {
    const missing = { $metadata: {}, message: 'not there' };
    const change = (what: string, username: string | undefined) => {
      if (what === this.failOn)
        throw new TooManyRequestsException({ $metadata: {}, message: 'too many requests' });
      this.changes.push(`${what} ${this.user(username).email}`);
      return this.user(username);
    };
    this.mock.on(AdminGetUserCommand).callsFake(({ Username }) => {
      const [username, user] = this.entry(Username) ?? [];
      if (!user) throw new UserNotFoundException(missing);
      const UserAttributes = [{ Name: 'email', Value: user.email }];
      return { Username: username, UserAttributes, Enabled: user.isEnabled, UserStatus: user.status };
    });
    this.mock.on(ListUsersInGroupCommand).callsFake(({ GroupName, NextToken }) => {
      if (!this.groups.has(GroupName))
        throw new ResourceNotFoundException({ $metadata: {}, message: 'Group not found.' });
      const names = [...this.users].filter(([, { groups }]) => groups.has(GroupName)).map(([name]) => name);
      const at = Number(NextToken ?? 0);
      const more = at + 1 < names.length ? String(at + 1) : undefined;
      return { Users: names.slice(at, at + 1).map((Username) => ({ Username })), NextToken: more };
    });
    this.mock.on(AdminListGroupsForUserCommand).callsFake(({ Username }) => ({
      Groups: [...this.user(Username).groups].map((GroupName) => ({ GroupName })),
    }));
    this.mock.on(CreateGroupCommand).callsFake(({ GroupName }) => {
      if (this.groups.has(GroupName)) throw new GroupExistsException(missing);
      this.groups.add(GroupName);
      return {};
    });
    this.mock.on(AdminCreateUserCommand).callsFake(({ Username, MessageAction }) => {
      if (MessageAction === 'RESEND') return { User: { Username: this.entry(Username)?.[0] } };
      const username = this.add(Username, []);
      this.changes.push(`invite ${Username}`);
      return { User: { Username: username } };
    });
    this.mock.on(AdminAddUserToGroupCommand).callsFake(({ Username, GroupName }) => {
      if (!this.groups.has(GroupName)) throw new ResourceNotFoundException(missing);
      change(`join ${GroupName}`, Username).groups.add(GroupName);
      return {};
    });
    this.mock.on(AdminRemoveUserFromGroupCommand).callsFake(({ Username, GroupName }) => {
      change(`leave ${GroupName}`, Username).groups.delete(GroupName);
      return {};
    });
    this.mock.on(AdminDisableUserCommand).callsFake(({ Username }) => {
      change('disable', Username).isEnabled = false;
      return {};
    });
    this.mock.on(AdminEnableUserCommand).callsFake(({ Username }) => {
      change('enable', Username).isEnabled = true;
      return {};
    });
    this.mock.on(AdminUserGlobalSignOutCommand).callsFake(({ Username }) => {
      change('sign out', Username);
      return {};
    });
  }

  add(email: string, groups: string[], isEnabled = true): string {
    const username = `user-${this.users.size + 1}`;
    for (const group of groups) this.groups.add(group);
    this.users.set(username, { email, isEnabled, status: 'CONFIRMED', groups: new Set(groups) });
    return username;
  }

  entry(name: string | undefined): [string, User] | undefined {
    return [...this.users].find(
      ([username, { email }]) => username === name || email.toLowerCase() === name?.toLowerCase(),
    );
  }

  user(name: string | undefined): User {
    const found = this.entry(name);
    if (!found) throw new UserNotFoundException({ $metadata: {}, message: 'not there' });
    return found[1];
  }

  stateOf(email: string) {
    const { isEnabled, groups } = this.user(email);
    return { isEnabled, groups: [...groups].sort() };
  }
}

let pool: Pool;
let said: string[];
let complained: string[];

beforeEach(() => {
  pool = new Pool();
  said = [];
  complained = [];
});

function memberOf(id: string, roles: StaffRole[], more: Partial<StaffMember> = {}): StaffMember {
  const phone = '+1 555 010 0101';
  return {
    id,
    name: id,
    email: `${id}@harbor.example`,
    phone,
    language: 'en',
    roles,
    absences: [],
    ...more,
  };
}

const line = () => ({
  args: [],
  environment: {},
  say: (text: string) => said.push(text),
  complain: (text: string) => complained.push(text),
});
const userPool = () => ({ client: new CognitoIdentityProviderClient({ region: 'us-east-1' }), userPoolId });
const sync = (staff: StaffMember[], more: Partial<typeof options> = {}) =>
  syncAccounts(line(), { clinicId, staff }, userPool(), { ...options, ...more });

describe('bringing the sign-ins of a clinic in line', () => {
  it('invites everybody by email and gives the groups of their roles', async () => {
    const staff = [memberOf('ada', ['counselor']), memberOf('ben', ['director', 'on-call'])];
    expect(await sync(staff)).toBe(0);
    expect(pool.stateOf('ben@harbor.example')).toEqual({
      isEnabled: true,
      groups: ['harbor-example.director', 'harbor-example.on-call'],
    });
    expect(pool.mock.commandCalls(AdminCreateUserCommand)[0]?.args[0].input).toEqual({
      UserPoolId: userPoolId,
      Username: 'ada@harbor.example',
      DesiredDeliveryMediums: ['EMAIL'],
      UserAttributes: [
        { Name: 'email', Value: 'ada@harbor.example' },
        { Name: 'email_verified', Value: 'true' },
      ],
    });
    expect(said).toEqual([
      'harbor-example: to be done',
      '  ada: invite, join harbor-example.counselor',
      '  ben: invite, join harbor-example.director, join harbor-example.on-call',
      '2 of 2 done.',
    ]);
  });

  it('changes nothing the second time', async () => {
    const staff = [
      memberOf('ada', ['counselor'], { email: 'Ada@Harbor.example' }),
      memberOf('ben', ['director']),
    ];
    await sync(staff);
    const before = pool.changes.length;
    said = [];
    expect(await sync(staff)).toBe(0);
    expect(pool.changes.length).toBe(before);
    expect(said).toEqual(['harbor-example: every sign-in is in line']);
  });

  it('only says what it would do with --dry-run', async () => {
    expect(await sync([memberOf('ada', ['counselor'])], { dryRun: true })).toBe(0);
    expect(said).toEqual([
      'harbor-example: to be done',
      '  ada: invite, join harbor-example.counselor',
      'Nothing was done.',
    ]);
    expect(pool.users.size + pool.groups.size + pool.changes.length).toBe(0);
  });

  it('gives and takes groups as roles change', async () => {
    pool.add('ada@harbor.example', ['harbor-example.counselor', 'harbor-example.on-call']);
    await sync([memberOf('ada', ['counselor', 'director'])]);
    expect(pool.stateOf('ada@harbor.example').groups).toEqual([
      'harbor-example.counselor',
      'harbor-example.director',
    ]);
  });

  it('disables who has left, signs them out everywhere, and takes their groups last', async () => {
    pool.add('ada@harbor.example', ['harbor-example.counselor']);
    await sync([memberOf('ada', ['counselor'], { leftOn: '2027-01-04' })]);
    expect(pool.changes).toEqual([
      'disable ada@harbor.example',
      'sign out ada@harbor.example',
      'leave harbor-example.counselor ada@harbor.example',
    ]);
    expect(said[1]).toBe('  ada: disable, sign out everywhere, leave harbor-example.counselor');
  });

  it('lets whoever is back in again', async () => {
    pool.add('ada@harbor.example', [], false);
    await sync([memberOf('ada', ['counselor'])]);
    expect(pool.stateOf('ada@harbor.example')).toEqual({
      isEnabled: true,
      groups: ['harbor-example.counselor'],
    });
  });

  it('takes a changed address for another person', async () => {
    pool.add('old@harbor.example', ['harbor-example.counselor']);
    await sync([memberOf('ada', ['counselor'])]);
    expect(pool.stateOf('old@harbor.example')).toEqual({ isEnabled: false, groups: [] });
    expect(pool.stateOf('ada@harbor.example').isEnabled).toBe(true);
  });

  it('sends an invitation again to those who have not come in, when asked', async () => {
    pool.user(pool.add('ada@harbor.example', ['harbor-example.counselor'])).status = 'FORCE_CHANGE_PASSWORD';
    await sync([memberOf('ada', ['counselor'])]);
    expect(pool.mock.commandCalls(AdminCreateUserCommand)).toHaveLength(0);
    await sync([memberOf('ada', ['counselor'])], { inviteAgain: true });
    expect(pool.mock.commandCalls(AdminCreateUserCommand)[0]?.args[0].input).toMatchObject({
      Username: 'ada@harbor.example',
      MessageAction: 'RESEND',
    });
  });
});

describe('sign-ins of other clinics', () => {
  it('are left as they are, also where a clinic’s id begins like this one', async () => {
    pool.add('eve@meadow.example', ['meadow-example.director']);
    pool.add('fay@harbor-two.example', ['harbor-example-two.director']);
    pool.add('operator@vendor.example', []);
    await sync([memberOf('ada', ['counselor'])]);
    expect(pool.changes.every((change) => change.endsWith('ada@harbor.example'))).toBe(true);
  });

  it('stay open to whoever leaves here and works there', async () => {
    pool.add('ada@harbor.example', ['harbor-example.counselor', 'meadow-example.counselor']);
    await sync([memberOf('ada', ['counselor'], { leftOn: '2027-01-04' })]);
    expect(pool.changes).toEqual(['leave harbor-example.counselor ada@harbor.example']);
    expect(pool.stateOf('ada@harbor.example')).toEqual({
      isEnabled: true,
      groups: ['meadow-example.counselor'],
    });
  });

  it('are not enabled from here; the command says so', async () => {
    pool.add('ada@harbor.example', ['meadow-example.counselor'], false);
    expect(await sync([memberOf('ada', ['counselor'])])).toBe(1);
    expect(pool.stateOf('ada@harbor.example').isEnabled).toBe(false);
    expect(said.join('\n')).toMatch(/ada: the account is disabled and belongs to another clinic too/);
  });
});

describe('a run that fails half-way', () => {
  it('names who and what, does the others, and is finished by the next run', async () => {
    const staff = [memberOf('ada', ['counselor']), memberOf('ben', ['director'])];
    pool.failOn = 'join harbor-example.counselor';
    expect(await sync(staff)).toBe(1);
    expect(complained).toEqual([
      'FAILED  ada: join harbor-example.counselor: TooManyRequestsException: too many requests; done before it: invite',
      '1 of 2 done; mend the cause and run it again, what is done stays done',
    ]);
    expect(pool.stateOf('ben@harbor.example').groups).toEqual(['harbor-example.director']);
    pool.failOn = '';
    expect(await sync(staff)).toBe(0);
    expect(pool.stateOf('ada@harbor.example').groups).toEqual(['harbor-example.counselor']);
    expect(pool.changes.filter((change) => change.startsWith('invite'))).toHaveLength(2);
  });

  it('signs a leaver out in the next run, whatever failed in this one', async () => {
    pool.add('ada@harbor.example', ['harbor-example.counselor']);
    const staff = [memberOf('ada', ['counselor'], { leftOn: '2027-01-04' })];
    pool.failOn = 'sign out';
    expect(await sync(staff)).toBe(1);
    pool.failOn = '';
    expect(await sync(staff)).toBe(0);
    expect(pool.changes).toEqual([
      'disable ada@harbor.example',
      'sign out ada@harbor.example',
      'leave harbor-example.counselor ada@harbor.example',
    ]);
  });

  it('does nothing when the pool cannot be read', async () => {
    pool.mock.on(ListUsersInGroupCommand).rejects(
      new ResourceNotFoundException({
        $metadata: {},
        message: 'User pool us-east-1_Fictional does not exist.',
      }),
    );
    await expect(sync([memberOf('ada', ['counselor'])])).rejects.toThrow(
      /the sign-ins cannot be read: ResourceNotFoundException: User pool .* nothing was done/,
    );
    expect(pool.changes).toEqual([]);
  });
});

it('lists who can sign in, and what is not in line', async () => {
  pool.add('ada@harbor.example', ['harbor-example.counselor']);
  pool.add('gone@harbor.example', ['harbor-example.on-call']);
  const staff = [memberOf('ada', ['counselor']), memberOf('ben', ['director'])];
  expect(await listAccounts(line(), { clinicId, staff }, userPool())).toBe(0);
  expect(said).toEqual([
    'harbor-example: 2 sign-ins',
    '  ada <ada@harbor.example>: can sign in; counselor',
    '  ben <ben@harbor.example>: no sign-in; no role',
    '  not in line: ben: invite, join harbor-example.director',
    '  not in line: gone@harbor.example: disable, sign out everywhere, leave harbor-example.on-call',
    'Bring it in line with "npm run staff -- sync".',
  ]);
  expect(pool.changes).toEqual([]);
});

describe('the command', () => {
  const run = (...args: string[]) => runCommand(command, { ...line(), args });

  it.each([
    [['sync'], 'sign-ins are on a deployment only; add --deployment'],
    [['remove', '--deployment'], '"remove" is not known'],
    [[], 'sync or list is missing'],
  ])('does not understand %s', async (args, problem) => {
    expect(await run(...args)).toBe(2);
    expect(complained[0]).toBe(problem);
  });

  it('says which names of the deployment are missing', async () => {
    expect(await run('sync', '--deployment')).toBe(1);
    expect(complained[0]).toMatch(/RECORDS_TABLE, AUDIT_TABLE, MACHINE_ARN_PREFIX, USER_POOL_ID: not set/);
  });
});

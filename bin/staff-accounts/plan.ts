import { groupOf } from '../../lambdas/domain/group-claims.ts';
import type { StaffMember } from '../../lambdas/domain/staff.ts';

/** A sign-in as the identity provider knows it. */
export interface Account {
  /** The provider's own name for it. */
  username: string;
  email: string;
  isEnabled: boolean;
  /** True until the invitation was taken up. */
  isInvited: boolean;
  /** Every group, of this clinic and of others. */
  groups: string[];
}

/** One thing to do to one account, in the order of the plan. */
export type Deed =
  | { do: 'invite' }
  | { do: 'invite again' }
  | { do: 'enable' }
  | { do: 'join'; group: string }
  | { do: 'leave'; group: string }
  | { do: 'disable' }
  | { do: 'sign out everywhere' };

export interface AccountPlan {
  /** The staff id, or the address of an account that is nobody's here. */
  who: string;
  email: string;
  /** Undefined until the invitation has made it. */
  username: string | undefined;
  deeds: Deed[];
  /** What is left to a person to decide; nothing is done about it. */
  problem?: string;
}

/**
 * What brings the accounts of a clinic in line with its staff. Nobody's groups of another clinic are touched, and
 * whoever is in one keeps the account. A changed address is a new account: it may be another person.
 *
 * @param accounts all that are in a group of the clinic, and those with the address of somebody on its staff
 * @param inviteAgain whether those who have not come in yet get another invitation
 */
export function planAccounts(
  clinicId: string,
  staff: readonly StaffMember[],
  accounts: readonly Account[],
  { inviteAgain = false } = {},
): AccountPlan[] {
  const present = staff.filter(({ leftOn }) => !leftOn);
  const isTheirs = (account: Account) => present.some(({ email }) => sameAddress(email, account.email));
  const inGroups = accounts.filter(({ groups }) => groups.some((group) => isOf(clinicId, group)));
  return [
    ...present.map((member) => {
      const account = accounts.find(({ email }) => sameAddress(email, member.email));
      return planOfMember(clinicId, member, account, inviteAgain);
    }),
    ...inGroups
      .filter((account) => !isTheirs(account))
      .map((account) => planOfLeaver(clinicId, staff, account)),
  ].filter(({ deeds, problem }) => deeds.length > 0 || problem !== undefined);
}

function planOfMember(
  clinicId: string,
  { id, email, roles }: StaffMember,
  account: Account | undefined,
  inviteAgain: boolean,
): AccountPlan {
  const wanted = roles.map((role) => groupOf(clinicId, role));
  const own = account?.groups.filter((group) => isOf(clinicId, group)) ?? [];
  const deeds: Deed[] = [];
  const isHeldElsewhere = account !== undefined && own.length < account.groups.length;
  if (!account) deeds.push({ do: 'invite' });
  else if (account.isInvited && inviteAgain) deeds.push({ do: 'invite again' });
  if (account && !account.isEnabled && !isHeldElsewhere) deeds.push({ do: 'enable' });
  for (const group of wanted) if (!own.includes(group)) deeds.push({ do: 'join', group });
  for (const group of own) if (!wanted.includes(group)) deeds.push({ do: 'leave', group });
  const plan = { who: id, email, username: account?.username, deeds };
  if (account?.isEnabled !== false || !isHeldElsewhere) return plan;
  const problem = 'the account is disabled and belongs to another clinic too; ask there before you enable it';
  return { ...plan, problem };
}

/** Groups come last: while they stand, a run that failed half-way finds the account again. */
function planOfLeaver(clinicId: string, staff: readonly StaffMember[], account: Account): AccountPlan {
  const { username, email, isEnabled, groups } = account;
  const own = groups.filter((group) => isOf(clinicId, group));
  const isOnlyHere = own.length === groups.length;
  const deeds: Deed[] = [];
  if (isOnlyHere && isEnabled) deeds.push({ do: 'disable' });
  if (isOnlyHere) deeds.push({ do: 'sign out everywhere' });
  for (const group of own) deeds.push({ do: 'leave', group });
  const leaver = staff.find((member) => sameAddress(member.email, email));
  return { who: leaver?.id ?? email, email, username, deeds };
}

export function isOf(clinicId: string, group: string): boolean {
  return group.startsWith(`${clinicId}.`);
}

export function sameAddress(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}

/** A deed in words: `join harbor-example.counselor`. */
export function deedWords(deed: Deed): string {
  return 'group' in deed ? `${deed.do} ${deed.group}` : deed.do;
}

import { describe, expect, it } from 'vitest';
import { BadSettings, readSettings } from '../../lib/settings.ts';

const good = { name: 'stepdown', mailDomain: 'mail.harbor-light.example' };
const read = { ...good, monthlyBudgetDollars: 60 };

function settingsOf(context: Record<string, unknown>, environment = {}) {
  return readSettings((key) => context[key.replace('stepdown:', '')], environment);
}

describe('the settings of a deployment', () => {
  it('come from the context, the place from the CDK command', () => {
    const place = { CDK_DEFAULT_REGION: 'eu-central-1', CDK_DEFAULT_ACCOUNT: '111122223333' };
    expect(settingsOf(good, place)).toEqual({ ...read, region: 'eu-central-1', account: '111122223333' });
    expect(settingsOf({ ...good, region: 'us-west-2' }, place).region).toBe('us-west-2');
  });

  it('need no account, so that a template can be made offline', () => {
    expect(settingsOf(good)).toEqual({ ...read, region: 'us-east-1', account: undefined });
  });

  it.each([
    ['no name', { name: undefined }, 'stepdown:name: is not set; give 2 to 21 small letters'],
    ['a name with spaces', { name: 'Step Down' }, 'stepdown:name: "Step Down" is refused; give'],
    [
      'an address for a domain',
      { mailDomain: 'a@b.example' },
      'stepdown:mailDomain: "a@b.example" is refused',
    ],
    ['a zone for a region', { region: 'us-east-1a' }, 'stepdown:region: "us-east-1a" is refused'],
    [
      'a short account',
      { account: '1234' },
      'stepdown:account: "1234" is refused; give an account of 12 digits',
    ],
    ['a budget of nothing', { monthlyBudgetDollars: 0 }, 'stepdown:monthlyBudgetDollars: is not above 0'],
    [
      'a sign-in with a dot',
      { signInDomain: 'harbor.staff' },
      'stepdown:signInDomain: "harbor.staff" is refused',
    ],
    ['a name for an address', { operatorEmail: 'Robin' }, 'stepdown:operatorEmail: "Robin" is refused'],
  ])('are refused with field, problem and fix: %s', (_, change, problem) => {
    const reading = () => settingsOf({ ...good, ...change });
    expect(reading).toThrow(BadSettings);
    expect(reading).toThrow(problem);
    expect(reading).toThrow('set it in cdk.json under "context", or with -c');
  });

  it('name every problem at once', () => {
    expect(() => settingsOf({})).toThrow(/stepdown:name: .*\nstepdown:mailDomain: /);
  });
});

import { expect, it } from 'vitest';
import { actionsOf, journey, ofType, statementsOf } from '../deployment.ts';

const roles = Object.keys(ofType(journey, 'AWS::Lambda::Function')).map((id) =>
  id.replace(/Function$/, 'Role'),
);
const logging = ['logs:CreateLogStream', 'logs:PutLogEvents'];
const reading = ['dynamodb:GetItem', 'dynamodb:Query', 'kms:Decrypt', ...logging].sort();

function rolesThatMay(action: string, resourceHint: string): string[] {
  return roles.filter((role) =>
    statementsOf(role).some(
      ({ Action, Resource }) => Action.includes(action) && JSON.stringify(Resource).includes(resourceHint),
    ),
  );
}

/** The account's suppression list has no resource that a policy could name. */
function isSuppressionList(actions: string[]): boolean {
  return actions.length === 1 && actions[0] === 'ses:GetSuppressedDestination';
}

export function rolesWithTheLeast(): void {
  it('opening a link can read, and neither write nor signal nor send', () => {
    expect(actionsOf('OpenDoorRole')).toEqual(reading);
  });

  it('choosing a home or a receiver only reads as well', () => {
    for (const role of ['ChooseHomeRole', 'ChooseReceiverRole', 'FindCheckInsRole']) {
      expect(actionsOf(role), role).toEqual(reading);
    }
  });

  it('the audit table is only ever put to: no function updates or deletes there, and the heartbeat and the console read it', () => {
    const onAudit = roles.flatMap((role) =>
      statementsOf(role)
        .filter(({ Resource }) => JSON.stringify(Resource).includes('AuditTable'))
        .flatMap(({ Action }) => Action)
        .filter(
          (action) =>
            !(
              ['ActConsoleRole', 'BeatRole', 'ViewConsoleRole'].includes(role) && action === 'dynamodb:Query'
            ),
        ),
    );
    expect(new Set(onAudit)).toEqual(new Set(['dynamodb:PutItem']));
  });

  it('nobody has a wildcard on DynamoDB, KMS, SES, Lambda or Step Functions', () => {
    for (const role of roles) {
      const broad = statementsOf(role).filter(
        ({ Action, Resource }) =>
          !isSuppressionList(Action) &&
          [...Action, JSON.stringify(Resource)].some((part) => part.includes('*')),
      );
      expect(broad, role).toEqual([]);
    }
  });

  it('only the steps that commit, draw and reveal use the draw key', () => {
    expect(rolesThatMay('kms:GenerateMac', 'DrawKey').sort()).toEqual([
      'CommitDrawsRole',
      'DrawClientsRole',
      'RevealDrawKeyRole',
    ]);
  });

  it('only what sends mail, answers a link or acts in the console makes link ids, and whoever pages or is answered checks signatures', () => {
    const senders = rolesThatMay('ses:SendRawEmail', 'identity').sort();
    expect(senders).toEqual(['ActConsoleRole', 'AskPersonRole', 'BeatRole', 'EnrolClientRole']);
    expect(rolesThatMay('kms:GenerateMac', 'LinkKey').sort()).toEqual(
      ['AnswerRole', 'AnswerPageRole', ...senders].sort(),
    );
  });

  it('only the heartbeat and staff in the console start state machines, a link a crisis alone, and nothing stops them', () => {
    expect(rolesThatMay('states:StartExecution', 'stateMachine').sort()).toEqual([
      'ActConsoleRole',
      'AnswerRole',
      'BeatRole',
    ]);
    expect(rolesThatMay('states:StartExecution', 'client-journey').sort()).toEqual([
      'ActConsoleRole',
      'BeatRole',
    ]);
    expect(rolesThatMay('states:StopExecution', '')).toEqual([]);
  });

  it('the key of the tables serves through DynamoDB, and through the queue of dead letters, only', () => {
    for (const role of roles) {
      const onDataKey = statementsOf(role).filter(({ Resource }) =>
        JSON.stringify(Resource).includes('DataKey'),
      );
      expect(onDataKey.length, role).toBeGreaterThan(0);
      for (const { Condition } of onDataKey) {
        const service = JSON.stringify(Condition).includes('sqs.') ? 'sqs' : 'dynamodb';
        expect(service === 'dynamodb' || role === 'TakeMailEventRole', role).toBe(true);
        expect(Condition).toEqual({
          StringEquals: { 'kms:ViaService': `${service}.us-east-1.amazonaws.com` },
        });
      }
    }
  });

  it('a role is assumed by one service, and has no policy made elsewhere', () => {
    for (const [id, { Properties }] of Object.entries(ofType(journey, 'AWS::IAM::Role'))) {
      const { Statement } = Properties.AssumeRolePolicyDocument as { Statement: Record<string, unknown>[] };
      expect(Statement, id).toHaveLength(1);
      const { Principal, Condition } = Statement[0] ?? {};
      expect(JSON.stringify(Principal)).toMatch(/"Service":"(lambda|states|scheduler)\.amazonaws\.com"/);
      const isLambda = JSON.stringify(Principal).includes('lambda');
      expect(JSON.stringify(Condition ?? '').includes('aws:SourceAccount'), id).toBe(!isLambda);
      expect(Properties, id).not.toHaveProperty('ManagedPolicyArns');
    }
  });
}

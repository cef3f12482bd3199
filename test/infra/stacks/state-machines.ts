import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { journey, named, ofType, projectFolder, settings, statementsOf } from '../deployment.ts';

const machines = ofType(journey, 'AWS::StepFunctions::StateMachine');
const files = readdirSync(join(projectFolder, 'workflows'))
  .filter((file) => file.endsWith('.asl.json'))
  .map((file) => file.replace('.asl.json', ''));

export function stateMachines(): void {
  it('are one for each definition, under names and ids that never change', () => {
    const names = Object.values(machines).map(({ Properties }) => Properties.StateMachineName);
    expect(names.sort()).toEqual(files.map((file) => `${settings.name}-${file}`).sort());
    expect(Object.keys(machines).sort()).toEqual([
      'AdmissionMachine',
      'AftercareMachine',
      'ClientJourneyMachine',
      'ClinicDayMachine',
      'CrisisMachine',
      'DrugTestMachine',
      'FollowUpMachine',
      'HumanTaskMachine',
      'SoberHomeCheckInMachine',
      'TreatmentMachine',
    ]);
  });

  it.each(Object.keys(machines))(
    '%s: standard, encrypted, logs events without the data that went through',
    (id) => {
      const { Properties } = named(machines, id);
      expect(Properties).toMatchObject({
        StateMachineType: 'STANDARD',
        LoggingConfiguration: { Level: 'ALL', IncludeExecutionData: false },
        EncryptionConfiguration: { Type: 'CUSTOMER_MANAGED_KMS_KEY' },
        RoleArn: { 'Fn::GetAtt': [`${id}Role`, 'Arn'] },
      });
    },
  );

  it.each(Object.keys(machines))('%s: its definition has a value for every placeholder', (id) => {
    const { DefinitionString, DefinitionSubstitutions } = named(machines, id).Properties;
    const placeholders = [...String(DefinitionString).matchAll(/\$\{([^}]*)\}/g)].map(([, name]) => name);
    expect(Object.keys(DefinitionSubstitutions as object).sort()).toEqual([...new Set(placeholders)].sort());
  });

  it.each(Object.keys(machines))('%s: may call its functions and start its machines, and no others', (id) => {
    const targets = Object.values(named(machines, id).Properties.DefinitionSubstitutions as object);
    const callable = statementsOf(`${id}Role`)
      .filter(({ Action }) => /^lambda:InvokeFunction$|^states:StartExecution$/.test(Action.join()))
      .flatMap(({ Resource }) => Resource);
    expect(callable.map((arn) => JSON.stringify(arn)).sort()).toEqual(
      targets.map((arn) => JSON.stringify(arn)).sort(),
    );
  });

  it.each(Object.keys(machines))(
    '%s: uses a wildcard only for executions it awaits and for its log',
    (id) => {
      const broad = statementsOf(`${id}Role`).filter(({ Resource }) =>
        JSON.stringify(Resource).includes('*'),
      );
      const allowed = /^(logs:[A-Za-z]+|states:(DescribeExecution|StopExecution))$/;
      expect(broad.flatMap(({ Action }) => Action).filter((action) => !allowed.test(action))).toEqual([]);
    },
  );

  it.each(Object.keys(machines))('%s: uses the key for itself and for what it waits for', (id) => {
    const contexts = statementsOf(`${id}Role`)
      .filter(({ Action }) => Action.includes('kms:Decrypt'))
      .map(({ Condition }) => JSON.stringify(Condition));
    expect(contexts.join()).toContain(`:stateMachine:${named(machines, id).Properties.StateMachineName}"`);
    const watched = statementsOf(`${id}Role`).filter(({ Action }) =>
      Action.includes('states:DescribeExecution'),
    );
    expect(contexts).toHaveLength(watched.length + 1);
  });

  it('human-task waits for people only, so it starts no machine', () => {
    const actions = statementsOf('HumanTaskMachineRole').flatMap(({ Action }) => Action);
    expect(actions.filter((action) => action.startsWith('states:'))).toEqual([]);
  });
}

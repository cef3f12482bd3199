import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type App, ArnFormat, CfnOutput, Stack, type StackProps } from 'aws-cdk-lib';
import { type IKey, Key } from 'aws-cdk-lib/aws-kms';
import type { StateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import { Alarms } from './constructs/alarms.ts';
import { ConsoleApi } from './constructs/console-api.ts';
import { DeadLetters } from './constructs/dead-letters.ts';
import { FailureAlerts } from './constructs/failure-alerts.ts';
import { Heartbeat } from './constructs/heartbeat.ts';
import { JourneyMachine, PlaceholderMismatch } from './constructs/journey-machine.ts';
import { LinkApi } from './constructs/link-api.ts';
import { MailEvents } from './constructs/mail-events.ts';
import { MailSending } from './constructs/mail-sending.ts';
import { pascalCase, placeholdersOf } from './constructs/placeholders.ts';
import { StaffSignIn } from './constructs/staff-sign-in.ts';
import { WebFirewall } from './constructs/web-firewall.ts';
import type { DataStack } from './data-stack.ts';
import type { Need } from './function-needs.ts';
import { Functions } from './functions.ts';
import type { Settings } from './settings.ts';

export interface JourneyStackProps extends StackProps {
  settings: Settings;
  data: DataStack;
  /** Absolute path of the project. */
  projectFolder: string;
  /** Another set of functions and machines than the project's own, for tests. */
  lambdasFolder?: string;
  workflowsFolder?: string;
  needs?: Readonly<Record<string, readonly Need[]>>;
}

const definitionEnding = '.asl.json';

/** Everything that can be replaced: functions, state machines, the heartbeat, the links' API, mail, alerts. */
export class JourneyStack extends Stack {
  readonly functions: Functions;
  readonly #settings: Settings;
  readonly #definitions: Map<string, string>;
  readonly #key: IKey;
  readonly #machines = new Map<string, StateMachine>();

  constructor(app: App, id: string, props: JourneyStackProps) {
    super(app, id, props);
    const { settings, data, projectFolder } = props;
    this.#settings = settings;
    this.#key = Key.fromKeyArn(this, 'DataKey', data.dataKey.keyArn);
    this.#definitions = definitionsIn(props.workflowsFolder ?? join(projectFolder, 'workflows'));
    const machineArnPrefix = this.formatArn({
      service: 'states',
      resource: 'stateMachine',
      resourceName: this.machineName(''),
      arnFormat: ArnFormat.COLON_RESOURCE_NAME,
    });
    const mail = new MailSending(this, 'Mail', {
      configurationSetName: `${settings.name}-mail`,
      mailDomain: settings.mailDomain,
    });
    this.functions = new Functions(this, 'Functions', {
      lambdasFolder: props.lambdasFolder ?? join(projectFolder, 'lambdas'),
      bundleFolder: join(projectFolder, '.stepdown', 'functions'),
      data,
      mail,
      machineArnPrefix,
      machines: [...this.#definitions.keys()],
      smsOrigination: settings.smsOrigination,
      needs: props.needs,
    });
    for (const machine of this.#definitions.keys()) this.machine(machine, []);
    this.requireEveryStepNamed();
    new Heartbeat(this, 'Heartbeat', this.functions.named('beat'));
    const deadLetters = new DeadLetters(this, 'DeadLetters', this.#key).queue;
    new MailEvents(this, 'MailEvents', {
      configurationSet: mail.configurationSet,
      takeMailEvent: this.functions.named('take-mail-event'),
      deadLetters,
      key: this.#key,
    });
    const links = new LinkApi(this, 'Links', {
      name: `${settings.name}-links`,
      openDoor: this.functions.named('open-door'),
      answer: this.functions.named('answer'),
      answerPage: this.functions.named('answer-page'),
    });
    this.openConsole(links, data);
    new WebFirewall(this, 'Firewall', {
      name: `${settings.name}-links`,
      stageArn: links.stageArn,
      key: this.#key,
    });
    const alerts = new FailureAlerts(this, 'Alerts', {
      keyArn: data.dataKey.keyArn,
      machineArnPrefix,
      operatorEmail: settings.operatorEmail,
    });
    this.watch(alerts, deadLetters.queueName, links.name);
    // By these names the command line finds a deployment.
    new CfnOutput(this, 'MachineArnPrefix', { value: machineArnPrefix });
    new CfnOutput(this, 'MailConfigurationSet', { value: mail.configurationSetName });
    new CfnOutput(this, 'LinkBaseUrl', { value: links.baseUrl });
  }

  private watch({ topic, ruleName }: FailureAlerts, deadLetters: string, links: string): void {
    const { name, operatorEmail, monthlyBudgetDollars } = this.#settings;
    this.functions.named('beat').addEnvironment('DEPLOYMENT', name);
    new Alarms(this, 'Alarms', {
      deploymentName: name,
      topic,
      operatorEmail,
      monthlyBudgetDollars,
      names: { '{failed executions rule}': ruleName, '{links}': links, '{dead letters}': deadLetters },
      functionLogs: this.functions.sources.map((source) => this.functions.logOf(source.name)),
      silenceLog: this.functions.logOf('take-up-silence'),
    });
  }

  private openConsole(links: LinkApi, data: DataStack): void {
    const signIn = this.functions.named('sign-in');
    new ConsoleApi(this, 'Console', {
      api: links.api,
      signIn,
      view: this.functions.named('view-console'),
      act: this.functions.named('act-console'),
    });
    const { clientId, domain } = new StaffSignIn(this, 'StaffSignIn', {
      userPool: data.staffDirectory.userPool,
      domainPrefix: this.#settings.signInDomain,
      baseUrl: links.ownUrl,
    });
    signIn.addEnvironment('USER_POOL_ID', data.staffDirectory.userPool.userPoolId);
    signIn.addEnvironment('SIGN_IN_CLIENT_ID', clientId);
    signIn.addEnvironment('SIGN_IN_DOMAIN', domain);
    const consoleUrl = domain === '' ? 'closed' : `${links.ownUrl}/console`;
    // Whoever starts actions knows by it whether real clients may be taken.
    this.functions.named('act-console').addEnvironment('CONSOLE_URL', consoleUrl);
    new CfnOutput(this, 'ConsoleUrl', { value: consoleUrl });
  }

  private machineName(machine: string): string {
    return `${this.#settings.name}-${machine}`;
  }

  /** A machine after those that it starts. */
  private machine(name: string, startedBy: string[]): StateMachine {
    const made = this.#machines.get(name);
    if (made) return made;
    const definition = this.#definitions.get(name);
    const path = [...startedBy, name];
    if (definition === undefined)
      throw new PlaceholderMismatch(`${path.join(' > ')}: there is no ${name}${definitionEnding}`);
    if (startedBy.includes(name))
      throw new PlaceholderMismatch(`${path.join(' > ')}: a machine may not start itself`);
    const placeholders = placeholdersOf(name, definition);
    const ofKind = (kind: string) => placeholders.filter((placeholder) => placeholder.kind === kind);
    const steps = this.functions.steps();
    const { machine } = new JourneyMachine(this, `${pascalCase(name)}Machine`, {
      name,
      stateMachineName: this.machineName(name),
      definition,
      key: this.#key,
      functions: Object.fromEntries(
        ofKind('function').flatMap((step) => {
          const found = steps[step.name];
          return found ? [[step.name, found]] : [];
        }),
      ),
      machines: Object.fromEntries(
        ofKind('machine').map((child) => [child.name, this.machine(child.name, path)]),
      ),
    });
    this.#machines.set(name, machine);
    return machine;
  }

  /** A step that no machine names is a mistake, unless it is kept for executions of older definitions. */
  private requireEveryStepNamed(): void {
    const named = new Set(
      [...this.#definitions].flatMap(([name, definition]) =>
        placeholdersOf(name, definition).map((step) => step.name),
      ),
    );
    const forgotten = this.functions.sources.filter(
      ({ kind, retired, name }) => kind === 'step' && !retired && !named.has(name),
    );
    if (forgotten.length === 0) return;
    const names = forgotten.map(({ name }) => `\${${pascalCase(name)}}`);
    throw new PlaceholderMismatch(
      `${names.join(', ')}: no state machine names it; name it in workflows/, or move the file to steps/retired`,
    );
  }
}

function definitionsIn(folder: string): Map<string, string> {
  const files = readdirSync(folder)
    .filter((file) => file.endsWith(definitionEnding))
    .sort();
  return new Map(
    files.map((file) => [file.slice(0, -definitionEnding.length), readFileSync(join(folder, file), 'utf8')]),
  );
}

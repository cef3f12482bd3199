import { describe } from 'vitest';
import { alertsForEveryFailure } from './stacks/alerts.ts';
import { consoleBehindSignIn } from './stacks/console-api.ts';
import { firewallBeforeTheLinks } from './stacks/firewall.ts';
import { rolesWithTheLeast } from './stacks/function-roles.ts';
import { functionsInLambda } from './stacks/functions.ts';
import { heartbeatSchedule } from './stacks/heartbeat.ts';
import { linksOverHttp } from './stacks/link-api.ts';
import { mailOverTls } from './stacks/mail.ts';
import { oneSetOfSteps } from './stacks/one-artefact.ts';
import { stateMachines } from './stacks/state-machines.ts';
import { tablesAndKeys } from './stacks/tables-and-keys.ts';

// One file, because all of them look at one pair of templates and making it takes seconds.
describe('tables and keys', tablesAndKeys);
describe('state machines', stateMachines);
describe('steps on disk, in workflows and in the template', oneSetOfSteps);
describe('functions', functionsInLambda);
describe('what a function may do', rolesWithTheLeast);
describe('mail', mailOverTls);
describe('the heartbeat', heartbeatSchedule);
describe('the links', linksOverHttp);
describe('the firewall', firewallBeforeTheLinks);
describe('the staff console', consoleBehindSignIn);
describe('alerts', alertsForEveryFailure);

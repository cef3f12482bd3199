import { LambdaIntegration, type RestApi } from 'aws-cdk-lib/aws-apigateway';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';

export interface ConsoleApiProps {
  /** The API of the links: one address, one firewall, one throttle. */
  api: RestApi;
  signIn: IFunction;
  /** Shows; can start nothing. */
  view: IFunction;
  /** Acts. */
  act: IFunction;
}

/** The staff console's paths: sign-in, pages by GET, deeds by POST, the actions' forms with them. The functions decide who may. */
export class ConsoleApi extends Construct {
  constructor(scope: Construct, id: string, { api, signIn, view, act }: ConsoleApiProps) {
    super(scope, id);
    const through = (target: IFunction) => new LambdaIntegration(target, { allowTestInvoke: false });
    const door = through(signIn);
    api.root.addResource('sign-in').addMethod('GET', door);
    api.root.addResource('signed-in').addMethod('GET', door);
    api.root.addResource('sign-out').addMethod('POST', door);
    const console = api.root.addResource('console');
    const [pages, deeds] = [through(view), through(act)];
    for (const resource of [console, console.addResource('{path+}')]) {
      resource.addMethod('GET', pages);
      resource.addMethod('POST', deeds);
    }
    // A form is made from its action, and the actions are where deeds are done.
    const actions = console.addResource('actions');
    for (const resource of [actions, actions.addResource('{action+}')]) {
      resource.addMethod('GET', deeds);
      resource.addMethod('POST', deeds);
    }
  }
}

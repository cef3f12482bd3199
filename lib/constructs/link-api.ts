import { Stack } from 'aws-cdk-lib';
import { EndpointType, LambdaIntegration, RestApi } from 'aws-cdk-lib/aws-apigateway';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import { keepLogicalId } from './keep-logical-id.ts';

export interface LinkApiProps {
  name: string;
  /** Shows a button and changes nothing. */
  openDoor: IFunction;
  /** Checks the passcode, shows and acts. */
  answer: IFunction;
  /** Takes the paging service's signed replies. */
  answerPage: IFunction;
}

/** All callers together; a mail scanner that opens every link of a clinic stays below, a flood does not. */
const requestsPerSecond = 50;
const requestsAtOnce = 100;

const stageName = 'live';

/** Where the links in mails point: GET, HEAD and OPTIONS to a function that cannot write, POST to another; and the pager's replies. */
export class LinkApi extends Construct {
  /** What the links of mails begin with, where the clinic has no domain of its own for them. */
  readonly baseUrl: string;
  readonly api: RestApi;
  readonly name: string;
  /** The same, known before the API has a path: for what the functions behind the paths must be told. */
  readonly ownUrl: string;
  readonly stageArn: string;

  constructor(scope: Construct, id: string, { name, openDoor, answer, answerPage }: LinkApiProps) {
    super(scope, id);
    const api = new RestApi(this, 'Api', {
      restApiName: name,
      description: 'stepdown: links in mails',
      endpointConfiguration: { types: [EndpointType.REGIONAL] },
      cloudWatchRole: false,
      deployOptions: {
        stageName,
        throttlingRateLimit: requestsPerSecond,
        throttlingBurstLimit: requestsAtOnce,
        metricsEnabled: true,
        dataTraceEnabled: false,
      },
    });
    keepLogicalId(api, 'LinkApi');
    api.node.tryRemoveChild('Endpoint');
    const link = api.root.addResource('l').addResource('{id}');
    const open = new LambdaIntegration(openDoor, { allowTestInvoke: false });
    for (const method of ['GET', 'HEAD', 'OPTIONS']) link.addMethod(method, open);
    link.addMethod('POST', new LambdaIntegration(answer, { allowTestInvoke: false }));
    const pager = api.root.addResource('pager').addResource('{clinic}');
    pager.addMethod('POST', new LambdaIntegration(answerPage, { allowTestInvoke: false }));
    this.baseUrl = api.url;
    this.api = api;
    this.name = name;
    const { region, urlSuffix } = Stack.of(this);
    this.ownUrl = `https://${api.restApiId}.execute-api.${region}.${urlSuffix}/${stageName}`;
    this.stageArn = api.deploymentStage.stageArn;
  }
}

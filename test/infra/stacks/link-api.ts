import { expect, it } from 'vitest';
import { journey, named, ofType } from '../deployment.ts';

const all = Object.values(ofType(journey, 'AWS::ApiGateway::Method')).map(({ Properties }) => Properties);
const ofLinks = ['OpenDoorFunction', 'AnswerFunction'];
const methods = all.filter(({ Integration }) =>
  ofLinks.some((id) => JSON.stringify(Integration).includes(`"${id}"`)),
);

function methodsThatCall(functionId: string): string[] {
  const calls = methods.filter(({ Integration }) => JSON.stringify(Integration).includes(`"${functionId}"`));
  return calls.map(({ HttpMethod }) => String(HttpMethod)).sort();
}

export function linksOverHttp(): void {
  it('GET, HEAD and OPTIONS reach the function that cannot write; POST the other', () => {
    expect(methodsThatCall('OpenDoorFunction')).toEqual(['GET', 'HEAD', 'OPTIONS']);
    expect(methodsThatCall('AnswerFunction')).toEqual(['POST']);
    expect(methods).toHaveLength(4);
  });

  it('have one path, /l/{id}', () => {
    const parts = ofType(journey, 'AWS::ApiGateway::Resource');
    const paths = new Set(
      methods.map(({ ResourceId }) => named(parts, (ResourceId as { Ref: string }).Ref).Properties.PathPart),
    );
    expect([...paths]).toEqual(['{id}']);
  });

  it('are throttled, and neither bodies nor paths are logged', () => {
    const [stage] = Object.values(ofType(journey, 'AWS::ApiGateway::Stage'));
    expect(stage?.Properties).not.toHaveProperty('AccessLogSetting');
    expect(stage?.Properties.MethodSettings).toEqual([
      expect.objectContaining({
        HttpMethod: '*',
        ResourcePath: '/*',
        DataTraceEnabled: false,
        ThrottlingRateLimit: 50,
        ThrottlingBurstLimit: 100,
      }),
    ]);
  });

  it('call a function only through their own methods', () => {
    const permissions = Object.values(ofType(journey, 'AWS::Lambda::Permission')).filter(({ Properties }) =>
      ofLinks.some((id) => JSON.stringify(Properties.FunctionName).includes(`"${id}"`)),
    );
    expect(permissions).toHaveLength(4);
    for (const { Properties } of permissions) {
      expect(Properties.Principal).toBe('apigateway.amazonaws.com');
      expect(JSON.stringify(Properties.SourceArn)).toMatch(/\/(GET|HEAD|OPTIONS|POST)\/l\/\*"/);
    }
  });
}

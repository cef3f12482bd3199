import { CfnElement } from 'aws-cdk-lib';
import type { Construct } from 'constructs';

/**
 * Gives a resource a logical id of its own, whatever construct it moves into: CloudFormation takes a resource with
 * another id for another resource, and would remove the first.
 */
export function keepLogicalId(construct: Construct, logicalId: string): void {
  const resource = construct.node.defaultChild;
  if (!CfnElement.isCfnElement(resource)) {
    throw new Error(`${construct.node.path}: has no resource of its own to name ${logicalId}`);
  }
  resource.overrideLogicalId(logicalId);
}

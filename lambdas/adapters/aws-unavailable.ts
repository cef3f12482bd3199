import { ServiceUnavailable } from '../ports.ts';
import { failureOf } from './dynamodb-failures.ts';

/** What AWS calls "slow down", beside the names that DynamoDB uses too. */
const slowDown = new Set([
  'ExecutionLimitExceeded',
  'LimitExceededException',
  'ServiceQuotaExceededException',
  'Throttling',
  'TooManyRequestsException',
]);

/**
 * The error to throw for a call to an AWS service that failed: ServiceUnavailable where the same call may work
 * later, so that the workflow tries again for hours; else the error itself.
 *
 * @param doing what was tried, with ids only
 */
export function unavailableOr(error: unknown, doing: string): unknown {
  const failure = failureOf(error);
  const name = error instanceof Error ? error.name : 'no error';
  const later = slowDown.has(name) || failure === 'later' || failure === 'unreachable';
  return later ? new ServiceUnavailable(`${doing}: ${name}`, { cause: error }) : error;
}

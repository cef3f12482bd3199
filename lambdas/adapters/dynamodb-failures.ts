/** Why DynamoDB did not do what it was asked, as far as it matters to what comes next. */
export type Failure =
  /** Another transaction was first: read everything again. */
  | 'conflict'
  /** Not now, and nothing was done or will be done twice: the same request may be sent again. */
  | 'later'
  /** No answer, or not from the service itself; what was asked may or may not have been done. */
  | 'unreachable'
  /** The request itself is wrong or not allowed: trying again changes nothing. */
  | 'refused';

const conflicts = new Set(['ConditionalCheckFailed', 'TransactionConflict', 'TransactionConflictException']);
const throttles = new Set([
  'ProvisionedThroughputExceeded',
  'ProvisionedThroughputExceededException',
  'RequestLimitExceeded',
  'ThrottlingError',
  'ThrottlingException',
  'TransactionInProgressException',
]);
const brokenConnections = new Set([
  'EAI_AGAIN',
  'ECONNREFUSED',
  'ECONNRESET',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EPIPE',
  'ETIMEDOUT',
  'AbortError',
  'NetworkingError',
  'RequestTimeout',
  'TimeoutError',
]);

export function failureOf(error: unknown): Failure {
  const name = textOf(error, 'name');
  if (name === 'TransactionCanceledException') return failureOfReasons(reasonsOf(error));
  if (conflicts.has(name)) return 'conflict';
  if (throttles.has(name)) return 'later';
  if (brokenConnections.has(name) || brokenConnections.has(textOf(error, 'code'))) return 'unreachable';
  return isServerFault(error) ? 'unreachable' : 'refused';
}

/** One reason for each action of a cancelled transaction; most say "None". */
function failureOfReasons(reasons: string[]): Failure {
  const told = reasons.filter((reason) => reason !== 'None');
  if (told.some((reason) => !conflicts.has(reason) && !throttles.has(reason))) return 'refused';
  if (told.some((reason) => conflicts.has(reason))) return 'conflict';
  return told.length > 0 ? 'later' : 'refused';
}

function reasonsOf(error: unknown): string[] {
  const reasons = fieldOf(error, 'CancellationReasons');
  return Array.isArray(reasons) ? reasons.map((reason) => textOf(reason, 'Code') || 'None') : [];
}

function isServerFault(error: unknown): boolean {
  const status = fieldOf(fieldOf(error, '$metadata'), 'httpStatusCode');
  return fieldOf(error, '$fault') === 'server' || (typeof status === 'number' && status >= 500);
}

function textOf(value: unknown, field: string): string {
  const text = fieldOf(value, field);
  return typeof text === 'string' ? text : '';
}

function fieldOf(value: unknown, field: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, field) : undefined;
}

/** A way in which a deployment can fail, as an alarm. */
export interface AlarmRule {
  /** PascalCase; the logical id and, with the deployment's name before it, the name. */
  id: string;
  /** What it means, for whoever reads it at night. */
  means: string;
  /** The heading of its entry in RUNBOOK.md. */
  runbook: string;
  metric: AlarmMetric;
  /** The alarm rings at this value or above. */
  atLeast: number;
  /** Minutes over which one value is taken, and how many in a row must be bad. */
  minutes: number;
  inARow: number;
  /** What no data means. */
  silence: 'is well' | 'rings';
}

export type AlarmMetric =
  /** A number that the heartbeat sees. */
  | { of: 'heartbeat'; name: string }
  /** A service's own number, over the whole account or for one named thing. */
  | { of: 'service'; namespace: string; name: string; statistic: 'Sum' | 'Maximum'; dimensions: Dimensions };

/** What stands for a name that the deployment gives. */
type Dimensions = Record<string, NamedOnAws>;

/** What a deployment fills in. */
export type NamedOnAws = '{failed executions rule}' | '{links}' | '{dead letters}';

const service = (
  namespace: string,
  name: string,
  statistic: 'Sum' | 'Maximum',
  dimensions: Dimensions = {},
): AlarmMetric => ({ of: 'service', namespace, name, statistic, dimensions });

/** One alarm for each way in which it can fail; a test holds each against RUNBOOK.md. */
export const alarmRules: readonly AlarmRule[] = [
  {
    id: 'ExecutionsFailed',
    means: 'An execution failed, timed out or was aborted.',
    runbook: 'A stage failed',
    metric: service('AWS/Events', 'MatchedEvents', 'Sum', { RuleName: '{failed executions rule}' }),
    atLeast: 1,
    minutes: 5,
    inARow: 1,
    silence: 'is well',
  },
  {
    id: 'HeartbeatStopped',
    means: 'The heartbeat has not beaten for fifteen minutes: no day starts, no mail goes out.',
    runbook: 'The heartbeat has stopped',
    metric: { of: 'heartbeat', name: 'AgendaLateMinutes' },
    atLeast: Number.MAX_SAFE_INTEGER,
    minutes: 15,
    inARow: 1,
    silence: 'rings',
  },
  {
    id: 'DrawLate',
    means: 'Today’s draw should have been made fifteen minutes ago.',
    runbook: 'A draw was too late to be fair',
    metric: { of: 'heartbeat', name: 'DrawLateMinutes' },
    atLeast: 15,
    minutes: 5,
    inARow: 1,
    silence: 'is well',
  },
  {
    id: 'DutiesLate',
    means: 'Something that was due half an hour ago is not done: an answer not told, a question not asked.',
    runbook: 'Duties are late',
    metric: { of: 'heartbeat', name: 'AgendaLateMinutes' },
    atLeast: 30,
    minutes: 5,
    inARow: 2,
    silence: 'is well',
  },
  {
    id: 'MailLate',
    means: 'A mail that was due half an hour ago is not sent.',
    runbook: 'Mail is not accepted',
    metric: { of: 'heartbeat', name: 'MailLateMinutes' },
    atLeast: 30,
    minutes: 5,
    inARow: 2,
    silence: 'is well',
  },
  {
    id: 'MailBounces',
    means: 'More than one mail in twenty comes back; the mail service may stop sending.',
    runbook: 'Mails come back',
    metric: service('AWS/SES', 'Reputation.BounceRate', 'Maximum'),
    atLeast: 0.05,
    minutes: 60,
    inARow: 1,
    silence: 'is well',
  },
  {
    id: 'UnansweredToTheEnd',
    means: 'Questions went through their whole ladder, the director included, and nobody answered.',
    runbook: 'Questions stay unanswered',
    metric: service('stepdown', 'LaddersEnded', 'Sum'),
    atLeast: 5,
    minutes: 1_440,
    inARow: 1,
    silence: 'is well',
  },
  {
    id: 'DeadLetters',
    means: 'An event about a mail could not be taken in, however often it was tried.',
    runbook: 'Dead letters',
    metric: service('AWS/SQS', 'ApproximateNumberOfMessagesVisible', 'Maximum', {
      QueueName: '{dead letters}',
    }),
    atLeast: 1,
    minutes: 5,
    inARow: 1,
    silence: 'is well',
  },
  {
    id: 'FunctionsThrottled',
    means: 'The account’s functions are throttled; state machines try again for hours.',
    runbook: 'Throttled',
    metric: service('AWS/Lambda', 'Throttles', 'Sum'),
    atLeast: 20,
    minutes: 5,
    inARow: 3,
    silence: 'is well',
  },
  {
    id: 'FunctionsFail',
    means: 'Functions fail again and again.',
    runbook: 'Functions fail',
    metric: service('AWS/Lambda', 'Errors', 'Sum'),
    atLeast: 10,
    minutes: 5,
    inARow: 2,
    silence: 'is well',
  },
  {
    id: 'KeyDenied',
    means: 'A function was refused the use of a key or a table.',
    runbook: 'A key is refused',
    metric: service('stepdown', 'AccessDenied', 'Sum'),
    atLeast: 1,
    minutes: 5,
    inARow: 1,
    silence: 'is well',
  },
  {
    id: 'LinksFail',
    means: 'Links and console answer with errors.',
    runbook: 'Links or console fail',
    metric: service('AWS/ApiGateway', '5XXError', 'Sum', { ApiName: '{links}' }),
    atLeast: 3,
    minutes: 5,
    inARow: 1,
    silence: 'is well',
  },
  {
    id: 'CountDiffers',
    means: 'A program’s count of places differs from its members.',
    runbook: 'Places and members differ',
    metric: { of: 'heartbeat', name: 'CaseloadMismatches' },
    atLeast: 1,
    minutes: 60,
    inARow: 1,
    silence: 'is well',
  },
  {
    id: 'AuditBroken',
    means: 'A chain of the audit does not hold together: somebody changed or removed an entry.',
    runbook: 'The audit chain is broken',
    metric: { of: 'heartbeat', name: 'BrokenChains' },
    atLeast: 1,
    minutes: 60,
    inARow: 1,
    silence: 'is well',
  },
];

import { Duration } from 'aws-cdk-lib';
import { CfnBudget } from 'aws-cdk-lib/aws-budgets';
import {
  Alarm,
  ComparisonOperator,
  Dashboard,
  GraphWidget,
  type IMetric,
  Metric,
  TextWidget,
  TreatMissingData,
} from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import type { ILogGroup } from 'aws-cdk-lib/aws-logs';
import { FilterPattern, MetricFilter } from 'aws-cdk-lib/aws-logs';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import { type AlarmRule, alarmRules, type NamedOnAws } from './alarm-list.ts';
import { keepLogicalId } from './keep-logical-id.ts';

export interface AlarmsProps {
  deploymentName: string;
  topic: ITopic;
  operatorEmail: string | undefined;
  /** A month's cost in dollars above which the operator hears. */
  monthlyBudgetDollars: number;
  /** What the placeholders of the list stand for on this deployment. */
  names: Readonly<Record<NamedOnAws, string>>;
  /** The logs in which a refused key or table shows. */
  functionLogs: readonly ILogGroup[];
  /** The log of the step that ends a ladder nobody answered. */
  silenceLog: ILogGroup;
}

const namespace = 'stepdown';

/** An alarm for each way it can fail, each naming its entry in the runbook; a budget; a dashboard of the same numbers. */
export class Alarms extends Construct {
  constructor(scope: Construct, id: string, props: AlarmsProps) {
    super(scope, id);
    this.countRefusals(props);
    const alarms = alarmRules.map((rule) => this.alarm(rule, props));
    this.dashboard(props, alarms);
    if (props.operatorEmail !== undefined) this.budget(props, props.operatorEmail);
  }

  private alarm(rule: AlarmRule, props: AlarmsProps): Alarm {
    const alarm = new Alarm(this, rule.id, {
      alarmName: `${props.deploymentName}-${rule.id}`,
      alarmDescription: `${rule.means} RUNBOOK.md: "${rule.runbook}".`,
      metric: metricOf(rule, props),
      threshold: rule.atLeast,
      comparisonOperator: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
      evaluationPeriods: rule.inARow,
      treatMissingData:
        rule.silence === 'rings' ? TreatMissingData.BREACHING : TreatMissingData.NOT_BREACHING,
    });
    alarm.addAlarmAction(new SnsAction(props.topic));
    keepLogicalId(alarm, `${rule.id}Alarm`);
    return alarm;
  }

  /** A refusal is an error's name in a function's log; nothing else of the log is read. */
  private countRefusals({ functionLogs, silenceLog }: AlarmsProps): void {
    for (const [index, logGroup] of functionLogs.entries())
      new MetricFilter(this, `Refused${index}`, {
        logGroup,
        metricNamespace: namespace,
        metricName: 'AccessDenied',
        filterPattern: FilterPattern.stringValue('$.error', '=', 'AccessDenied*'),
      });
    new MetricFilter(this, 'LadderEnded', {
      logGroup: silenceLog,
      metricNamespace: namespace,
      metricName: 'LaddersEnded',
      filterPattern: FilterPattern.stringValue('$.outcome', '=', 'no answer'),
    });
  }

  private dashboard({ deploymentName }: AlarmsProps, alarms: readonly Alarm[]): void {
    const dashboard = new Dashboard(this, 'Dashboard', { dashboardName: deploymentName });
    keepLogicalId(dashboard, 'Dashboard');
    dashboard.addWidgets(
      new TextWidget({
        markdown: 'Each graph is an alarm. What it means and how to mend it: RUNBOOK.md, the entry it names.',
        width: 24,
        height: 2,
      }),
      ...alarms.map(
        (alarm, index) =>
          new GraphWidget({
            title: `${alarmRules[index]?.id}: ${alarmRules[index]?.runbook}`,
            left: [alarm.metric as IMetric],
            width: 8,
            height: 5,
          }),
      ),
    );
  }

  private budget({ deploymentName, monthlyBudgetDollars }: AlarmsProps, operatorEmail: string): void {
    const budget = new CfnBudget(this, 'Budget', {
      budget: {
        budgetName: `${deploymentName}-month`,
        budgetType: 'COST',
        timeUnit: 'MONTHLY',
        budgetLimit: { amount: monthlyBudgetDollars, unit: 'USD' },
        costFilters: { TagKeyValue: [`user:application$${deploymentName}`] },
      },
      notificationsWithSubscribers: [
        {
          notification: {
            notificationType: 'FORECASTED',
            comparisonOperator: 'GREATER_THAN',
            threshold: 100,
          },
          subscribers: [{ subscriptionType: 'EMAIL', address: operatorEmail }],
        },
      ],
    });
    budget.overrideLogicalId('MonthlyBudget');
  }
}

function metricOf({ metric, minutes }: AlarmRule, { deploymentName, names }: AlarmsProps): Metric {
  const period = Duration.minutes(minutes);
  if (metric.of === 'heartbeat')
    return new Metric({
      namespace,
      metricName: metric.name,
      dimensionsMap: { deployment: deploymentName },
      statistic: 'Maximum',
      period,
    });
  const dimensionsMap = Object.fromEntries(
    Object.entries(metric.dimensions).map(([key, value]) => [key, names[value]]),
  );
  return new Metric({
    namespace: metric.namespace,
    metricName: metric.name,
    statistic: metric.statistic,
    period,
    ...(Object.keys(dimensionsMap).length > 0 && { dimensionsMap }),
  });
}

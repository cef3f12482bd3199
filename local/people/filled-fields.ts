import { type FieldRule, type Fields, isAskedWith } from '../../lambdas/domain/answer-fields.ts';
import type { Client } from '../../lambdas/domain/client.ts';
import {
  addDays,
  addHours,
  type Instant,
  localDateOf,
  localTimeOf,
} from '../../lambdas/domain/clinic-calendar.ts';
import type { DrugTest } from '../../lambdas/domain/drug-test.ts';
import type { HumanTask } from '../../lambdas/domain/human-task.ts';
import { taskRules } from '../../lambdas/domain/human-task-kinds.ts';

/** What a person who answers has in front of them. */
export interface InFront {
  task: HumanTask;
  client: Client | undefined;
  test: DrugTest | undefined;
  now: Instant;
  timeZone: string;
}

/** A specimen is given within the hour of the telling, as a rule. */
const comesAfterHours = 1;

/** A payer renews for about a month. */
const renewedDays = 30;

/** Figures of urine that nobody doubts, and those that go with an outcome that doubts them. */
const figures: Record<string, Record<string, string>> = {
  temperatureF: { '': '95', tampered: '84', 'laboratory rejected': '84' },
  readAfterMinutes: { '': '2' },
  creatinineMgDl: { '': '110', dilute: '12' },
  number: { '': 'FICTION-2' },
  meetings: { '': '6' },
  units: { '': '400' },
};

/** A visit is agreed for some days from now. */
const visitInDays = 5;

/** What people write where they are asked for words. */
const writing: Record<string, string> = {
  otherReceiver: 'Meadow Example Counseling',
  times: 'Mondays and Thursdays, 9 to 12',
  mutualHelp: 'Meetings three times a week, a sponsor, step work on Sundays',
  home: 'A room in a sober home until the summer',
  warningSigns: 'Sleeps badly, skips meetings; then calls the sponsor',
};

/** What people fill in beside a choice when nothing else is said: whatever is asked for, and what goes with it. */
export function filledFields(choice: string, inFront: InFront): Fields {
  const rules = (taskRules[inFront.task.kind].fields ?? []).filter((rule) => isAskedWith(rule, choice));
  const filled = rules.map((rule) => [rule.name, fillIn(rule, choice, inFront)] as const);
  return Object.fromEntries(filled.filter(([, value]) => value !== ''));
}

/** Fields that people know from what is in front of them. */
const inSight: Record<string, (inFront: InFront) => string> = {
  lastName: ({ client }) => client?.name.split(' ').at(-1) ?? '',
  birthDate: ({ client }) => client?.birthDate ?? '',
  collectedAt: ({ test, now, timeZone }) => localTimeOf(timeZone, collectedAt(test, now)),
  visitOn: ({ now, timeZone }) => addDays(localDateOf(timeZone, now), visitInDays),
  endsOn: ({ now, timeZone }) => addDays(localDateOf(timeZone, now), renewedDays),
};

function fillIn(rule: FieldRule, choice: string, inFront: InFront): string {
  if (rule.name === 'visitOn' && !rule.isRequired) return '';
  const seen = inSight[rule.name];
  if (seen) return seen(inFront);
  const { test, now, timeZone } = inFront;
  const figure = figures[rule.name];
  if (figure) return test?.oralFluidOfferedAt ? '' : (figure[choice] ?? figure[''] ?? '');
  if (rule.name === 'specimen' && test?.oralFluidOfferedAt) return 'oral fluid';
  const written = writing[rule.name];
  if (written) return written;
  if (rule.isRequired && rule.kind === 'date') return localDateOf(timeZone, now);
  return rule.isRequired ? (rule.options?.[0]?.value ?? usualText(rule)) : '';
}

function collectedAt(test: DrugTest | undefined, now: Instant): Instant {
  const usual = test?.toldAt ? addHours(test.toldAt, comesAfterHours) : now;
  return usual < now ? usual : now;
}

function usualText({ kind }: FieldRule): string {
  return kind === 'text' ? 'as it should be' : '';
}

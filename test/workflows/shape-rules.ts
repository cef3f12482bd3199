import { flowRules } from './rules/flow.ts';
import { nameRules } from './rules/names.ts';
import { payloadRules } from './rules/payloads.ts';
import { peopleRules } from './rules/people.ts';
import type { ShapeRule } from './rules/rule.ts';
import { taskRules } from './rules/tasks.ts';

/** Every rule that the state machines keep. */
export const shapeRules: ShapeRule[] = [
  ...flowRules,
  ...taskRules,
  ...payloadRules,
  ...peopleRules,
  ...nameRules,
];

import { type Fault, rename } from './fault.ts';

export const nameFaults: Fault[] = [
  {
    rule: 'choices, and only choices, end with a question mark',
    fault: 'a choice asks nothing',
    at: ['treatment', 'Due now'],
    plant: (world) => rename(world, 'treatment', 'What is due?', 'Due now'),
  },
  {
    rule: 'choices, and only choices, end with a question mark',
    fault: 'a task asks',
    at: ['treatment', 'Hold review?'],
    plant: (world) => rename(world, 'treatment', 'Hold review', 'Hold review?'),
  },
  {
    rule: 'waits begin "Wait for", and what begins so waits',
    fault: 'a wait does not say that it waits',
    at: ['treatment', 'Pass the time'],
    plant: (world) => rename(world, 'treatment', 'Wait for a date', 'Pass the time'),
  },
  {
    rule: 'waits begin "Wait for", and what begins so waits',
    fault: 'a step says that it waits',
    at: ['treatment', 'Wait for a decision'],
    plant: (world) => rename(world, 'treatment', 'Decide what is due', 'Wait for a decision'),
  },
  {
    rule: 'endings are facts',
    fault: 'an ending is an order',
    at: ['drug-test', 'Close test'],
    plant: (world) => rename(world, 'drug-test', 'Test closed', 'Close test'),
  },
  {
    rule: 'tasks are imperatives, and say what their step says',
    fault: 'a task is a noun',
    at: ['treatment', 'Review'],
    plant: (world) => rename(world, 'treatment', 'Hold review', 'Review'),
  },
  {
    rule: 'tasks are imperatives, and say what their step says',
    fault: 'a task says something else than its step',
    at: ['clinic-day', 'Choose clients'],
    plant: (world) => rename(world, 'clinic-day', 'Draw clients', 'Choose clients'),
  },
];

import { readdir, readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { actions } from '../lambdas/actions/index.ts';
import { operatorActions } from '../lambdas/actions/of-operator.ts';
import type { Action } from '../lambdas/runtime/define-action.ts';
import type { Step } from '../lambdas/runtime/define-step.ts';

const workflowsUrl = new URL('../workflows/', import.meta.url);
const stepsUrl = new URL('../lambdas/steps/', import.meta.url);

/** Every state machine by its kebab-case name, parsed from the very file that is deployed. */
export async function loadMachines(): Promise<Record<string, unknown>> {
  const files = (await readdir(workflowsUrl)).filter((file) => file.endsWith('.asl.json')).sort();
  const machines = await Promise.all(
    files.map(
      async (file) =>
        [
          basename(file, '.asl.json'),
          JSON.parse(await readFile(new URL(file, workflowsUrl), 'utf8')),
        ] as const,
    ),
  );
  return Object.fromEntries(machines);
}

/** Every step by its kebab-case name: what lies in lambdas/steps, retired ones included. */
export async function loadSteps(): Promise<Map<string, Step>> {
  const files = (await readdir(stepsUrl, { recursive: true })).filter((file) => file.endsWith('.ts')).sort();
  const steps = await Promise.all(
    files.map(async (file) => {
      const { step } = (await import(new URL(file.replaceAll('\\', '/'), stepsUrl).href)) as { step: Step };
      return [basename(file, '.ts'), step] as const;
    }),
  );
  return new Map(steps);
}

/** Every action that staff can start, by its name. */
export async function loadActions(): Promise<Map<string, Action>> {
  return new Map([...actions, ...operatorActions].map((action) => [action.name, action]));
}

import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { expect, it } from 'vitest';
import { loadMachines, loadSteps } from '../../../local/definitions.ts';
import { journey, ofType, projectFolder } from '../deployment.ts';

/** Read without the code under test: names of files, and what stands between braces. */
const stepFiles = readdirSync(join(projectFolder, 'lambdas/steps'), {
  recursive: true,
  encoding: 'utf8',
}).filter((path) => path.endsWith('.ts'));
const definitions = readdirSync(join(projectFolder, 'workflows'))
  .filter((file) => file.endsWith('.asl.json'))
  .map((file) => readFileSync(join(projectFolder, 'workflows', file), 'utf8'));

function asPlaceholder(file: string): string {
  const words = basename(file, '.ts').split('-');
  return words.map((word) => word[0]?.toUpperCase() + word.slice(1)).join('');
}

const current = stepFiles
  .filter((path) => !path.includes('retired'))
  .map(asPlaceholder)
  .sort();
const retired = stepFiles.filter((path) => path.includes('retired')).map(asPlaceholder);

export function oneSetOfSteps(): void {
  it('every placeholder has its file, and every file but the retired its placeholder', () => {
    const placeholders = definitions.flatMap((text) =>
      [...text.matchAll(/\$\{(\w+)\}/g)].map(([, name]) => name ?? ''),
    );
    const steps = new Set(placeholders.filter((name) => !name.endsWith('Machine')));
    expect([...steps].sort()).toEqual(current);
  });

  it('every file is a function, retired or not, and there are eight functions more', () => {
    const deployed = Object.keys(ofType(journey, 'AWS::Lambda::Function')).map((id) =>
      id.replace(/Function$/, ''),
    );
    expect(deployed.sort()).toEqual(
      [
        ...current,
        ...retired,
        'ActConsole',
        'Answer',
        'AnswerPage',
        'Beat',
        'OpenDoor',
        'SignIn',
        'TakeMailEvent',
        'ViewConsole',
      ].sort(),
    );
  });

  it('the local clinic runs the same steps, retired or not', async () => {
    const local = [...(await loadSteps()).keys()];
    expect(local.map(asPlaceholder).sort()).toEqual([...current, ...retired].sort());
  });

  it('the local clinic runs the same machines', async () => {
    const deployed = Object.keys(ofType(journey, 'AWS::StepFunctions::StateMachine'));
    const local = Object.keys(await loadMachines());
    expect(local.map((machine) => `${asPlaceholder(machine)}Machine`).sort()).toEqual(deployed.sort());
  });
}

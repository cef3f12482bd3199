import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type Machine, questionOf, readMachines } from '../../bin/draw-workflows/asl.ts';
import { diagramOf, escapeLabel } from '../../bin/draw-workflows/diagram.ts';
import { readmeOf } from '../../bin/draw-workflows/readme.ts';
import { durationInWords, waitsOf } from '../../bin/draw-workflows/waits.ts';
import { taskRules } from '../../lambdas/domain/human-task-kinds.ts';
import { visitsOf } from './walk.ts';

const folder = join(import.meta.dirname, '..', '..', 'workflows');
const machines = readMachines(folder);

function machine(states: Machine['definition']['States']): Machine {
  return { name: 'example', definition: { StartAt: Object.keys(states)[0] ?? '', States: states } };
}

describe('workflows/README.md', () => {
  it('is what the machines say now (npm run diagrams)', () => {
    expect(readFileSync(join(folder, 'README.md'), 'utf8')).toBe(readmeOf(machines));
  });

  it('lists every wait once, by machine and state', () => {
    const waiting = machines
      .flatMap(visitsOf)
      .filter(({ state }) => /\.(sync:2|waitForTaskToken)$/.test(state.Resource ?? ''));
    const name = (line: { machine: string; state: string }) => `${line.machine} / ${line.state}`;
    const expected = waiting.map((visit) => name({ machine: visit.machine, state: visit.name }));
    expect(waitsOf(machines).map(name).sort()).toEqual(expected.sort());
  });

  it('tells every rung of every question’s ladder', () => {
    const questions = machines.flatMap(visitsOf).filter(({ state }) => questionOf(state) !== undefined);
    expect(questions.length).toBeGreaterThan(0);
    for (const { machine, name, state } of questions) {
      const line = waitsOf(machines).find((wait) => wait.machine === machine && wait.state === name);
      const rule = Object.entries(taskRules).find(([kind]) => kind === questionOf(state))?.[1];
      const rungs = rule?.ladder.map((_, at) => expect.stringMatching(new RegExp(`^${at + 1}\\. `)));
      expect(line?.howLong.split('\n').slice(0, -1)).toEqual(rungs);
      expect(line?.thenWhat).toContain(`“${rule?.silence}”`);
    }
  });
});

describe('a diagram', () => {
  it('keeps what mermaid or HTML would read as its own out of a label', () => {
    expect(escapeLabel('a "b" <c> [d] #e; {f} | g — h')).toBe(
      'a #34;b#34; #60;c#62; #91;d#93; #35;e#59; #123;f#125; #124; g #8212; h',
    );
    expect(escapeLabel("Is the client's place free?")).toBe("Is the client's place free?");
  });

  it('leaves out what only reports a failure, and dots the ways of errors', () => {
    const drawn = diagramOf(
      machine({
        'Ask now': {
          Type: 'Task',
          Catch: [
            { ErrorEquals: ['States.Timeout'], Next: 'Ask again' },
            { ErrorEquals: ['States.ALL'], Next: 'Report failure' },
          ],
          Next: 'All done',
        },
        'Ask again': { Type: 'Pass', Next: 'All done' },
        'All done': { Type: 'Succeed' },
        'Report failure': { Type: 'Task', Next: 'Failed' },
        Failed: { Type: 'Fail' },
      }),
    );
    expect(drawn).not.toMatch(/Report failure|Failed/);
    expect(drawn).toMatch(/s2 -\.->\|"time is up"\| s3/);
    expect(drawn).toMatch(/s2 --> s4/);
  });

  it('joins the outcomes that lead to the same state in one arrow', () => {
    const choice = (outcome: string) => ({
      Variable: '$.a.outcome',
      StringEquals: outcome,
      Next: 'All done',
    });
    const drawn = diagramOf(
      machine({
        'Which one?': { Type: 'Choice', Choices: [choice('this'), choice('that')], Default: 'Other done' },
        'All done': { Type: 'Succeed' },
        'Other done': { Type: 'Succeed' },
      }),
    );
    expect(drawn).toContain('s2 -->|"this / that"| s3');
    expect(drawn).toContain('s2 -->|"otherwise"| s4');
  });
});

describe('a wait in words', () => {
  it.each([
    [1, '1 second'],
    [90, '90 seconds'],
    [3600, '1 hour'],
    [129_600, '36 hours'],
    [259_200, '3 days'],
  ])('%i seconds is %s', (seconds, words) => {
    expect(durationInWords(seconds)).toBe(words);
  });

  it('is refused for a question of no kind', () => {
    const parameters = { StateMachineArn: `\${HumanTaskMachine}`, Input: { kind: 'small talk' } };
    const resource = 'arn:aws:states:::states:startExecution.sync:2';
    const ask = { Type: 'Task', Resource: resource, Parameters: parameters, End: true };
    expect(() => waitsOf([machine({ 'Ask now': ask })])).toThrow('"small talk" is no kind of human task');
  });
});

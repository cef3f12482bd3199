import { expect, test } from 'vitest';
import * as z from 'zod';
import { readClinicFiles } from '../../bin/clinic-files.ts';
import { BadFile, type FileProblem, parseYaml, readYamlFile } from '../../bin/read-yaml.ts';
import { wants } from '../../lambdas/domain/file-fields.ts';

const schema = z.strictObject({
  clinic: z.strictObject({ name: z.string(), zone: z.string(wants('a zone')) }),
  staff: z.array(z.strictObject({ id: z.string(), age: z.number().optional() })),
});

function problemsIn(text: string): FileProblem[] {
  try {
    parseYaml(text, 'a.yaml', schema);
  } catch (error) {
    if (error instanceof BadFile) return error.problems;
    throw error;
  }
  throw new Error('the text was not refused');
}

test('a file that fits gives its content, and the line of each field', () => {
  const text =
    '# a comment\nclinic:\n  name: A\n  zone: UTC\n\nstaff:\n  - id: x\n    age: 3\n  - { id: y }\n';
  const { content, lineOf } = parseYaml(text, 'a.yaml', schema);
  expect(content.staff).toEqual([{ id: 'x', age: 3 }, { id: 'y' }]);
  expect(lineOf(['clinic', 'zone'])).toBe(4);
  expect(lineOf(['staff', 0, 'age'])).toBe(8);
  expect(lineOf(['staff', '1', 'id'])).toBe(9);
  expect(lineOf(['staff', 1])).toBe(9);
});

test('a wrong value is shown on its own line, a missing one on the line of what lacks it', () => {
  const text = 'clinic:\n  name: 5\nstaff:\n  - id: x\n  - age: 4\n';
  expect(problemsIn(text).map(({ line, field }) => [line, field])).toEqual([
    [2, 'clinic.name'],
    [1, 'clinic.zone'],
    [5, 'staff.1.id'],
  ]);
  expect(problemsIn(text)[1]).toEqual({
    file: 'a.yaml',
    line: 1,
    field: 'clinic.zone',
    problem: 'is missing',
    fix: 'give a zone',
  });
});

test('a field that nobody knows is shown on its line', () => {
  const text = 'clinic:\n  name: A\n  zone: UTC\n  fax: 1\nstaff: []\n';
  expect(problemsIn(text)).toMatchObject([
    { line: 4, problem: 'Unrecognized key: "fax"', fix: 'remove "fax" or correct the spelling' },
  ]);
});

test.each([
  ['a broken bracket', 'clinic:\n  name: A\nstaff: [\n', 4],
  ['a key twice', 'clinic:\n  name: A\n  name: B\n', 3],
  ['a line that is indented too far', 'clinic:\n  name: A\n    zone: B\nstaff: []\n', 2],
])('text that is not YAML is shown on its line: %s', (_situation, text, line) => {
  const [problem] = problemsIn(text);
  expect(problem).toMatchObject({
    line,
    field: '',
    fix: 'correct the indentation, colons and quotes around this line',
  });
  expect(problem?.problem).toMatch(/^is not YAML: /);
});

test('an empty file lacks everything', () => {
  expect(problemsIn('')).toMatchObject([{ file: 'a.yaml', line: 1, field: '' }]);
});

test('a file that is not there is named', async () => {
  const reading = readYamlFile('no-such-file.yaml', schema);
  await expect(reading).rejects.toThrow('no-such-file.yaml: there is no such file; correct the path');
});

test('what the action finds is placed in the file it came from', async () => {
  const files = await readClinicFiles('clinics/example.yaml');
  const found = (field: string) => ({ field, problem: 'is wrong', fix: 'mend it' });
  const placed = files.placed([found('clinic.clinic.timeZone'), found('programs.0.testing.testDays.5')]);
  expect(placed.map(({ file, field }) => [file, field])).toEqual([
    ['clinics/example.yaml', 'clinic.timeZone'],
    ['programs/sheer.yaml', 'testing.testDays.5'],
  ]);
  const lines = placed.map(({ line }) => line);
  expect(lines.every((line) => line !== undefined && line > 1)).toBe(true);
});

import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { BadFile, parseYaml, problemLine, readYamlFile } from '../../bin/read-yaml.ts';
import { programSchema } from '../../lambdas/domain/program.ts';

const file = 'programs/sheer.yaml';
const right = readFileSync(new URL(`../../${file}`, import.meta.url), 'utf8');

/** What is said of the file after one piece of its text was replaced by another. */
function saidAfter(piece: string, replacement: string): string[] {
  if (!right.includes(piece)) throw new RangeError(`${file} does not contain ${JSON.stringify(piece)}`);
  try {
    parseYaml(
      right.replace(piece, () => replacement),
      file,
      programSchema,
    );
    return [];
  } catch (error) {
    if (error instanceof BadFile) return error.problems.map(problemLine);
    throw error;
  }
}

/** The line, counted from 1, on which a piece of the right file begins. */
function lineOf(piece: string): number {
  return right.slice(0, right.indexOf(piece)).split('\n').length;
}

interface Mistake {
  mistake: string;
  /** A piece of the right file, and what stands there instead. */
  piece: string;
  wrong: string;
  /** Lines from the piece's first to where the problem is shown ("top": the file's first field), and what is said. */
  said: [at: number | 'top', line: string][];
}

const mistakes: Mistake[] = [
  {
    mistake: 'an id with a space',
    piece: 'id: sheer',
    wrong: 'id: Sheer IOP',
    said: [[0, 'id: is not an id; use lower-case letters, digits and hyphens, beginning with a letter']],
  },
  {
    mistake: 'no name',
    piece: 'name: Intensive Outpatient Program, 30 to 60 days\n',
    wrong: '',
    said: [[-1, 'name: is missing; give the program’s name']],
  },
  {
    mistake: 'a misspelt field',
    piece: '  planned: 45',
    wrong: '  plannd: 45',
    said: [
      [-2, 'lengthDays.planned: is missing; give a whole number from 1 to 180'],
      [0, 'lengthDays: Unrecognized key: "plannd"; remove "plannd" or correct the spelling'],
    ],
  },
  {
    mistake: 'a length in words',
    piece: '  min: 30',
    wrong: '  min: thirty',
    said: [[0, 'lengthDays.min: is not a number of days; give a whole number from 1 to 180']],
  },
  {
    mistake: 'a length of half a year and a day',
    piece: '  max: 60',
    wrong: '  max: 181',
    said: [[0, 'lengthDays.max: is above 180; give a whole number from 1 to 180']],
  },
  {
    mistake: 'a length out of order',
    piece: '  max: 60',
    wrong: '  max: 40',
    said: [[-3, 'lengthDays: min 30, planned 45, max 40 are out of order; give min <= planned <= max']],
  },
  {
    mistake: 'phases that do not add up',
    piece: '  planned: 45',
    wrong: '  planned: 50',
    said: [
      [
        8,
        'phases: the phases last 45 days but the program is planned for 50; make the phases’ days add up to lengthDays.planned',
      ],
    ],
  },
  {
    mistake: 'a phase without a rate',
    piece: '    testsPerWeek: 2\n',
    wrong: '',
    said: [[-4, 'phases.0.testsPerWeek: is missing; give a number above 0 and at most 7']],
  },
  {
    mistake: 'a rate of nothing',
    piece: '    testsPerWeek: 2\n',
    wrong: '    testsPerWeek: 0\n',
    said: [[0, 'phases.0.testsPerWeek: is not above 0; give a number above 0 and at most 7']],
  },
  {
    mistake: 'eight days a week',
    piece: '    daysPerWeek: 5',
    wrong: '    daysPerWeek: 8',
    said: [[0, 'phases.0.daysPerWeek: is above 7; give a whole number from 1 to 7']],
  },
  {
    mistake: 'hours that do not fit',
    piece: '    daysPerWeek: 5',
    wrong: '    daysPerWeek: 1',
    said: [
      [1, 'phases.0.hoursPerWeek: 15 hours do not fit into 1 day a week; give at most 10, or more days'],
    ],
  },
  {
    mistake: 'a track that does not exist',
    piece: 'tracks: [day, evening]',
    wrong: 'tracks: [day, night]',
    said: [[0, 'tracks.1: is not one of "day", "evening"; give one of "day", "evening"']],
  },
  {
    mistake: 'a track twice',
    piece: 'tracks: [day, evening]',
    wrong: 'tracks: [day, evening, day]',
    said: [[0, 'tracks.2: "day" is listed twice; list it once']],
  },
  {
    mistake: 'a time without quotes',
    piece: '    starts: "09:00"',
    wrong: '    starts: 9:00',
    said: [[0, 'sessions.0.starts: is not a time; write hours and minutes in quotes: "09:30"']],
  },
  {
    mistake: 'a kind of session that does not exist',
    piece: '    kind: group',
    wrong: '    kind: meeting',
    said: [
      [
        0,
        'sessions.0.kind: is not one of "group", "individual", "family", "education", "life-skills", "case-management", "medication-management", "complementary"; give one of "group", "individual", "family", "education", "life-skills", "case-management", "medication-management", "complementary"',
      ],
    ],
  },
  {
    mistake: 'a weekday by name',
    piece: '    weekdays: [1, 3, 5]',
    wrong: '    weekdays: [mon, wed]',
    said: [
      [0, 'sessions.0.weekdays.0: is not a weekday by number, Monday = 1; give a whole number from 1 to 7'],
      [0, 'sessions.0.weekdays.1: is not a weekday by number, Monday = 1; give a whole number from 1 to 7'],
    ],
  },
  {
    mistake: 'a weekday twice',
    piece: '    weekdays: [1, 3, 5]',
    wrong: '    weekdays: [1, 3, 3]',
    said: [
      [
        0,
        'sessions.0.weekdays: lists a weekday twice; list weekdays from 1 (Monday) to 7 (Sunday), each once',
      ],
    ],
  },
  {
    mistake: 'a session of a phase that does not exist',
    piece: '    phases: [Foundation, Practice]',
    wrong: '    phases: [Fundation]',
    said: [
      [
        0,
        'sessions.0.phases: the program has no phase "Fundation"; use one of: Foundation, Practice, Independence',
      ],
    ],
  },
  {
    mistake: 'a session twice',
    piece: '  - id: day-individual',
    wrong: '  - id: day-group',
    said: [[0, 'sessions.1.id: "day-group" stands further up; give each session its own id']],
  },
  {
    mistake: 'a session into the next day',
    piece: '    starts: "17:30"',
    wrong: '    starts: "23:00"',
    said: [[1, 'sessions.7.minutes: ends after midnight; begin earlier or shorten it']],
  },
  {
    mistake: 'a yes in place of true',
    piece: '  alwaysOpen: false',
    wrong: '  alwaysOpen: "yes"',
    said: [[0, 'crisis.alwaysOpen: is not true or false; write true for yes, false for no']],
  },
  {
    mistake: 'no test days',
    piece: '  testDays: [1, 2, 3, 4, 5, 6]',
    wrong: '  testDays: []',
    said: [[0, 'testing.testDays: no weekday; list weekdays from 1 (Monday) to 7 (Sunday), each once']],
  },
  {
    mistake: 'a residence that does not exist',
    piece: 'residence: offered',
    wrong: 'residence: mandatory',
    said: [
      [
        0,
        'residence: is not one of "required", "optional", "offered"; give one of "required", "optional", "offered"',
      ],
    ],
  },
  {
    mistake: 'a soft cap above the hard one',
    piece: '  softCap: 35',
    wrong: '  softCap: 45',
    said: [[0, 'caseload.softCap: 45 is above the hard cap 40; lower it']],
  },
  {
    mistake: 'an offer longer than the wait',
    piece: '  maxDays: 30',
    wrong: '  maxDays: 1',
    said: [
      [
        -1,
        'waitlist.offerHours: an offer of 48 hours outlasts the longest wait of 24 hours; shorten it, or raise maxDays',
      ],
    ],
  },
  {
    mistake: 'a requirement that does not exist',
    piece: '[detoxed, stable-residence',
    wrong: '[sober, stable-residence',
    said: [
      [
        0,
        'admission.requires.0: is not one of "detoxed", "stable-residence", "higher-level-completed", "no-inpatient-need"; give one of "detoxed", "stable-residence", "higher-level-completed", "no-inpatient-need"',
      ],
    ],
  },
  {
    mistake: 'reviews overdue before they are due',
    piece: '  overdueAfterDays: 30',
    wrong: '  overdueAfterDays: 7',
    said: [
      [
        0,
        'reviews.overdueAfterDays: reviews come every 14 days, so they would be overdue before they are due; raise it',
      ],
    ],
  },
  {
    mistake: 'required mutual help that can be nothing',
    piece: 'fellowships: [twelve-step, other]\n  expected: encouraged',
    wrong: 'fellowships: [twelve-step, none]\n  expected: required',
    said: [
      [
        0,
        'mutualHelp.fellowships.1: "none" can be chosen where mutual help is required; take it out, or set expected: encouraged',
      ],
    ],
  },
  {
    mistake: 'follow-ups out of order',
    piece: '[1, 7, 14, 30, 60, 90]',
    wrong: '[1, 14, 7]',
    said: [[0, 'followUpDays: the days are not in rising order; list each day once, smallest first']],
  },
  {
    mistake: 'a whole part missing',
    piece: 'aftercare:\n  leadDays: 14\n  firstContactHours: 24\n  visitWithinDays: 7\n  attempts: 3\n',
    wrong: '',
    said: [['top', 'aftercare: is missing; give leadDays, firstContactHours, visitWithinDays, attempts']],
  },
  {
    mistake: 'a part with nothing in it',
    piece: 'checkIns:\n  everyDays: 7',
    wrong: 'checkIns:',
    said: [[0, 'checkIns: is not the check-ins with sober homes; give everyDays']],
  },
  {
    mistake: 'a quote that is not closed',
    piece: '    starts: "09:00"',
    wrong: '    starts: "09:00',
    said: [
      [0, 'is not YAML: Missing closing "quote; correct the indentation, colons and quotes around this line'],
    ],
  },
  {
    mistake: 'a field twice',
    piece: 'residence: offered',
    wrong: 'residence: offered\nresidence: required',
    said: [
      [
        1,
        'is not YAML: Map keys must be unique; correct the indentation, colons and quotes around this line',
      ],
    ],
  },
];

describe('a program’s file that is wrong in one way is told where, what and how to mend it', () => {
  test.each(mistakes)('$mistake', ({ piece, wrong, said }) => {
    const top = lineOf('id: sheer');
    const lines = said.map(([at, line]) => `${file}:${at === 'top' ? top : lineOf(piece) + at}: ${line}`);
    expect(saidAfter(piece, wrong)).toEqual(lines);
    for (const line of lines) expect(line.split('; ').length).toBeGreaterThan(1);
  });

  test('there are at least twenty such ways', () => {
    expect(new Set(mistakes.map(({ wrong }) => wrong)).size).toBeGreaterThanOrEqual(20);
  });
});

test('what is wrong in twenty places at once is told in one go', () => {
  const wrong = right
    .replaceAll(/(minutes|starts|track): \S+/g, '$1: wrong')
    .replace('tracks: wrong', 'tracks: [day, evening]');
  expect(() => parseYaml(wrong, file, programSchema)).toThrow(BadFile);
  try {
    parseYaml(wrong, file, programSchema);
  } catch (error) {
    expect(error instanceof BadFile ? error.problems.length : 0).toBeGreaterThan(20);
  }
});

test('a file that is not there is named', async () => {
  await expect(readYamlFile('programs/nowhere.yaml', programSchema)).rejects.toThrow(
    'programs/nowhere.yaml: there is no such file; correct the path',
  );
});
